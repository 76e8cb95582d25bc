"""One agency's figures for a year, with what it inherited, month by month and beside another year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import Any, Final

from django.db.models import F, Min
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agencies.models import Agency, Succession
from home import overview
from home.overview import COLUMNS, DAY, Chosen, Column, Figure, Line, Table
from tasks.models import Event
from tasks.querysets import AssignmentQuerySet
from tasks.statuses import What

EXTENDED: Final = Column("extended", _("Extended"), {"extended": True})


@dataclass(frozen=True)
class Compared:
    """One figure of the year and of the other one."""

    words: Promise | str
    now: Figure
    then: Figure | None

    @property
    def change(self) -> str:
        """In words: "tăng 3", "giảm 2", "không đổi"."""
        if self.then is None:
            return ""
        more = self.now.number - self.then.number
        if more == 0:
            return str(_("no change"))
        words = ngettext("%(number)d more", "%(number)d more", more) if more > 0 else _("%(number)d fewer")
        return str(words) % {"number": abs(more)}


def years_of(parts: AssignmentQuerySet) -> list[int]:
    """The years that have something to count, the newest first, and this one."""
    found = parts.order_by().annotate(year=ExtractYear(DAY)).values_list("year", flat=True).distinct()
    return sorted({*filter(None, found), timezone.localdate().year}, reverse=True)


def total(parts: AssignmentQuerySet, chosen: Chosen) -> Line:
    """All figures of the list, extensions among them."""
    columns = [*COLUMNS, EXTENDED]
    sums = dict.fromkeys((column.key for column in columns), 0)
    for row in chosen.among(parts).figures_by("part"):
        for column in COLUMNS:
            sums[column.key] += row[column.key]
    sums[EXTENDED.key] = replace(chosen, extended=True).among(parts).count()
    return overview.line(str(_("Total")), sums, chosen, columns)


def compare(now: Line, then: Line | None) -> list[Compared]:
    pairs = zip(now.figures, then.figures if then else [None] * len(now.figures), strict=True)
    return [Compared(one.words, one, other) for one, other in pairs if one.number or (other and other.number)]


def by_month(parts: AssignmentQuerySet, chosen: Chosen) -> Table:
    """The trend: the months of the year that have something due, the earliest first."""
    rows = chosen.among(parts).annotate(month=ExtractMonth(DAY)).figures_by("month")
    made = overview.table(rows, chosen, "month", _named_month(chosen), everything=True)
    return replace(made, lines=sorted(made.lines, key=lambda one: one.name))


def by_field(parts: AssignmentQuerySet, chosen: Chosen) -> Table:
    rows = chosen.among(parts).figures_by("task__field")
    return overview.table(
        rows,
        chosen,
        "field",
        lambda row: (row["task__field"] or overview.NO_FIELD, row["task__field"] or str(_("In no field"))),
        everything=True,
    )


def inherited(agency: Agency) -> list[Succession]:
    """From whom the agency has its work, the latest succession first."""
    line = Agency.objects.line_of(agency.pk)
    found = Succession.objects.filter(successor__in=line, predecessor__in=line)
    return list(found.select_related("predecessor").order_by("-on"))


def days_to_accept(parts: AssignmentQuerySet) -> float | None:
    """The median between a part being given and accepted; None when nothing was accepted yet."""
    accepted = Event.objects.filter(what=What.ACCEPTED, assignment__in=parts.values("pk"))
    rows = accepted.values("assignment").annotate(at=Min("at"), given=F("assignment__task__given_on"))
    days = [
        (timezone.localtime(row["at"]).date() - row["given"]).days for row in rows.order_by() if row["given"]
    ]
    return float(median(days)) if days else None


def _named_month(chosen: Chosen) -> Any:
    return lambda row: (row["month"], f"{row['month']:02d}/{chosen.year}")
