"""How a status looks: the family of its colour, its icon, and words that say since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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
    family, icon = LOOKS[status.force]
    words = status.label
    if status.since and status.force not in {Force.RUNNING, Force.IN_FORCE}:
        pattern = _("%(status)s from %(day)s")
        if status.force == Force.NOT_YET:
            pattern = _("%(status)s (from %(day)s)")
        words = pattern % {"status": words, "day": short(status.since)}
    return Mark(family, icon, words)
