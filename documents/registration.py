"""What publishing a text gives: its clauses, and its references to other papers, linked where they can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db import connection

from documents.contents import OF_PIECE, Ready, anchor_at, anchor_of, contents_of, ready
from documents.copying import copy, copy_lines, copy_objects
from documents.effects import clauses_read
from documents.force import CHANGING
from documents.lines import behind
from documents.linking import LAW, Issuers, Numbered, law_key
from documents.models.clauses import CitationDecision, Clause, Reference
from documents.reading.kinds import KINDS
from documents.reading.laws import named_laws
from documents.statuses import Relation
from vietnamese.numbers import key_of

if TYPE_CHECKING:
    from documents.models import DocumentPage
    from documents.reading.findings import Citation, NamedLaw

#: Rows written in one statement.
BATCH = 500


@dataclass(frozen=True)
class Derived:
    """The clauses of a paper, and the papers whose status it changes, or changed before."""

    clauses: list[Clause]
    acted_on: frozenset[int]


def rebuild(document: DocumentPage, has_relations: bool = True, has_decisions: bool = True) -> Derived:
    """Write the clauses and references of a published paper anew; the cost depends on this paper alone."""
    before = _forget(document)
    clauses, found = found_in(document)
    _write_clauses(clauses)
    written = _written_by_hand(document) if has_relations else []
    by_hand = {(reference.key, reference.target_id) for reference in written}
    decisions = document.citation_decisions.select_related("target") if has_decisions else ()
    decided = {one.found_key: one for one in decisions}
    found = [
        reference
        for reference in _as_decided(decided, found)
        if (reference.key, reference.target_id) not in by_hand
    ]
    link([*found, *written])
    linked = {reference.target_id for reference in (*found, *written)}
    found += [law for law in _laws_decided(document, decided, clauses) if law.target_id not in linked]
    references = Reference.objects.bulk_create([*written, *found], batch_size=BATCH)
    claim([document])
    after = (one.target_id for one in references if one.target_id and one.kind in CHANGING)
    return Derived(clauses, before | frozenset(after))


def add_all(documents: Sequence[DocumentPage], read: Mapping[int, Ready] | None = None) -> dict[int, Ready]:
    """Write the clauses and references of many new papers in a few statements; the contents by paper.

    `read` has the contents of texts that were read before, by the identity of the paper.
    """
    found = {
        document.pk: (read or {}).get(id(document))
        or ready(document.text, document.code, clauses_read.function)
        for document in documents
    }
    lines = (behind(str(pk), contents.clauses) for pk, contents in found.items())
    copy_lines(Clause._meta.db_table, ["document_id", *OF_PIECE], lines)
    references = [
        reference
        for document in documents
        for reference in _references(document, _with_anchors(found[document.pk]))
    ]
    link(references)
    copy_objects(references)
    claim(documents)
    return found


def found_in(document: DocumentPage) -> tuple[list[Clause], list[Reference]]:
    """What the text of a paper says: its clauses and its references, neither of them written yet."""
    contents = contents_of(document.text, document.code)
    clauses = [
        Clause(document=document, order=order, **vars(piece)) for order, piece in enumerate(contents.pieces)
    ]
    cited = ((citation, anchor_of(citation, contents.pieces)) for citation in contents.citations)
    return clauses, _references(document, cited)


def _with_anchors(contents: Ready) -> Iterable[tuple[Citation, str]]:
    return zip(contents.citations, contents.anchors, strict=True)


def _references(document: DocumentPage, cited: Iterable[tuple[Citation, str]]) -> list[Reference]:
    return [
        _reference(document, citation, anchor)
        for citation, anchor in cited
        if not _itself(document, citation)
    ]


def withdraw(document: DocumentPage) -> Derived:
    """A paper that is no longer published has no clauses and points at nothing."""
    return Derived([], _forget(document))


def _write_clauses(clauses: Iterable[Clause]) -> None:
    columns = ["document_id", *OF_PIECE]
    copy(Clause._meta.db_table, columns, map(attrgetter(*columns), clauses))


def _forget(document: DocumentPage) -> frozenset[int]:
    """Delete clauses and references; return the papers whose status those changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH clauses AS (DELETE FROM documents_clause WHERE document_id = %(pk)s)"
            " DELETE FROM documents_reference WHERE document_id = %(pk)s RETURNING target_id, kind",
            {"pk": document.pk},
        )
        return frozenset(target for target, kind in cursor.fetchall() if target and kind in CHANGING)


def claim(documents: Sequence[DocumentPage]) -> None:
    """Let the references that waited for these papers point at them, unless their issuer is another."""
    papers: dict[str, list[DocumentPage]] = {}
    for document in documents:
        if document.key:
            papers.setdefault(document.key, []).append(document)
    waiting = list(Reference.objects.dangling().filter(key__in=papers))
    issuers = Issuers(reference.issuer_text for reference in waiting)
    claimed = []
    for reference in waiting:
        for paper in papers[reference.key]:
            another = paper.pk == reference.document_id or reference.dated not in (None, paper.issued_on)
            if not another and issuers.fits(reference.issuer_text, paper):
                reference.target = paper
                claimed.append(reference)
                break
    if claimed:
        Reference.objects.bulk_update(claimed, ["target"], batch_size=BATCH)


def link(references: list[Reference]) -> None:
    """Find the held paper of each reference: same key, same day where one is written, one candidate only."""
    wanted = [reference for reference in references if reference.target_id is None]
    held = Numbered((reference.key, reference.dated, reference.issuer_text) for reference in wanted)
    for reference in wanted:
        fitting = [
            paper
            for paper in held.fitting(reference.key, reference.dated, reference.issuer_text)
            if paper.pk != reference.document_id
        ]
        if len(fitting) == 1:
            reference.target_id = fitting[0].pk


def _reference(document: DocumentPage, citation: Citation, anchor: str) -> Reference:
    return Reference(
        document=document,
        kind=citation.relation if citation.relation in Relation.values else Relation.CITED,
        as_written=in_words(citation.type, citation.code),
        key=key_of(citation.code)[:120],
        type_abbreviation=citation.type[:10],
        dated=citation.dated,
        issuer_text=(citation.issuer or "")[:255],
        provision="; ".join(citation.provisions)[:200],
        anchor=anchor,
        spans=[place.as_list() for place in citation.places],
        mentions=len(citation.places),
        found=True,
    )


def in_words(kind: str, code: str) -> str:
    """A citation in words: Kế hoạch số 15/KH-BCĐ."""
    return f"{KINDS.get(kind, '')} số {code}".strip()[:500]


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


def _as_decided(decided: Mapping[str, CitationDecision], found: list[Reference]) -> list[Reference]:
    """What a clerk said about citations of this text stands, however often the text is read."""
    kept: list[Reference] = []
    for reference in found:
        decision = decided.get(reference.key)
        if decision is None:
            kept.append(reference)
        elif not decision.rejected:
            _apply(decision, reference)
            kept.append(reference)
    return kept


def _laws_decided(
    document: DocumentPage, decided: Mapping[str, CitationDecision], clauses: list[Clause]
) -> list[Reference]:
    """Laws cited by name alone become references where a clerk said which law is meant."""
    meant = {key: one for key, one in decided.items() if one.target_id and key.startswith(LAW)}
    if not meant:
        return []
    return [
        _law_reference(document, law, decision, clauses)
        for law in named_laws(document.text)
        if (decision := meant.get(law_key(law.name, law.dated, law.year)))
    ]


def _law_reference(
    document: DocumentPage, law: NamedLaw, decision: CitationDecision, clauses: list[Clause]
) -> Reference:
    assert decision.target is not None
    return Reference(
        document=document,
        target=decision.target,
        kind=decision.kind or Relation.CITED,
        as_written=(law.name if law.dated else f"{law.name} năm {law.year}")[:500],
        key=decision.target.key,
        dated=law.dated,
        anchor=anchor_at(clauses, law.span.start),
        spans=[law.span.as_list()],
        mentions=1,
        found=True,
        confirmed_by_id=decision.user_id,
    )


def _apply(decision: CitationDecision, reference: Reference) -> None:
    if decision.code:
        reference.as_written = in_words(reference.type_abbreviation, decision.code)
        reference.key = key_of(decision.code)[:120]
    reference.kind = decision.kind or reference.kind
    reference.dated = decision.dated or reference.dated
    reference.target_id = decision.target_id
    reference.confirmed_by_id = decision.user_id
