"""A secret key for a desk, made once and kept, so that a restart signs nobody out."""

import contextlib
import os
import secrets
from pathlib import Path


def kept_in(path: Path) -> str:
    """The key in this file; a new one is written when there is none. Several processes may ask at once."""
    with contextlib.suppress(FileNotFoundError):
        return path.read_text(encoding="ascii").strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.touch(mode=0o600)
    new.write_text(secrets.token_urlsafe(50), encoding="ascii")
    with contextlib.suppress(FileExistsError):
        os.link(new, path)
    new.unlink()
    return path.read_text(encoding="ascii").strip()
