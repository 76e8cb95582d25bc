"""Questions about days off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models

from tasks.calendar.days import ONE_DAY, Calendar

if TYPE_CHECKING:
    from tasks.models import Holiday  # noqa: F401  named in the base below

#: How far before and after a day a calendar is read.
REACH = timedelta(days=400)


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def calendar(self, around: date, reach: timedelta = REACH) -> Calendar:
        """The working days around a day, in one query."""
        off: dict[date, str] = {}
        worked: set[date] = set()
        first, last = around - reach, around + reach
        for row in self.filter(first__lte=last, last__gte=first):
            day = row.first
            while day <= row.last:
                if row.kind == row.Kind.WORKED:
                    worked.add(day)
                else:
                    off[day] = row.name
                day += ONE_DAY
        return Calendar(off, frozenset(worked))

    def years(self) -> set[int]:
        """The years for which days off are entered."""
        return {day.year for day in self.filter(kind="off").dates("first", "year")}
