"""Two people save the same at one moment: one is done, the other reads why not and keeps what was typed."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.actions import AppointMember, NameSubstitute, Refused
from agencies.actions.naming import AddAgency
from agencies.groups import ensure_groups
from agencies.models import Agency, Membership, Substitution
from agencies.statuses import Role
from tests.agencies.test_admin_agencies import _form
from tests.factories import AgencyFactory, UserFactory
from tests.people import signed_in
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(monkeypatch):
    """From the call on, who saves an agency or a seat waits for the other one, who has looked too."""
    door = Barrier(2)
    met: list[str] = []

    def meet() -> None:
        for model in (Agency, Membership):
            monkeypatch.setattr(model, "save", waiting(model.save))

    def waiting(save: Any) -> Any:
        def saved(row: Any, *args: Any, **kwargs: Any) -> None:
            if not met:
                door.wait(timeout=30)
                met.append(str(row))
            save(row, *args, **kwargs)

        return saved

    return meet


def both_send(clients: list[Client], address: str, form: dict[str, Any]) -> list[Any]:
    answers = []

    def send(client: Client) -> None:
        answers.append(client.post(address, form))
        connections.close_all()

    threads = [Thread(target=send, args=(client,)) for client in clients]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(answers, key=lambda answer: answer.status_code)


@pytest.fixture
def clerks() -> list[Client]:
    ensure_groups()
    return [signed_in(UserFactory(secretary=True)) for _n in range(2)]


def test_of_two_clerks_who_save_an_agency_of_one_name_the_second_reads_why_and_keeps_the_form(
    clerks, meeting
):
    meeting()
    shown, saved = both_send(clerks, reverse("co-quan:add"), _form())
    assert (shown.status_code, saved.status_code) == (200, 302)
    assert Agency.objects.filter(short_name="SNV").count() == 1
    page = shown.content.decode()
    assert "Đã có cơ quan mang tên này." in page
    assert 'value="SNV"' in page


def test_of_two_clerks_who_appoint_one_person_the_second_is_told_who_holds_the_seat(clerks, meeting):
    agency, person = AgencyFactory(name="Sở Y tế"), UserFactory()
    form = {"user": person.pk, "agency": agency.pk, "role": Role.AGENCY_MEMBER, "valid_from": ""}
    meeting()
    shown, saved = both_send(clerks, reverse("nguoi-cua-co-quan:add"), {**form, "valid_until": ""})
    assert (shown.status_code, saved.status_code) == (200, 302)
    assert person.memberships.count() == 1
    assert f"{person.get_full_name()} đã giữ vai trò này tại “Sở Y tế”." in shown.content.decode()


def test_an_agency_found_in_a_paper_by_two_clerks_is_added_once(meeting):
    clerks = UserFactory.create_batch(2, secretary=True)
    meeting()
    refused = at_once(*(AddAgency.called("Sở Mới", one).execute for one in clerks), expected=Refused)
    assert refused == ["Đã có cơ quan mang tên này."]
    assert Agency.objects.filter(name="Sở Mới").count() == 1


def test_a_seat_appointed_twice_is_a_sentence(meeting):
    agency, person, clerk = AgencyFactory(), UserFactory(), UserFactory(secretary=True)
    seats = [Membership(user=person, agency=agency, role=Role.AGENCY_MEMBER) for _n in range(2)]
    meeting()
    assert len(at_once(*(AppointMember(one, clerk).execute for one in seats), expected=Refused)) == 1


def test_head_and_officer_name_a_substitute_at_the_same_moment():
    agency, today = AgencyFactory(), timezone.localdate()
    head = UserFactory(head_of=agency)
    officer, one, other = UserFactory.create_batch(3, focal_person=agency)
    days = {"agency": agency, "first": today, "last": today + timedelta(3)}
    refused = at_once(
        NameSubstitute(officer, officer, substitute=one, **days).execute,
        NameSubstitute(officer, head, substitute=other, **days).execute,
        expected=Refused,
    )
    assert len(refused) == 1
    assert f"đã thay cho {officer.get_full_name()} từ" in refused[0]
    assert Substitution.objects.count() == 1
