"""How a status looks: the family of its colour, its icon, and words that say since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from documents.force import Status
from documents.statuses import Force
from vietnamese.dates import short

#: Red only where a paper no longer applies as a whole; a plan that ran its term is no trouble.
LOOKS: Final[dict[Force, tuple[str, str]]] = {
    Force.DRAFT: ("grey", "none"),
    Force.NOT_YET: ("blue", "clock"),
    Force.IN_FORCE: ("green", "done"),
    Force.PARTLY: ("amber", "warn"),
    Force.ENDED: ("red", "stop"),
    Force.RUNNING: ("blue", "play"),
    Force.REPLACED: ("grey", "none"),
    Force.WITHDRAWN: ("red", "stop"),
    Force.EXPIRED: ("grey", "none"),
    Force.DESTROYED: ("grey", "stop"),
    Force.UNKNOWN: ("grey", "none"),
}


@dataclass(frozen=True)
class Mark:
    family: str
    icon: str
    words: str


def mark_of(status: Status) -> Mark:
    """The mark of a status; an end or a beginning still to come names its day."""
    since = None if status.force in {Force.RUNNING, Force.IN_FORCE} else status.since
    return _mark(status.force, since, get_language())


@lru_cache(maxsize=1_000)
def _mark(force: Force, since: date | None, language: str | None) -> Mark:
    """Most papers of a list have the same; putting it into words is what takes its time."""
    family, icon = LOOKS[force]
    words = str(force.label)
    if since:
        pattern = _("%(status)s (from %(day)s)") if force == Force.NOT_YET else _("%(status)s from %(day)s")
        words = pattern % {"status": words, "day": short(since)}
    return Mark(family, icon, words)
