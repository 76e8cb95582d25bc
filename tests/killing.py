"""Workers in processes of their own, to be killed in the middle of their work."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection

#: What a worker has of the test that starts it: its database, and what else it is given.
_BEGIN: Final = """
import os, signal, sys
sys.path[:] = {path!r}
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {database!r}
for name, value in {shared!r}.items():
    setattr(settings, name, value)
import django
django.setup()
def die():
    os.kill(os.getpid(), signal.SIGKILL)
"""
_SHARED: Final = ("SEARCH_ENGINE", "ELASTICSEARCH_URL", "ELASTICSEARCH_PREFIX")


def script(work: str, **shared: Any) -> str:
    """The program of a worker: the site on the database of the test, with these settings, and its work."""
    return _BEGIN.format(path=sys.path, database=connection.settings_dict["NAME"], shared=shared) + work


def until_it_dies(work: str) -> None:
    """Do the work, which calls die(), to its death and until the database has noticed it.

    Not a fork: a child would share open connections and threads with the process of the tests.
    """
    shared: dict[str, Any] = {name: getattr(settings, name, "") for name in _SHARED}
    shared["MEDIA_ROOT"] = str(Path(settings.MEDIA_ROOT))
    before = _sessions()
    worker = subprocess.run([sys.executable, "-c", script(work, **shared)], timeout=120, check=False)
    assert worker.returncode == -signal.SIGKILL
    patience = time.monotonic() + 20
    while _sessions() - before and time.monotonic() < patience:
        time.sleep(0.05)


def _sessions() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}
