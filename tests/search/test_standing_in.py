"""A search server that is away costs readers a second, three times, and then nothing."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from search.engines.either import BREAKER
from search.models import Index, Outbox
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db
TEXT = "I. NỘI DUNG\n1. Hỗ trợ nạn nhân."


@pytest.fixture(autouse=True)
def nobody_listens(settings):
    settings.SEARCH_ENGINE = "either"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"


def ask(client):
    begun = time.monotonic()
    response = client.get("/tra-cuu/", {"q": "nạn nhân"})
    assert response.status_code == 200
    return response, time.monotonic() - begun


def test_the_register_answers_in_the_place_of_a_dead_server_and_says_so(client):
    DocumentFactory(subject="Kế hoạch hỗ trợ", text=TEXT)
    response, seconds = ask(client)
    assert "Kế hoạch hỗ trợ" in response.content.decode()
    assert response.context["found"].stood_in
    assert seconds < 15  # on however busy a machine
    told = client.get("/api/v1/search", {"q": "nạn nhân"}).json()
    assert (told["engine"], told["stood_in"], told["total"]) == ("postgresql", True, 1)


def test_after_three_failures_nobody_waits_until_one_question_tries_again(client, settings):
    for _ in range(3):
        assert BREAKER.lets_pass()
        BREAKER.failed()
    assert not BREAKER.lets_pass()
    settings.ELASTICSEARCH_URL = "http://nobody-may-ask.invalid:9200"
    assert ask(client)[0].context["found"].stood_in
    BREAKER.answered()
    assert BREAKER.lets_pass()


def test_only_one_question_at_a_time_tries_a_server_that_was_away(monkeypatch):
    for _ in range(3):
        BREAKER.failed()
    later = time.time() + 60
    monkeypatch.setattr("search.engines.breaker.time.time", lambda: later)
    assert BREAKER.lets_pass()
    assert not BREAKER.lets_pass()
    BREAKER.failed()
    assert not BREAKER.lets_pass()


def test_an_index_that_has_not_heard_of_old_changes_is_not_asked(client):
    Index.objects.create(name="nobody-follows", serving=True)
    DocumentFactory(subject="Mới", text=TEXT)
    Outbox.objects.update(since=timezone.now() - timedelta(minutes=5))
    response, _ = ask(client)
    assert response.context["found"].stood_in
    assert BREAKER.lets_pass()
    assert "Mới" in response.content.decode()


def test_health_tells_who_answers_and_how_far_the_index_is_behind(client):
    told = client.get("/suc-khoe/").json()["search"]
    assert (told["engine"], told["answers"], told["index"]) == ("elasticsearch", "postgresql", False)
    Index.objects.create(name="nobody-follows", serving=True)
    DocumentFactory(text=TEXT)
    Outbox.objects.update(since=timezone.now() - timedelta(minutes=5))
    told = client.get("/suc-khoe/").json()["search"]
    assert told["waiting"] == 1
    assert told["lag"] >= 300
