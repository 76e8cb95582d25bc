"""Search as a reader meets it, on every engine: the fixture `each_engine` runs a test once for each."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone
from django.utils.crypto import get_random_string

from search.engines import ENGINES, Plan, Results
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.server import alias, patient
from search.following import catch_up
from search.models import Index, Outbox, Row
from search.rebuilding import rebuild_index, remove_everything, serving

ON_ELASTICSEARCH = [pytest.mark.elasticsearch, pytest.mark.xdist_group("elasticsearch")]


class CaughtUp(ElasticsearchEngine):
    """Elasticsearch as it answers once it has heard of everything."""

    patience = 30.0

    def find(self, plan: Plan, withheld: Sequence[str] | None = None) -> Results:
        catch_up()
        patient().indices.refresh(index=alias())
        return super().find(plan, withheld)


@pytest.fixture(params=["postgresql", pytest.param("elasticsearch", marks=ON_ELASTICSEARCH)])
def each_engine(request: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    settings.SEARCH_ENGINE = request.param
    if request.param == "postgresql":
        yield request.param
        return
    request.getfixturevalue("db")
    monkeypatch.setitem(ENGINES, "elasticsearch", f"{__name__}.CaughtUp")
    settings.ELASTICSEARCH_PREFIX = request.getfixturevalue("tests_prefix")
    settings.ELASTICSEARCH_URL = request.getfixturevalue("elasticsearch_url")
    with emptied_index():
        yield request.param


@pytest.fixture(scope="session")
def tests_prefix(elasticsearch_url: str) -> Iterator[str]:
    """What the indexes of this run are called; they are gone afterwards."""
    prefix = f"test-{get_random_string(8).lower()}"
    yield prefix
    with override_settings(ELASTICSEARCH_URL=elasticsearch_url, ELASTICSEARCH_PREFIX=prefix):
        remove_everything()


@contextmanager
def emptied_index() -> Iterator[None]:
    """The index of the tests that run in a transaction: made once, empty before and after each."""
    if name := serving():
        Index.objects.create(name=name, serving=True)
    else:
        rebuild_index()
    yield
    Row.objects.all().delete()
    Outbox.objects.update(due=timezone.now())  # a test may have taken some and died
    catch_up()
