"""What was found, and the copy without it."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: Letters of one finding that are told.
_LONGEST = 200
#: Findings of one kind that are told; the rest is counted.
_MOST = 8


@dataclass(frozen=True)
class Hidden:
    """`found` are pairs of a kind (comments, author, …) and the words; `clean` is None when nothing was to be
    taken out, or when it may not be: `kept` says why."""

    found: tuple[tuple[str, str], ...] = ()
    clean: bytes | None = None
    kept: str = ""

    def as_json(self) -> dict[str, Any]:
        clean = base64.b64encode(self.clean).decode() if self.clean is not None else None
        return {"hidden": [list(one) for one in self.found], "clean": clean, "kept": self.kept}

    @staticmethod
    def of_json(told: dict[str, Any]) -> Hidden:
        clean = base64.b64decode(told["clean"]) if told["clean"] is not None else None
        return Hidden(tuple((what, words) for what, words in told["hidden"]), clean, told["kept"])


def told(kind: str, words: Iterable[str]) -> list[tuple[str, str]]:
    """Each thing once, shortened; what is too many is counted."""
    each = [" ".join(one.split())[:_LONGEST] for one in dict.fromkeys(words) if one and one.strip()]
    found = [(kind, one) for one in each[:_MOST]]
    return [*found, (kind, f"+ {len(each) - _MOST}")] if len(each) > _MOST else found
