"""The ends of the month, the quarter and the year, for the buttons that fill in a date."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vietnamese.dates import short


@dataclass(frozen=True)
class Pick:
    day: str
    words: Promise | str


def ends(today: date, after: date | None = None) -> list[Pick]:
    """The ends that lie ahead and after the present date; each day once."""
    quarter = (today.month + 2) // 3 * 3
    named: list[tuple[date, Promise | str]] = [
        (_last(today.year, today.month), _("End of this month")),
        (_last(today.year, quarter), _("End of the quarter")),
        (_last(today.year, 12), _("End of the year")),
    ]
    if after and after >= named[-1][0]:
        named.append((_last(after.year + 1, 12), _("End of next year")))
    found: dict[date, Promise | str] = {}
    for day, words in named:
        if day >= today and (after is None or day > after):
            found[day] = words
    return [Pick(short(day), words) for day, words in found.items()]


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
