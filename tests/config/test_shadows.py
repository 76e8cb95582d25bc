"""There is one door: nothing of Wagtail's opens another."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_another_sign_in_page_leads_to_ours(client, door: str) -> None:
    assert client.get(door).headers["Location"] == settings.LOGIN_URL
    wanted = client.get(door, {"next": "/admin/pages/?q=kế hoạch"}).headers["Location"]
    assert wanted.startswith(f"{settings.LOGIN_URL}?next=%2Fadmin%2Fpages%2F%3Fq%3D")


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_a_password_given_at_another_door_opens_nothing(client, door: str) -> None:
    get_user_model().objects.create_superuser(
        username="quantri", email="a@example.vn", password="mat-khau-dung"
    )
    response = client.post(door, {"username": "quantri", "password": "mat-khau-dung"})
    assert response.status_code == 405
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "address",
    [
        "/admin/password_reset/",
        "/admin/images/",
        "/admin/images/chooser/",
        "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/set-password/",
        "/_util/authenticate_with_password/1/1/",
        "/documents/authenticate_with_password/1/",
        "/django-admin/login/",
    ],
)
def test_ways_around_the_door_are_not_there(client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_a_stranger_at_the_admin_is_sent_to_our_door(client) -> None:
    assert client.get("/admin/").headers["Location"].startswith(settings.LOGIN_URL)


def test_a_stock_file_address_asks_the_paper_as_well(client) -> None:
    assert client.get("/documents/1/ke-hoach.pdf").headers["Location"] == "/tep/1/ke-hoach.pdf"
