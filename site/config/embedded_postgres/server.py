"""Start the embedded server, or find it running."""

import fcntl
import hashlib
import os
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TextIO

import psutil
import psycopg2

from config.embedded_postgres import DATABASE, USER, guard, programs
from config.embedded_postgres.programs import Account, ServerTrouble

SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100  # the system allows 107 bytes on Linux, 103 on macOS
START_SECONDS = 60

_uses: dict[Path, TextIO] = {}
"""The shared locks this process holds, one for each server: open as long as the process lives."""


def running(folder: Path) -> Path:
    """The folder of the server's socket; the server is up, and stays up for this process."""
    try:
        if folder not in _uses:
            folder.mkdir(parents=True, exist_ok=True)
            use = (folder / "users.lock").open("a")
            fcntl.flock(use, fcntl.LOCK_SH)  # waits while a guard is stopping the server
            _uses[folder] = use
            return _started(folder)
        return sockets if _answers(sockets := _socket_folder(folder / "data")) else _started(folder)
    except PermissionError as error:
        raise ServerTrouble(
            f"Không được phép ghi vào {error.filename or folder}. Thư mục này do tài khoản khác tạo; "
            "hãy chạy bằng tài khoản đó, hoặc đặt DATABASE_URL để dùng một máy chủ PostgreSQL có sẵn."
        ) from error
    except OSError as error:
        raise ServerTrouble(f"Không khởi động được PostgreSQL trong {folder}: {error.strerror}.") from error


def leave(folder: Path) -> None:
    """Stop using the server. If that was the last use, return only when the guard has stopped it."""
    if (use := _uses.pop(folder, None)) is None:
        return
    use.close()
    for _ in range(10):  # a guard that is alone with its server takes the lock at once
        time.sleep(0.05)
        if not _free(folder / "users.lock", fcntl.LOCK_SH):
            break
    else:
        return
    until = time.monotonic() + 2 * START_SECONDS
    while time.monotonic() < until and not _free(folder / "guard.lock", fcntl.LOCK_EX):
        time.sleep(0.05)


def _started(folder: Path) -> Path:
    data = folder / "data"
    with _alone(folder / "start.lock"):
        who = programs.account(data)
        tools = programs.folder(who)
        if not data.exists():
            _create(data, who, tools)
        _check_version(data)
        sockets = _socket_folder(data)
        if not _answers(sockets):
            _start(data, sockets, who, tools)
        _create_database(data, sockets)
        if _free(folder / "guard.lock", fcntl.LOCK_EX):  # else one is on duty: after a death many come back
            _post_guard(folder, who, tools)
    return sockets


def _post_guard(folder: Path, who: Account, tools: Path) -> None:
    arguments = [str(folder), str(who.uid), str(who.gid), str(tools / "pg_ctl")]
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-I", guard.__file__, *arguments]
    subprocess.run(command, cwd="/", stdin=quiet, stdout=quiet, stderr=quiet, check=True)


def _create(data: Path, who: Account, tools: Path) -> None:
    """A new cluster, complete or not there at all."""
    home = data.parent
    if not who.is_ours:
        home.chmod(home.stat().st_mode | 0o011)
    if not who.can_reach(data):
        programs.SHARED.mkdir(parents=True, exist_ok=True, mode=0o755)
        home = programs.SHARED
    draft = Path(tempfile.mkdtemp(prefix="data-", dir=home))
    who.own(draft)
    locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    access = ("--username=postgres", "--auth=trust", "--no-instructions")  # the folder is the server's alone
    programs.run(tools, "initdb", "-D", draft, *locale, *access, who=who)
    data.unlink(missing_ok=True)  # a link to data that are gone
    if home == data.parent:
        draft.rename(data)
    else:
        data.symlink_to(draft)


def _check_version(data: Path) -> None:
    found = (data / "PG_VERSION").read_text().strip()
    if found != str(programs.VERSION):
        raise ServerTrouble(
            f"Dữ liệu trong {data} do PostgreSQL {found} tạo ra, "
            f"thư viện đã cài là PostgreSQL {programs.VERSION}. "
            "Hãy dời thư mục ấy sang chỗ khác để tạo cơ sở dữ liệu mới, hoặc cài lại phiên bản thư viện cũ."
        )


def _start(data: Path, sockets: Path, who: Account, tools: Path) -> None:
    """Start, as often as it takes: after kill -9 the old server's children hold its memory for a moment."""
    if sockets != data.resolve():
        with suppress(FileExistsError):
            sockets.mkdir(mode=0o700)
            who.own(sockets)
        if sockets.is_symlink() or sockets.stat().st_uid != who.uid:
            raise ServerTrouble(f"Thư mục {sockets} thuộc tài khoản khác. Hãy xóa nó rồi chạy lại.")
    settings = ("listen_addresses=", f"unix_socket_directories={sockets}", "max_connections=200")
    options = " ".join(f"-c {shlex.quote(setting)}" for setting in settings)
    log = data / "server.log"
    until = time.monotonic() + START_SECONDS
    while True:
        _forget_another_process(data)
        try:
            command = ("start", "-w", "-t", str(START_SECONDS), "-D", data.resolve(), "-l", log.resolve())
            programs.run(tools, "pg_ctl", *command, "-o", options, who=who)
            return
        except ServerTrouble as trouble:
            if time.monotonic() > until:
                lines = log.read_text(errors="replace").splitlines()[-5:] if log.exists() else [str(trouble)]
                raise ServerTrouble("Không khởi động được PostgreSQL:\n" + "\n".join(lines)) from None
            if _answers_soon(sockets):  # another process had begun to start it, and was killed meanwhile
                return
            with suppress(ServerTrouble):  # one that runs without answering, its socket gone
                programs.run(tools, "pg_ctl", "stop", "-w", "-m", "fast", "-D", data.resolve(), who=who)
            time.sleep(0.3)


def _forget_another_process(data: Path) -> None:
    """The number in postmaster.pid may be somebody else's after a restart of the machine, or nobody's.

    A killed server that its parent has not buried yet still answers to its number; the memory that its
    children hold is asked for by PostgreSQL itself.
    """
    pid_file = data / "postmaster.pid"
    with suppress(FileNotFoundError, ValueError, IndexError):
        pid = int(pid_file.read_text().split()[0])
        try:
            if Path(psutil.Process(pid).cwd()) != data.resolve():
                pid_file.unlink()
        except psutil.ZombieProcess:
            pid_file.unlink()
        except psutil.NoSuchProcess:
            pass


def _create_database(data: Path, sockets: Path) -> None:
    done = data / "vanthu.ready"
    if done.exists():
        return
    with closing(psycopg2.connect(host=str(sockets), user="postgres", dbname="postgres")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [USER])
            if not cursor.fetchone():
                cursor.execute(f"CREATE ROLE {USER} LOGIN CREATEDB")
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {USER}")
    done.touch()


def _socket_folder(data: Path) -> Path:
    """Beside the data, or in /tmp when that path is too long for a socket or strange to a list of paths."""
    data = data.resolve()
    if len(os.fsencode(data / SOCKET)) <= LONGEST_SOCKET_PATH and re.fullmatch(
        r"[\w./+-]+", str(data), re.ASCII
    ):
        return data
    return Path("/tmp") / f"vanthu-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"  # noqa: S108


def _answers(sockets: Path) -> bool:
    with closing(socket.socket(socket.AF_UNIX)) as client:
        try:
            client.connect(str(sockets / SOCKET))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
    return True


def _answers_soon(sockets: Path) -> bool:
    for _ in range(20):
        if _answers(sockets):
            return True
        time.sleep(0.1)
    return False


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _free(path: Path, kind: int) -> bool:
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
