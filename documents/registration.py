"""What publishing a text gives: its clauses, and its references to other papers, linked where they can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from documents.clauses import pieces
from documents.models.clauses import Clause, Reference
from documents.reading.citations import cited_papers
from documents.reading.gazetteer import STANDARD
from documents.reading.header import read_header
from documents.reading.kinds import KINDS
from documents.reading.outline import build_outline
from documents.statuses import Relation
from vietnamese.numbers import key_of

if TYPE_CHECKING:
    from documents.models import DocumentPage
    from documents.reading.findings import Citation

#: Rows written in one statement.
BATCH = 500


def rebuild(document: DocumentPage) -> None:
    """Write the clauses and references of a published paper anew; the cost depends on this paper alone."""
    Clause.objects.filter(document=document).delete()
    document.references.filter(confirmed_by=None).delete()
    found: list[Reference] = []
    if document.text:
        head = read_header(document.text, STANDARD)
        outline = build_outline(document.text, head.body_start, head.body_end)
        first = outline.children[0].span.start if outline.children else head.body_end
        citations = cited_papers(
            document.text, STANDARD, head.header.code or document.code, head.body_start, first
        )
        rows = [
            Clause(document=document, order=order, **vars(piece))
            for order, piece in enumerate(pieces(outline))
        ]
        Clause.objects.bulk_create(rows, batch_size=BATCH)
        found = [
            _reference(document, citation, rows) for citation in citations if not _itself(document, citation)
        ]
    written = _written_by_hand(document)
    by_hand = {(reference.key, reference.target_id) for reference in written}
    found = [reference for reference in found if (reference.key, reference.target_id) not in by_hand]
    link([*found, *written])
    Reference.objects.bulk_create([*written, *found], batch_size=BATCH)
    claim(document)


def withdraw(document: DocumentPage) -> None:
    """A paper that is no longer published has no clauses and points at nothing."""
    Clause.objects.filter(document=document).delete()
    document.references.filter(confirmed_by=None).delete()


def claim(document: DocumentPage) -> None:
    """Let the references that waited for this paper point at it, unless their issuer is another."""
    for reference in Reference.objects.waiting_for(document):
        if _same_issuer(reference.issuer_text, document):
            reference.target = document
            reference.save(update_fields=["target"])


def link(references: list[Reference]) -> None:
    """Find the held paper of each reference: same key, same day where one is written, one candidate only."""
    from documents.models import DocumentPage

    wanted = [reference for reference in references if reference.target_id is None and "/" in reference.key]
    if not wanted:
        return
    held: dict[str, list[DocumentPage]] = {}
    keys = {reference.key for reference in wanted}
    candidates = (
        DocumentPage.objects.filter(Q(live=True), key__in=keys).select_related("issuer").defer("text")
    )
    for paper in candidates:
        held.setdefault(paper.key, []).append(paper)
    for reference in wanted:
        fitting = [
            paper
            for paper in held.get(reference.key, [])
            if paper.pk != reference.document_id
            and (reference.dated is None or paper.issued_on is None or paper.issued_on == reference.dated)
            and _same_issuer(reference.issuer_text, paper)
        ]
        if len(fitting) == 1:
            reference.target = fitting[0]


def _reference(document: DocumentPage, citation: Citation, clauses: list[Clause]) -> Reference:
    first = citation.places[0]
    return Reference(
        document=document,
        kind=citation.role if citation.role in Relation.values else Relation.CITED,
        as_written=_as_written(citation)[:500],
        key=key_of(citation.code)[:120],
        type_abbreviation=citation.type[:10],
        dated=citation.dated,
        issuer_text=(citation.issuer or "")[:255],
        anchor=_anchor_at(clauses, first.start),
        spans=[place.as_list() for place in citation.places],
        mentions=len(citation.places),
        found=True,
    )


def _as_written(citation: Citation) -> str:
    return f"{KINDS.get(citation.type, '')} số {citation.code}".strip()


def _anchor_at(clauses: list[Clause], place: int) -> str:
    """The anchor of the last clause that starts before the place."""
    low, high = 0, len(clauses)
    while low < high:
        middle = (low + high) // 2
        if clauses[middle].start <= place:
            low = middle + 1
        else:
            high = middle
    return clauses[low - 1].anchor if low else ""


def _written_by_hand(document: DocumentPage) -> list[Reference]:
    return [
        Reference(
            document=document,
            target=relation.target,
            kind=relation.kind,
            as_written=relation.target.short_citation if relation.target else relation.as_written,
            key=relation.target.key if relation.target else key_of(relation.as_written)[:120],
            dated=relation.dated,
            provision=relation.provision,
        )
        for relation in document.relations.select_related("target__type")
    ]


def _itself(document: DocumentPage, citation: Citation) -> bool:
    same_day = citation.dated is None or citation.dated == document.issued_on
    return bool(document.key) and key_of(citation.code) == document.key and same_day


def _same_issuer(written: str, document: DocumentPage) -> bool:
    """No issuer written, or the same one under some name. Symbols alone identify nobody (domain, trap 1)."""
    from agencies.models import Agency

    if not written or not document.issuer_id:
        return True
    named = set(Agency.objects.named(written).values_list("pk", flat=True))
    return not named or document.issuer_id in named
