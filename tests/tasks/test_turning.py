"""Pause, another date, another agency, a colleague."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agencies.actions import Refused
from agencies.models import Succession
from notices.models import Notice
from tasks.actions import (
    Accept,
    AskExtension,
    CancelPart,
    Delegate,
    GiveToAnother,
    MoveDate,
    Pause,
    ReportProgress,
    Resume,
)
from tasks.models import Assignment
from tasks.statuses import Decision, Part, State, What
from tests.factories import AgencyFactory, AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return UserFactory(secretary=True)


@pytest.fixture
def part():
    return AssignmentFactory(due_on=timezone.localdate() + timedelta(days=5))


@pytest.fixture
def officer(part):
    return UserFactory(focal_person=part.agency)


def state(part: Assignment) -> str:
    return Assignment.objects.get(pk=part.pk).state


def test_a_pause_ends_where_it_began(part, officer, clerk):
    Pause(part, clerk, reason="Chờ văn bản mới.").execute()
    with pytest.raises(Refused):
        Accept(part, officer).execute()
    Resume(part, clerk).execute()
    assert state(part) == State.ASSIGNED, "nobody has accepted it yet"
    Accept(part, officer).execute()
    Pause(part, clerk, reason="Lần nữa.").execute()
    Resume(part, clerk).execute()
    assert state(part) == State.ACCEPTED


def test_another_agency_takes_over_with_the_date_and_the_first_ones_part_is_closed(part, officer, clerk):
    heir = AgencyFactory()
    theirs = UserFactory(focal_person=heir)
    AskExtension(part, officer, new_due_on=part.due_on + timedelta(days=9), reason="Chờ.").execute()
    GiveToAnother(part, clerk, agency=heir, reason="Chuyển chức năng.").execute()
    taken = Assignment.objects.get(agency=heir)
    assert (taken.part, taken.due_on, taken.state) == (part.part, part.due_on, State.ASSIGNED)
    assert state(part) == State.CANCELLED
    assert part.extensions.get().decision == Decision.DECLINED, "no request is left waiting for ever"
    assert Notice.objects.get(user=officer, channel="site", event__what=What.MOVED)
    assert Notice.objects.get(user=theirs, channel="site", event__what=What.GIVEN)


def test_a_coordinator_may_become_the_lead_but_nobody_gets_two_parts(part, clerk):
    beside = AssignmentFactory(task=part.task, coordinates=True, working=True)
    with pytest.raises(Refused):
        GiveToAnother(beside, clerk, agency=part.agency, reason="Gộp.").execute()
    GiveToAnother(part, clerk, agency=beside.agency, reason="Gộp.").execute()
    beside.refresh_from_db()
    assert (beside.part, beside.state) == (Part.LEAD, State.WORKING)


def test_an_agency_that_ended_takes_nothing_over_and_its_successor_is_named(part, clerk):
    gone = AgencyFactory(ended=True)
    Succession.objects.create(
        predecessor=gone, successor=AgencyFactory(name="Sở Nội vụ mới"), on=timezone.localdate()
    )
    with pytest.raises(Refused, match="Sở Nội vụ mới"):
        GiveToAnother(part, clerk, agency=gone, reason="Chuyển.").execute()


def test_a_date_is_moved_by_the_secretariat_with_a_reason_and_kept_like_an_extension(part, clerk):
    old, later = part.due_on, part.due_on + timedelta(days=30)
    with pytest.raises(Refused):
        MoveDate(part, clerk, new_due_on=later, reason=" ").execute()
    MoveDate(part, clerk, new_due_on=later, reason="Kế hoạch điều chỉnh.").execute()
    part.refresh_from_db()
    assert (part.due_on, part.extensions.get().old_due_on) == (later, old)


def test_work_is_passed_to_a_colleague_who_is_told_and_to_nobody_outside(part, officer, clerk):
    colleague, stranger = UserFactory(focal_person=part.agency), UserFactory(focal_person=AgencyFactory())
    with pytest.raises(Refused):
        Delegate(part, officer, officer=stranger).execute()
    with pytest.raises(PermissionDenied):
        Delegate(part, stranger, officer=colleague).execute()
    Delegate(part, officer, officer=colleague, words="Anh làm giúp.").execute()
    assert Notice.objects.get(event__what=What.DELEGATED, channel="site").user_id == colleague.pk
    head, third = UserFactory(head_of=part.agency), UserFactory(focal_person=part.agency)
    Pause(part, clerk, reason="Chờ.").execute()
    told = set(Notice.objects.filter(event__what=What.PAUSED, channel="site").values_list("user", flat=True))
    assert told == {colleague.pk, head.pk}
    assert third.pk not in told


def test_one_agencys_part_is_cancelled_and_the_others_go_on(part, officer, clerk):
    beside = AssignmentFactory(task=part.task, coordinates=True, working=True)
    CancelPart(part, clerk, reason="Không còn cần.").execute()
    theirs = UserFactory(focal_person=beside.agency)
    ReportProgress(beside, theirs, text="Đang làm.").execute()
    assert (state(part), state(beside)) == (State.CANCELLED, State.WORKING)
