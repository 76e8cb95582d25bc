"""What all agencies wrote, beside each other: by field of the plan, and by task within it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Sum as SumOf
from django.utils.translation import gettext as _

from tasks.consolidation.statuses import Aspect
from tasks.models import Indicator, PassageSource, ReportFigure, ReportLine
from tasks.reports.sheet import shown
from tasks.reports.statuses import RECEIVED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from agencies.models import Agency
    from tasks.models import Report, Round, Task

#: Addends written out in the formula of a sum.
ADDENDS = 12


@dataclass(frozen=True)
class Written:
    """One agency's words on one task; `taken` when they stand in a passage already."""

    line: ReportLine
    text: str
    taken: bool

    @property
    def agency(self) -> Agency:
        return self.line.report.agency


def lines_of(round_: Round, aspect: Aspect, field: str | None = None) -> QuerySet[ReportLine]:
    """The lines of received reports that say something under the aspect."""
    found = ReportLine.objects.filter(report__round=round_, report__state__in=RECEIVED)
    found = found.exclude(**{aspect.value: ""})
    if field is not None:
        found = found.filter(assignment__task__field=field)
    return (
        found.select_related("report__agency", "assignment__task__document__type")
        .defer("assignment__task__document__text")
        .order_by(
            "assignment__task__order", "assignment__task_id", "-assignment__part", "report__agency__name"
        )
    )


def written(round_: Round, aspect: Aspect, field: str) -> list[Written]:
    """Two queries, however many agencies there are."""
    lines = list(lines_of(round_, aspect, field))
    sources = PassageSource.objects.filter(passage__round=round_, passage__aspect=aspect, line__in=lines)
    taken = set(sources.values_list("line_id", flat=True))
    return [Written(line, getattr(line, aspect.value), line.pk in taken) for line in lines]


def by_task(rows: Iterable[Written]) -> list[tuple[Task, list[Written]]]:
    groups: dict[Task, list[Written]] = defaultdict(list)
    for row in rows:
        groups[row.line.assignment.task].append(row)
    return list(groups.items())


@dataclass(frozen=True)
class FieldCount:
    field: str
    written: int

    @property
    def name(self) -> str:
        return self.field or _("In no field")


def fields_of(round_: Round, aspect: Aspect) -> list[FieldCount]:
    """The fields of the plan that somebody wrote about, in the order of the plan."""
    found: dict[str, int] = {}
    rows = lines_of(round_, aspect).values_list("assignment__task__field", flat=True)
    for field in rows:
        found[field] = found.get(field, 0) + 1
    return [FieldCount(field, number) for field, number in found.items()]


@dataclass(frozen=True)
class Sum:
    """A figure over all agencies, with how it came about."""

    indicator: Indicator
    value: Decimal
    addends: list[tuple[str, Decimal]]
    asked: int
    year: list[tuple[str, Decimal]]
    """What each round of the year gave so far, this one last."""

    @property
    def cumulated(self) -> Decimal:
        return sum((value for _name, value in self.year), Decimal(0))

    @property
    def cumulated_formula(self) -> str:
        """“8.100 = 4.700 (15/09–14/10) + 3.400 (15/10–14/11)”; empty when this round is the first."""
        if len(self.year) < 2:
            return ""
        terms = " + ".join(f"{shown(value)} ({period})" for period, value in self.year)
        return f"{shown(self.cumulated)} = {terms}"

    @property
    def formula(self) -> str:
        """“3.400 = 1.200 + 2.200 (2/178 cơ quan)”."""
        terms = [shown(value) for _name, value in self.addends[:ADDENDS]]
        if len(self.addends) > ADDENDS:
            terms.append("…")
        return _("%(sum)s = %(terms)s (%(given)d/%(asked)d agencies)") % {
            "sum": shown(self.value),
            "terms": " + ".join(terms) or "0",
            "given": len(self.addends),
            "asked": self.asked,
        }


def sums(round_: Round) -> list[Sum]:
    """Every figure that is asked for or was given, the largest contributions first."""
    given: dict[Indicator, list[tuple[str, Decimal]]] = {
        indicator: [] for indicator in Indicator.objects.filter(active=True)
    }
    rows = ReportFigure.objects.filter(report__round=round_, report__state__in=RECEIVED)
    for row in rows.select_related("indicator", "report__agency").order_by("-value", "report__agency__name"):
        given.setdefault(row.indicator, []).append((row.report.agency.name, row.value))
    asked = round_.reports.count()
    year = _of_the_year(round_)
    return [
        Sum(
            indicator,
            sum((value for _name, value in addends), Decimal(0)),
            addends,
            asked,
            year.get(indicator.pk, []),
        )
        for indicator, addends in given.items()
    ]


def _of_the_year(round_: Round) -> dict[int, list[tuple[str, Decimal]]]:
    """The sums of each figure in the rounds of the year, with the days of each round."""
    found: dict[int, list[tuple[str, Decimal]]] = defaultdict(list)
    rows = ReportFigure.objects.over_the_year(round_)
    counted = rows.values("indicator_id", "report__round__first", "report__round__last")
    for row in counted.annotate(total=SumOf("value")).order_by("report__round__last"):
        period = f"{row['report__round__first']:%d/%m}–{row['report__round__last']:%d/%m}"
        found[row["indicator_id"]].append((period, row["total"]))
    return found


def missing(round_: Round) -> list[Report]:
    return list(round_.reports.missing().select_related("agency").order_by("agency__name"))  # type: ignore[attr-defined]


def missing_words(reports: Iterable[Report]) -> str:
    """“3 cơ quan chưa báo cáo: …”, or that all have reported."""
    names = [report.agency.name for report in reports]
    if not names:
        return _("All agencies have reported.")
    return _("%(number)d agencies have not reported: %(names)s.") % {
        "number": len(names),
        "names": "; ".join(names),
    }
