"""Names of files as people give them."""

import re
import unicodedata
from typing import Final

from vietnamese.text import clean

LONGEST_STEM: Final = 100


def shown_name(name: str, kind: str = "") -> str:
    """A name that is only a name: no folders, no invisible or reversing signs, not endless.

    With `kind` the extension is the one the content deserves.
    """
    last = re.split(r"[/\\]", clean(name))[-1]
    seen = "".join(sign if unicodedata.category(sign)[0] not in "CZ" or sign == " " else " " for sign in last)
    seen = " ".join(re.sub(r'[<>:"|?*]', "-", seen).split()).strip(". ")
    stem, dot, extension = seen.rpartition(".")
    if not dot or len(extension) > 5:
        stem, extension = seen, ""
    stem = stem[:LONGEST_STEM].strip(". ") or "tep"
    wanted = kind or extension
    return f"{stem}.{wanted}" if wanted else stem
