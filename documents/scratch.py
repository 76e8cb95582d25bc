"""A site of its own for measuring and for breaking things: the real one is never touched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.conf import settings
from django.core.management.base import CommandError

#: How long the embedded server may take to stop once nobody uses it.
STOPS_IN = 30.0


@contextmanager
def scratch_site() -> Iterator[dict[str, str]]:
    """The environment of a migrated, empty site; everything of it is gone afterwards.

    Without DATABASE_URL it has an embedded server in a temporary folder; otherwise a database of its own on
    the server that DATABASE_URL names.
    """
    folder = Path(tempfile.mkdtemp(prefix="vanthu-scratch-"))
    folder.chmod(0o711)  # the embedded server may run under another account
    address = os.environ.get("DATABASE_URL", "").strip()
    own = f"vanthu_scratch_{os.getpid()}"
    environment = {**os.environ, "VAR_DIR": str(folder), "DATABASE_URL": _named(address, own)}
    try:
        if address:
            _statement(address, f'CREATE DATABASE "{own}"')
        manage(environment, "migrate", "--verbosity", "0")
        manage(environment, "createcachetable")
        manage(environment, "prepare_site")
        yield environment
    finally:
        if address:
            _statement(address, f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        else:
            _stopped(folder)
        shutil.rmtree(folder, ignore_errors=True)


def manage(environment: dict[str, str], *arguments: str) -> None:
    """Run a command of the scratch site to its end, its output going where ours goes."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    if code := subprocess.run(command, env=environment, check=False).returncode:
        raise CommandError(f"Lệnh {arguments[0]} dừng với mã {code}.", returncode=code)


def server_process(folder: Path) -> int | None:
    """The postmaster of an embedded server below this folder; None while it is down or somebody else's."""
    with suppress(FileNotFoundError, ValueError, IndexError):
        return int((folder / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    return None


def _named(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}")) if address else ""


def _statement(address: str, statement: str) -> None:
    connection = psycopg2.connect(address)
    connection.autocommit = True
    try:
        connection.cursor().execute(statement)
    finally:
        connection.close()


def _stopped(folder: Path) -> None:
    """Wait for the guard to stop the server that nobody uses any more; insist when it does not."""
    until = time.monotonic() + STOPS_IN
    while (process := server_process(folder)) is not None and time.monotonic() < until:
        time.sleep(0.1)
    if process is not None:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
