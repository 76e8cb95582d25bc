"""People sign in, land where their work is, and are slowed down when they guess."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from agencies.frequency import address_of
from home.attempts import Attempts
from home.forms.sign_in import SignInForm
from tests.factories import PASSWORD, AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db
TOO_MANY = SignInForm.error_messages["too_many"]
WRONG = SignInForm.error_messages["invalid_login"]


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


def sign_in(client: Client, name: str, password: str = PASSWORD, next: str = "", **extra: str):
    data = {"username": name, "password": password, "next": next}
    return client.post("/dang-nhap/", data, **extra)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("trait", "address"),
    [
        ({"leader": True}, "/tong-quan/"),
        ({"focal_person": True}, "/viec/"),
        ({"head_of": True}, "/viec/"),
        ({"secretary": True}, "/admin/"),
        ({"administrator": True}, "/admin/"),
        ({"reader": True}, "/"),
        ({}, "/"),
    ],
)
def test_a_person_lands_where_their_work_is(client, trait, address):
    user = UserFactory(**trait)
    assert sign_in(client, user.username)["Location"] == address
    assert client.get("/dang-nhap/")["Location"] == address


def test_a_person_returns_to_the_page_they_asked_for(client):
    user = UserFactory(focal_person=AgencyFactory())
    assert sign_in(client, user.username, next="/viec/12/?a=1")["Location"] == "/viec/12/?a=1"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://ke-xau.example/",
        "//ke-xau.example",
        "/\\ke-xau.example",
        "javascript:alert(1)",
        "/dang-nhap/",
    ],
)
def test_nobody_is_sent_to_a_stranger_s_site(client, wanted):
    user = UserFactory(reader=True)
    assert sign_in(client, user.username, next=wanted)["Location"] == "/"


def test_a_focal_person_who_asked_for_the_admin_does_not_go_in_circles(client):
    user = UserFactory(focal_person=True)
    assert sign_in(client, user.username, next="/admin/pages/")["Location"] == "/viec/"
    assert client.get("/dang-nhap/?next=/admin/")["Location"] == "/viec/"


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client):
    user = UserFactory()
    wrong = sign_in(client, user.username, "sai")
    unknown = sign_in(client, "khong-co-ai", "sai")
    gone = sign_in(client, UserFactory(is_active=False).username)
    for answer in (wrong, unknown, gone):
        assert answer.status_code == 200
        assert answer.context["form"].non_field_errors() == [WRONG]


def test_the_sixth_attempt_waits_even_with_the_right_password(client):
    user = UserFactory()
    for _ in range(5):
        sign_in(client, user.username, "sai")
    answer = sign_in(client, user.username.upper(), PASSWORD)
    assert answer.context["form"].non_field_errors() == [TOO_MANY]
    assert sign_in(client, user.username).context["form"].non_field_errors() == [TOO_MANY]
    assert sign_in(client, UserFactory(reader=True).username)["Location"] == "/"


def test_a_right_password_forgives_earlier_mistakes(client):
    user = UserFactory()
    for _ in range(3):
        for _ in range(4):
            sign_in(Client(REMOTE_ADDR=f"10.0.0.{_}"), user.username, "sai")
        assert sign_in(Client(REMOTE_ADDR="10.0.1.1"), user.username).status_code == 302


def test_one_address_guesses_at_most_ten_names_a_minute(client):
    for n in range(10):
        sign_in(client, f"ten-{n}", "sai")
    assert sign_in(client, "ten-khac", "sai").context["form"].non_field_errors() == [TOO_MANY]
    elsewhere = sign_in(client, "ten-khac", "sai", REMOTE_ADDR="10.9.9.9")
    assert elsewhere.context["form"].non_field_errors() == [WRONG]


def test_a_whole_office_behind_one_address_may_sign_in(client):
    for user in UserFactory.create_batch(15):
        assert sign_in(Client(), user.username).status_code == 302


def test_many_guesses_at_once_get_no_further_than_five():
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1")

    def one(n: int) -> bool:
        return Attempts(request, "lan").take()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(40))) == 5


def test_a_stranger_cannot_write_their_own_address(settings):
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="1.1.1.1, 2.2.2.2", REMOTE_ADDR="3.3.3.3")
    assert address_of(request) == "3.3.3.3"
    settings.TRUSTED_PROXY_COUNT = 1
    assert address_of(request) == "2.2.2.2"
    settings.TRUSTED_PROXY_COUNT = 3
    assert address_of(request) == "3.3.3.3"


def test_empty_fields_are_named(client):
    errors = sign_in(client, "", "").context["form"].errors
    assert set(errors) == {"username", "password"}


def test_signing_out_takes_a_button_not_a_link(client):
    client.force_login(UserFactory())
    assert client.get("/dang-xuat/").status_code == 405
    answer = client.post("/dang-xuat/")
    assert answer["Location"] == "/"
    assert answer["Clear-Site-Data"] == '"cache"'
    assert "_auth_user_id" not in client.session


def test_the_site_says_that_it_works(client):
    assert client.get("/suc-khoe/").json()["database"] == "ok"
