"""The search server on a bad day: pages and saves go on, and afterwards the index equals the register."""

import time

import pytest
from django.db import connection

from search.checking import differences
from search.following import catch_up
from search.management.proxy import Mood, proxy
from search.models import Outbox
from tests.factories import DocumentFactory
from tests.search.engines import ON_ELASTICSEARCH, emptied_index

pytestmark = [pytest.mark.django_db, *ON_ELASTICSEARCH]
TEXT = "I. NỘI DUNG\n1. Hỗ trợ nạn nhân\n- Sở Lao động hỗ trợ nạn nhân."
#: Seconds within which a page must be there on however busy a machine; one that waits for a server that hangs
#: never is. How fast it is on a quiet one says manage.py drill_search.
MOST = 15


@pytest.fixture
def network(settings, tests_prefix, elasticsearch_url):
    """A site whose search server lies behind a proxy."""
    settings.SEARCH_ENGINE = "either"
    settings.ELASTICSEARCH_PREFIX = tests_prefix
    with proxy(elasticsearch_url) as between:
        settings.ELASTICSEARCH_URL = between.url
        with emptied_index():
            yield between
            between.mood = Mood.WELL


@pytest.mark.parametrize("mood", [Mood.REFUSE, Mood.HANG, Mood.CUT, Mood.SLOW])
def test_pages_and_saves_go_on_and_nothing_is_lost(client, network, mood):
    papers = [DocumentFactory(subject=f"Kế hoạch {number}", text=TEXT) for number in range(5)]
    catch_up()
    network.mood = mood
    for _ in range(5):
        begun = time.monotonic()
        response = client.get("/tra-cuu/", {"q": "nạn nhân"})
        assert response.status_code == 200
        assert response.context["found"].total == 5
        assert time.monotonic() - begun < MOST
    with connection.execute_wrapper(_forbid_waiting):
        papers[0].save()
        papers[1].delete()
    DocumentFactory(subject="Trong lúc hỏng", text=TEXT)
    network.mood = Mood.WELL
    catch_up()
    assert not Outbox.objects.exists()
    assert not differences()


def _forbid_waiting(execute, sql, params, many, context):
    begun = time.monotonic()
    try:
        return execute(sql, params, many, context)
    finally:
        assert time.monotonic() - begun < MOST, sql
