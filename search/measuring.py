"""A place to measure in: with rows, counts and an index, gone afterwards; the register is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings
from django.utils.crypto import get_random_string

from search.elasticsearch_node import node
from search.engines import Engine, engine
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.server import LONG
from search.rebuilding import remove_everything

#: What search itself reads and writes.
TABLES: Final = ("search_row", "search_term", "search_termchange", "search_index", "search_outbox")

_INDEXES: Final = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT indisunique
"""


@contextmanager
def scratch(engine: str, *more_tables: str) -> Iterator[str]:
    """A schema that hides the real tables of these names; for Elasticsearch a prefix of its own as well.

    Without ELASTICSEARCH_URL a server is started; an empty database gets its tables first. Gives the name of
    the schema.
    """
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    name = f"measure_{get_random_string(8).lower()}"
    with ExitStack() as after:
        if engine == "elasticsearch":
            url = settings.ELASTICSEARCH_URL or after.enter_context(node())
            after.enter_context(override_settings(ELASTICSEARCH_URL=url, ELASTICSEARCH_PREFIX=name))
            after.callback(remove_everything)
        after.enter_context(_schema(name, [*TABLES, *more_tables]))
        yield name


def waiting(name: str) -> Engine:
    """The engine of this name, more patient than a reader: a slow answer is measured, not refused."""
    found = engine(name)
    if isinstance(found, ElasticsearchEngine):
        found.patience = LONG
    return found


@contextmanager
def asked_in(schema: str) -> Iterator[None]:
    """Of several scratch places the one of this name answers this process meanwhile."""
    with override_settings(ELASTICSEARCH_PREFIX=schema):
        _look_in(f"{schema}, public")
        yield
    _look_in("DEFAULT")


def _look_in(path: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET search_path TO {path}")


@contextmanager
def _schema(name: str, tables: list[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {name}")
        for table in tables:
            cursor.execute(f"CREATE TABLE {name}.{table} (LIKE public.{table} INCLUDING ALL)")
    held = connection.settings_dict["OPTIONS"]
    options = f"{held.get('options', '')} -c search_path={name},public"
    connection.settings_dict["OPTIONS"] = {**held, "options": options}
    connection.close()  # from now on every connection, of threads and forked processes too, finds the schema
    try:
        yield
    finally:
        connection.settings_dict["OPTIONS"] = held
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {name} CASCADE")


@contextmanager
def indexes_afterwards(table: str) -> Iterator[None]:
    """Fill a table first and index it then, as a restored dump is: a million rows in minutes, not hours."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES, [table])
        held = cursor.fetchall()
        for name, _definition in held:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _name, definition in held:
            cursor.execute(definition)


def follow_in(schema: str) -> None:
    """Let changes of rows in the schema be noted in its outbox, as real ones are in the real one."""
    with connection.cursor() as cursor:
        for event, rows in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            cursor.execute(
                f"CREATE TRIGGER changed_{event} AFTER {event} ON {schema}.search_row"
                f" REFERENCING {rows} TABLE AS changed FOR EACH STATEMENT"
                " EXECUTE FUNCTION search_row_changed()"
            )
