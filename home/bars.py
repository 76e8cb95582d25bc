"""The parts of a stacked bar, in percent of the widest one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PARTS: Final[dict[str, Promise | str]] = {
    "on": _("Done in time"),
    "late": _("Done late"),
    "run": _("In time"),
    "soon": _("Due soon"),
    "over": _("Overdue"),
    "none": _("No deadline"),
}


@dataclass(frozen=True)
class Segment:
    """One rectangle: `part` is its class, start and width are percentages as written in the SVG."""

    part: str
    start: str
    width: str


def segments(counts: Mapping[str, int] | Sequence[int], top: int) -> list[Segment]:
    """Lay the counts (by part, or in the order of PARTS) one after the other; empty parts are left out."""
    by_part = counts if isinstance(counts, Mapping) else dict(zip(PARTS, counts, strict=False))
    found, start = [], 0.0
    for part in PARTS:
        number = by_part.get(part, 0)
        if not number or top <= 0:
            continue
        width = 100 * number / top
        found.append(Segment(part, f"{start:.2f}%", f"{width:.2f}%"))
        start += width
    return found


def key(parts: Iterable[str]) -> list[tuple[str, Promise | str]]:
    """The legend for these parts, or for the five parts of dated work when none is named."""
    chosen = list(parts) or ["on", "late", "run", "soon", "over"]
    return [(part, PARTS[part]) for part in chosen]
