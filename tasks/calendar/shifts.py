"""A date that falls on a day off is shown with the next working day; it is never moved by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tasks.calendar.days import Calendar
from vietnamese.dates import short


@dataclass(frozen=True)
class Shift:
    day: date
    reason: str
    next_working: date

    @property
    def words(self) -> str:
        return _("%(day)s is no working day (%(reason)s); the next one is %(next)s.") % {
            "day": short(self.day),
            "reason": self.reason,
            "next": short(self.next_working),
        }


def shift_of(day: date | None, calendar: Calendar) -> Shift | None:
    """What to say of a date; nothing for a working day."""
    if day is None or calendar.is_working(day):
        return None
    weekend = _("a Saturday") if day.weekday() == 5 else _("a Sunday")
    return Shift(day, calendar.name_of(day) or weekend, calendar.next_working(day))
