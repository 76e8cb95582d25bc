"""manage.py measure_search: how fast search answers, page and JSON, beside the engine's bare answer."""

from __future__ import annotations

import json
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand
from django.db import connection
from django.test.utils import override_settings

from search import statistics as counts
from search import writing
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.server import LONG, alias, patient, unhurried
from search.management.made_up import CLAUSES, Writer, pages
from search.management.readers import Times, together
from search.measuring import indexes_afterwards, scratch
from search.models import Row
from search.rebuilding import rebuild_index
from search.suggesting import suggestions
from vietnamese.text import fold

BATCH: Final = 500
#: Tables that showing an answer reads, and the log of questions.
SHOWN: Final = ("wagtailcore_page", "documents_documentpage", "search_question")
#: Words in each kind of question, at least and at most.
KINDS: Final = {"one word": (1, 1), "two words": (2, 2), "phrase": (3, 6), "sentence": (9, 16)}


class Command(BaseCommand):
    """Papers are made up in a schema and an index of their own; one line of JSON a figure."""

    help = "Measure p50 and p95 of search with 1 and more clients, the load and the size; lines of JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--clauses",
            type=int,
            nargs="+",
            default=[20_000],
            help="20000 1000000 compares two sizes in one run",
        )
        parser.add_argument("--questions", type=int, default=100, help="of each kind")
        parser.add_argument("--clients", type=int, nargs="+", default=[1, 4])
        parser.add_argument("--engine", choices=["elasticsearch", "postgresql"], default="postgresql")

    def handle(
        self, *, clauses: list[int], questions: int, clients: list[int], engine: str, **options: Any
    ) -> None:
        with ExitStack() as places:
            held: dict[str, int] = {}
            for number in clauses:
                held[places.enter_context(scratch(engine, *SHOWN))] = number
                places.enter_context(_site(engine))
                self._filled(engine, number, questions)
            writer = Writer()
            asked = {kind: _questions(writer, sizes, questions) for kind, sizes in KINDS.items()}
            for readers in clients:
                for kind, texts in asked.items():
                    told = together(readers, engine, list(held), texts)
                    self._compared(engine, {"clients": readers, "what": kind}, held, told)

    def _filled(self, engine: str, clauses: int, questions: int) -> None:
        writer = Writer()
        self._said(engine, what="load", **_load(writer, clauses // CLAUSES))
        if engine == "elasticsearch":
            self._said(engine, what="index", **_index())
        self._said(engine, clauses=clauses, what="suggestions", **_suggestions(writer, questions))

    def _compared(self, engine: str, what: dict[str, Any], held: dict[str, int], told: Times) -> None:
        """Each way in each place, how many times as long as the bare server, and as in the first place."""
        figures = {
            key: {**_figures(whole for whole, _ in times), "own_cpu_ms": _middle(own for _, own in times)}
            for key, times in told.items()
        }
        first = next(iter(held))
        for (way, place), times in figures.items():
            bare = figures.get(("raw _search", place))
            beside = {"of_bare": round(times["p50_ms"] / bare["p50_ms"], 2)} if bare else {}
            if place != first:
                beside["of_first"] = round(times["p50_ms"] / figures[way, first]["p50_ms"], 2)
            self._said(engine, clauses=held[place], **what, way=way, **times, **beside)

    def _said(self, engine: str, **figures: Any) -> None:
        self.stdout.write(json.dumps({"engine": engine, **figures}, ensure_ascii=False))
        self.stdout.flush()


@contextmanager
def _site(engine: str) -> Iterator[None]:
    """The site as forked clients find it."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # a site that never ran has none
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


def _middle(times: Iterable[float]) -> float:
    """The middle one, in milliseconds."""
    return round(1000 * statistics.median(times), 1)


def _figures(times: Iterable[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50_ms": _middle(ordered),
        "p95_ms": round(1000 * ordered[int(len(ordered) * 0.95)], 1),
    }
