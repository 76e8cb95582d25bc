"""Light or dark is the reader's choice, kept without an account."""

import pytest
from django.test import Client

from tests.factories import home_page

pytestmark = pytest.mark.django_db


def test_a_reader_chooses_dark_and_comes_back(client: Client) -> None:
    response = client.get("/giao-dien/", {"chon": "toi", "ve": "/kha-nang-tiep-can/?a=1"})
    assert response.status_code == 302
    assert response["Location"] == "/kha-nang-tiep-can/?a=1"
    assert client.cookies["theme"].value == "toi"
    html = client.get("/kha-nang-tiep-can/").content.decode()
    assert 'css/dark.css" media="screen"' in html


def test_a_reader_who_chose_light_never_gets_the_dark_file(client: Client) -> None:
    client.cookies["theme"] = "sang"
    assert "dark.css" not in client.get("/kha-nang-tiep-can/").content.decode()


def test_a_reader_goes_back_to_the_choice_of_the_device(client: Client) -> None:
    client.cookies["theme"] = "toi"
    client.get("/giao-dien/", {"chon": "may", "ve": "/"})
    assert client.cookies["theme"].value == ""


@pytest.mark.parametrize(
    "elsewhere", ["https://xau.example/", "//xau.example/", "/\\xau.example", "javascript:x", "x"]
)
def test_the_choice_sends_nobody_to_another_site(client: Client, elsewhere: str) -> None:
    assert client.get("/giao-dien/", {"chon": "toi", "ve": elsewhere})["Location"] == "/"


def test_an_unknown_choice_is_left_alone(client: Client) -> None:
    assert not client.get("/giao-dien/", {"chon": "hong", "ve": "/"}).cookies


def test_a_theme_cookie_with_nonsense_follows_the_device(client: Client) -> None:
    client.cookies["theme"] = "<script>"
    assert "prefers-color-scheme: dark" in client.get("/kha-nang-tiep-can/").content.decode()


def test_the_choice_comes_back_to_the_same_filtered_list(client: Client) -> None:
    home_page()
    html = client.get("/kha-nang-tiep-can/?trang=2").content.decode()
    assert "ve=%2Fkha-nang-tiep-can%2F%3Ftrang%3D2" in html
