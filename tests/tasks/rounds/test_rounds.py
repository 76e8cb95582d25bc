"""Rounds open, are due and close by the clock: each period once, whatever dies in between."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from agencies.actions import Refused
from agencies.models import Succession
from jobs.schedule import tick
from tasks.models import Holiday, Report, Round, Schedule
from tasks.rounds.actions import AskReport, CloseRound, OpenRound, Request
from tasks.rounds.periods import Every
from tasks.rounds.work import close_rounds, open_rounds
from tests.factories import AgencyFactory, AssignmentFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty():
    """The sentence that asks two agencies for reports."""
    task = TaskFactory(title="Báo cáo định kỳ")
    AssignmentFactory(task=task)
    AssignmentFactory(task=task)
    return task


def schedule(task, every=Every.MONTH, starts_on=date(2026, 1, 1), **values):
    return Schedule.objects.create(task=task, every=every, starts_on=starts_on, **values)


def test_five_years_of_days_open_each_period_once_and_due_on_a_working_day(duty):
    for every in (Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR):
        schedule(duty, every)
    day = date(2026, 1, 1)
    while day < date(2031, 1, 1):
        open_rounds(day)
        close_rounds(day)
        day += timedelta(days=27)
    expected = {Every.MONTH: 60, Every.QUARTER: 20, Every.HALF_YEAR: 10, Every.YEAR: 5}
    for every, number in expected.items():
        rounds = Round.objects.filter(every=every)
        assert rounds.count() == rounds.values("last").distinct().count() == number
    for found in Round.objects.all():
        calendar = Holiday.objects.calendar(found.last)
        assert calendar.is_working(found.due_on)
        assert calendar.between(found.last, found.due_on) == 1
        assert calendar.between(found.due_on, found.closes_on) == 5
    assert Report.objects.count() == 2 * Round.objects.count()
    # January 2028 ends in front of Tết: the 14th is a Friday, so the report is due on Monday.
    assert Round.objects.get(every=Every.MONTH, last=date(2028, 1, 14)).due_on == date(2028, 1, 17)
    # 14 February 2029 lies inside Tết.
    assert Round.objects.get(every=Every.MONTH, last=date(2029, 2, 14)).due_on == date(2029, 2, 19)


def test_the_demonstration_month_is_due_on_monday_16_november(duty):
    schedule(duty, starts_on=date(2026, 11, 1))
    assert open_rounds(date(2026, 11, 8)) == []
    (found,) = open_rounds(date(2026, 11, 9))
    assert (found.first, found.last) == (date(2026, 10, 15), date(2026, 11, 14))
    assert found.due_on == date(2026, 11, 16)
    assert found.reports.count() == 2


def test_rounds_missed_while_no_worker_ran_are_opened_all(duty):
    schedule(duty, starts_on=date(2026, 5, 1))
    assert len(open_rounds(date(2026, 11, 20))) == 7


def test_a_schedule_that_nobody_set_running_opens_nothing(duty):
    Schedule.objects.create(task=duty, every=Every.MONTH)
    schedule(duty, Every.QUARTER, ends_on=date(2026, 2, 1))
    assert open_rounds(date(2026, 12, 31)) == []


def test_a_round_closes_after_its_last_day_and_only_once(duty):
    schedule(duty, starts_on=date(2026, 11, 1))
    (found,) = open_rounds(date(2026, 11, 14))
    assert close_rounds(found.closes_on) == []
    assert [closed.pk for closed in close_rounds(found.closes_on + timedelta(days=1))] == [found.pk]
    assert close_rounds(found.closes_on + timedelta(days=2)) == []


def test_an_agency_that_ended_is_asked_through_its_successor(duty):
    gone, heir = AgencyFactory(valid_until=date(2026, 6, 30)), AgencyFactory()
    Succession.objects.create(predecessor=gone, successor=heir, on=date(2026, 7, 1))
    AssignmentFactory(task=duty, agency=gone)
    schedule(duty, starts_on=date(2026, 11, 1))
    (found,) = open_rounds(date(2026, 11, 14))
    asked = {report.agency for report in found.reports.all()}
    assert heir in asked
    assert gone not in asked


def test_a_report_is_asked_for_by_hand_once_however_often_the_form_is_sent():
    clerk, agency = UserFactory(secretary=True), AgencyFactory()
    day = date(2026, 11, 20)
    request = Request("Báo cáo đợt cao điểm", day, day, day + timedelta(days=4), day + timedelta(days=9))
    key = uuid.uuid4()
    first = AskReport(clerk, request=request, agencies=[agency], key=key).execute()
    second = AskReport(clerk, request=request, agencies=[agency], key=key).execute()
    assert first == second
    assert Round.objects.get().reports.get().agency == agency
    with pytest.raises(PermissionDenied):
        AskReport(UserFactory(focal_person=agency), request=request, agencies=[agency], key=key).execute()


def test_a_report_cannot_be_due_before_its_data_end():
    clerk, day = UserFactory(secretary=True), date(2026, 11, 20)
    with pytest.raises(Refused):
        AskReport(
            clerk, request=Request("x", day, day, day, day), agencies=[AgencyFactory()], key=uuid.uuid4()
        ).execute()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_moment_open_a_round_once(duty):
    schedule(duty, starts_on=date(2026, 11, 1))
    barrier = threading.Barrier(4)

    def work():
        barrier.wait()
        open_rounds(date(2026, 11, 14))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Round.objects.count() == 1
    assert Report.objects.count() == 2


KILLED = """
import sys
from datetime import date
import django
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from tasks.models import Report
from tasks.rounds import work
def slowly(*args, **kwargs):
    print("opening", flush=True)
    import time
    time.sleep(30)
type(Report.objects).bulk_create = slowly
work.open_rounds(date(2026, 11, 14))
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_opens_a_round_leaves_nothing_half_open(duty):
    schedule(duty, starts_on=date(2026, 11, 1))
    name = connection.settings_dict["NAME"]
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, name],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"opening\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    time.sleep(0.2)
    assert not Report.objects.exists()
    open_rounds(date(2026, 11, 14))
    assert Round.objects.get().opened_at is not None
    assert Report.objects.count() == 2


def test_a_round_is_opened_and_closed_by_staff_only(duty):
    schedule(duty, starts_on=date(2026, 11, 1))
    (found,) = open_rounds(date(2026, 11, 14))
    with pytest.raises(PermissionDenied):
        CloseRound(found, UserFactory(leader=True)).execute()
    with pytest.raises(Refused):
        OpenRound(found, UserFactory(secretary=True)).execute()


def test_the_worker_opens_rounds_every_day_without_being_asked(duty):
    schedule(duty, starts_on=timezone.localdate() - timedelta(days=40))
    tick()
    assert Round.objects.filter(opened_at__isnull=False).exists()
    opened = Round.objects.count()
    tick()
    assert Round.objects.count() == opened
