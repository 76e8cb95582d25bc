"""manage.py as somebody runs it who knows nothing of the tests, in a process of its own, on a desk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection


def manage(
    *command: str, var: Path, database: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run it to its end. `var` is where it may write; the database is that of the test unless named."""
    given = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": address(database or str(connection.settings_dict["NAME"])),
        "ELASTICSEARCH_URL": "",
        "VAR_DIR": str(var),
        **environment,
    }
    return subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
        env=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )


def address(name: str) -> str:
    """DATABASE_URL of a database of the server that the tests use."""
    held = connection.get_connection_params()
    asked = {key: held[key] for key in ("host", "port", "password") if held.get(key)}
    return f"postgresql://{held['user']}@/{name}?{urlencode(asked)}"
