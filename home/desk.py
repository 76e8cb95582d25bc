"""An agency's own work in groups, in order of trouble."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from agencies.lists import Column
from home import parts
from tasks.marks import Mark, marks_of
from tasks.models import Assignment
from tasks.querysets import AssignmentQuerySet
from tasks.statuses import OPEN, Part, State, Timing
from vietnamese.text import clean, fold

#: Rows of one group before "see all".
SHOWN: Final = 50
DONE: Final = "xong"
#: Words of the sentence shown in a list; the page of the part shows it whole.
WORDS: Final = 80


@dataclass(frozen=True)
class Row:
    part: Assignment
    labels: list[Mark]
    may: parts.Choices
    cells: list[tuple[Column[Assignment], Any]] = field(default_factory=list)
    """Values of the columns the reader chose."""

    @property
    def named(self) -> str:
        """The title without the dots that stand for the rest of its sentence."""
        return self.part.task.title.removesuffix("…").rstrip() if self.follows else self.part.task.title

    @property
    def follows(self) -> str:
        """What follows the title in the sentence that gives the task, when the title is its beginning."""
        title, quote = self.part.task.title.removesuffix("…").rstrip(), self.part.task.quote
        rest = quote[len(title) :] if quote.startswith(title) else ""
        gap = " " if rest[:1].isspace() else ""
        return gap + Truncator(rest).words(WORDS) if rest.strip() else ""

    @property
    def sentence(self) -> str:
        """The sentence when the title is not its beginning."""
        quote: str = self.part.task.quote
        return "" if self.follows or quote == self.part.task.title else Truncator(quote).words(WORDS)


@dataclass
class Group:
    """One heading of the desk; `key` is its anchor and its name in addresses."""

    key: str
    title: Promise | str
    family: str
    icon: str
    rows: list[Row] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def shown(self) -> list[Row]:
        return self.rows[:SHOWN]

    @property
    def more(self) -> bool:
        return self.count > SHOWN


def empty_groups() -> list[Group]:
    return [
        Group("qua-han", _("Overdue"), "red", "warn"),
        Group("cho-nhan", _("Waiting for my agency to accept"), "grey", "none"),
        Group("bi-tra-lai", _("Sent back to us"), "amber", "warn"),
        Group("sap-den-han", _("Due soon"), "amber", "clock"),
        Group("trong-han", _("Within the date"), "blue", "play"),
        Group("cho-xac-nhan", _("Awaiting the secretariat"), "violet", "wait"),
        Group("tam-dung", _("Paused"), "grey", "none"),
    ]


def place_of(part: Assignment, at: date) -> str:
    """The key of the first group that fits, from the worst down."""
    state, timing = State(part.state), part.timing_on(at)
    if timing == Timing.OVERDUE:
        return "qua-han"
    by_state = {
        State.ASSIGNED: "cho-nhan",
        State.SENT_BACK: "bi-tra-lai",
        State.REPORTED: "cho-xac-nhan",
        State.REFUSED: "cho-xac-nhan",
        State.PAUSED: "tam-dung",
    }
    if state in by_state:
        return by_state[state]
    return "sap-den-han" if timing == Timing.SOON else "trong-han"


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed to: words, and the part the agency plays."""

    words: str = ""
    part: str = ""

    @classmethod
    def of(cls, query: Any) -> Narrowing:
        words = clean(query.get("q", "")).replace("\x00", "").strip()[:100]
        part = query.get("vai-tro", "")
        return cls(words, part if part in Part.values else "")

    def __bool__(self) -> bool:
        return bool(self.words or self.part)

    def fits(self, part: Assignment) -> bool:
        if self.part and part.part != self.part:
            return False
        task = part.task
        return fold(self.words) in fold(clean(f"{task.title} {task.quote} {task.document.code} {task.path}"))


def work_of(agency: int, user: Any) -> AssignmentQuerySet:
    """Every given part of this agency, for somebody who acts for it."""
    return Assignment.objects.of_agencies_of(user).filter(agency_id=agency).listed()


def groups(
    found: Iterable[Assignment], user: Any, narrowing: Narrowing, at: date | None = None
) -> list[Group]:
    """Open and paused work under its headings; headings without rows are left out."""
    at = at or timezone.localdate()
    made = {group.key: group for group in empty_groups()}
    for part in found:
        if narrowing.fits(part):
            made[place_of(part, at)].rows.append(row(part, user, at))
    return [group for group in made.values() if group.rows]


def row(part: Assignment, user: Any, at: date | None = None, shown: Iterable[Column[Assignment]] = ()) -> Row:
    waits = bool(getattr(part, "extension_waits", False))
    cells = [(column, column.value(part)) for column in shown]
    return Row(part, marks_of(part, at), parts.choices(part, user, waits), cells)


def unfinished(work: AssignmentQuerySet) -> AssignmentQuerySet:
    open_or_paused = [*OPEN, State.PAUSED]
    return (
        work.filter(state__in=open_or_paused)
        .with_timing()
        .with_answers()
        .in_trouble_order()
        .prefetch_related("task__schedules")
    )


def finished(work: AssignmentQuerySet) -> AssignmentQuerySet:
    return work.filter(state__in=[State.CONFIRMED, State.CANCELLED]).order_by("-done_on", "-pk")
