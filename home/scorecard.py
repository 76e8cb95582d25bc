"""One agency's figures for a year, with what it inherited and beside another year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from statistics import median
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Min, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agencies.models import Agency, Succession, User
from agencies.permissions import standing
from home import overview
from home.lineage import by_line
from home.overview import COLUMNS, Chosen, Column, Figure, Line, Table
from tasks.models import Assignment, Event
from tasks.querysets import AssignmentQuerySet
from tasks.statuses import What
from vietnamese.text import fold

EXTENDED: Final = Column("extended", _("Extended"), {"extended": True})
CARD: Final = [*COLUMNS, EXTENDED]


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


def opened(user: User | AnonymousUser, pk: int) -> tuple[Agency, AssignmentQuerySet] | None:
    """The agency and its parts that this person sees; None unless they oversee the work or are its people."""
    held = standing(user)
    agency = Agency.objects.filter(pk=pk).first()
    if agency is None or not (held.oversees or pk in held.agencies):
        return None
    parts = Assignment.objects.visible_to(user).given().first_hand()
    return agency, parts.filter(agency__in=Agency.objects.line_of(pk))


def cards(user: User | AnonymousUser, chosen: Chosen, at: date) -> Table:
    """A row for each card this person may open, by name (it is no ranking), those without work included."""
    held = standing(user)
    parts = Assignment.objects.visible_to(user).given().first_hand()
    counted = list(chosen.among(parts).figures_by("agency_id", "agency__name"))
    agencies = Agency.objects.filter(Q(pk__in=parts.values("agency")) | Q(pk__in=held.agencies))
    missing = agencies.exclude(pk__in=[row["agency_id"] for row in counted]).values_list("pk", "name")
    nothing = dict.fromkeys((column.key for column in COLUMNS), 0)
    empty = [{**nothing, "agency_id": pk, "agency__name": name} for pk, name in missing]
    rows = by_line([*counted, *empty], at)
    if not held.oversees:
        rows = [row for row in rows if row["agency_id"] in held.agencies]
    made = overview.table(
        rows,
        chosen,
        "card",
        lambda row: (row["agency_id"], row["agency__name"]),
        everything=True,
        of=counted if held.oversees else None,
        page="home:scorecard",
    )
    return replace(made, lines=sorted(made.lines, key=lambda one: fold(one.name)))


def total(parts: AssignmentQuerySet, chosen: Chosen) -> Line:
    """All figures of the list, extensions among them."""
    sums = dict.fromkeys((column.key for column in CARD), 0)
    for row in chosen.among(parts).figures_by("part"):
        for column in COLUMNS:
            sums[column.key] += row[column.key]
    sums[EXTENDED.key] = replace(chosen, extended=True).among(parts).count()
    return overview.line(str(_("Total")), sums, chosen, CARD)


def compare(now: Line, then: Line | None) -> list[Compared]:
    pairs = zip(now.figures, then.figures if then else [None] * len(now.figures), strict=True)
    return [Compared(one.words, one, other) for one, other in pairs if one.number or (other and other.number)]


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
