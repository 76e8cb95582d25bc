"""How long a paper is kept, and which papers are past it: computed as of a day, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, When
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext as _

from documents.archive.terms import in_words, last_day
from vietnamese.dates import short

if TYPE_CHECKING:
    from documents.models import DocumentPage, Dossier

#: Conditions on papers that something above still needs, filled in by the apps that own it.
still_needed: list[Callable[[], Q]] = []


def expired(papers: Any, at: date) -> Any:
    """Papers whose own term and those of all their dossiers are over, that nothing holds or needs.

    A paper in an open or permanent dossier is kept with it. `start_year` and `years` say what the term is.
    """
    found = papers.annotate(
        start_year=Coalesce(ExtractYear("entry__on"), "year", output_field=IntegerField()),
        years=Case(
            When(keeping__isnull=False, then=F("keeping__years")),
            default=F("type__retention"),
            output_field=IntegerField(),
        ),
    )
    found = found.filter(
        Q(live=True) | Q(entry__isnull=False),
        ~frozen(),
        ~_in_a_dossier_that_keeps(at),
        disposed_on=None,
        start_year__lt=at.year - F("years"),
    )
    for condition in still_needed:
        found = found.exclude(condition())
    return found


def frozen() -> Q:
    """Papers under a hold of their own, or in a dossier under one."""
    from documents.models import DossierLine, Freeze

    active = Freeze.objects.active()
    own = active.filter(document=OuterRef("pk"))
    held = DossierLine.objects.filter(document=OuterRef("pk"), dossier__in=active.values("dossier"))
    return Q(Exists(own)) | Q(Exists(held))


def _in_a_dossier_that_keeps(at: date) -> Q:
    from documents.models import DossierLine

    keeping = (
        Q(dossier__closed_at=None)
        | Q(dossier__retention=None)
        | Q(dossier__ended_on__year__gte=at.year - F("dossier__retention"))
    )
    return Q(Exists(DossierLine.objects.filter(keeping, document=OuterRef("pk"))))


@dataclass(frozen=True)
class Term:
    """How long a paper is kept: years (None for ever), from the end of which year, and why so long."""

    years: int | None
    start: int | None
    why: str
    dossiers: tuple[Dossier, ...] = ()

    @property
    def until(self) -> date | None:
        """The last day; None for ever, or while a dossier is open."""
        own = last_day(self.start, self.years)
        ends = [own, *(dossier.kept_until for dossier in self.dossiers)]
        known = [end for end in ends if end is not None]
        return max(known) if len(known) == len(ends) else None

    @property
    def words(self) -> str:
        """As the list for disposal prints it."""
        said = in_words(self.years)
        return _("%(term)s, until %(day)s") % {"term": said, "day": short(self.until)} if self.until else said


def term_of(paper: DocumentPage) -> Term:
    """The term of one paper; its own, or that of its type, and the dossiers that keep it longer."""
    keeping = getattr(paper, "keeping", None)
    entry = getattr(paper, "entry", None)
    start = entry.on.year if entry is not None else paper.year
    dossiers = tuple(line.dossier for line in paper.dossier_lines.select_related("dossier__agency"))
    if keeping is not None:
        return Term(keeping.years, start, keeping.reason, dossiers)
    return Term(paper.type.retention, start, "", dossiers)


def words_of(papers: Iterable[DocumentPage]) -> dict[int, str]:
    """The terms of papers that `expired` found, in words."""
    told = {}
    for paper in papers:
        until = last_day(paper.start_year, paper.years)
        said = in_words(paper.years)
        told[paper.pk] = _("%(term)s, until %(day)s") % {"term": said, "day": short(until)} if until else said
    return told
