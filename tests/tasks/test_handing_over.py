"""All of a person's work to a colleague in one step, seen before it is done, and taken back."""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.actions import Refused
from tasks.actions import HandOver, TakeBack
from tasks.models import Event
from tasks.statuses import What
from tests.factories import AgencyFactory, AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def leaver(agency):
    return UserFactory(focal_person=agency)


@pytest.fixture
def colleague(agency):
    return UserFactory(focal_person=agency)


@pytest.fixture
def parts(agency, leaver):
    return [AssignmentFactory(agency=agency, working=True, officer=leaver) for _ in range(3)]


def holders(parts):
    for part in parts:
        part.refresh_from_db()
    return {part.officer for part in parts}


def test_open_work_moves_finished_work_stays_and_each_move_is_written(agency, leaver, colleague, parts):
    done = AssignmentFactory(agency=agency, confirmed=True, officer=leaver)
    HandOver(leaver, leaver, to=colleague, reason="Nghỉ phép.").execute()
    assert holders(parts) == {colleague}
    assert holders([done]) == {leaver}
    assert Event.objects.filter(what=What.DELEGATED, reason="Nghỉ phép.").count() == 3


def test_it_is_taken_back_except_what_was_passed_on_since(agency, leaver, colleague, parts):
    key = HandOver(leaver, leaver, to=colleague).execute()
    third = UserFactory(focal_person=agency)
    parts[0].officer = third
    parts[0].save()
    assert TakeBack(leaver, leaver, key=key).execute() == 2
    assert holders(parts) == {third, leaver}
    with pytest.raises(Refused):
        TakeBack(leaver, leaver, key=key).execute()


def test_the_head_hands_over_for_somebody_who_left_and_others_may_not(agency, leaver, colleague, parts):
    for stranger in (UserFactory(head_of=AgencyFactory()), colleague):
        with pytest.raises((PermissionDenied, Refused)):
            HandOver(leaver, stranger, to=colleague).execute()
    assert holders(parts) == {leaver}
    HandOver(leaver, UserFactory(head_of=agency), to=colleague).execute()
    assert holders(parts) == {colleague}


def test_nobody_outside_the_agency_takes_over(leaver, parts):
    with pytest.raises(Refused):
        HandOver(leaver, leaver, to=UserFactory(focal_person=AgencyFactory())).execute()
    with pytest.raises(Refused):
        HandOver(leaver, leaver, to=leaver).execute()
    assert holders(parts) == {leaver}


def test_on_the_desk_first_the_list_then_the_button_then_undo(client, leaver, colleague, parts):
    client.force_login(leaver)
    choice = {"of": leaver.pk, "to": colleague.pk, "reason": ""}
    page = client.get("/viec/ban-giao/", choice).content.decode()
    assert parts[0].task.title in page
    assert "Bàn giao 3 việc" in page
    assert holders(parts) == {leaver}
    client.post("/viec/ban-giao/", choice)
    assert holders(parts) == {colleague}
    client.post("/viec/ban-giao/hoan-tac/")
    assert holders(parts) == {leaver}


def test_a_stranger_in_the_form_is_a_sentence(client, leaver, parts):
    client.force_login(leaver)
    answer = client.post("/viec/ban-giao/", {"of": leaver.pk, "to": UserFactory().pk})
    assert answer.status_code == 422
    assert holders(parts) == {leaver}
