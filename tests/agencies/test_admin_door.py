"""Who comes into the admin. That its door holds at every address is for tests/permissions to see."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from agencies.actions import AppointMember, EndMembership
from agencies.groups import ADMINISTRATORS, CLERKS, ensure_groups
from agencies.models import Agency, Membership, User
from agencies.statuses import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _groups():
    ensure_groups()


@pytest.fixture
def agency():
    return Agency.objects.create(name="Ban Chỉ đạo 138 tỉnh")


@pytest.fixture
def administrator():
    return User.objects.create_superuser("quantri", password="x")


def test_a_clerk_who_is_appointed_can_open_the_admin_and_create_pages(client, agency, administrator):
    lan = User.objects.create_user("lan")
    client.force_login(lan)
    refused = client.get("/admin/")
    assert refused.status_code == 403
    assert "Tài khoản này không thuộc bộ phận thư ký" in refused.content.decode()
    AppointMember(Membership(user=lan, agency=agency, role=Role.SECRETARIAT), administrator).execute()
    assert set(lan.groups.values_list("name", flat=True)) == {CLERKS}
    assert client.get("/admin/").status_code == 200


def test_a_clerk_whose_seat_ends_is_out_at_the_next_request(client, agency, administrator):
    lan = User.objects.create_user("lan")
    seat = Membership.objects.create(user=lan, agency=agency, role=Role.SECRETARIAT)
    client.force_login(lan)
    assert client.get("/admin/").status_code == 200
    EndMembership(seat, administrator).execute()
    assert client.get("/admin/").status_code == 403
    assert not lan.groups.exists()


def test_only_an_administrator_gives_a_seat_in_the_secretariat(agency):
    from django.core.exceptions import PermissionDenied

    lan, mai = User.objects.create_user("lan"), User.objects.create_user("mai")
    Membership.objects.create(user=lan, agency=agency, role=Role.SECRETARIAT)
    with pytest.raises(PermissionDenied):
        AppointMember(Membership(user=mai, agency=agency, role=Role.ADMINISTRATOR), lan).execute()
    AppointMember(Membership(user=mai, agency=agency, role=Role.AGENCY_LEAD), lan).execute()
    assert not mai.groups.exists()


def test_an_administrator_by_membership_is_in_both_groups(agency):
    an = User.objects.create_user("an")
    Membership.objects.create(user=an, agency=agency, role=Role.ADMINISTRATOR)
    assert set(an.groups.values_list("name", flat=True)) == {CLERKS, ADMINISTRATORS}


def test_the_groups_can_be_made_twice():
    made = {group.name: group.permissions.count() for group in Group.objects.all()}
    ensure_groups()
    assert made == {group.name: group.permissions.count() for group in Group.objects.all()}
