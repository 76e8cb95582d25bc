"""Where the data is: DATABASE_URL, or the server that comes with the requirements."""

from typing import Any

import psycopg2
from psycopg2.extensions import parse_dsn

from config import embedded_postgres
from config.env import Environment, WrongEnvironment

# A clerk waits five seconds for a lock at most; a forgotten transaction holds none for longer than thirty.
SESSION_LIMITS = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"


def configuration(environment: Environment) -> dict[str, Any]:
    """Django's DATABASES entry. Touches no server: an embedded one starts at the first connection."""
    if not environment.database_url:
        entry = embedded_postgres.configuration(environment.var / "postgres")
    else:
        entry = _from_url(environment.database_url)
    entry["OPTIONS"]["options"] = f"{entry['OPTIONS'].get('options', '')} {SESSION_LIMITS}".strip()
    return {**entry, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


def _from_url(url: str) -> dict[str, Any]:
    """Read by PostgreSQL's own parser, so that whatever psql accepts is accepted here."""
    try:
        parts = parse_dsn(url)
    except psycopg2.ProgrammingError:
        raise WrongEnvironment(
            "Không đọc được biến DATABASE_URL. Dạng đúng: postgresql://tên:mật-khẩu@máy:5432/tên-cơ-sở-dữ-liệu."
        ) from None
    if "dbname" not in parts:
        raise WrongEnvironment("Biến DATABASE_URL thiếu tên cơ sở dữ liệu ở cuối, ví dụ …:5432/vanthu.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }
