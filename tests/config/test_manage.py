"""manage.py tells an administrator what to do first."""

import os
import subprocess
import sys
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", [["verify_files"], ["rebuild_search"]])
def test_on_a_database_without_tables_the_administrator_reads_what_to_run(command: list[str]) -> None:
    empty = f"without_tables_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {empty} TEMPLATE template0")
    try:
        told = subprocess.run(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
            env={**os.environ, "DATABASE_URL": _address(empty)},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {empty} WITH (FORCE)")
    assert told.returncode == 1
    assert "manage.py migrate" in told.stderr
    assert "Traceback" not in told.stderr


def _address(name: str) -> str:
    """DATABASE_URL of another database of the server that the tests use."""
    held = connection.get_connection_params()
    asked = {key: held[key] for key in ("host", "port", "password") if held.get(key)}
    return f"postgresql://{held['user']}@/{name}?{urlencode(asked)}"
