"""How the work stands, by agency and by field of the plan; every figure knows the list behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from home import bars
from tasks.models import Assignment, Extension
from tasks.querysets import AssignmentQuerySet
from tasks.statuses import Decision, Part, State, Timing

#: The day by which a part belongs to a year: its date, or the day it was given when it has none.
DAY: Final = Coalesce("due_on", "task__given_on")
YEARS: Final = range(1900, 2200)
MONTHS: Final = range(1, 13)
#: Rows of a table before "see all".
SHOWN: Final = 10
#: Agencies named for one late task.
NAMED: Final = 2
#: Finished and dated work under which no rate is told.
ENOUGH: Final = 5
#: The list of parts behind a figure.
LIST: Final = "home:overview_list"
#: In addresses: tasks that stand in no field.
NO_FIELD: Final = "-"
FINISHED: Final = "done"
DATED: Final = "done_dated"
#: Names for several timings at once.
TOGETHER: Final[dict[str, tuple[Timing, ...]]] = {
    FINISHED: (Timing.DONE_ON_TIME, Timing.DONE_LATE, Timing.DONE_UNDATED),
    DATED: (Timing.DONE_ON_TIME, Timing.DONE_LATE),
}
TIMINGS: Final[dict[str, Promise | str]] = {
    **{timing.value: timing.label for timing in Timing},
    FINISHED: _("Completed, all"),
    DATED: _("Completed, with a date"),
}


@dataclass(frozen=True)
class Chosen:
    """A list of parts, named by what it is narrowed to: a frozen value that is also an address."""

    agency: int | None = None
    field: str = ""
    timing: str = ""
    part: str = ""
    state: str = ""
    silent: bool = False
    document: int | None = None
    task: int | None = None
    year: int | None = None
    month: int | None = None
    extended: bool = False
    card: int | None = None
    """The agency on whose scorecard the list stands, its predecessors counted in; part of the path."""

    NAMES = {
        "year": "nam",
        "month": "thang",
        "extended": "gia-han",
        "agency": "co-quan",
        "field": "linh-vuc",
        "timing": "tinh-trang",
        "part": "vai-tro",
        "state": "trang-thai",
        "silent": "im-lang",
        "document": "van-ban",
        "task": "nhiem-vu",
    }

    @classmethod
    def of(cls, query: QueryDict) -> Chosen:
        """What the address says; anything unknown in it is left out."""
        timing, part, state = (query.get(cls.NAMES[name], "") for name in ("timing", "part", "state"))
        return cls(
            agency=whole(query.get("co-quan", "")),
            field=query.get("linh-vuc", "").replace("\x00", "")[:255],
            timing=timing if timing in TIMINGS else "",
            part=part if part in Part.values else "",
            state=state if state in State.values else "",
            silent=query.get("im-lang", "") == "1",
            document=whole(query.get("van-ban", "")),
            task=whole(query.get("nhiem-vu", "")),
            year=within(query.get("nam", ""), YEARS),
            month=within(query.get("thang", ""), MONTHS),
            extended=query.get("gia-han", "") == "1",
        )

    def condition(self) -> Q:
        found = Q()
        if self.agency is not None:
            found &= Q(agency__in=Agency.objects.line_of(self.agency))
        if self.field:
            found &= Q(task__field="" if self.field == NO_FIELD else self.field)
        if self.timing:
            found &= Q(timing__in=TOGETHER.get(self.timing, (self.timing,)))
        if self.part:
            found &= Q(part=self.part)
        if self.state:
            found &= Q(state=self.state)
        if self.document is not None:
            found &= Q(task__document_id=self.document)
        if self.task is not None:
            found &= Q(task_id=self.task)
        return found & self._period()

    def _period(self) -> Q:
        found = Q()
        if self.year is not None:
            found &= Q(day__year=self.year)
        if self.month is not None:
            found &= Q(day__month=self.month)
        if self.card is not None:
            found &= Q(agency__in=Agency.objects.line_of(self.card))
        if self.extended:
            granted = Extension.objects.filter(decision=Decision.GRANTED)
            found &= Q(pk__in=granted.values("assignment"))
        return found

    def among(self, parts: AssignmentQuerySet) -> AssignmentQuerySet:
        """Those of the parts that are on this list."""
        found = parts.with_timing().annotate(day=DAY).filter(self.condition())
        return found.silent() if self.silent else found

    def terms(self) -> dict[str, str]:
        held = {name: getattr(self, name) for name in self.NAMES}
        return {
            self.NAMES[name]: "1" if value is True else str(value) for name, value in held.items() if value
        }

    def address(self, name: str = LIST, **more: Any) -> str:
        terms = urlencode(replace(self, **more).terms())
        path = self._path(name)
        return f"{path}?{terms}" if terms else path

    def _path(self, name: str) -> str:
        if self.card is None:
            return reverse(name)
        own = "home:scorecard_list" if name == LIST else name
        return reverse(own, args=[self.card])


def whole(text: str) -> int | None:
    """A row's number; what no row can have is treated as not said."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def within(text: str, allowed: range) -> int | None:
    number = whole(text)
    return number if number in allowed else None


@dataclass(frozen=True)
class Figure:
    """A number and the address of the list with so many rows."""

    number: int
    address: str
    words: Promise | str = ""


@dataclass(frozen=True)
class Column:
    key: str
    words: Promise | str
    change: dict[str, Any]
    always: bool = True
    """False: the column is left out of a table that has nothing to put in it."""


COLUMNS: Final = [
    Column("given", _("Given"), {}),
    Column("done_on_time", _("Completed on time"), {"timing": "done_on_time"}),
    Column("done_late", _("Completed late"), {"timing": "done_late"}),
    Column("done_undated", _("Completed, no date"), {"timing": "done_undated"}, always=False),
    Column("running", _("Within the date"), {"timing": "running"}),
    Column("soon", _("Due soon"), {"timing": "soon"}),
    Column("overdue", _("Overdue"), {"timing": "overdue"}),
    Column("undated", _("No date"), {"timing": "undated"}, always=False),
    Column("stopped", _("Stopped"), {"timing": "stopped"}, always=False),
    Column("silent", _("Silent"), {"silent": True}),
]


@dataclass(frozen=True)
class Line:
    """One row of a table: its name, its bar, its figures in the order of the table's columns, its rate."""

    name: str
    address: str
    bar: dict[str, int]
    figures: list[Figure]
    counts: dict[str, int]
    on_time: Figure
    finished: Figure

    @property
    def rate(self) -> int | None:
        """Percent completed on time; None when there is too little to tell."""
        if self.finished.number < ENOUGH:
            return None
        return round(100 * self.on_time.number / self.finished.number)


@dataclass(frozen=True)
class Table:
    columns: list[Column]
    lines: list[Line]
    total: Line
    top: int
    whole: int

    @property
    def cut(self) -> bool:
        return len(self.lines) < self.whole


def table(
    rows: Iterable[Mapping[str, Any]],
    chosen: Chosen,
    name: str,
    naming: Any,
    everything: bool = False,
    of: Iterable[Mapping[str, Any]] | None = None,
    page: str = LIST,
) -> Table:
    """Rows of `figures_by` as a table in order of trouble; `name` is what a row narrows in Chosen.

    `of`: the rows to add up where those shown count something twice. `page`: what the name of a row opens.
    """
    counted = [dict(row) for row in rows]
    counted.sort(
        key=lambda row: (-row["overdue"], -row["silent"], -row["done_late"], -row["given"], naming(row)[1])
    )
    added = counted if of is None else list(of)
    sums = {column.key: sum(row[column.key] for row in added) for column in COLUMNS}
    columns = [column for column in COLUMNS if column.always or sums[column.key]]
    shown = counted if everything else counted[:SHOWN]
    lines = []
    for row in shown:
        value, words = naming(row)
        lines.append(line(words, row, replace(chosen, **{name: value}), columns, page))
    return Table(
        columns=columns,
        lines=lines,
        total=line(str(_("Total")), sums, chosen, columns),
        top=max((row["given"] for row in counted), default=0),
        whole=len(counted),
    )


def line(
    name: str, counts: Mapping[str, int], chosen: Chosen, columns: list[Column], page: str = LIST
) -> Line:
    on_time, late = counts["done_on_time"], counts["done_late"]
    return Line(
        name=name,
        address=chosen.address(page),
        bar=bar_of(counts),
        figures=[
            Figure(counts[column.key], chosen.address(**column.change), column.words) for column in columns
        ],
        counts={column.key: counts[column.key] for column in [*COLUMNS, *columns]},
        on_time=Figure(on_time, chosen.address(timing=Timing.DONE_ON_TIME.value)),
        finished=Figure(on_time + late, chosen.address(timing=DATED)),
    )


def bar_of(counts: Mapping[str, int]) -> dict[str, int]:
    """The figures under the names of home.bars.PARTS; stopped work has no colour."""
    drawn = {
        "on": counts["done_on_time"],
        "late": counts["done_late"],
        "run": counts["running"],
        "soon": counts["soon"],
        "over": counts["overdue"],
        "none": counts["undated"] + counts["done_undated"],
    }
    assert set(drawn) <= set(bars.PARTS)
    return drawn


@dataclass(frozen=True)
class Late:
    """A late task: the part to open, the agencies to name, and the list of all that are late with it."""

    part: Assignment
    named: list[Assignment]
    all: Figure
    since: date
    days: int

    @property
    def others(self) -> int:
        return self.all.number - len(self.named)


def latest(held: AssignmentQuerySet, chosen: Chosen, at: date) -> list[Late]:
    """The tasks that are overdue longest, each once, however many agencies are late with it."""
    overdue = held.overdue(at)
    rows = {row["task_id"]: row for row in overdue.by_task()[:SHOWN]}
    parts: dict[int, list[Assignment]] = {}
    for part in overdue.filter(task_id__in=rows).order_by("-part", "due_on", "pk").listed():
        parts.setdefault(part.task_id, []).append(part)
    found = []
    for task, row in rows.items():
        late, since = parts.get(task, []), row["since"]
        if late:
            address = chosen.address(timing=Timing.OVERDUE.value, task=task)
            found.append(
                Late(late[0], late[:NAMED], Figure(row["number"], address), since, (at - since).days)
            )
    return found


@dataclass(frozen=True)
class Tile:
    figure: Figure
    family: str
    icon: str


def tiles(total: Line, chosen: Chosen) -> list[Tile]:
    """The five numbers that are read first."""
    counts = total.counts
    finished = counts["done_on_time"] + counts["done_late"] + counts["done_undated"]

    def figure(number: int, words: Any, **more: Any) -> Figure:
        return Figure(number, chosen.address(**more), words)

    return [
        Tile(figure(counts["overdue"], _("Overdue"), timing="overdue"), "red", "warn"),
        Tile(figure(counts["soon"], _("Due soon (7 days)"), timing="soon"), "amber", "clock"),
        Tile(figure(counts["silent"], _("Silent for 30 days"), silent=True), "violet", "wait"),
        Tile(figure(counts["running"], _("Within the date"), timing="running"), "blue", "play"),
        Tile(figure(finished, _("Completed"), timing=FINISHED), "green", "done"),
        Tile(figure(counts["given"], _("Given")), "grey", "none"),
    ]
