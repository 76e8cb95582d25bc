"""What the worker does for notices: every morning reminders and digests, at every round the letters."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.actions import Refused
from agencies.models import User
from jobs.actions import Progress
from jobs.schedule import daily, errand
from notices.models import Letter, Notice
from notices.sending import send_due
from notices.writing import message_id
from tasks.actions import RemindByTheClock
from tasks.models import Assignment, Event, Report, ReportEvent
from tasks.reminders import REPORTS, Step, steps_on
from tasks.reports.reminding import RemindOfReport
from tasks.statuses import What

#: Reminders between two reports of progress.
TOLD_EVERY = 20

errand(send_due)


@daily("notices_of_the_day", _("Reminders and digests of the day"), at=time(7, 30))
def notices_of_the_day(progress: Progress) -> dict[str, Any]:
    today = timezone.localdate()
    said = remind(today, progress) + remind_of_reports(today)
    return {"reminders": said, "digests": gather(today)}


def remind(day: date, progress: Progress | None = None) -> int:
    """Say what the clock has to say today and has not said yet; safe to repeat."""
    system = User.system()
    waiting = _unsaid(day)
    said = 0
    for number, (part, step) in enumerate(waiting, 1):
        # Refused: the part moved on, or another worker said it first.
        with suppress(Refused):
            RemindByTheClock(part, system, step=step).execute(skip_permission_checks=True)
            said += 1
        if progress is not None and number % TOLD_EVERY == 0:
            progress.tell(number, len(waiting))
    return said


def _unsaid(day: date) -> list[tuple[Assignment, Step]]:
    """Parts and steps of the day without those already said: two questions."""
    parts = list(Assignment.objects.to_be_reminded(day).select_related("task").order_by("due_on", "pk"))
    by_clock = Event.objects.filter(what__in=[What.REMINDED, What.OVERDUE, What.ESCALATED])
    rows = by_clock.filter(assignment__in=parts).values_list(
        "assignment_id", "what", "data__due_on", "data__days"
    )
    said = set(rows)
    return [
        (part, step)
        for part in parts
        for step in steps_on(day, part.due_on, part.task.given_on)  # type: ignore[arg-type]  # has a date
        if (part.pk, step.what.value, part.due_on.isoformat() if part.due_on else None, step.days) not in said
    ]


def remind_of_reports(day: date) -> int:
    """The same for reports of open rounds."""
    system = User.system()
    reports = list(Report.objects.to_be_reminded(day).select_related("round").order_by("round__due_on", "pk"))
    rows = ReportEvent.objects.filter(report__in=reports, days__isnull=False)
    given = set(rows.values_list("report_id", "what", "days"))
    said = 0
    for report in reports:
        asked_on = timezone.localdate(report.round.opened_at)
        for step in steps_on(day, report.round.due_on, asked_on, pace=REPORTS):
            if (report.pk, step.what.value, step.days) in given:
                continue
            with suppress(Refused):
                RemindOfReport(report, system, step=step).execute(skip_permission_checks=True)
                said += 1
    return said


def gather(day: date) -> int:
    """One digest letter for each person with something to tell; five questions, however many people.

    The unique day keeps it at one: of two workers only that whose letter is there takes the notices up.
    """
    waiting = Notice.objects.for_digest()
    people = waiting.order_by().values_list("user_id", flat=True).distinct()
    wanted = [Letter(user_id=user, day=day, message_id=message_id()) for user in people]
    with transaction.atomic():
        Letter.objects.bulk_create(wanted, ignore_conflicts=True)
        made = Letter.objects.filter(message_id__in=[letter.message_id for letter in wanted])
        letter = made.filter(user=OuterRef("user")).values("pk")
        waiting.filter(user__in=made.values("user")).update(letter=Subquery(letter))
        return made.count()
