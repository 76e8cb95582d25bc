"""manage.py measure_relevance: how often the right article comes first, on labelled questions."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from agencies.permissions import PUBLIC
from search import asking, statistics, writing
from search.composing import clause_text
from search.measuring import scratch, waiting
from search.models import Row
from search.rebuilding import rebuild_index
from search.writing import Draft
from vietnamese.text import fold

DEPTH = 10


class Command(BaseCommand):
    """Articles and questions go through our own projection, question reader and engine.

    The register is not touched. Articles: a list of laws
    {"id", "articles": [{"id", "text"}]}; questions: a list of {"text", "relevant_articles": [{"law_id",
    "article_id"}]}, as ALQAC publishes them.
    """

    help = "Measure R@1, R@10 and MRR on labelled questions; one line of JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=Path, required=True)
        parser.add_argument("--questions", type=Path, required=True)
        parser.add_argument("--engine", choices=["elasticsearch", "postgresql"], default="postgresql")
        parser.add_argument("--fold", action="store_true", help="ask without diacritics")

    def handle(self, *args: Any, **options: Any) -> None:
        articles, questions = _read(options["articles"]), _read(options["questions"])
        with scratch(options["engine"]):
            names = _index(articles)
            if options["engine"] == "elasticsearch":
                rebuild_index()
            ranks, times = _ask(questions, names, options["engine"], options["fold"])
        self.stdout.write(json.dumps(_summary(ranks, times, options["engine"], options["fold"])))


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"Không đọc được {path}: {error}") from None


def _index(laws: list[dict[str, Any]]) -> dict[int, tuple[str, str]]:
    """Fill the scratch index; return the law and article of each row's paper."""
    names: dict[int, tuple[str, str]] = {}
    drafts = []
    for law in laws:
        for article in law["articles"]:
            key = len(names) + 1
            names[key] = (law["id"], article["id"])
            heading, _, text = article["text"].partition("\n")
            body = clause_text(heading, text)
            drafts.append(
                Draft(
                    kind=Row.Kind.CLAUSE.value,
                    object_id=key,
                    anchor=f"dieu-{article['id']}",
                    document_id=key,
                    title=heading,
                    text=body,
                    audience=frozenset({PUBLIC}),
                )
            )
    writing.insert(drafts)
    statistics.count_anew()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_row")
    return names


def _ask(
    questions: list[dict[str, Any]], names: dict[int, tuple[str, str]], name: str, folded: bool
) -> tuple[list[int], list[float]]:
    """The place of the first right article for each question (0: not in the first ten), and the seconds."""
    asked = waiting(name)
    ranks, times = [], []
    for question in questions:
        text = fold(question["text"]) if folded else question["text"]
        started = time.perf_counter()
        plan = asking.plan(asking.read(text), asking.Query(text), frozenset({PUBLIC}), DEPTH)
        results, _ = asking.answer(asked, plan)
        times.append(time.perf_counter() - started)
        right = {(wanted["law_id"], wanted["article_id"]) for wanted in question["relevant_articles"]}
        found = [names[group.document] for group in results.groups]
        ranks.append(next((place for place, one in enumerate(found, 1) if one in right), 0))
    return ranks, times


def _summary(ranks: list[int], times: list[float], name: str, folded: bool) -> dict[str, Any]:
    asked = len(ranks)
    ordered = sorted(times)
    return {
        "engine": name,
        "questions": asked,
        "typed": "without diacritics" if folded else "as written",
        "R@1": round(sum(rank == 1 for rank in ranks) / asked, 4),
        "R@10": round(sum(rank > 0 for rank in ranks) / asked, 4),
        "MRR": round(sum(1 / rank for rank in ranks if rank) / asked, 4),
        "p50_ms": round(1000 * ordered[asked // 2], 1),
        "p95_ms": round(1000 * ordered[int(asked * 0.95)], 1),
    }
