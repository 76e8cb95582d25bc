"""One point of time: what it is called, and the days of the calendar it means."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

_DAY_OF_PART = {"tuần đầu": 7, "tuần đầu tiên": 7, "đầu": 10, "thượng tuần": 10, "những ngày đầu": 10,
                "giữa": 15, "nửa đầu": 15, "trung tuần": 20}  # fmt: skip
_BEGINNINGS = frozenset({"tuần đầu", "tuần đầu tiên", "đầu", "thượng tuần", "những ngày đầu"})
_MIDDLES = frozenset({"giữa", "nửa đầu", "trung tuần"})


@dataclass(frozen=True)
class Point:
    """A time as written up to the token `end`, with its first and last day when they are known.

    `day` and `months` are those of a time without a year, which the date of the paper settles. The kind
    "part" is a part of an unnamed time ("cuối năm"), "stretch" one of several years.
    """

    end: int
    kind: str
    first: date | None = None
    last: date | None = None
    clock: bool = False
    day: tuple[int, int] | None = None
    months: tuple[int, int] | None = None
    part: str = ""

    @property
    def dated(self) -> bool:
        return self.last is not None

    def in_year(self, year: int) -> "Point":
        """Return the same time in a year said elsewhere."""
        if self.day:
            there = date(year, self.day[1], self.day[0])
            return replace(self, first=there, last=there)
        if self.months:
            first, last = _span_of(year, *self.months, self.part)
            return replace(self, first=first, last=last)
        return self

    def after(self, issued_on: date | None) -> "Point":
        """Return the first such time that is not over when the paper is issued."""
        if self.dated or issued_on is None:
            return self
        try:
            there = self.in_year(issued_on.year)
            return self.in_year(issued_on.year + 1) if there.last and there.last < issued_on else there
        except ValueError:  # 29 February of a year that has none
            return self


def _span_of(year: int, first: int, last: int, part: str) -> tuple[date, date]:
    """Return the first and last day of months, or of a part of them.

    Of a month the first week ends on the 7th, the beginning on the 10th, the middle on the 15th; of a longer
    time the beginning is a quarter of its months and the middle a half.
    """
    begin = date(year, first, 1)
    if first == last and part in _DAY_OF_PART:
        end = date(year, first, _DAY_OF_PART[part])
    else:
        share = 4 if part in _BEGINNINGS else 2 if part in _MIDDLES else 1
        month = first - 1 + ceil((last - first + 1) / share)
        end = date(year, month, calendar.monthrange(year, month)[1])
    return (begin if not part or part in _BEGINNINGS else end), end


def day_before(point: Point) -> date | None:
    """Return the last day for what is due before a time; before an hour of a day is on that day."""
    if point.clock or point.first is None:
        return point.last
    return point.first - timedelta(days=1)
