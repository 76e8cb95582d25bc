"""manage.py tells an administrator what to do first."""

import os
from pathlib import Path

import pytest
from django.db import connection

from tests.outside import manage


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", ["verify_files", "rebuild_search"])
def test_on_a_database_without_tables_the_administrator_reads_what_to_run(
    command: str, tmp_path: Path
) -> None:
    empty = f"without_tables_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {empty} TEMPLATE template0")
    try:
        told = manage(command, var=tmp_path, database=empty)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {empty} WITH (FORCE)")
    assert told.returncode == 1
    assert "manage.py migrate" in told.stderr
    assert "Traceback" not in told.stderr
