"""When an agency is reminded of a date, and how often once it is late: a rule over days, nothing stored."""

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
class Pace:
    """How often a kind of date is reminded of."""

    before: tuple[int, ...] = BEFORE
    every: int = EVERY
    escalated_after: int = ESCALATED_AFTER


TASKS: Final = Pace()
#: A report is asked for some days before it is due, and its round closes a week after.
REPORTS: Final = Pace(before=(0, 1, 3), every=3, escalated_after=4)


@dataclass(frozen=True)
class Step:
    """One reminder of one date; `days` is counted from the date, negative before it."""

    what: What
    days: int


def steps_on(day: date, due_on: date, given_on: date | None = None, *, pace: Pace = TASKS) -> list[Step]:
    """What is to be said on the day, were nothing said yet: a day without a worker is made up for.

    Of the reminders before the date only the last that has come; none from before the task was given.
    """
    late = (day - due_on).days
    if late > 0:
        days = (late - 1) // pace.every * pace.every + 1
        escalated = [Step(What.ESCALATED, days)] if days >= pace.escalated_after else []
        return [Step(What.OVERDUE, days), *escalated]
    before = next((days for days in pace.before if -late <= days), None)
    if before is None or (given_on is not None and (due_on - given_on).days < before):
        return []
    return [Step(What.REMINDED, -before)]
