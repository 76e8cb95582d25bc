"""The embedded server is up while somebody uses it, and gone afterwards, however they went."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest

from config.embedded_postgres import server
from config.env import ROOT

USER_OF_IT = (
    "import sys, time; from pathlib import Path; from config.embedded_postgres.server import running; "
)
USER_OF_IT += "print(running(Path(sys.argv[1])), flush=True); time.sleep(60)"


@pytest.fixture
def folder() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="vanthu-"))
    place.chmod(0o755)
    yield place / "var" / "postgres"
    server.leave(place / "var" / "postgres")
    for lock in place.rglob("guard.lock"):
        with lock.open("a") as duty:
            fcntl.flock(duty, fcntl.LOCK_EX)  # until the guard has stopped the server
    shutil.rmtree(place)


def postmaster(folder: Path) -> psutil.Process:
    return psutil.Process(int((folder / "data" / "postmaster.pid").read_text().split()[0]))


def other_user(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", USER_OF_IT, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "site")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


def ask(sockets: Path, question: str) -> object:
    connection = psycopg2.connect(host=str(sockets), user="vanthu", dbname="vanthu")
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            row = cursor.fetchone()
            return row and row[0]
    finally:
        connection.close()


def gone(process: psutil.Process, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_a_new_database_knows_vietnamese_letters(folder: Path) -> None:
    sockets = server.running(folder)
    assert ask(sockets, "SHOW server_encoding") == "UTF8"
    assert ask(sockets, "SELECT lower('ĐỘNG ƯỚC')") == "động ước"


def test_the_application_is_no_superuser(folder: Path) -> None:
    assert ask(server.running(folder), "SELECT usesuper FROM pg_user WHERE usename = current_user") is False


def test_it_stops_when_its_last_user_leaves(folder: Path) -> None:
    server.running(folder)
    process = postmaster(folder)
    server.leave(folder)
    assert gone(process, 0.5)


def test_it_stops_when_its_last_user_is_killed(folder: Path) -> None:
    user = other_user(folder)
    process = postmaster(folder)
    user.kill()
    user.wait()
    assert gone(process)


def test_it_stays_for_those_who_still_use_it(folder: Path) -> None:
    user = other_user(folder)
    server.running(folder)
    server.leave(folder)
    assert ask(server.running(folder), "SELECT 1") == 1
    server.leave(folder)
    assert postmaster(folder).is_running()
    user.kill()
    user.wait()


def test_eight_processes_may_start_it_at_once(folder: Path) -> None:
    command = [sys.executable, "-c", USER_OF_IT, str(folder)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "site")}
    users = [subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) for _ in range(8)]
    try:
        answers = {user.stdout.readline() for user in users if user.stdout}
        assert len(answers) == 1
        assert "postgres" in answers.pop()
    finally:
        for user in users:
            user.kill()
            user.wait()


def test_a_killed_server_is_started_again_with_its_data(folder: Path) -> None:
    sockets = server.running(folder)
    connection = psycopg2.connect(host=str(sockets), user="vanthu", dbname="vanthu")
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 15 AS number")
    connection.close()
    process = postmaster(folder)
    process.kill()
    assert gone(process)
    assert ask(server.running(folder), "SELECT number FROM kept") == 15


def test_a_number_of_somebody_elses_process_in_its_file_is_no_obstacle(folder: Path) -> None:
    server.running(folder)
    pid_file = folder / "data" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    server.leave(folder)
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    assert ask(server.running(folder), "SELECT 1") == 1


def test_a_clone_in_a_deep_folder_with_a_vietnamese_name_works(folder: Path) -> None:
    deep = folder.parent / ("Tài liệu của ban chỉ đạo " * 4) / "postgres"
    try:
        assert ask(server.running(deep), "SELECT 1") == 1
    finally:
        server.leave(deep)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root serves under another account")
def test_root_need_not_open_its_home_to_everybody(folder: Path) -> None:
    closed = folder.parents[1] / "home"
    closed.mkdir(mode=0o700)
    try:
        assert ask(server.running(closed / "postgres"), "SELECT 1") == 1
        assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        server.leave(closed / "postgres")
        shutil.rmtree((closed / "postgres" / "data").resolve(), ignore_errors=True)
