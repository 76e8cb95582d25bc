"""manage.py measure_lists: how long the database works on each working list, at several sizes."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from statistics import median
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from agencies.models import Agency, Membership, User
from agencies.statuses import Role
from documents.models import DocumentPage, DocumentType, SectionPage
from tasks import lists
from tasks.models import Assignment, Task
from tasks.statuses import Part, Stage, State

SIZES: Final = [1_000, 20_000, 100_000]
AGENCIES: Final = 600
PARTS_OF_A_TASK: Final = 5
TASKS_OF_A_PAPER: Final = 200
ROWS: Final = 50
REPEATS: Final = 5
BATCH: Final = 5_000
SEED: Final = 15
#: As in a register some years old: most work is done.
STATES: Final = [
    *[State.CONFIRMED] * 60,
    *[State.WORKING] * 16,
    *[State.ACCEPTED] * 8,
    *[State.ASSIGNED] * 6,
    *[State.REPORTED] * 4,
    *[State.SENT_BACK] * 2,
    *[State.REFUSED] * 2,
    *[State.PAUSED] * 1,
    *[State.CANCELLED] * 1,
]


class Command(BaseCommand):
    """Builds a scratch database of its own and drops it afterwards; the register is not touched.

    For each list: the first page of rows, and the counts of all lists that stand above it. Milliseconds in
    the database, median of five, after one run to warm up.
    """

    help = "Measure the working lists at 1,000, 20,000 and 100,000 parts; one line of JSON for each size."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
        parser.add_argument("--explain", action="store_true", help="print the plans of the largest size")

    def handle(self, *, sizes: list[int], explain: bool, **options: Any) -> None:
        with _scratch():
            register = _Register()
            for size in sorted(sizes):
                register.grow(size)
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")
                self.stdout.write(json.dumps(register.measure(), ensure_ascii=False))
            if explain:
                for name, question in register.questions().items():
                    self.stdout.write(f"== {name}\n{question.explain(analyze=True, buffers=True)}")


@contextmanager
def _scratch() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"] = {**connection.settings_dict["TEST"], "NAME": f"{name}_measured"}
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


@dataclass
class _Timer:
    """Adds up the time the database took, fetching not included."""

    seconds: float = 0.0
    queries: int = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        before = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - before
            self.queries += 1


@dataclass
class _Register:
    """A made-up register that grows; the same one for the same sizes."""

    today: date = field(default_factory=timezone.localdate)
    random: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311
    size: int = 0

    def __post_init__(self) -> None:
        Agency.objects.bulk_create(Agency(name=f"Cơ quan {n}", key=f"co quan {n}") for n in range(AGENCIES))
        self.agencies = list(Agency.objects.filter(name__startswith="Cơ quan ").order_by("pk"))
        self.clerk, self.officer = (
            User.objects.create(username="clerk"),
            User.objects.create(username="officer"),
        )
        Membership.objects.create(user=self.clerk, agency=self.agencies[0], role=Role.SECRETARIAT)
        Membership.objects.create(user=self.officer, agency=self.agencies[0], role=Role.AGENCY_MEMBER)
        root = Page.get_first_root_node()
        front = root.add_child(instance=Page(title="Trang", slug="trang-do"))
        self.section = front.add_child(instance=SectionPage(title="Mục", slug="muc-do"))
        self.type = DocumentType.objects.get(abbreviation="KH", family="administrative")

    def grow(self, size: int) -> None:
        missing = (size - self.size) // PARTS_OF_A_TASK
        tasks: list[Task] = []
        for first in range(0, missing, TASKS_OF_A_PAPER):
            paper = DocumentPage(
                type=self.type, subject=f"Kế hoạch {self.size}-{first}", issued_on=self.today, live=True
            )
            self.section.add_child(instance=paper)
            tasks += [
                Task(document=paper, title=f"Việc {n}", quote="Câu giao việc.", stage=Stage.GIVEN, order=n)
                for n in range(first, min(first + TASKS_OF_A_PAPER, missing))
            ]
        made = Task.objects.bulk_create(tasks, batch_size=BATCH)
        parts = [part for task in made for part in self._parts(task)]
        Assignment.objects.bulk_create(parts, batch_size=BATCH)
        self.size = size

    def _parts(self, task: Task) -> Iterator[Assignment]:
        due = self.today + timedelta(days=self.random.randint(-900, 120))
        for number, agency in enumerate(self.random.sample(self.agencies, PARTS_OF_A_TASK)):
            # What is long past is done, but for a few.
            old = due < self.today - timedelta(days=60) and self.random.random() < 0.97
            state = State.CONFIRMED if old else self.random.choice(STATES)
            yield Assignment(
                task=task,
                agency=agency,
                part=Part.COORDINATE if number else Part.LEAD,
                state=state,
                due_on=due if self.random.random() < 0.8 else None,
                done_on=due if state in {State.CONFIRMED, State.REPORTED} else None,
                heard_on=self.today - timedelta(days=self.random.randint(0, 90)),
                officer=self.officer if agency == self.agencies[0] and number % 2 else None,
            )

    def questions(self) -> dict[str, Any]:
        """The first page of every list, as the screens ask for it."""
        own = Assignment.objects.of_agencies_of(self.officer).filter(agency=self.agencies[0]).listed()
        whole = Assignment.objects.visible_to(self.clerk).given().first_hand().listed()
        found = {
            f"agency {one.key}": one.of(own, self.officer, self.today)[:ROWS] for one in lists.OF_AN_AGENCY
        }
        return found | {
            f"secretariat {one.key}": one.of(whole, self.clerk, self.today)[:ROWS]
            for one in lists.OF_THE_SECRETARIAT
        }

    def measure(self) -> dict[str, Any]:
        own = Assignment.objects.of_agencies_of(self.officer).filter(agency=self.agencies[0])
        whole = Assignment.objects.visible_to(self.clerk).given().first_hand()
        works: dict[str, Callable[[], object]] = {
            name: (lambda question=question: list(question.all()))  # type: ignore[misc]
            for name, question in self.questions().items()
        }
        works["agency counts"] = lambda: lists.counts(lists.OF_AN_AGENCY, own, self.officer, self.today)
        works["secretariat counts"] = lambda: lists.counts(
            lists.OF_THE_SECRETARIAT, whole, self.clerk, self.today
        )
        timed = {name: _milliseconds(work) for name, work in works.items()}
        slowest = max(timed.items(), key=lambda item: item[1])
        return {
            "parts": Assignment.objects.count(),
            "tasks": Task.objects.count(),
            "milliseconds": timed,
            "slowest": {"list": slowest[0], "milliseconds": slowest[1]},
        }


def _milliseconds(work: Callable[[], object]) -> float:
    work()
    taken = []
    for _number in range(REPEATS):
        timer = _Timer()
        with connection.execute_wrapper(timer):
            work()
        taken.append(timer.seconds * 1000)
    return round(median(taken), 2)
