"""An agency makes sub-tasks of its part; they are counted, and never move the part itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.actions import Refused
from agencies.groups import ensure_groups
from notices.models import Notice
from search.models import Row
from tasks.actions import Accept, Confirm, GiveToAnother, Pause, ReportProgress, Share, Split
from tasks.models import Assignment, Task
from tasks.statuses import State, What
from tasks.subtasks import tally
from tests.factories import AgencyFactory, AssignmentFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def part():
    return AssignmentFactory(working=True, due_on=timezone.localdate() + timedelta(days=30))


@pytest.fixture
def head(part):
    return UserFactory(head_of=part.agency)


@pytest.fixture
def communes(part):
    return AgencyFactory.create_batch(2, parent=part.agency)


def split(part, person, *shares, title="Rà soát địa bàn", due_on=None):
    action = Split(part, person, title=title, shares=shares, due_on=due_on)
    action.execute()
    return [task.assignments.get() for task in action.made]


def test_each_commune_and_officer_gets_a_sub_task_on_the_same_clause(part, head, communes, today):
    officer = UserFactory(focal_person=part.agency)
    shares = [*map(Share, communes), Share(part.agency, officer)]
    made = split(part, head, *shares, due_on=today + timedelta(days=5))
    assert [one.agency for one in made] == [*communes, part.agency]
    assert made[2].officer == officer
    assert {one.task.quote for one in made} == {part.task.quote}
    assert {one.due_on for one in made} == {today + timedelta(days=5)}
    assert part.events.get(what=What.SPLIT).user == head
    assert tally(part.subtasks.all()).words in {"0/3 đã hoàn thành", "0/3 completed"}


def test_sub_tasks_go_only_to_ones_own_people_and_agencies_below(part, head):
    strangers = [Share(AgencyFactory()), Share(part.agency), Share(part.agency, UserFactory())]
    for share in strangers:
        with pytest.raises(Refused):
            split(part, head, share)
    with pytest.raises(PermissionDenied):
        split(part, UserFactory(focal_person=AgencyFactory()), Share(part.agency, head))
    assert not part.subtasks.exists()


def test_the_same_sub_task_is_not_given_twice(part, head, communes):
    split(part, head, Share(communes[0]))
    with pytest.raises(Refused, match=communes[0].name):
        split(part, head, Share(communes[0]))


def test_it_is_seen_by_who_gave_it_who_does_it_and_those_who_see_all(part, head, communes):
    beside = AssignmentFactory(task=part.task, coordinates=True)
    [below] = split(part, head, Share(communes[0]))
    for person in (
        head,
        UserFactory(focal_person=communes[0]),
        UserFactory(secretary=True),
        UserFactory(leader=True),
    ):
        assert below in Assignment.objects.visible_to(person)
    for stranger in (UserFactory(focal_person=communes[1]), UserFactory(focal_person=beside.agency)):
        assert below not in Assignment.objects.visible_to(stranger)
    assert part not in Assignment.objects.visible_to(UserFactory(focal_person=communes[0]))
    row = Row.objects.get(kind="task", object_id=below.task_id)
    assert {f"agency:{part.agency_id}", f"agency:{communes[0].pk}"} <= set(row.audience)


def test_who_gave_it_decides_on_it_and_hears_of_it(part, head, communes, today):
    [below] = split(part, head, Share(communes[0]))
    officer = UserFactory(focal_person=communes[0])
    clerk = UserFactory(secretary=True)
    Accept(below, officer).execute()
    ReportProgress(below, officer, text="Xong.", done_on=today).execute()
    told = Notice.objects.filter(event__what=What.REPORTED).values_list("user", flat=True)
    assert set(told) == {head.pk}
    assert clerk.pk not in told
    for stranger in (officer, UserFactory(focal_person=communes[1])):
        with pytest.raises(PermissionDenied):
            Confirm(below, stranger).execute()
    Confirm(below, head).execute()
    below.refresh_from_db()
    part.refresh_from_db()
    assert (below.state, part.state) == (State.CONFIRMED, State.WORKING)
    with pytest.raises(PermissionDenied):
        Pause(part, head, reason="Tự dừng.").execute()


def test_completion_with_open_sub_tasks_is_asked_first(part, head, communes, today):
    split(part, head, Share(communes[0]))
    with pytest.raises(Refused):
        ReportProgress(part, head, text="Xong.", done_on=today).execute()
    ReportProgress(part, head, text="Xong.", done_on=today, despite_subtasks=True).execute()
    part.refresh_from_db()
    assert part.state == State.REPORTED


def test_sub_tasks_go_with_the_part_to_another_agency(part, head, communes):
    [below] = split(part, head, Share(communes[0]))
    heir = AgencyFactory()
    GiveToAnother(part, UserFactory(secretary=True), agency=heir, reason="Đổi chức năng.").execute()
    below.task.refresh_from_db()
    assert below.task.under.agency == heir
    assert below not in Assignment.objects.visible_to(head)
    assert f"agency:{heir.pk}" in Row.objects.get(kind="task", object_id=below.task_id).audience


def test_the_secretariat_counts_only_what_it_gave_itself(part, head, communes, client):
    ensure_groups()
    [below] = split(part, head, Share(communes[0]))
    client.force_login(UserFactory(secretary=True))
    assert below.task.title not in client.get("/admin/nhiem-vu/").content.decode()
    assert below.task.title in client.get("/admin/nhiem-vu/?subtasks=on").content.decode()
    assert below not in Assignment.objects.given().first_hand()


def test_no_task_stands_under_itself_even_through_others(part, head, communes):
    [below] = split(part, head, Share(communes[0]))
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=part.task_id).update(under=part)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=part.task_id).update(under=below)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=part.pk).update(task=TaskFactory())
