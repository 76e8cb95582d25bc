"""The environment: every variable the site reads, once, with its type, its default and its meaning.

Nothing else reads os.environ. An empty value counts as unset, as `docker compose` and systemd
write an unset variable that way. Sentences are Vietnamese here, not msgids: they are said
before translations can be loaded.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
"""The clone: manage.py, templates/, static/, locale/ and var/ lie here."""

HIGHEST_PORT = 65535
TRUE = {"1", "true", "yes", "on", "co", "có"}
FALSE = {"0", "false", "no", "off", "khong", "không"}


class WrongEnvironment(ImproperlyConfigured):
    """A variable is missing or cannot be read; the message is a sentence for whoever set it."""


@dataclass(frozen=True)
class Environment:
    """What the environment says, parsed."""

    secret_key: str
    """SECRET_KEY: signs sessions and one-time links. Long, random, secret. Production must set it."""
    database_url: str
    """DATABASE_URL: postgresql://user:password@host:port/name. Unset: an embedded server in var/postgres."""
    allowed_hosts: tuple[str, ...]
    """ALLOWED_HOSTS: host names the site answers to, separated by commas. Production must set it."""
    base_url: str
    """BASE_URL: address put into e-mails and notices, such as https://vanthu.example.gov.vn."""
    elasticsearch_url: str
    """ELASTICSEARCH_URL: the search server, may hold user:password@; several servers of one cluster with
    commas between. Unset: PostgreSQL searches."""
    elasticsearch: bool
    """ELASTICSEARCH: 1 lets `make run` start a server of its own when ELASTICSEARCH_URL names none."""
    elasticsearch_api_key: str
    """ELASTICSEARCH_API_KEY: in place of user and password."""
    elasticsearch_prefix: str
    """ELASTICSEARCH_PREFIX: what our index names begin with, so that several sites can share a server."""
    elasticsearch_shards: int
    """ELASTICSEARCH_SHARDS: parts of an index; one for every 30 GB. 1 unless set."""
    elasticsearch_replicas: int
    """ELASTICSEARCH_REPLICAS: copies on other nodes, so that losing a node loses nothing. 0 unless set."""
    port: int
    """PORT: where `make run` and gunicorn listen on 127.0.0.1. 8000 unless set."""
    workers: int
    """WEB_WORKERS: web processes of gunicorn, four threads each. 2 unless set."""
    proxy_count: int
    """PROXY_COUNT: how many proxies of ours stand before the site; 0 means its addresses are not believed."""
    questions_per_minute: int
    """QUESTIONS_PER_MINUTE: searches that one account, or everybody else behind one address, may ask of each
    web process; downloads of results a tenth of it, suggestions four times. 300 unless set; 0: no limit."""
    hsts_seconds: int
    """HSTS_SECONDS: how long browsers insist on https in production. One year unless set."""
    debug: bool
    """DEBUG: Django's yellow pages, for a programmer's own desk only. Production ignores it."""
    log_level: str
    """LOG_LEVEL: DEBUG, INFO, WARNING or ERROR. WARNING unless set."""
    email_url: str
    """EMAIL_URL: smtp://user:password@host:587 (smtps:// for TLS at once). Unset: mails are not sent."""
    email_from: str
    """EMAIL_FROM: the sender of the site's mails."""
    var: Path
    """VAR_DIR: folder for everything written: files, embedded database, collected static files."""


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """The environment as a value. Raises WrongEnvironment naming the variable at fault."""
    port = _whole(environ, "PORT", 8000, 1, HIGHEST_PORT)
    return Environment(
        secret_key=_text(environ, "SECRET_KEY"),
        database_url=_address(environ, "DATABASE_URL", {"postgres", "postgresql"}),
        allowed_hosts=_names(environ, "ALLOWED_HOSTS"),
        base_url=_address(environ, "BASE_URL", {"http", "https"}, f"http://127.0.0.1:{port}").rstrip("/"),
        elasticsearch_url=_addresses(environ, "ELASTICSEARCH_URL", {"http", "https"}),
        elasticsearch=_yes(environ, "ELASTICSEARCH"),
        elasticsearch_api_key=_text(environ, "ELASTICSEARCH_API_KEY"),
        elasticsearch_shards=_whole(environ, "ELASTICSEARCH_SHARDS", 1, 1, 100),
        elasticsearch_replicas=_whole(environ, "ELASTICSEARCH_REPLICAS", 0, 0, 9),
        elasticsearch_prefix=_text(environ, "ELASTICSEARCH_PREFIX", "vanthu"),
        port=port,
        workers=_whole(environ, "WEB_WORKERS", 2, 1, 64),
        proxy_count=_whole(environ, "PROXY_COUNT", 0, 0, 9),
        questions_per_minute=_whole(environ, "QUESTIONS_PER_MINUTE", 300, 0, 10**6),
        hsts_seconds=_whole(environ, "HSTS_SECONDS", 31_536_000, 0, 10**9),
        debug=_yes(environ, "DEBUG"),
        log_level=_one_of(environ, "LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "WARNING"),
        email_url=_address(environ, "EMAIL_URL", {"smtp", "smtps"}),
        email_from=_text(environ, "EMAIL_FROM", "vanthu@localhost"),
        var=Path(_text(environ, "VAR_DIR", str(ROOT / "var"))).expanduser().absolute(),
    )


def require(environment: Environment, *names: str) -> None:
    """Refuse to go on unless these variables are set; names are attributes of Environment."""
    missing = [name.upper() for name in names if not getattr(environment, name)]
    if missing:
        raise WrongEnvironment(
            f"Thiếu biến môi trường {', '.join(missing)}. Hãy đặt giá trị rồi khởi động lại; "
            "ý nghĩa từng biến ghi trong site/config/env.py."
        )


def _text(environ: Mapping[str, str], name: str, default: str = "") -> str:
    return environ.get(name, "").strip() or default


def _names(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part for part in (part.strip() for part in _text(environ, name).split(",")) if part)


def _whole(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = _text(environ, name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise WrongEnvironment(f"Biến {name} phải là số nguyên từ {least} đến {most}, không phải “{text}”.")
    return int(text)


def _yes(environ: Mapping[str, str], name: str) -> bool:
    text = _text(environ, name).lower()
    if text in TRUE:
        return True
    if text in FALSE or not text:
        return False
    raise WrongEnvironment(f"Biến {name} phải là 1 (có) hoặc 0 (không), không phải “{text}”.")


def _one_of(environ: Mapping[str, str], name: str, choices: tuple[str, ...], default: str) -> str:
    text = _text(environ, name, default).upper()
    if text not in choices:
        raise WrongEnvironment(f"Biến {name} phải là một trong {', '.join(choices)}, không phải “{text}”.")
    return text


def _addresses(environ: Mapping[str, str], name: str, schemes: set[str]) -> str:
    """Addresses with commas between, each checked."""
    return ",".join(_address({name: one}, name, schemes) for one in _names(environ, name))


def _address(environ: Mapping[str, str], name: str, schemes: set[str], default: str = "") -> str:
    text = _text(environ, name)
    if not text:
        return default
    try:
        parts = urlsplit(text)
        readable = parts.scheme in schemes and (bool(parts.netloc) or "postgresql" in schemes)
        _ = parts.port  # raises ValueError for a port that is no number
    except ValueError:
        readable = False
    if not readable:
        # The value is not repeated: it may hold a password.
        wanted = " hoặc ".join(f"{scheme}://" for scheme in sorted(schemes))
        raise WrongEnvironment(f"Biến {name} phải là địa chỉ đầy đủ, bắt đầu bằng {wanted}.")
    return text
