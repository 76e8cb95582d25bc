"""The periods of recurring reports and their official cut-offs (decree 09/2019, Article 12)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

#: Data of a month run from the 15th of the month before to the 14th.
CUT_OFF = 14


class Every(models.TextChoices):
    WEEK = "week", _("Weekly")
    MONTH = "month", _("Monthly")
    QUARTER = "quarter", _("Quarterly")
    HALF_YEAR = "half_year", _("Half-yearly")
    NINE_MONTHS = "nine_months", _("Nine-monthly")
    YEAR = "year", _("Yearly")
    ADHOC = "adhoc", _("Once, on request")


RECURRING = [choice for choice in Every.choices if choice[0] != Every.ADHOC]
#: In which months a period ends, and how many months it covers.
MONTHS: dict[Every, tuple[tuple[int, ...], int]] = {
    Every.MONTH: (tuple(range(1, 13)), 1),
    Every.QUARTER: ((3, 6, 9, 12), 3),
    Every.HALF_YEAR: ((6, 12), 6),
    Every.NINE_MONTHS: ((9,), 9),
    Every.YEAR: ((12,), 12),
}


@dataclass(frozen=True)
class Period:
    """The days whose work a report covers, both included."""

    every: Every
    first: date
    last: date


def periods(every: Every, since: date, until: date) -> Iterator[Period]:
    """The periods whose last day lies between the two days, both included, in order."""
    if every == Every.WEEK:
        yield from _weeks(since, until)
        return
    ends, months = MONTHS[every]
    year, month = since.year, since.month
    while (last := date(year, month, CUT_OFF)) <= until:
        if month in ends and last >= since:
            yield Period(every, _back(last, months) + timedelta(days=1), last)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _weeks(since: date, until: date) -> Iterator[Period]:
    """Monday to Sunday."""
    last = since + timedelta(days=6 - since.weekday())
    while last <= until:
        yield Period(Every.WEEK, last - timedelta(days=6), last)
        last += timedelta(days=7)


def _back(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
