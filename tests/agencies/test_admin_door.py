"""Who comes into the admin."""

from __future__ import annotations

import pytest
from django.urls import reverse

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
    assert client.get("/admin/").status_code == 403
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


def test_the_groups_can_be_made_twice(agency):
    ensure_groups()
    ensure_groups()


def _addresses() -> list[str]:
    """Every address below /admin/, with 1 for each number."""
    from django.urls import URLResolver, get_resolver
    from django.urls.exceptions import NoReverseMatch

    found: list[str] = []

    def walk(resolver: URLResolver, spaces: str) -> None:
        for name in {key for key in resolver.reverse_dict if isinstance(key, str)}:
            for possible, *_ in resolver.reverse_dict.getlist(name):
                for _pattern, parameters in possible:
                    values = dict.fromkeys(parameters, 1)
                    try:
                        found.append(reverse(f"{spaces}{name}", kwargs=values))
                    except NoReverseMatch:
                        for value in ("home", "documents"):
                            try:
                                found.append(
                                    reverse(f"{spaces}{name}", kwargs=dict.fromkeys(parameters, value))
                                )
                                break
                            except NoReverseMatch:
                                continue
        for space, (_prefix, below) in resolver.namespace_dict.items():
            walk(below, f"{spaces}{space}:")

    walk(get_resolver(), "")
    return sorted({address for address in found if address.startswith("/admin/")})


@pytest.mark.parametrize("role", [Role.LEADER, Role.AGENCY_LEAD, Role.AGENCY_MEMBER, Role.READER])
def test_no_address_of_the_admin_answers_people_outside_the_secretariat(client, agency, role):
    addresses = _addresses()
    assert len(addresses) > 150
    person = User.objects.create_user("binh")
    Membership.objects.create(user=person, agency=agency, role=role)
    client.force_login(person)
    for address in addresses:
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 403, address


def test_strangers_are_sent_to_sign_in(client):
    open_to_all = {"/admin/login/", "/admin/jsi18n/", "/admin/sprite/"}
    for address in _addresses():
        if address in open_to_all or address.startswith(("/admin/sprite", "/admin/password_reset")):
            continue
        answer = client.get(address)
        assert answer.status_code in (302, 404), address
        if answer.status_code == 302:
            assert answer["Location"].startswith(("/dang-nhap/", "/admin/login/", "/")), address
