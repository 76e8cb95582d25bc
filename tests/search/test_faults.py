"""The search server on a bad day: pages and saves go on, and afterwards the index equals the register."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection

from search import outbox
from search.checking import differences
from search.engines.breaker import MOST_FAILURES
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.server import patient
from search.following import catch_up
from search.management.proxy import SLOWNESS, Mood, proxy
from search.models import Outbox, Row
from search.rebuilding import serving
from tests.factories import DocumentFactory
from tests.killing import script
from tests.search.engines import ON_ELASTICSEARCH, emptied_index

pytestmark = [pytest.mark.django_db, *ON_ELASTICSEARCH]
TEXT = "I. NỘI DUNG\n1. Hỗ trợ nạn nhân\n- Sở Lao động hỗ trợ nạn nhân."
#: Seconds within which a page must be there on however busy a machine; one that waits for a server that hangs
#: never is. How fast it is on a quiet one says manage.py drill_search.
MOST = 15
#: Seconds a question waits here: less than one piece takes in a slow network.
IMPATIENT = SLOWNESS / 2


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
def test_pages_and_saves_go_on_and_nothing_is_lost(client, network, mood, monkeypatch):
    monkeypatch.setattr(ElasticsearchEngine, "patience", IMPATIENT)
    papers = [DocumentFactory(subject=f"Kế hoạch {number}", text=TEXT) for number in range(3)]
    catch_up()
    network.mood = mood
    for _ in range(MOST_FAILURES + 2):
        begun = time.monotonic()
        response = client.get("/tra-cuu/", {"q": "nạn nhân"})
        assert response.status_code == 200
        assert response.context["found"].total == 3
        assert response.context["found"].stood_in
        assert time.monotonic() - begun < MOST
    with connection.execute_wrapper(_forbid_waiting):
        papers[0].save()
        papers[1].delete()
    DocumentFactory(subject="Trong lúc hỏng", text=TEXT)
    network.mood = Mood.WELL
    catch_up()
    assert not Outbox.objects.exists()
    assert not differences()


def test_a_page_and_an_answer_in_json_ask_the_database_nine_times_each(
    client, network, settings, django_assert_num_queries
):
    """As in production: with the breaker and the roots of sites in the cache, the outbox and the log."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "test_cache"}
    }
    call_command("createcachetable")
    for number in range(5):
        DocumentFactory(subject=f"Kế hoạch {number}", text=TEXT)
    catch_up()
    patient().indices.refresh(index=serving())
    for address, queries in (("/tra-cuu/", 9), ("/api/v1/search", 9)):
        client.get(address, {"q": "nạn nhân"})
        with django_assert_num_queries(queries):
            client.get(address, {"q": "nạn nhân"})


def test_an_index_that_has_lost_its_shards_gives_no_half_answers(client, network):
    paper = DocumentFactory(subject="Kế hoạch", text=TEXT)
    catch_up()
    with red(serving()):
        response = client.get("/tra-cuu/", {"q": "nạn nhân"})
        assert (response.context["found"].total, response.context["found"].stood_in) == (1, True)
        paper.save()
        assert Outbox.objects.count() == 1
    catch_up()
    assert not Outbox.objects.exists()
    assert not differences()


@contextmanager
def red(index):
    """No shard of the index is held by any node, until the block ends.

    A server that may not hold a shard takes it up all the same when it has the only copy: rules of allocation
    leave the index red for a tenth of a second. One that may recover no shard at a time never comes to it.
    """
    server = patient()
    at_a_time = "cluster.routing.allocation.node_initial_primaries_recoveries"
    server.indices.close(index=index)
    server.cluster.put_settings(persistent={at_a_time: 0})
    try:
        server.indices.open(index=index, wait_for_active_shards="0")
        assert server.cluster.health(index=index)["status"] == "red"
        yield
        assert server.cluster.health(index=index)["status"] == "red"
    finally:
        server.cluster.put_settings(persistent={at_a_time: None})
        server.cluster.health(index=index, wait_for_status="yellow", timeout="20s")


WORKER = """
from search import following
following.BULK = 2
following.catch_up()
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_bulk_loses_nothing(network, tests_prefix):
    for number in range(5):
        DocumentFactory(subject=f"Kế hoạch {number}", text=TEXT)
    network.lets_through = 1
    work = script(WORKER, ELASTICSEARCH_URL=network.url, ELASTICSEARCH_PREFIX=tests_prefix)
    with subprocess.Popen([sys.executable, "-c", work]) as worker:
        assert network.stuck.wait(60)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    network.lets_through = None
    assert Outbox.objects.count() == 5, "nothing is done before every row was taken"
    found = differences()
    assert found.lost, "some rows had not been sent"
    assert len(found.lost) < Row.objects.count(), "some had"
    assert catch_up() == 0, "the lease still holds: nobody may send them yet"
    outbox.due_now()
    catch_up()
    assert not Outbox.objects.exists()
    assert not differences()


def _forbid_waiting(execute, sql, params, many, context):
    begun = time.monotonic()
    try:
        return execute(sql, params, many, context)
    finally:
        assert time.monotonic() - begun < MOST, sql
