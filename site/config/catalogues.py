"""Compile translations: each .po that is newer than its .mo. The .mo are not kept in git.

python -m config.catalogues
"""

import os
import sys
from pathlib import Path

import polib

from config.env import ROOT


def compile_all(folder: Path = ROOT / "locale") -> int:
    """Compile what changed; how many catalogues were written. A .po that cannot be read is a SystemExit."""
    return sum(_compile(source) for source in sorted(folder.rglob("*.po")))


def _compile(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    draft = target.with_suffix(f".{os.getpid()}")
    try:
        polib.pofile(str(source)).save_as_mofile(str(draft))
    except (OSError, ValueError) as error:
        sys.exit(f"Không biên dịch được bản dịch {source}: {error}")
    draft.replace(target)
    return True


if __name__ == "__main__":
    compile_all()
