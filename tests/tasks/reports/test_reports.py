"""An agency's report: gathered, corrected, sent once, taken back, returned, accepted."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from agencies.actions import Refused
from tasks.models import Indicator, Report, ReportEvent
from tasks.reports.actions import (
    AcceptReport,
    NothingToReport,
    ReturnReport,
    SendReport,
    WithdrawReport,
    WriteReport,
)
from tasks.reports.gathering import entries
from tasks.reports.statuses import Rating, ReportState, ReportWhat
from tasks.rounds.actions import CloseRound
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    ProgressFactory,
    ReportFactory,
    RoundFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return ReportFactory()


@pytest.fixture
def officer(report):
    return UserFactory(focal_person=report.agency)


@pytest.fixture
def clerk():
    return UserFactory(secretary=True)


@pytest.fixture
def part(report):
    return AssignmentFactory(agency=report.agency, working=True, task__given_on=report.round.first)


def in_period(report):
    noon = datetime.combine(report.round.last, datetime.min.time()) + timedelta(hours=12)
    return timezone.make_aware(noon)


def test_a_line_is_gathered_from_the_progress_reports_of_the_period(report, part):
    ProgressFactory(
        assignment=part, text="Đã mở 2 lớp.", at=in_period(report), difficulties="Thiếu kinh phí."
    )
    ProgressFactory(assignment=part, text="Việc cũ.", at=in_period(report) - timedelta(days=90))
    (entry,) = entries(report)
    assert (entry.result, entry.shortcomings, entry.rating) == (
        "Đã mở 2 lớp.",
        "Thiếu kinh phí.",
        Rating.ON_TRACK,
    )
    assert entry.gathered


def test_work_given_later_finished_before_or_cancelled_is_not_reported_on(report):
    round_ = report.round
    AssignmentFactory(agency=report.agency, task__given_on=round_.last + timedelta(days=1))
    AssignmentFactory(
        agency=report.agency,
        state="confirmed",
        done_on=round_.first - timedelta(days=1),
        task__given_on=round_.first - timedelta(days=30),
    )
    AssignmentFactory(agency=report.agency, state="cancelled", task__given_on=round_.first)
    AssignmentFactory(task__given_on=round_.first)
    assert entries(report) == []


def test_the_cumulated_result_starts_from_the_last_report(report, part, officer):
    earlier = ReportFactory(
        agency=report.agency,
        round__first=report.round.first - timedelta(days=31),
        round__last=report.round.first - timedelta(days=1),
    )
    part.task.given_on = earlier.round.first
    part.task.save()
    WriteReport(earlier, officer, lines={part.pk: {"result": "3 buổi.", "cumulated": "9 buổi."}}).execute()
    SendReport(earlier, officer).execute()
    ProgressFactory(assignment=part, text="4 buổi.", at=in_period(report))
    (entry,) = entries(report)
    assert entry.cumulated == "9 buổi.\n4 buổi."


def test_a_report_with_an_empty_line_is_not_sent_and_nothing_to_report_is_one_click(report, part, officer):
    with pytest.raises(Refused, match="1"):
        SendReport(report, officer).execute()
    NothingToReport(report, officer).execute()
    sent = SendReport(report, officer).execute()
    assert (sent.state, sent.sent_by) == (ReportState.SENT, officer)
    assert sent.lines.get().nothing


def test_sending_twice_is_sending_once(report, officer):
    SendReport(report, officer).execute()
    again = SendReport(Report.objects.get(pk=report.pk), officer).execute()
    assert again.receipt == report.receipt
    assert ReportEvent.objects.filter(what=ReportWhat.SENT).count() == 1


def test_what_was_sent_stays_as_it_was_when_progress_comes_later(report, part, officer):
    ProgressFactory(assignment=part, text="Đã mở 2 lớp.", at=in_period(report))
    SendReport(report, officer).execute()
    ProgressFactory(assignment=part, text="Thêm 1 lớp.", at=in_period(report))
    report.refresh_from_db()
    (entry,) = entries(report)
    assert entry.result == "Đã mở 2 lớp."


def test_it_is_taken_back_until_the_round_closes(report, officer, clerk):
    SendReport(report, officer).execute()
    WithdrawReport(report, officer).execute()
    report.refresh_from_db()
    assert report.state == ReportState.WAITING
    SendReport(report, officer).execute()
    CloseRound(report.round, clerk).execute()
    with pytest.raises(Refused):
        WithdrawReport(Report.objects.get(pk=report.pk), officer).execute()


def test_late_is_marked_and_not_blocked_even_after_the_round_closed(officer, report, clerk):
    CloseRound(report.round, clerk).execute()
    report.round.refresh_from_db()
    report.round.due_on = report.round.last + timedelta(days=1)
    report.round.save()
    sent = SendReport(Report.objects.get(pk=report.pk), officer).execute()
    assert sent.late == (timezone.localdate() > report.round.due_on)
    assert sent.received


def test_returned_with_remarks_then_completed_is_not_late_when_it_first_came_in_time(report, officer, clerk):
    SendReport(report, officer).execute()
    with pytest.raises(Refused):
        ReturnReport(report, clerk, reason=" ").execute()
    ReturnReport(report, clerk, reason="Thiếu số liệu quý III.").execute()
    returned = Report.objects.get(pk=report.pk)
    assert returned.remarks == "Thiếu số liệu quý III."
    first = returned.first_sent_at
    sent = SendReport(returned, officer).execute()
    assert (sent.first_sent_at, sent.remarks) == (first, "")
    AcceptReport(sent, clerk).execute()
    assert Report.objects.get(pk=report.pk).state == ReportState.ACCEPTED


def test_nobody_writes_for_an_agency_they_do_not_serve(report, clerk):
    for person in (clerk, UserFactory(focal_person=AgencyFactory()), UserFactory(leader=True)):
        for action in (
            WriteReport(report, person),
            SendReport(report, person),
            WithdrawReport(report, person),
        ):
            with pytest.raises(PermissionDenied):
                action.execute()
    with pytest.raises(PermissionDenied):
        AcceptReport(report, UserFactory(focal_person=report.agency)).execute()


def test_a_line_of_somebody_elses_task_is_refused(report, officer):
    other = AssignmentFactory(task__given_on=report.round.first)
    with pytest.raises(Refused):
        WriteReport(report, officer, lines={other.pk: {"result": "x"}}).execute()
    assert not report.lines.exists()


def test_figures_are_kept_changed_and_taken_out(report, officer):
    shows = Indicator.objects.create(name="Số buổi")
    WriteReport(report, officer, figures={shows.pk: Decimal("12")}).execute()
    WriteReport(report, officer, figures={shows.pk: Decimal("12.5")}).execute()
    assert report.figures.get().value == Decimal("12.5")
    WriteReport(report, officer, figures={shows.pk: None}).execute()
    assert not report.figures.exists()


def test_a_draft_is_seen_by_its_agency_alone_and_a_sent_report_by_leaders_too(report, officer):
    leader, neighbour = UserFactory(leader=True), UserFactory(focal_person=AgencyFactory())
    clerk = UserFactory(secretary=True)
    assert list(Report.objects.readable_by(officer)) == [report]
    for overseer in (leader, clerk):
        assert list(Report.objects.visible_to(overseer)) == [report]
        assert not Report.objects.readable_by(overseer).exists()
    SendReport(report, officer).execute()
    assert list(Report.objects.readable_by(leader)) == [report]
    assert not Report.objects.visible_to(neighbour).exists()


def test_what_happened_to_a_report_cannot_be_rewritten(report, officer):
    SendReport(report, officer).execute()
    for change in ("UPDATE tasks_reportevent SET user_id = user_id", "DELETE FROM tasks_reportevent"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_gathering_costs_the_same_for_one_task_and_for_many(report, django_assert_max_num_queries):
    for _ in range(12):
        part = AssignmentFactory(agency=report.agency, task__given_on=report.round.first)
        ProgressFactory(assignment=part, at=in_period(report))
    with django_assert_max_num_queries(6):
        assert len(entries(Report.objects.select_related("round__schedule").get(pk=report.pk))) == 12


def test_the_report_of_one_paper_leaves_other_papers_out():
    task = TaskFactory(given_on=date(2026, 1, 1))
    agency = AgencyFactory()
    AssignmentFactory(task=task, agency=agency)
    AssignmentFactory(agency=agency, task__given_on=date(2026, 1, 1))
    report = ReportFactory(agency=agency, round=RoundFactory(document=task.document))
    (entry,) = entries(report)
    assert entry.assignment.task_id == task.pk
