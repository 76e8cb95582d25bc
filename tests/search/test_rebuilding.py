"""One builder at a time, again after a killed one, and beside an older index that serves."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import connection

from jobs.models import Job
from jobs.statuses import State
from search import rebuilding
from search.asking import Query
from search.checking import differences
from search.engines import ENGINES
from search.engines.elasticsearch import mapping, server
from search.engines.elasticsearch.server import alias, patient
from search.finding import find
from search.models import Index
from search.rebuilding import Follower, adopt, alone, is_ours, rebuild_index, serving, under_way
from tests.factories import DocumentFactory, UserFactory
from tests.killing import until_it_dies
from tests.search.engines import ON_ELASTICSEARCH, CaughtUp, emptied_index

pytestmark = [pytest.mark.django_db, *ON_ELASTICSEARCH]
TEXT = "I. NỘI DUNG\n1. Hỗ trợ nạn nhân\n- Sở Lao động hỗ trợ nạn nhân."


@pytest.fixture(autouse=True)
def elasticsearch(settings, monkeypatch, tests_prefix, elasticsearch_url, db):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.ELASTICSEARCH_PREFIX = tests_prefix
    monkeypatch.setitem(ENGINES, "elasticsearch", f"{CaughtUp.__module__}.CaughtUp")
    with emptied_index():
        yield


def total():
    return find(Query("nạn nhân"), AnonymousUser()).total


#: Dies behind the first batch of two.
KILLED = """
from search import rebuilding
rebuilding.BATCH = 2
rebuilding.rebuild_index(lambda *progress: die())
"""


@pytest.mark.django_db(transaction=True)
def test_a_builder_that_was_killed_leaves_the_old_index_serving_and_nothing_behind_the_next_one(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    for number in range(3):
        DocumentFactory(subject=f"Kế hoạch {number}", text=TEXT)
    assert total() == 3
    before = serving()
    until_it_dies(KILLED)
    assert serving() == before
    assert Index.objects.count() == 2, "the half index is still there"
    assert not under_way()
    assert total() == 3
    rebuild_index()
    assert list(patient().indices.get(index=f"{alias()}-*")) == [serving()] != [before]
    assert Index.objects.get().name == serving()
    assert not differences()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_refused_with_a_sentence(client):
    administrator = UserFactory(administrator=True, is_superuser=True)
    before = serving()

    def build():
        with pytest.raises(CommandError, match="đang được dựng lại ở nơi khác"):
            call_command("rebuild_search", index=True, stdout=StringIO())
        Follower().keep_up()
        client.force_login(administrator)
        client.post("/admin/tra-cuu/chi-muc/")
        connection.close()

    with alone(), ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(build).result()
    assert serving() == before
    job = Job.objects.get()
    assert (job.state, job.error) == (State.FAILED, "Một chỉ mục đang được dựng. Hãy đợi đến khi dựng xong.")


class OlderTemplate:
    """How the form before this one made its indexes: one of today's fields was unknown."""

    def __init__(self, shards, replicas):
        self.body = mapping.template(shards, replicas).to_dict()
        del self.body["template"]["mappings"]["properties"]["serial"]

    def save(self, using):
        using.indices.put_index_template(name=alias(), **self.body)


def older_action(row, index):
    line = mapping.action(row, index)
    del line["serial"]
    return line


@pytest.fixture
def upgraded(monkeypatch):
    """A site whose index was built by the code before this one; gives the name of that index."""
    for name in ("Kế hoạch 1", "Kế hoạch 2"):
        DocumentFactory(subject=name, text=TEXT)
    with monkeypatch.context() as before:
        before.setattr(server, "FORM", server.FORM - 1)
        before.setattr(rebuilding, "template", OlderTemplate)
        before.setattr(rebuilding, "action", older_action)
        rebuild_index()
        name = serving()
    assert not serving()
    return name


def test_after_an_upgrade_the_older_index_answers_until_the_new_one_is_there(upgraded):
    told: list[tuple[str, int]] = []

    def meanwhile(done, total_rows):
        if not told:
            DocumentFactory(subject="Trong lúc nâng cấp", text=TEXT)
        told.append((serving(), total()))

    rebuild_index(meanwhile)
    assert told == [(upgraded, 3)]
    assert is_ours(serving())
    assert not patient().indices.exists(index=upgraded)
    assert total() == 3
    assert not differences()


def test_a_worker_builds_the_form_of_its_code_by_itself(upgraded):
    Follower().keep_up()
    assert is_ours(serving())
    assert Index.objects.get().name == serving()


def test_an_older_index_that_cannot_take_todays_rows_leaves_the_answers_to_postgresql(
    upgraded, monkeypatch, settings
):
    another_kind = {**mapping.properties(), "serial": {"type": "long"}, "kind": {"type": "long"}}
    monkeypatch.setattr(rebuilding, "properties", lambda: another_kind)
    assert adopt() == ""
    settings.SEARCH_ENGINE = "either"
    found = find(Query("nạn nhân"), AnonymousUser())
    assert (found.total, found.stood_in) == (2, True)
