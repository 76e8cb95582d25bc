"""The figures of one report, each with what the agency gave in earlier rounds of the year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Sum

from tasks.models import Indicator, ReportFigure

if TYPE_CHECKING:
    from tasks.models import Report


@dataclass(frozen=True)
class Figure:
    """`value` is None where the agency gave none; `earlier` is the sum of the earlier rounds of the year."""

    indicator: Indicator
    value: Decimal | None
    earlier: Decimal

    @property
    def cumulated(self) -> Decimal:
        return self.earlier + (self.value or 0)


def figures_of(report: Report) -> list[Figure]:
    """Each figure that is asked for, or was given; three queries whatever their number."""
    given = {row.indicator_id: row for row in report.figures.select_related("indicator")}
    asked = list(Indicator.objects.filter(active=True))
    asked += [row.indicator for row in given.values() if not row.indicator.active]
    earlier = earlier_figures(report)
    return [
        Figure(one, given[one.pk].value if one.pk in given else None, earlier.get(one.pk, Decimal(0)))
        for one in asked
    ]


def earlier_figures(report: Report) -> dict[int, Decimal]:
    """By indicator what the agency's reports of earlier rounds of the year add up to."""
    rows = ReportFigure.objects.over_the_year(report.round).exclude(report__round=report.round_id)
    own = rows.filter(report__agency=report.agency_id).order_by()
    return dict(own.values_list("indicator_id").annotate(total=Sum("value")))
