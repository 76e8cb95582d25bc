"""Reports of rounds in figures, for the leader and on a scorecard; every figure knows the list behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agencies.models import Agency
from home.overview import YEARS, Column, Figure, Line, Table, whole, within
from tasks.reports.querysets import ReportQuerySet
from tasks.reports.statuses import ANSWERABLE, Outcome
from tasks.rounds.names import name_of
from tasks.rounds.periods import Every

#: In addresses: all reports that a rate is out of.
DUE: Final = "den-han"
OUTCOMES: Final[dict[str, Promise | str]] = {
    **{one.value: one.label for one in Outcome},
    DUE: _("Sent or past their day"),
}
COLUMNS: Final = [
    Column("asked", pgettext_lazy("report", "Asked for"), {}),
    *(Column(one.value, one.label, {"outcome": one.value}) for one in Outcome),
]
#: The parts of the bar, by the names of home.bars.
BAR: Final = {"on": Outcome.ON_TIME, "late": Outcome.LATE, "run": Outcome.WAITING, "over": Outcome.SILENT}
#: Rounds shown to the leader, the newest first.
ROUNDS: Final = 8
KEYS: Final = ("round_id", "round__title", "round__every", "round__last", "round__due_on")


@dataclass(frozen=True)
class ChosenReports:
    """A list of reports: a frozen value that is also an address."""

    round: int | None = None
    year: int | None = None
    outcome: str = ""
    card: int | None = None
    """The agency on whose scorecard the list stands, its predecessors counted in; part of the path."""

    NAMES = {"round": "ky", "year": "nam", "outcome": "ket-qua"}

    @classmethod
    def of(cls, query: QueryDict, card: int | None = None) -> ChosenReports:
        outcome = query.get("ket-qua", "")
        return cls(
            round=whole(query.get("ky", "")),
            year=within(query.get("nam", ""), YEARS),
            outcome=outcome if outcome in OUTCOMES else "",
            card=card,
        )

    def among(self, reports: ReportQuerySet) -> ReportQuerySet:
        found = Q()
        if self.round is not None:
            found &= Q(round=self.round)
        if self.year is not None:
            found &= Q(round__due_on__year=self.year)
        if self.card is not None:
            found &= Q(agency__in=Agency.objects.line_of(self.card))
        if self.outcome:
            found &= Q(outcome__in=ANSWERABLE if self.outcome == DUE else [self.outcome])
        return reports.with_outcome().filter(found)

    def terms(self) -> dict[str, str]:
        held = {name: getattr(self, name) for name in self.NAMES}
        return {self.NAMES[name]: str(value) for name, value in held.items() if value}

    def address(self, name: str = "list", **more: Any) -> str:
        """`name`: the list, or the same as an Excel file (export)."""
        terms = urlencode(replace(self, **more).terms())
        path = (
            reverse(f"home:reports_{name}")
            if self.card is None
            else reverse(f"home:card_reports_{name}", args=[self.card])
        )
        return f"{path}?{terms}" if terms else path


def by_round(reports: ReportQuerySet, chosen: ChosenReports, most: int | None = None) -> Table:
    """One row a round, the newest first: who reported on time, late, not at all. The rows are the trend."""
    rows = list(chosen.among(reports).outcomes_by(*KEYS).order_by("-round__due_on", "-round_id"))
    shown = rows[:most]
    sums = {column.key: sum(row[column.key] for row in shown) for column in COLUMNS}
    lines = [_line(_name(row), row, replace(chosen, round=row["round_id"])) for row in shown]
    return Table(
        columns=COLUMNS,
        lines=lines,
        total=_line(str(_("Total")), sums, chosen),
        top=max((row["asked"] for row in shown), default=0),
        whole=len(shown),
    )


def _name(row: Mapping[str, Any]) -> str:
    last: date = row["round__last"]
    return row["round__title"] or name_of(Every(row["round__every"]), last)


def _line(name: str, counts: Mapping[str, Any], chosen: ChosenReports) -> Line:
    due = sum(counts[one.value] for one in ANSWERABLE)
    return Line(
        name=name,
        address=chosen.address(),
        bar={part: counts[one.value] for part, one in BAR.items()},
        figures=[
            Figure(counts[column.key], chosen.address(**column.change), column.words) for column in COLUMNS
        ],
        counts={column.key: counts[column.key] for column in COLUMNS},
        on_time=Figure(counts[Outcome.ON_TIME.value], chosen.address(outcome=Outcome.ON_TIME.value)),
        finished=Figure(due, chosen.address(outcome=DUE)),
    )
