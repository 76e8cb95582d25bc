"""A calendar of working days over some years, as a plain value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

ONE_DAY: Final = timedelta(days=1)
SATURDAY: Final = 5
#: No row of days off is longer; what looks longer is a mistake in the table.
LONGEST_BREAK: Final = 60


class NoWorkingDay(ValueError):
    """The table of days off leaves nothing to work on."""


@dataclass(frozen=True)
class Calendar:
    """`off` has the name of each day off, `worked` the weekend days that are worked."""

    off: Mapping[date, str] = field(default_factory=dict)
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def name_of(self, day: date) -> str:
        """The name of the holiday on the day; empty for plain weekends and working days."""
        return "" if day in self.worked else self.off.get(day, "")

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first working day after it."""
        for _number in range(LONGEST_BREAK):
            if self.is_working(day):
                return day
            day += ONE_DAY
        raise NoWorkingDay(day)

    def after(self, day: date, working_days: int) -> date:
        """The day that is so many working days after; none of them is the day itself."""
        for _number in range(working_days):
            day = self.next_working(day + ONE_DAY)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days lie after `first` up to and with `last`; below zero when it is past."""
        if last < first:
            return -self.between(last, first)
        days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
        return sum(self.is_working(day) for day in days)
