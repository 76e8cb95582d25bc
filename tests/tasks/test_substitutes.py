"""A colleague stands in for an officer: finds the work, hears of it, and every act says for whom."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.actions import EndSubstitution, NameSubstitute, Refused
from agencies.models import Substitution
from notices.models import Notice
from tasks import lists
from tasks.actions import Accept, ReportProgress, SendBack
from tasks.models import Assignment
from tasks.statuses import What
from tests.factories import AgencyFactory, AssignmentFactory, SubstitutionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def officer(agency):
    return UserFactory(focal_person=agency)


@pytest.fixture
def colleague(agency):
    return UserFactory(focal_person=agency)


def name(officer, person, substitute, agency, first, last):
    return NameSubstitute(
        officer, person, agency=agency, substitute=substitute, first=first, last=last
    ).execute()


def mine(person, agency, at):
    wanted = next(one for one in lists.OF_AN_AGENCY if one.key == "cua-toi")
    work = Assignment.objects.of_agencies_of(person).filter(agency=agency)
    return list(wanted.of(work, person, at))


def test_the_work_is_found_among_ones_own_until_the_last_day(officer, colleague, agency, today):
    part = AssignmentFactory(agency=agency, officer=officer, working=True)
    other = AssignmentFactory(agency=agency, officer=UserFactory(focal_person=agency), working=True)
    name(officer, officer, colleague, agency, today, today + timedelta(days=2))
    assert mine(colleague, agency, today) == [part]
    assert mine(colleague, agency, today + timedelta(days=3)) == []
    assert other not in mine(colleague, agency, today)


def test_every_act_says_for_whom_and_those_of_others_do_not(officer, colleague, agency, client):
    SubstitutionFactory(agency=agency, officer=officer, substitute=colleague)
    part = AssignmentFactory(agency=agency, officer=officer)
    Accept(part, colleague).execute()
    ReportProgress(part, officer, text="Đã làm.").execute()
    assert part.events.get(what=What.ACCEPTED).on_behalf_of == officer
    assert part.events.get(what=What.PROGRESS).on_behalf_of is None
    client.force_login(officer)
    assert f"thay cho {officer.get_full_name()}" in client.get(f"/viec/{part.pk}/").content.decode()


def test_notices_reach_both(officer, colleague, agency, today):
    part = AssignmentFactory(agency=agency, officer=officer, reported=True)
    name(officer, officer, colleague, agency, today, today)
    SendBack(part, UserFactory(secretary=True), reason="Thiếu số liệu.").execute()
    assert set(Notice.objects.values_list("user", flat=True)) == {officer.pk, colleague.pk}


def test_the_head_names_for_others_and_nobody_else_does(officer, colleague, agency, today):
    for stranger in (colleague, UserFactory(head_of=AgencyFactory()), UserFactory(secretary=True)):
        with pytest.raises(PermissionDenied):
            name(officer, stranger, colleague, agency, today, today)
    named = name(officer, UserFactory(head_of=agency), colleague, agency, today, today)
    with pytest.raises(PermissionDenied):
        EndSubstitution(named, colleague).execute()
    EndSubstitution(named, officer).execute()
    assert not Substitution.objects.holding().exists()


def test_oneself_a_stranger_past_days_and_overlapping_days_are_refused(officer, colleague, agency, today):
    third = UserFactory(focal_person=agency)
    week = today + timedelta(days=7)
    for substitute, first, last in (
        (officer, today, week),
        (UserFactory(), today, week),
        (colleague, week, today),
        (colleague, today - timedelta(days=9), today - timedelta(days=2)),
    ):
        with pytest.raises(Refused):
            name(officer, officer, substitute, agency, first, last)
    name(officer, officer, colleague, agency, today, week)
    with pytest.raises(Refused, match=colleague.get_full_name()):
        name(officer, officer, third, agency, week, week + timedelta(days=5))
    with pytest.raises(Refused, match=officer.get_full_name()):
        name(third, third, officer, agency, today, today)
    name(officer, officer, third, agency, week + timedelta(days=1), week + timedelta(days=5))


def test_the_database_holds_one_substitute_at_a_time(officer, agency):
    SubstitutionFactory(agency=agency, officer=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        SubstitutionFactory(agency=agency, officer=officer)
    SubstitutionFactory(officer=officer)


def test_on_the_desk_a_wrong_choice_is_a_sentence_and_nothing_typed_is_lost(
    client, officer, colleague, agency
):
    client.force_login(officer)
    typed = {"of": officer.pk, "substitute": colleague.pk, "first": "31/02/2027", "last": "05/03/2027"}
    answer = client.post("/viec/vang-mat/", typed)
    assert answer.status_code == 422
    assert "31/02/2027" in answer.content.decode()
    assert client.post("/viec/vang-mat/", {**typed, "first": "01/03/2027"}).status_code == 302
    assert colleague.get_full_name() in client.get("/viec/vang-mat/").content.decode()
