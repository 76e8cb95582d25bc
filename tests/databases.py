"""Test databases: migrated once, then copied; and whole again after a test that emptied its tables.

Migrating Wagtail and ourselves takes ten seconds, copying the result a third of one. The template is named
after what it was made from, so that it is made anew when a migration or a requirement changes.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

PREFIX = "vanthu_template_"
KEPT = 3
ONE_AT_A_TIME = 7_205_001  # any number, the same in all processes
EMPTYING = {"transactional_db", "live_server", "django_db_reset_sequences"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any
) -> None:
    """Name the template in the settings; make it first when there is none for the present migrations."""
    with django_db_blocker.unblock():
        template = _template()
    connection.settings_dict["TEST"] |= {"TEMPLATE": template, "MIGRATE": False}


def _template() -> str:
    name = PREFIX + _fingerprint()
    with _maintenance() as cursor:
        cursor.execute("SET lock_timeout = 0")  # another worker may be making the template
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        _drop_leftovers(cursor)
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            draft = _migrated()
            cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


def _migrated() -> str:
    """A new database with all migrations applied and nobody connected to it."""
    original = connection.settings_dict["NAME"]
    draft: str = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    _keep_initial_rows()
    _allow_emptying()
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = original
    return draft


def _fingerprint() -> str:
    """What the template is made of: migrations of ours, versions of others'."""
    made_of = hashlib.sha256(Path(__file__).read_bytes())
    made_of.update((settings.BASE_DIR / "requirements.txt").read_bytes())
    for config in apps.get_app_configs():
        if Path(config.path).is_relative_to(settings.BASE_DIR) and ".venv" not in config.path:
            for path in sorted(Path(config.path, "migrations").glob("*.py")):
                made_of.update(path.read_bytes())
    return made_of.hexdigest()[:12]


def _drop_leftovers(cursor: CursorWrapper) -> None:
    """Databases of killed runs, and all templates but the latest."""
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_vanthu\\_%%'")
    for (name,) in cursor.fetchall():
        pid = name.removeprefix("test_vanthu_").split("_")[0]
        if pid.isdigit() and int(pid) != os.getpid() and not psutil.pid_exists(int(pid)):
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [f"{PREFIX}%"])
    for (name,) in cursor.fetchall()[KEPT:]:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


@contextmanager
def _maintenance() -> Iterator[CursorWrapper]:
    with connection._nodb_cursor() as cursor:  # Django's own way to a connection outside any database of ours
        yield cursor


def _keep_initial_rows() -> None:
    """Copy what the migrations wrote (root page, document types …) into a schema of its own."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS initial")
        for table in set(connection.introspection.table_names(cursor)) - {"django_migrations"}:
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
            if cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE IF NOT EXISTS initial."{table}" AS TABLE "{table}"')


def _allow_emptying() -> None:
    """Tests empty all tables between them; the one that asks about emptying a register switches this on."""
    with connection.cursor() as cursor:
        for table in ("documents_entry", "documents_registeryear"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER documents_book_is_not_emptied")


def restore_initial_rows() -> None:
    """Put them back after a test whose tables were emptied at its end."""
    assert connection.settings_dict["NAME"].startswith("test_"), "this would empty a real database"
    with transaction.atomic(), connection.cursor() as cursor:  # foreign keys are checked at the end
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'initial'")
        tables = [f'"{table}"' for (table,) in cursor.fetchall()]
        # Django has written content types and permissions anew, under other numbers.
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        for table in tables:
            cursor.execute(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM initial.{table}")
    ContentType.objects.clear_cache()


def empties_tables(item: pytest.Item) -> bool:
    """Whether Django flushes the tables after this test."""
    marker = item.get_closest_marker("django_db")
    wanted = bool(marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,)))
    return wanted or bool(EMPTYING & set(getattr(item, "fixturenames", ())))
