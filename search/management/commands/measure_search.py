"""manage.py measure_search: how fast search answers, page and JSON, beside the engine's bare answer."""

from __future__ import annotations

import json
import multiprocessing
import statistics
import time
from argparse import ArgumentParser
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.test import Client
from django.test.utils import override_settings

from agencies.permissions import PUBLIC
from search import asking, writing
from search import statistics as counts
from search.engines import Plan
from search.engines.elasticsearch import query as elastic
from search.engines.elasticsearch.engine import ElasticsearchEngine, narrowed
from search.engines.elasticsearch.paging import Errand, page_of
from search.engines.elasticsearch.server import LONG, alias, forget_client, patient, unhurried
from search.engines.rarest import counts_of
from search.management.made_up import CLAUSES, Writer, pages
from search.measuring import indexes_afterwards, scratch, waiting
from search.models import Row
from search.rebuilding import rebuild_index
from search.suggesting import suggestions
from vietnamese.text import fold

BATCH: Final = 500
#: Tables that showing an answer reads, and the log of questions.
SHOWN: Final = ("wagtailcore_page", "documents_documentpage", "search_question")
#: Words in each kind of question, at least and at most.
KINDS: Final = {"one word": (1, 1), "two words": (2, 2), "phrase": (3, 6), "sentence": (9, 16)}
WARM: Final = 10


class Command(BaseCommand):
    """Papers are made up in a schema and an index of their own; one line of JSON a figure."""

    help = "Measure p50 and p95 of search with 1 and more clients, the load and the size; lines of JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--clauses", type=int, default=20_000)
        parser.add_argument("--questions", type=int, default=100, help="of each kind")
        parser.add_argument("--clients", type=int, nargs="+", default=[1, 4])
        parser.add_argument("--engine", choices=["elasticsearch", "postgresql"], default="postgresql")

    def handle(
        self, *, clauses: int, questions: int, clients: list[int], engine: str, **options: Any
    ) -> None:
        with scratch(engine, *SHOWN), _site(engine):
            writer = Writer()
            self._said(engine, what="load", **_load(writer, clauses // CLAUSES))
            if engine == "elasticsearch":
                self._said(engine, what="index", **_index())
            self._said(engine, clauses=clauses, what="suggestions", **_suggestions(writer, questions))
            asked = {kind: _questions(writer, sizes, questions) for kind, sizes in KINDS.items()}
            for number in clients:
                for kind, texts in asked.items():
                    for way, times in _together(number, engine, texts).items():
                        self._said(engine, clauses=clauses, clients=number, what=kind, way=way, **times)

    def _said(self, engine: str, **figures: Any) -> None:
        self.stdout.write(json.dumps({"engine": engine, **figures}, ensure_ascii=False))
        self.stdout.flush()


@contextmanager
def _site(engine: str) -> Iterator[None]:
    """The site as forked clients find it."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    patience, ElasticsearchEngine.patience = ElasticsearchEngine.patience, LONG
    try:
        with override_settings(SEARCH_ENGINE=engine, ALLOWED_HOSTS=["*"], STORAGES=storages):
            yield
    finally:
        ElasticsearchEngine.patience = patience


def _load(writer: Writer, papers: int) -> dict[str, Any]:
    begun = time.perf_counter()
    with indexes_afterwards("search_row"):
        for first in range(0, papers, BATCH):
            numbers = range(first, min(first + BATCH, papers))
            writing.insert(draft for number in numbers for draft in writer.drafts(number))
    counts.count_anew()
    seconds = time.perf_counter() - begun
    pages(papers)
    with connection.cursor() as cursor:
        for table in ("search_row", "wagtailcore_page", "documents_documentpage"):
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute("SELECT count(*), pg_total_relation_size('search_row') FROM search_row")
        rows, size = cursor.fetchone()
    return {"papers": papers, "rows": rows, "seconds": round(seconds, 1), "MB": round(size / 1e6)}


def _index() -> dict[str, Any]:
    begun = time.perf_counter()
    rows = rebuild_index()
    seconds = time.perf_counter() - begun
    anew = {"index.requests.cache.enable": False}  # a question asked in four ways is answered four times
    patient().indices.put_settings(index=alias(), settings=anew)
    unhurried().indices.forcemerge(index=alias(), max_num_segments=5)
    patient().indices.refresh(index=alias())
    size = patient().indices.stats(index=alias(), metric="store")["_all"]["primaries"]["store"][
        "size_in_bytes"
    ]
    return {
        "rows": rows,
        "seconds": round(seconds, 1),
        "rows_per_second": round(rows / seconds),
        "papers_per_second": round(rows / (CLAUSES + 1) / seconds),
        "MB": round(size / 1e6),
    }


def _questions(writer: Writer, sizes: tuple[int, int], number: int) -> list[str]:
    """Every other one typed without marks."""
    texts = [writer.words(writer.luck.randint(*sizes)) for _ in range(number)]
    return [fold(text) if place % 2 else text for place, text in enumerate(texts)]


def _suggestions(writer: Writer, number: int) -> dict[str, Any]:
    """What the list below the box costs at every letter of a title, a few words or a number."""
    nobody = AnonymousUser()
    typed = [words[:end] for words in _begun(writer, number) for end in range(2, len(words) + 1)]
    times = []
    for text in typed:
        begun = time.perf_counter()
        suggestions(text, nobody)
        times.append(time.perf_counter() - begun)
    return {"typed": len(typed), **_figures(times)}


def _begun(writer: Writer, number: int) -> list[str]:
    """A third of each: the beginning of a title that is there, words from anywhere, a number."""
    subjects = Row.objects.filter(kind=Row.Kind.DOCUMENT).values_list("title", flat=True)
    titles = [" ".join(subject.split()[:4]) for subject in subjects[: max(number // 3, 1)]]
    numbers = [f"{writer.luck.randrange(1, 5_000)}/KH" for _ in titles]
    return [*titles, *(writer.words(3) for _ in titles), *numbers]


def _figures(times: Iterable[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50_ms": round(1000 * statistics.median(ordered), 1),
        "p95_ms": round(1000 * ordered[int(len(ordered) * 0.95)], 1),
    }


def _together(clients: int, engine: str, texts: list[str]) -> dict[str, dict[str, float]]:
    """So many clients at once, each a process of the site; p50 and p95 of each way of asking."""
    connections.close_all()
    forget_client()
    shares = [(engine, texts[place::clients]) for place in range(clients)]
    with multiprocessing.get_context("fork").Pool(clients) as pool:
        told = pool.starmap(_ask, shares, chunksize=1)
    return {way: _figures(time for one in told for time in one[way]) for way in told[0]}


def _ask(engine: str, texts: list[str]) -> dict[str, list[float]]:
    """One client: each question in every way, one after the other."""
    browser = Client()
    ways: dict[str, Callable[[str], object]] = {
        "engine": lambda text: waiting(engine).find(_plan(text)),
        "JSON": lambda text: _answered(browser.get("/api/v1/search", {"q": text, "tat_ca": "1"})),
        "page": lambda text: _answered(browser.get("/tra-cuu/", {"q": text, "tat_ca": "1"})),
    }
    if engine == "elasticsearch":
        ways = {"raw _search": _raw, **ways}
    times: dict[str, list[float]] = {way: [] for way in ways}
    for text in texts if engine == "elasticsearch" else ():
        _errand(text)
    turns = deque(ways.items())
    for text in [*texts[:WARM], *texts]:
        turns.rotate()  # whoever asks first finds the server's caches cold
        for way, call in turns:
            begun = time.perf_counter()
            call(text)
            times[way].append(time.perf_counter() - begun)
    return {way: taken[len(texts[:WARM]) :] for way, taken in times.items()}


def _plan(text: str) -> Plan:
    return asking.plan(asking.read(text), asking.Query(text), frozenset({PUBLIC}), 20)


@cache
def _errand(text: str) -> Errand:
    """The searches of a question, put together before the clock runs: the counts, and how to get the page."""
    plan = _plan(text)
    known = counts_of([*plan.terms])
    plan, _ = narrowed(plan, known)
    return page_of(plan, known, [], [elastic.counts(plan, [])])


def _raw(text: str) -> None:
    """The same searches sent to the bare server; of the answer only the papers are read."""
    _errand(text)(_sent)


def _sent(searches: Iterable[elastic.Body]) -> list[Any]:
    lines = [line for search in searches for line in ({}, search)]
    answers: list[Any] = patient().msearch(index=alias(), searches=lines)["responses"]
    return answers


def _answered(response: Any) -> None:
    if response.status_code != HTTPStatus.OK:
        asked = response.request
        raise CommandError(f"{asked['PATH_INFO']}?{asked['QUERY_STRING']}: {response.status_code}")
