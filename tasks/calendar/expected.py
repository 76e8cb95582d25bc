"""The days off of a year as the law and the lunar calendar give them, before the Government fixes them.

Labour Code 2019, Article 112: five days of Tết and two around 2 September, which of them is announced each
year; Article 111: a holiday on a weekend is made up for on the next working days. Of the allowed choices the
one is proposed that loses the fewest days to weekends, as was announced for 2023 to 2026; of two such the one
with two days before Tết, and the one that makes the longer row around 2 September.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vnlunar import convert_lunar_to_solar

from tasks.calendar.days import ONE_DAY, SATURDAY

NEW_YEAR: Final = "Tết Dương lịch"
TET: Final = "Tết Nguyên đán"
KINGS: Final = "Giỗ Tổ Hùng Vương (10/3 âm lịch)"
SOUTH: Final = "Ngày Chiến thắng 30/4"
LABOUR: Final = "Ngày Quốc tế lao động 1/5"
NATION: Final = "Quốc khánh 2/9"
CULTURE: Final = "Ngày Văn hóa Việt Nam 24/11"
BY_LAW: Final = "Dự kiến theo Điều 112 Bộ luật Lao động 2019; sửa lại khi có thông báo nghỉ lễ của năm"
BY_RESOLUTION: Final = (
    "Dự kiến theo Nghị quyết 80-NQ/TW; sửa hoặc xóa theo Bộ luật Lao động sửa đổi và thông báo của năm"
)
#: The first year of the day of culture.
CULTURE_SINCE: Final = 2026
#: How many of the five days of Tết lie before the new year.
BEFORE_TET: Final = (2, 1)


@dataclass(frozen=True)
class Expected:
    """Days off in a row under one name."""

    first: date
    last: date
    name: str
    basis: str = BY_LAW


def lunar(day: int, month: int, year: int) -> date:
    """The day of the Vietnamese lunar calendar (UTC+7, which now and then differs from the Chinese one)."""
    found = convert_lunar_to_solar(day, month, year)
    assert found is not None, (day, month, year)
    return date(found[2], found[1], found[0])


def expected(year: int) -> list[Expected]:
    """The rows of the year in order, days in exchange for weekends included."""
    named = {
        NEW_YEAR: [date(year, 1, 1)],
        TET: min((_five_days(lunar(1, 1, year), before) for before in BEFORE_TET), key=_lost),
        KINGS: [lunar(10, 3, year)],
        SOUTH: [date(year, 4, 30)],
        LABOUR: [date(year, 5, 1)],
        NATION: min(
            ([date(year, 9, first), date(year, 9, first + 1)] for first in (1, 2)),
            key=lambda days: (_lost(days), -_length(days)),
        ),
    }
    if year >= CULTURE_SINCE:
        named[CULTURE] = [date(year, 11, 24)]
    rows = []
    for name, days in _made_up(named).items():
        basis = BY_RESOLUTION if name == CULTURE else BY_LAW
        others = {day for other, more in named.items() if other != name for day in more}
        rows += [Expected(first, last, name, basis) for first, last in _rows(days, others)]
    return sorted(rows, key=lambda row: row.first)


def _five_days(new_year: date, before: int) -> list[date]:
    return [new_year + timedelta(days=number - before) for number in range(5)]


def _lost(days: list[date]) -> int:
    """How many of the days fall on a weekend."""
    return sum(map(_weekend, days))


def _weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _length(days: list[date]) -> int:
    """How many days nobody works, weekends on both sides and the days made up for included."""
    off = {*days, *_next_weekdays(days[-1], _lost(days), set(days))}
    first, last = min(off), max(off)
    while _weekend(first - ONE_DAY):
        first -= ONE_DAY
    while _weekend(last + ONE_DAY):
        last += ONE_DAY
    return (last - first).days + 1


def _made_up(named: dict[str, list[date]]) -> dict[str, list[date]]:
    """Each with the working days that make up for its weekends."""
    taken = {day for days in named.values() for day in days}
    found = {}
    for name, days in named.items():
        more = _next_weekdays(days[-1], _lost(days), taken)
        taken.update(more)
        found[name] = sorted([*days, *more])
    return found


def _next_weekdays(after: date, number: int, taken: set[date]) -> list[date]:
    found: list[date] = []
    while len(found) < number:
        after += ONE_DAY
        if not _weekend(after) and after not in taken:
            found.append(after)
    return found


def _rows(days: list[date], others: set[date]) -> Iterator[tuple[date, date]]:
    """First and last day of each row; only a weekend without another holiday joins two days."""
    first = last = days[0]
    for day in days[1:]:
        between = [last + timedelta(days=number) for number in range(1, (day - last).days)]
        if not all(_weekend(one) and one not in others for one in between):
            yield first, last
            first = day
        last = day
    yield first, last
