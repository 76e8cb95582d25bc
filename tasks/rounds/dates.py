"""From the end of the data to the days on which a round opens, is due and closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tasks.calendar.days import Calendar

if TYPE_CHECKING:
    from tasks.models import Schedule
    from tasks.rounds.periods import Period


@dataclass(frozen=True)
class Dates:
    opens_on: date
    due_on: date
    closes_on: date


def dates_of(period: Period, schedule: Schedule, calendar: Calendar) -> Dates:
    """Due at least one working day after the cut-off; it closes working days after that."""
    due_on = calendar.after(period.last, schedule.due_after)
    return Dates(
        opens_on=period.last - timedelta(days=schedule.opens_before),
        due_on=due_on,
        closes_on=calendar.after(due_on, schedule.closes_after),
    )
