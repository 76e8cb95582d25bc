"""Reminders before, on and after the date; the head of a late agency; digests in the morning."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from agencies.models import User
from notices.models import Letter, Notice
from notices.sending import send_due
from notices.work import gather, remind
from tasks.models import Assignment, Event
from tasks.reminders import BEFORE, EVERY, Step, steps_on
from tasks.statuses import State, What
from tests.factories import AssignmentFactory, UserFactory

DUE = date(2026, 11, 23)
days = st.integers(-40, 400).map(lambda shift: DUE + timedelta(days=shift))


def reminded(day: date) -> list[Step]:
    return steps_on(day, DUE, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("shift", "steps"),
    [
        (-8, []),
        (-7, [Step(What.REMINDED, -7)]),
        (-4, [Step(What.REMINDED, -7)]),
        (-1, [Step(What.REMINDED, -1)]),
        (0, [Step(What.REMINDED, 0)]),
        (1, [Step(What.OVERDUE, 1)]),
        (7, [Step(What.OVERDUE, 1)]),
        (8, [Step(What.OVERDUE, 8), Step(What.ESCALATED, 8)]),
        (20, [Step(What.OVERDUE, 15), Step(What.ESCALATED, 15)]),
    ],
)
def test_what_is_said_on_a_day(shift, steps):
    assert reminded(DUE + timedelta(days=shift)) == steps


@given(st.lists(days, max_size=60))
def test_whatever_days_a_worker_is_there_nothing_is_said_twice_and_never_too_often(chosen):
    said: dict[Step, date] = {}
    for day in sorted(chosen):
        for step in reminded(day):
            said.setdefault(step, day)
    overdue = sorted(day for step, day in said.items() if step.what == What.OVERDUE)
    assert len(said) <= len(BEFORE) + 2 * (400 // EVERY + 1)
    assert len(overdue) == len(set(overdue))
    assert all(day > DUE for day in overdue)


def test_a_task_given_three_days_before_its_date_is_not_reminded_a_week_before():
    assert steps_on(DUE - timedelta(days=2), DUE, DUE - timedelta(days=3)) == []


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.mark.django_db
def test_the_clock_says_each_thing_once_for_each_date(today):
    part = AssignmentFactory(overdue=True)
    AssignmentFactory(reported=True, due_on=today)
    officer, head = UserFactory(focal_person=part.agency), UserFactory(head_of=part.agency)
    assert [remind(today), remind(today)] == [2, 0]
    assert set(Event.objects.values_list("what", flat=True)) == {What.OVERDUE, What.ESCALATED}
    told = Notice.objects.on_site().values_list("user", "event__what")
    assert set(told) == {
        (officer.pk, What.OVERDUE),
        (head.pk, What.OVERDUE),
        (head.pk, What.ESCALATED),
    }
    Assignment.objects.update(due_on=today + timedelta(days=7))
    assert remind(today) == 1, "a new date is a new beginning"


@pytest.mark.django_db
def test_an_agency_without_a_head_is_the_secretariats_to_call(today):
    clerk = UserFactory(secretary=True)
    AssignmentFactory(overdue=True)
    remind(today)
    assert set(Notice.objects.filter(event__what=What.ESCALATED).values_list("user", flat=True)) == {clerk.pk}


@pytest.mark.django_db
def test_the_database_refuses_the_same_reminder_twice(today):
    part = AssignmentFactory(overdue=True)
    row = {"what": What.OVERDUE, "user": User.system(), "data": {"due_on": "2026-11-23", "days": 1}}
    Event.objects.create(assignment=part, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(assignment=part, **row)


@pytest.mark.django_db
def test_one_digest_a_day_tells_what_is_late_and_what_is_near(today):
    late = AssignmentFactory(overdue=True, agency__short_name="Sở Nội vụ", task__title="Mở lớp tập huấn")
    AssignmentFactory(soon=True, agency=late.agency, due_on=today + timedelta(days=1))
    UserFactory(focal_person=late.agency, email="hanh@example.org")
    remind(today)
    assert [gather(today), gather(today)] == [1, 0]
    assert send_due() == 1
    letter = mail.outbox[0]
    assert letter.subject == f"Sở Nội vụ: 1 việc quá hạn, 1 việc sắp đến hạn ({today:%d/%m/%Y})"
    assert f"/viec/{late.pk}/bao-cao/" in letter.body, "each line leads to the form"
    assert "Mở lớp tập huấn" in letter.body
    assert Letter.objects.get().sent_at
    assert not Notice.objects.for_digest().exists()


@pytest.mark.django_db
def test_a_digest_leaves_out_what_its_reader_may_no_longer_see(today):
    kept, lost = AssignmentFactory(overdue=True), AssignmentFactory(overdue=True, task__title="Bí mật")
    person = UserFactory(focal_person=kept.agency, email="a@example.org")
    seat = person.memberships.create(agency=lost.agency, role="agency_member")
    remind(today)
    gather(today)
    seat.valid_until = today - timedelta(days=1)
    seat.save()
    send_due()
    assert "Bí mật" not in mail.outbox[0].body
    assert Notice.objects.filter(event__assignment=lost, channel="digest").get().sent_at is None


@pytest.mark.django_db
def test_work_that_waits_for_the_secretariat_is_not_reminded(today):
    for state in (State.REPORTED, State.REFUSED, State.PAUSED):
        AssignmentFactory(state=state, due_on=today, done_on=today)
    assert remind(today) == 0


@pytest.mark.django_db
def test_digests_of_many_people_cost_as_many_questions_as_one(today, django_assert_num_queries):
    for number in (1, 6):
        for _each in range(number):
            part = AssignmentFactory(overdue=True)
            UserFactory(focal_person=part.agency, email=f"n{part.pk}@example.org")
        remind(today)
        with django_assert_num_queries(6):
            assert gather(today) == number
