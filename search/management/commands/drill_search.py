"""manage.py drill_search: make the search server misbehave under load and see that nothing is lost by it."""

from __future__ import annotations

import json
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.test.utils import override_settings

from agencies.permissions import PUBLIC
from search import asking, outbox, writing
from search.checking import differences
from search.elasticsearch_node import Node, cluster, node
from search.engines import Plan
from search.engines.either import EitherEngine
from search.following import catch_up
from search.management.made_up import Writer
from search.management.proxy import Mood, proxy
from search.measuring import follow_in, scratch, waiting
from search.models import Outbox, Row
from search.rebuilding import Follower, rebuild_index

#: Changes of papers, and questions, in a second.
CHANGES: Final = 5
QUESTIONS: Final = 5
#: Questions before the drill.
WARM: Final = 100
#: Every so many changes one is the removal of a paper.
REMOVED: Final = 10
KINDS: Final = [Row.Kind.DOCUMENT.value, Row.Kind.CLAUSE.value]
#: Seconds an index may take to equal the register afterwards.
CONVERGE: Final = 120


@dataclass
class Load:
    """Clerks who write, readers who ask, the worker who follows: each a thread until stopped."""

    papers: int
    writer: Writer = field(default_factory=Writer)
    stopped: Event = field(default_factory=Event)
    saves: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    stood_in: int = 0
    failed: int = 0

    def write(self) -> None:
        changes = 0
        while not self.stopped.wait(1 / CHANGES):
            number = self.writer.luck.randrange(self.papers)
            drafts = list(self.writer.drafts(number))
            changes += 1
            begun = time.perf_counter()
            writing.replace([drafts[0].document_id], KINDS, [] if changes % REMOVED == 0 else drafts)
            self.saves.append(time.perf_counter() - begun)
        connection.close()

    def ask(self) -> None:
        while not self.stopped.wait(1 / QUESTIONS):
            plan = self._plan()
            begun = time.perf_counter()
            try:
                stood_in = EitherEngine().find(plan).stood_in
            except Exception:
                self.failed += 1
            else:
                self.stood_in += stood_in
            self.answers.append(time.perf_counter() - begun)
        connection.close()

    def warm_up(self) -> None:
        """A server that has just started is slow for a while, which is no fault to be drilled."""
        for _ in range(WARM):
            waiting("elasticsearch").find(self._plan())

    def _plan(self) -> Plan:
        text = self.writer.words(2)
        return asking.plan(asking.read(text), asking.Query(text), frozenset({PUBLIC}), 20)

    def follow(self) -> None:
        follower = Follower()
        while not self.stopped.wait(0.5):
            follower.keep_up()
        connection.close()

    @contextmanager
    def going(self) -> Iterator[None]:
        threads = [Thread(target=work, daemon=True) for work in (self.write, self.ask, self.follow)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stopped.set()
            for thread in threads:
                thread.join(60)

    def taken(self) -> dict[str, Any]:
        """What happened since the last look."""
        told = {
            "changes": len(self.saves),
            "save_p50_ms": round(1000 * statistics.median(self.saves or [0]), 1),
            "questions": len(self.answers),
            "failed": self.failed,
            "stood_in": self.stood_in,
            "answer_p50_ms": round(1000 * statistics.median(self.answers or [0]), 1),
            "answer_max_ms": round(1000 * max(self.answers or [0]), 1),
        }
        self.saves, self.answers, self.stood_in, self.failed = [], [], 0, 0
        return told


class Command(BaseCommand):
    """Works in a schema and an index of its own; a line of JSON for each stretch, the comparison last."""

    help = "Drill faults of the search server under writes and questions, then compare every row and version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["refuse", "hang", "cut", "slow", "rebuild", "cluster"])
        parser.add_argument("--seconds", type=int, default=600, help="how long the fault lasts")
        parser.add_argument("--papers", type=int, default=2_000)

    def handle(self, *, what: str, seconds: int, papers: int, **_: Any) -> None:
        with ExitStack() as stack:
            nodes = stack.enter_context(cluster()) if what == "cluster" else []
            given = ",".join(one.url for one in nodes) or settings.ELASTICSEARCH_URL
            url = given or stack.enter_context(node())
            copies = {"ELASTICSEARCH_SHARDS": 2, "ELASTICSEARCH_REPLICAS": 1} if nodes else {}
            between = stack.enter_context(proxy(url)) if what in list(Mood) else None
            address = between.url if between else url
            stack.enter_context(override_settings(ELASTICSEARCH_URL=address, **copies))
            follow_in(stack.enter_context(scratch("elasticsearch")))
            load = Load(papers)
            writing.insert(draft for number in range(papers) for draft in load.writer.drafts(number))
            rebuild_index()
            load.warm_up()
            with load.going():
                time.sleep(min(seconds, 20))
                self._said(stretch="before", what=what, **load.taken())
                if between:
                    between.mood = Mood(what)
                self._disturb(what, nodes)
                time.sleep(seconds)
                self._said(stretch="during", what=what, **load.taken())
                if between:
                    between.mood = Mood.WELL
                time.sleep(min(seconds, 20))
                self._said(stretch="after", what=what, **load.taken())
            self._compare()

    def _disturb(self, what: str, nodes: list[Node]) -> None:
        if what == "rebuild":
            begun = time.monotonic()
            rows = rebuild_index()
            self._said(stretch="rebuild", rows=rows, rows_per_second=round(rows / (time.monotonic() - begun)))
        if nodes:
            nodes[-1].kill()

    def _compare(self) -> None:
        """Nobody writes any more: how long until the index has heard of all, and whether it is equal."""
        begun = time.monotonic()
        outbox.due_now()
        while Outbox.objects.exists() and time.monotonic() - begun < CONVERGE:
            catch_up()
        seconds = time.monotonic() - begun
        found = differences()
        self._said(
            stretch="compared",
            rows=Row.objects.count(),
            seconds=round(seconds, 1),
            lost=len(found.lost),
            stale=len(found.stale),
            ghosts=len(found.ghosts),
        )

    def _said(self, **figures: Any) -> None:
        self.stdout.write(json.dumps(figures))
        self.stdout.flush()
