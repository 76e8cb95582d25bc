"""Papers a paper acts on and papers that act on it, grouped by what the one does to the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.functional import Promise

from documents.addresses import where_read
from documents.models import DocumentPage, Reference
from documents.presentation.marks import Mark
from documents.querysets import NAMED
from documents.statuses import INVERSE, Relation

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN: Final = 10
_OF_REFERENCE = (
    "document_id",
    "target_id",
    "kind",
    "as_written",
    "key",
    "dated",
    "provision",
    "effective_on",
)
_OF_CITING = tuple(f"document__{name}" for name in NAMED)
#: What binds most is told first; plain mentions come last.
ORDER: Final = [
    Relation.REPLACES,
    Relation.REPEALS,
    Relation.AMENDS,
    Relation.CORRECTS,
    Relation.CONSOLIDATES,
    Relation.LEGAL_BASIS,
    Relation.CARRIES_OUT,
    Relation.GUIDES,
    Relation.CITED,
]


@dataclass(frozen=True)
class Related:
    """One paper of a group; without an address it is not held, or not for this reader."""

    words: str
    address: str = ""
    subject: str = ""
    issued_on: date | None = None
    mark: Mark | None = None
    provision: str = ""
    other_date: date | None = None
    """The date the citing paper gives, where it differs from that of the paper held here."""


@dataclass
class Group:
    words: Promise | str
    anchor: str
    items: list[Related] = field(default_factory=list)

    @property
    def first(self) -> list[Related]:
        return self.items[:SHOWN]

    @property
    def rest(self) -> list[Related]:
        return self.items[SHOWN:]


def visible_targets(references: Iterable[Reference], user: Any) -> dict[int, DocumentPage]:
    """The cited papers that this reader may open, by page id; hidden is like absent."""
    wanted = {reference.target_id for reference in references if reference.target_id}
    if not wanted:
        return {}
    papers = DocumentPage.objects.visible_to(user).live().filter(pk__in=wanted)
    return {paper.pk: paper for paper in papers.named()}


def citing(document: DocumentPage, user: Any) -> list[Reference]:
    """References to the paper from papers that this reader may open."""
    found = Reference.objects.filter(target=document).visible_to(user).filter(document__live=True)
    shown = found.select_related("document__type", "document__issuer").only(*_OF_REFERENCE, *_OF_CITING)
    return list(shown.order_by("-document__issued_on", "-pk"))


def outgoing(
    references: Iterable[Reference],
    targets: dict[int, DocumentPage],
    mark: Callable[[DocumentPage], Mark],
    request: HttpRequest,
) -> list[Group]:
    """What the paper acts on, by relation."""
    groups = {kind: Group(kind.label, f"tac-dong-{kind.value.replace('_', '-')}") for kind in ORDER}
    for reference in _strongest(references, lambda row: (row.target_id or 0, row.key or row.as_written)):
        paper = targets.get(reference.target_id or 0)
        item = (
            _shown(reference, paper, mark, request)
            if paper
            else Related(reference.as_written, issued_on=reference.dated, provision=reference.provision)
        )
        groups[Relation(reference.kind)].items.append(item)
    return [group for group in groups.values() if group.items]


def incoming(
    references: Iterable[Reference], mark: Callable[[DocumentPage], Mark], request: HttpRequest
) -> list[Group]:
    """What acts on the paper, by relation read from this side."""
    groups = {kind: Group(INVERSE[kind], f"bi-{kind.value.replace('_', '-')}") for kind in ORDER}
    for reference in _strongest(references, lambda row: (row.document_id, "")):
        groups[Relation(reference.kind)].items.append(_shown(reference, reference.document, mark, request))
    return [group for group in groups.values() if group.items]


def _shown(
    reference: Reference, paper: DocumentPage, mark: Callable[[DocumentPage], Mark], request: HttpRequest
) -> Related:
    given = reference.dated if reference.target_id == paper.pk else None
    return Related(
        words=paper.short_citation,
        address=where_read(paper, request),
        subject=paper.told_subject,
        issued_on=paper.issued_on,
        mark=mark(paper),
        provision=reference.provision,
        other_date=given if given and paper.issued_on and given != paper.issued_on else None,
    )


def _strongest(
    references: Iterable[Reference], paper: Callable[[Reference], tuple[int, str]]
) -> list[Reference]:
    """One line per paper and relation; a plain mention says nothing beside a stronger relation."""
    kept: dict[tuple[tuple[int, str], str, str], Reference] = {}
    for reference in references:
        kept.setdefault((paper(reference), reference.kind, reference.provision), reference)
    strong = {whose for whose, kind, _ in kept if kind != Relation.CITED}
    return [row for (whose, kind, _), row in kept.items() if kind != Relation.CITED or whose not in strong]
