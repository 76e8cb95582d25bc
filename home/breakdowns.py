"""The work by month and by field of the plan: one source for page, chart, file and API."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models.functions import ExtractMonth, ExtractYear
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from home import overview
from home.overview import COLUMNS, DAY, Chosen, Column, Line, Table
from home.spreadsheet import workbook
from tasks.querysets import AssignmentQuerySet


def years_of(parts: AssignmentQuerySet) -> list[int]:
    """The years that have something to count, the newest first, and this one."""
    found = parts.order_by().annotate(year=ExtractYear(DAY)).values_list("year", flat=True).distinct()
    return sorted({*filter(None, found), timezone.localdate().year}, reverse=True)


def by_month(parts: AssignmentQuerySet, chosen: Chosen, today: date) -> Table:
    """The trend: the months that have something due, in the year chosen or else in this one."""
    chosen = replace(chosen, year=chosen.year or today.year)
    rows = chosen.among(parts).annotate(of_month=ExtractMonth(DAY)).figures_by("of_month")
    made = overview.table(
        rows,
        chosen,
        "month",
        lambda row: (row["of_month"], f"{row['of_month']:02d}/{chosen.year}"),
        everything=True,
    )
    return replace(made, lines=sorted(made.lines, key=lambda one: one.name))


def by_field(parts: AssignmentQuerySet, chosen: Chosen, everything: bool = False) -> Table:
    return overview.table(
        chosen.among(parts).figures_by("task__field"),
        chosen,
        "field",
        lambda row: (row["task__field"] or overview.NO_FIELD, row["task__field"] or _("In no field")),
        everything,
    )


def file_of(
    name: str,
    heading: str,
    groups: Iterable[tuple[Promise | str, Sequence[Line]]],
    columns: Sequence[Column] = COLUMNS,
) -> HttpResponse:
    """Tables of figures below each other in one sheet; each row says which table it belongs to."""
    headings = [heading, _("Table"), *(column.words for column in columns), _("On-time rate")]
    rows = [[line.name, words, *_cells(line, columns)] for words, lines in groups for line in lines]
    return workbook(name, headings, rows)


def _cells(line: Line, columns: Sequence[Column]) -> list[Any]:
    rate = (
        _("too few to tell")
        if line.rate is None
        else f"{line.on_time.number}/{line.finished.number} = {line.rate} %"
    )
    return [*(line.counts.get(column.key) for column in columns), rate]
