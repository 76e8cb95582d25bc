"""EMAIL_URL as Django's settings for outgoing mail."""

from urllib.parse import unquote, urlsplit


def settings(url: str) -> dict[str, object]:
    """EMAIL_* settings for smtp:// (upgraded by STARTTLS when there is a password) or smtps://."""
    parts = urlsplit(url)
    secure = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if secure else 587 if parts.password else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and bool(parts.password),
        "EMAIL_TIMEOUT": 10,
    }
