"""When a part is reminded of its date, and how often once it is late: a rule over days, nothing stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tasks.statuses import What

#: Days before the date on which the agency is reminded; 0 is the day itself.
BEFORE: Final = (0, 1, 7)
#: Days between two reminders once the date has passed.
EVERY: Final = 7
#: Days late from which the head of the agency hears of it too.
ESCALATED_AFTER: Final = 8


@dataclass(frozen=True)
class Step:
    """One reminder of one date; `days` is counted from the date, negative before it."""

    what: What
    days: int


def steps_on(day: date, due_on: date, given_on: date | None = None) -> list[Step]:
    """What is to be said on the day, were nothing said yet: a day without a worker is made up for.

    Of the reminders before the date only the last that has come; none from before the task was given.
    """
    late = (day - due_on).days
    if late > 0:
        days = (late - 1) // EVERY * EVERY + 1
        escalated = [Step(What.ESCALATED, days)] if days >= ESCALATED_AFTER else []
        return [Step(What.OVERDUE, days), *escalated]
    before = next((days for days in BEFORE if -late <= days), None)
    if before is None or (given_on is not None and (due_on - given_on).days < before):
        return []
    return [Step(What.REMINDED, -before)]
