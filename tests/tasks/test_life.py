"""The life of an agency's part in a task: who may do what, and what stays written."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from agencies.actions import Refused
from agencies.models import GroupMember, Succession
from documents.models import DocumentPage
from tasks.actions import (
    Accept,
    AddPart,
    AskExtension,
    CancelTask,
    Confirm,
    DecideExtension,
    GiveAgain,
    GiveTask,
    Refuse,
    ReportProgress,
    SendBack,
)
from tasks.models import Assignment, Event, Extension, Progress
from tasks.statuses import Part, Stage, State, What
from tests.factories import AgencyFactory, AssignmentFactory, DocumentFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def clerk():
    return UserFactory(secretary=True)


@pytest.fixture
def part():
    return AssignmentFactory(task__title="Tuyên truyền")


@pytest.fixture
def officer(part):
    return UserFactory(focal_person=part.agency)


def test_from_given_to_confirmed_every_step_is_written_with_its_person(part, officer, clerk, today):
    Accept(part, officer).execute()
    ReportProgress(part, officer, text="Đã mở 2 lớp.").execute()
    ReportProgress(part, officer, text="Xong.", done_on=today).execute()
    Confirm(part, clerk).execute()
    part.refresh_from_db()
    assert (part.state, part.done_on) == (State.CONFIRMED, today)
    told = [(event.what, event.user, event.before, event.after) for event in part.events.order_by("pk")]
    assert told == [
        (What.ACCEPTED, officer, State.ASSIGNED, State.ACCEPTED),
        (What.PROGRESS, officer, State.ACCEPTED, State.WORKING),
        (What.REPORTED, officer, State.WORKING, State.REPORTED),
        (What.CONFIRMED, clerk, State.REPORTED, State.CONFIRMED),
    ]


def test_an_agency_refuses_only_with_a_reason_and_the_clerk_may_give_it_again(part, officer, clerk):
    with pytest.raises(Refused):
        Refuse(part, officer, reason=" ").execute()
    Refuse(part, officer, reason="Không thuộc chức năng.").execute()
    GiveAgain(part, clerk, reason="Thường trực đã thống nhất.").execute()
    part.refresh_from_db()
    assert part.state == State.ASSIGNED
    assert part.events.get(what=What.REFUSED).reason == "Không thuộc chức năng."


def test_work_sent_back_is_no_longer_done(part, officer, clerk, today):
    Accept(part, officer).execute()
    ReportProgress(part, officer, text="Xong.", done_on=today).execute()
    SendBack(part, clerk, reason="Thiếu số liệu.").execute()
    part.refresh_from_db()
    assert (part.state, part.done_on) == (State.SENT_BACK, None)


def test_the_second_of_two_people_gets_a_sentence_not_a_second_change(part, officer, today):
    stale = Assignment.objects.get(pk=part.pk)
    Accept(part, officer).execute()
    with pytest.raises(Refused, match="Đã nhận|Accepted"):
        Accept(stale, officer).execute()
    assert part.events.filter(what=What.ACCEPTED).count() == 1


def test_lead_and_coordinator_each_have_their_own_state(part, officer):
    other = AssignmentFactory(task=part.task, coordinates=True)
    Accept(part, officer).execute()
    other.refresh_from_db()
    assert other.state == State.ASSIGNED


def test_nobody_acts_for_an_agency_they_do_not_serve(part, clerk):
    for person in (
        UserFactory(),
        UserFactory(focal_person=AgencyFactory()),
        clerk,
        UserFactory(leader=True),
        None,
    ):
        with pytest.raises(PermissionDenied):
            Accept(part, person).execute()
    with pytest.raises(PermissionDenied):
        Confirm(part, UserFactory(focal_person=part.agency)).execute()
    assert not Event.objects.exists()


def test_an_extension_keeps_the_old_date_and_moves_the_new_one(officer, part, clerk, today):
    Assignment.objects.update(due_on=today + timedelta(days=3))
    later = today + timedelta(days=33)
    AskExtension(part, officer, new_due_on=later, reason="Chờ kinh phí.").execute()
    with pytest.raises(Refused):
        AskExtension(part, officer, new_due_on=later, reason="Lần nữa.").execute()
    DecideExtension(part, clerk, granted=True).execute()
    part.refresh_from_db()
    asked = Extension.objects.get()
    assert part.due_on == later
    assert (asked.old_due_on, asked.decided_by) == (today + timedelta(days=3), clerk)


def test_a_declined_extension_needs_a_reason_and_changes_no_date(officer, part, clerk, today):
    Assignment.objects.update(due_on=today)
    AskExtension(part, officer, new_due_on=today + timedelta(days=9), reason="Chờ.").execute()
    with pytest.raises(Refused):
        DecideExtension(part, clerk, granted=False).execute()
    DecideExtension(part, clerk, granted=False, answer="Đã gia hạn một lần.").execute()
    part.refresh_from_db()
    assert part.due_on == today


def test_the_day_of_completion_cannot_be_in_the_future(part, officer, today):
    Accept(part, officer).execute()
    with pytest.raises(Refused):
        ReportProgress(part, officer, text="Xong.", done_on=today + timedelta(days=1)).execute()
    assert not Progress.objects.exists()


def test_a_group_becomes_one_part_for_each_member_of_the_day(clerk, today):
    group = AgencyFactory(group=True)
    inside, gone = AgencyFactory(), AgencyFactory()
    GroupMember.objects.create(group=group, agency=inside)
    GroupMember.objects.create(group=group, agency=gone, valid_until=today - timedelta(days=1))
    task = TaskFactory(proposed=True)
    AddPart(task, clerk, agency=group, part=Part.LEAD).execute()
    GiveTask(task, clerk).execute()
    part = task.assignments.get()
    assert (part.agency, part.group, part.part) == (inside, group, Part.LEAD)
    assert part.events.get().what == What.GIVEN


def test_no_task_goes_to_an_agency_that_ended_and_the_successor_is_named(clerk, today):
    gone, heir = AgencyFactory(ended=True), AgencyFactory(name="Sở Khoa học và Công nghệ")
    Succession.objects.create(predecessor=gone, successor=heir, on=today)
    task = TaskFactory(proposed=True)
    with pytest.raises(Refused, match="Sở Khoa học và Công nghệ"):
        AddPart(task, clerk, agency=gone, part=Part.LEAD).execute()
    AssignmentFactory(task=task, agency=gone)
    with pytest.raises(Refused, match="Sở Khoa học và Công nghệ"):
        GiveTask(task, clerk).execute()
    task.refresh_from_db()
    assert task.stage == Stage.PROPOSED


def test_tasks_of_a_draft_wait_until_it_is_published(clerk):
    task = TaskFactory(proposed=True, document=DocumentFactory(live=False))
    AssignmentFactory(task=task)
    with pytest.raises(Refused):
        GiveTask(task, clerk).execute()


def test_a_cancelled_task_closes_its_open_parts_with_the_reason(part, officer, clerk):
    done = AssignmentFactory(task=part.task, confirmed=True)
    CancelTask(part.task, clerk, reason="Kế hoạch thay thế.").execute()
    part.refresh_from_db()
    done.refresh_from_db()
    assert (part.state, done.state) == (State.CANCELLED, State.CONFIRMED)
    with pytest.raises(Refused):
        Accept(part, officer).execute()


def test_what_happened_cannot_be_rewritten_even_in_the_database(part, officer):
    Accept(part, officer).execute()
    for change in ("UPDATE tasks_event SET user_id = user_id", "DELETE FROM tasks_event"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_the_database_holds_one_part_per_agency_and_task(part):
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentFactory(task=part.task, agency=part.agency)


def test_a_paper_with_tasks_is_not_deleted(part):
    with pytest.raises(Exception, match="protected|PROTECT|referenced"):
        DocumentPage.objects.get(pk=part.task.document_id).delete()
