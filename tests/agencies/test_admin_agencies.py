"""The secretariat keeps agencies and memberships in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from agencies.models import Agency, Membership
from agencies.statuses import Role
from tests.factories import AgencyFactory, UserFactory
from tests.people import signed_in

pytestmark = pytest.mark.django_db


def _form(**changed: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "name": "Sở Nội vụ",
            "short_name": "SNV",
            "code": "",
            "kind": "department",
            "parent": "",
            "host": "",
            "valid_from": "",
            "valid_until": "",
            "aliases": inline_formset([]),
            "successions": inline_formset([]),
            "group_members": inline_formset([]),
            **changed,
        }
    )


def test_an_agency_is_added_with_its_aliases_and_found_by_them(desk):
    assert desk.get(reverse("co-quan:add")).status_code == 200
    answer = desk.post(reverse("co-quan:add"), _form(aliases=inline_formset([{"text": "Sở Nội vụ tỉnh TH"}])))
    assert answer.status_code == 302, answer.context["form"].errors
    AgencyFactory(name="Công an tỉnh")
    found = desk.get(reverse("co-quan:index"), {"q": "so noi vu tinh th"}).content.decode()
    assert "Sở Nội vụ" in found
    assert "Công an tỉnh" not in found


def test_an_agency_ends_with_a_successor_and_is_not_deleted(desk):
    old, new = AgencyFactory(name="Sở Nội vụ"), AgencyFactory(name="Sở Mới")
    day = timezone.localdate().strftime("%d/%m/%Y")
    successor = {"successor": new.pk, "on": "05/03/2026", "basis": "Nghị quyết 01"}
    answer = desk.post(
        reverse("co-quan:edit", args=[old.pk]),
        _form(valid_until=day, successions=inline_formset([successor])),
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert old.successions.get().on.month == 3
    for person in (desk, signed_in(UserFactory(is_superuser=True))):
        assert person.post(reverse("co-quan:delete", args=[old.pk])).status_code in (302, 403)
    assert Agency.objects.filter(pk=old.pk).exists()
    assert desk.get(reverse("co-quan:history", args=[old.pk])).status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"valid_from": "31/02/2026"},
        {"valid_from": "05/03/2026", "valid_until": "04/03/2026"},
        {"aliases": inline_formset([{"text": "Nội vụ"}, {"text": "Nội vụ"}])},
        {"kind": "zzz"},
    ],
)
def test_what_is_wrong_stands_beside_the_field(desk, changed):
    answer = desk.post(reverse("co-quan:add"), _form(**changed))
    assert answer.status_code == 200
    assert not Agency.objects.filter(short_name="SNV").exists()


def test_a_second_agency_of_the_same_name_is_refused(desk):
    AgencyFactory(name="Sở Nội Vụ")
    assert desk.post(reverse("co-quan:add"), _form()).status_code == 200


def _seat(user: Any, role: str) -> dict[str, Any]:
    agency = AgencyFactory()
    return {"user": user.pk, "agency": agency.pk, "role": role, "valid_from": "", "valid_until": ""}


def test_a_clerk_names_the_people_of_agencies_but_no_clerks(desk):
    person = UserFactory()
    add = reverse("nguoi-cua-co-quan:add")
    assert desk.get(add).status_code == 200
    assert desk.post(add, _seat(person, Role.SECRETARIAT)).status_code == 200
    assert not person.memberships.exists()
    assert desk.post(add, _seat(person, Role.AGENCY_MEMBER)).status_code == 302
    assert ModelLogEntry.objects.filter(action="vanthu.appoint_member").count() == 1
    seat = Membership.objects.get(user=person)
    edit = reverse("nguoi-cua-co-quan:edit", args=[seat.pk])
    assert desk.post(edit, {**_seat(person, Role.ADMINISTRATOR)}).status_code == 200
    seat.refresh_from_db()
    assert seat.role == Role.AGENCY_MEMBER
    assert desk.get(reverse("nguoi-cua-co-quan:index"), {"q": person.username}).status_code == 200


def test_an_administrator_appoints_a_clerk_who_can_then_work(desk):
    person = UserFactory()
    boss = signed_in(UserFactory(administrator=True))
    assert boss.post(reverse("nguoi-cua-co-quan:add"), _seat(person, Role.SECRETARIAT)).status_code == 302
    assert signed_in(person).get(reverse("van-ban:index")).status_code == 200
