"""Sample rounds: months past with their reports, and the present one half answered. All marked as samples."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import cycle

from django.db.models import Q
from django.utils import timezone

from agencies.models import User
from documents.models import DocumentPage
from home.demonstration.samples import TEXTS, officers_of_agencies
from notices.models import Notice
from tasks.models import Indicator, Report, Round, Schedule
from tasks.reports.actions import AcceptReport, NothingToReport, SendReport, WriteReport
from tasks.reports.gathering import entries
from tasks.reports.statuses import Rating
from tasks.rounds.actions import RunSchedule
from tasks.rounds.periods import Every
from tasks.rounds.work import close_rounds, open_rounds

#: How far back the sample rounds begin.
BACK = timedelta(days=130)
#: Working days: the last round stays open until about the next one.
CLOSES_AFTER = 20
FIGURES = [
    ("Số buổi tuyên truyền", "buổi", 4),
    ("Số lượt người được tuyên truyền", "lượt", 380),
    ("Số tin, bài đã đăng, phát", "tin, bài", 7),
    ("Số vụ việc tiếp nhận, xử lý", "vụ", 0),
    ("Số nạn nhân được hỗ trợ", "người", 0),
]
SHORTCOMINGS = ["Kinh phí cấp chậm so với kế hoạch.", "", "Cán bộ kiêm nhiệm, còn thiếu.", ""]
ASSESSMENT = "Đơn vị đã triển khai các nhiệm vụ được giao theo đúng tiến độ, chưa phát sinh vụ việc phức tạp."


def add_rounds(plan: DocumentPage, clerk: User, today: date) -> None:
    """Set the plan's schedules running, open what is due, and let agencies answer."""
    for order, (name, unit, _number) in enumerate(FIGURES, 1):
        Indicator.objects.get_or_create(name=name, defaults={"unit": unit, "order": order})
    for schedule in Schedule.objects.filter(task__document=plan, task__stage="given"):
        # The month shows every step of a round; a longer period would ask for its report twice a month.
        if schedule.every == Every.MONTH:
            RunSchedule(schedule, clerk, starts_on=today - BACK, closes_after=CLOSES_AFTER).execute()
    Schedule.objects.filter(task__document=plan, starts_on__isnull=False).update(sample=True)
    open_rounds(today)
    rounds = list(Round.objects.filter(schedule__task__document=plan).order_by("last"))
    for number, round_ in enumerate(rounds):
        _answer(round_, clerk, past=number < len(rounds) - 1)
    close_rounds(today)
    past = Q(report_event__report__round__in=rounds[:-1]) | Q(closed_round__in=rounds[:-1])
    Notice.objects.filter(past).mark_read()


def _answer(round_: Round, clerk: User, *, past: bool) -> None:
    """In rounds past nearly everybody has answered; in the present one the trial accounts still have to."""
    officers = officers_of_agencies()
    texts = cycle(TEXTS)
    for number, report in enumerate(round_.reports.select_related("agency", "round__schedule")):
        person = officers.get(report.agency_id)
        waits = number % 13 == 5 if past else person is not None or number % 3 == 1
        if not waits:
            _send(report, person or User.system(), texts, number, late=past and number % 9 == 4)
            if past or number % 4 == 0:
                AcceptReport(report, clerk).execute()


def _send(report: Report, person: User, texts: cycle[str], number: int, *, late: bool) -> None:
    lines = {
        entry.assignment.pk: {
            "result": next(texts),
            "rating": Rating.BEHIND if place % 5 == 3 else Rating.ON_TRACK,
            "shortcomings": SHORTCOMINGS[(number + place) % len(SHORTCOMINGS)],
        }
        for place, entry in enumerate(entries(report))
        if (number + place) % 3 != 2
    }
    figures: dict[int, Decimal | None] = {
        indicator.pk: Decimal(value * (number % 4 + 1))
        for indicator, (_name, _unit, value) in zip(Indicator.objects.all(), FIGURES, strict=False)
    }
    WriteReport(report, person, lines=lines, figures=figures, words={"achievements": ASSESSMENT}).execute(
        skip_permission_checks=True
    )
    NothingToReport(report, person).execute(skip_permission_checks=True)
    SendReport(report, person).execute(skip_permission_checks=True)
    _as_of(report, report.round.due_on + timedelta(days=2 if late else -1))


def _as_of(report: Report, day: date) -> None:
    """The samples were sent in their own month, not all on the day of loading."""
    at = min(timezone.make_aware(datetime.combine(day, time(9, 12))), timezone.now())
    Report.objects.filter(pk=report.pk).update(sent_at=at, first_sent_at=at, started_at=at)
    report.refresh_from_db()
