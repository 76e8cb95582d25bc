"""What `make run` sees to before it serves; each step looks first and returns whether it did anything."""

import hashlib
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver

from config.embedded_postgres.server import leave


def database() -> bool:
    """Tables as the code wants them, the cache's included."""
    behind = unseen_migrations()
    if behind:
        call_command("migrate", interactive=False, verbosity=0)
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
    return behind


def unseen_migrations() -> bool:
    """Whether the code has migrations that the database has not seen."""
    connection.close()  # after a refusal it may be of no more use
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def demonstration() -> bool:
    """Papers, agencies and tasks to look at; the command knows whether they are there."""
    steps = StringIO()
    call_command("load_demonstration", stdout=steps)
    return bool(steps.getvalue())


def accounts() -> str:
    """The accounts of the demonstration, one a line."""
    lines = StringIO()
    call_command("load_demonstration", accounts=True, stdout=lines)
    return lines.getvalue().rstrip()


def static_files() -> bool:
    """Style sheets and scripts, hashed and compressed for the browsers, when one of them changed."""
    note = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _fingerprint_of_static_files()
    if note.exists() and note.read_text() == wanted:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    note.write_text(wanted)
    return True


def _fingerprint_of_static_files() -> str:
    fingerprint = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            fingerprint.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return fingerprint.hexdigest()


def close() -> None:
    """Ready to be forked: addresses loaded, no connection that two processes would share."""
    _ = get_resolver().url_patterns
    connections.close_all()


def leave_database() -> None:
    """Let go of the embedded server, and wait until it is down when nobody else uses it."""
    if settings.configured and (cluster := settings.DATABASES["default"].get("CLUSTER")):
        connections.close_all()
        leave(cluster)
