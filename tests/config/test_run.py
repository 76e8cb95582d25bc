"""`make run` serves, says where, and leaves nothing behind when it is stopped."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from config.env import ROOT

pytestmark = pytest.mark.xdist_group("run")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(port: int, var: Path) -> subprocess.Popen[str]:
    dropped = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "ELASTICSEARCH_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    environ = {
        **kept,
        "PORT": str(port),
        "VAR_DIR": str(var),
        "PYTHONPATH": str(ROOT / "site"),
        "PYTHONUTF8": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "config.run"],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def until_it_serves(process: subprocess.Popen[str]) -> str:
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            return said
    pytest.fail(f"it stopped by itself:\n{said}")


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """Filled by whichever start comes first, which takes its time."""
    folder = Path(tempfile.mkdtemp(prefix="vanthu-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_port_in_use_is_a_sentence(var: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = start(other.getsockname()[1], var)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "đang có chương trình khác dùng" in said
    assert "Traceback" not in said


def test_it_starts_from_nothing_serves_and_stops_at_ctrl_c_and_at_sigterm(var: Path) -> None:
    for order in (signal.SIGINT, signal.SIGTERM):
        port = free_port()
        process = start(port, var)
        said = until_it_serves(process)
        assert f"http://127.0.0.1:{port}/" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe/") as answer:
            assert answer.status == 200
        family = psutil.Process(process.pid).children(recursive=True)
        database = psutil.Process(int((var / "postgres" / "data" / "postmaster.pid").read_text().split()[0]))
        os.killpg(process.pid, order)
        last, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert last.splitlines()[-1] == "Đã dừng."
        assert "Traceback" not in last
        assert not any(member.is_running() for member in family)
        assert not database.is_running() or database.status() == psutil.STATUS_ZOMBIE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_killed_outright_it_gives_back_port_and_database(var: Path) -> None:
    port = free_port()
    process = start(port, var)
    until_it_serves(process)
    family = psutil.Process(process.pid).children(recursive=True)
    database = psutil.Process(int((var / "postgres" / "data" / "postmaster.pid").read_text().split()[0]))
    process.kill()
    process.communicate()
    _, alive = psutil.wait_procs([*family, database], timeout=30)
    assert not [member for member in alive if member.status() != psutil.STATUS_ZOMBIE]
