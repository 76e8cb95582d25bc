"""Whether a paper applies on a day, and why: computed from dates and relations, never stored.

Normative papers have a statutory status (law 64/2025/QH15, Articles 53–57); administrative ones have none and
are shown as being carried out, recalled, replaced or past their term (domain: QĐ of vbpl.vn for the words).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.db import connection
from django.utils import timezone

from documents.querysets import NAMED
from documents.statuses import ENDING, Family, Force, Relation

if TYPE_CHECKING:
    from documents.models import DocumentPage, Reference

_ACTED_UPON = (
    "SELECT DISTINCT target_id FROM documents_reference WHERE target_id = ANY(%s) AND kind = ANY(%s)"
)
#: What a paper does to another that may change its status.
CHANGING: Final = (*ENDING, Relation.AMENDS)


@dataclass(frozen=True)
class Status:
    """`since` is the first day of this status where known; `by` the paper that caused it."""

    force: Force
    since: date | None = None
    by: DocumentPage | None = None

    @property
    def label(self) -> str:
        return str(self.force.label)


def statuses(documents: Iterable[DocumentPage], at: date | None = None) -> dict[int, Status]:
    """The status of each paper on the day, by page id; two queries whatever their number."""
    at = at or timezone.localdate()
    papers = list(documents)
    told = _causes(papers)
    return {paper.pk: _status(paper, told.get(paper.pk, []), at) for paper in papers}


def lives(
    documents: Iterable[DocumentPage], *, pointed_at: bool = True
) -> dict[int, list[tuple[date, Force]]]:
    """All statuses of each paper in order, each with the day it begins (date.min: always was); one query.

    None where no other paper can point at them yet.
    """
    papers = list(documents)
    told = _causes(papers) if pointed_at else {}
    found: dict[int, list[tuple[date, Force]]] = {}
    for paper in papers:
        causes = told.get(paper.pk, [])
        known = {date.min, paper.issued_on, paper.effective_on, paper.recalled_on, paper.disposed_on}
        days = {*known, *(starts(cause) for cause in causes)}
        if paper.expires_on:
            days.add(paper.expires_on + timedelta(days=1))
        steps: list[tuple[date, Force]] = []
        for day in sorted(day for day in days if day):
            force = _status(paper, causes, day).force
            if not steps or steps[-1][1] != force:
                steps.append((day, force))
        found[paper.pk] = steps
    return found


def acted_on(document: DocumentPage) -> frozenset[int]:
    """The papers whose status this one changes."""
    targets = document.references.filter(kind__in=CHANGING).exclude(target=None)
    return frozenset(targets.values_list("target_id", flat=True))


def _causes(papers: list[DocumentPage]) -> dict[int, list[Reference]]:
    from documents.models import Reference

    told: dict[int, list[Reference]] = {}
    touched = _acted_upon([paper.pk for paper in papers])
    if not touched:
        return told
    causes = (
        Reference.objects.filter(
            target__in=touched,
            kind__in=CHANGING,
            document__live=True,
        )
        .select_related("document__type", "document__issuer")
        .only("target", "kind", "provision", "effective_on", *(f"document__{name}" for name in NAMED))
    )
    for reference in causes:
        told.setdefault(reference.target_id or 0, []).append(reference)
    return told


def _acted_upon(papers: list[int]) -> list[int]:
    """Those that another paper may end or amend: few, and the whole question costs ten times this one."""
    if not papers:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ACTED_UPON, [papers, list(CHANGING)])
        return [paper for (paper,) in cursor.fetchall()]


def status_of(document: DocumentPage, at: date | None = None) -> Status:
    """The status of one paper on the day."""
    return statuses([document], at)[document.pk]


def starts(reference: Reference) -> date | None:
    """The day on which what a reference does takes effect."""
    return reference.effective_on or reference.document.effective_on or reference.document.issued_on


def _status(paper: DocumentPage, causes: list[Reference], at: date) -> Status:
    if paper.disposed_on and at >= paper.disposed_on:
        return Status(Force.DESTROYED, paper.disposed_on)
    normative = paper.type.family == Family.NORMATIVE
    if not (paper.live or paper.issued_on):
        return Status(Force.DRAFT)
    begun = paper.effective_on or (None if normative else paper.issued_on)
    if begun and at < begun:
        return Status(Force.NOT_YET, begun)
    if paper.recalled_on and at >= paper.recalled_on:
        return Status(Force.WITHDRAWN, paper.recalled_on)
    working = sorted(
        ((starts(cause) or date.min, cause) for cause in causes if (starts(cause) or date.min) <= at),
        key=lambda pair: pair[0],
    )
    for day, cause in working:
        if cause.kind in ENDING and not cause.provision:
            force = Force.ENDED if normative else Force.REPLACED
            return Status(force, None if day == date.min else day, cause.document)
    if paper.expires_on and at > paper.expires_on:
        return Status(Force.ENDED if normative else Force.EXPIRED, paper.expires_on)
    if working and normative:
        day, cause = working[-1]
        if cause.kind in ENDING:
            return Status(Force.PARTLY, None if day == date.min else day, cause.document)
    if normative:
        return Status(Force.IN_FORCE, begun) if begun else Status(Force.UNKNOWN)
    return Status(Force.RUNNING, begun)
