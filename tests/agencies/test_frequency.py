"""Who asks too often waits a little; an office behind one address does not."""

import pytest
from django.core.cache import caches
from django.test import Client

from agencies import frequency
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
COSTLY = ("/tra-cuu/?q=ke+hoach", "/dan-chieu/", "/api/v1/search?q=ke+hoach")


@pytest.fixture
def client() -> Client:
    """Somebody at another machine."""
    return Client(REMOTE_ADDR="203.0.113.7")


@pytest.fixture(autouse=True)
def few(settings, monkeypatch):
    settings.QUESTIONS_PER_MINUTE = 3
    monkeypatch.setattr(frequency, "time", lambda: 60_020.5)


def test_the_fourth_costly_question_of_a_minute_gets_a_sentence_and_a_time(client):
    for address in COSTLY:
        assert client.get(address).status_code == 200
    refused = client.get(COSTLY[0])
    assert (refused.status_code, refused["Retry-After"]) == (429, "40")
    assert "Chờ 40 giây rồi hỏi tiếp" in refused.content.decode()
    assert "no-store" in refused["Cache-Control"]


def test_a_program_is_told_in_json(client):
    for _ in range(4):
        answer = client.get("/api/v1/search?q=ke+hoach")
    assert answer.status_code == 429
    assert "Chờ 40 giây" in answer.json()["errors"][0]["message"]


def test_suggestions_may_be_asked_for_more_often_and_downloads_less(client):
    assert client.get("/tra-cuu/xuat/?q=ke").status_code == 200
    assert client.get("/tra-cuu/xuat/?q=ke").status_code == 429
    answers = [client.get("/tra-cuu/goi-y/?q=ke").status_code for _ in range(13)]
    assert answers == [200] * 12 + [429]
    assert client.get(COSTLY[0]).status_code == 200


def test_the_next_minute_begins_anew(client, monkeypatch):
    for _ in range(4):
        client.get(COSTLY[0])
    monkeypatch.setattr(frequency, "time", lambda: 60_060.0)
    assert client.get(COSTLY[0]).status_code == 200


def test_another_address_and_another_person_are_not_held_up(client):
    for _ in range(4):
        client.get(COSTLY[0])
    assert client.get(COSTLY[0], REMOTE_ADDR="10.9.9.9").status_code == 200
    client.force_login(UserFactory(reader=True))
    assert client.get(COSTLY[0]).status_code == 200


def test_a_network_of_ipv6_counts_as_one(client):
    answers = [client.get(COSTLY[0], REMOTE_ADDR=f"2001:db8:1:2::{n}").status_code for n in range(1, 5)]
    assert answers[-1] == 429
    assert client.get(COSTLY[0], REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_the_machine_itself_is_never_asked_to_wait(client, address):
    assert {client.get("/dan-chieu/", REMOTE_ADDR=address).status_code for _ in range(9)} == {200}


def test_nothing_is_counted_where_no_limit_is_set(client, settings):
    settings.QUESTIONS_PER_MINUTE = 0
    assert {client.get("/dan-chieu/").status_code for _ in range(9)} == {200}
    assert not caches["process"]._cache
