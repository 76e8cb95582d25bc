"""What the clock does with rounds: open those whose time has come, close those whose last day is over.

Every step is repeatable: a period is one row by constraint, and opening and closing look at the locked row.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import User
from jobs.actions import Progress
from jobs.schedule import daily
from tasks.calendar.days import Calendar
from tasks.models import Holiday, Round, Schedule
from tasks.rounds.actions import CloseRound, OpenRound
from tasks.rounds.dates import dates_of
from tasks.rounds.periods import Every, Period, periods

logger = logging.getLogger(__name__)

#: Days around today for which one reading of the calendar is enough.
NEAR = 300


@daily("rounds", gettext_lazy("Open and close reporting rounds"), at=time(0, 5))
def keep_rounds(progress: Progress) -> dict[str, int]:
    """Open, then close, as of today. Also started when somebody sets a schedule running."""
    today = timezone.localdate()
    opened = open_rounds(today)
    progress.tell(1, 2)
    closed = close_rounds(today)
    return {"opened": len(opened), "closed": len(closed)}


def open_rounds(today: date) -> list[Round]:
    """Make the rounds of running schedules whose opening day has come, and open what waits to be opened."""
    for schedule in Schedule.objects.running().select_related("task"):
        _prepare(schedule, today)
    return _each(Round.objects.to_open(today).select_related("schedule__task"), OpenRound)


def close_rounds(today: date) -> list[Round]:
    return _each(Round.objects.to_close(today), CloseRound)


def _prepare(schedule: Schedule, today: date) -> None:
    """The rows of all periods that should be open by today, those missed while no worker ran included."""
    assert schedule.starts_on is not None
    until = today + timedelta(days=schedule.opens_before)
    if schedule.ends_on is not None:
        until = min(until, schedule.ends_on)
    held = set(schedule.rounds.values_list("last", flat=True))
    calendar = Holiday.objects.calendar(today)
    for period in periods(Every(schedule.every), schedule.starts_on, until):
        if period.last not in held:
            if abs((period.last - today).days) > NEAR:
                calendar = Holiday.objects.calendar(period.last)
            _make(schedule, period, calendar)


def _make(schedule: Schedule, period: Period, calendar: Calendar) -> None:
    dates = dates_of(period, schedule, calendar)
    try:
        with transaction.atomic():
            Round.objects.create(
                schedule=schedule,
                document_id=schedule.task.document_id,
                every=schedule.every,
                first=period.first,
                last=period.last,
                due_on=dates.due_on,
                opens_on=dates.opens_on,
                closes_on=dates.closes_on,
                asked_by=User.system(),
                sample=schedule.sample,
            )
    except IntegrityError:
        logger.info("the round of %s until %s was made by another worker", schedule.pk, period.last)


def _each(rounds: Iterable[Round], action: type[OpenRound] | type[CloseRound]) -> list[Round]:
    """Rounds that another worker took first are left alone."""
    done = []
    for found in list(rounds):
        try:
            done.append(action(found, User.system()).execute(skip_permission_checks=True))
        except Refused:
            continue
    return done
