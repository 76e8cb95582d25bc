"""From papers and tasks to rows, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from documents.models import Clause, DocumentPage
from documents.permissions import audience as readers_of
from documents.statuses import Circulation
from search import statistics, writing
from search.models import Row
from search.numbers import split_key
from search.writing import Draft
from tasks.models import Task
from tasks.permissions import audience as readers_of_task
from vietnamese.text import clean

BATCH = 200
PAPER = (Row.Kind.DOCUMENT.value, Row.Kind.CLAUSE.value)


def document_changed(document: DocumentPage) -> None:
    """Write a paper's rows anew; its tasks follow, for who sees them hangs on the paper being published."""
    writing.replace([document.pk], PAPER, paper(document, list(document.clauses.all())))
    tasks = [task_row(task, document) for task in Task.objects.filter(document=document)]
    if tasks:
        writing.replace([document.pk], [Row.Kind.TASK.value], tasks)


def document_removed(document: DocumentPage) -> None:
    writing.replace([document.pk], Row.Kind.values, [])


def task_changed(task: Task) -> None:
    if task.pk and Task.objects.filter(pk=task.pk).exists():
        writing.replace_one(task_row(task, task.document))


def rebuild(documents: QuerySet[DocumentPage], progress: Callable[[int], object] = lambda done: None) -> int:
    """Write the rows of these papers and their tasks anew, a batch in a transaction; return how many papers.

    `progress` hears how many are done after every batch. The site stays up: readers see a batch's old rows
    until its new ones are there.
    """
    keys = documents.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2_000)
    done = 0
    while batch := list(islice(keys, BATCH)):
        with transaction.atomic():
            _rebuild(batch)
        done += len(batch)
        progress(done)
    with transaction.atomic():
        statistics.count_anew()
    return done


def _rebuild(keys: list[int]) -> None:
    held = DocumentPage.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    documents = {document.pk: document for document in held.select_related("type", "issuer").defer("text")}
    clauses: dict[int, list[Clause]] = {}
    for clause in Clause.objects.filter(document__in=keys).order_by("document_id", "order"):
        clauses.setdefault(clause.document_id, []).append(clause)
    drafts = [draft for pk, document in documents.items() for draft in paper(document, clauses.get(pk, []))]
    for task in Task.objects.filter(document__in=keys):
        drafts.append(task_row(task, documents[task.document_id]))
    writing.replace_all(keys, Row.Kind.values, drafts)


def paper(document: DocumentPage, clauses: list[Clause]) -> list[Draft]:
    """The row of a paper, under its number and names, and one row for each clause that says something."""
    audience = readers_of(document)
    return [_document(document, audience), *_clauses(document, clauses, audience)]


def _document(document: DocumentPage, audience: frozenset[str]) -> Draft:
    number, symbol, year = split_key(document.key)
    shown = " · ".join(
        part for part in (document.short_citation, document.issuer_name, document.signer) if part
    )
    return Draft(
        kind=Row.Kind.DOCUMENT.value,
        object_id=document.pk,
        anchor="",
        document_id=document.pk,
        title=document.subject,
        text=clean(shown),
        indexed=f"{document.subject}\n{shown}\n{_short_name(document)}",
        audience=audience,
        number_key=document.key[:120],
        number=number[:20],
        symbol=symbol[:100],
        type=document.type_id,
        issuer=document.issuer_id,
        year=document.year or year,
        issued_on=document.issued_on,
    )


def _clauses(document: DocumentPage, clauses: list[Clause], audience: frozenset[str]) -> Iterator[Draft]:
    year = document.year or split_key(document.key)[2]
    for clause in clauses:
        text = clause_text(clause.heading, clause.text)
        if not text:
            continue
        yield Draft(
            kind=Row.Kind.CLAUSE.value,
            object_id=document.pk,
            anchor=clause.anchor,
            document_id=document.pk,
            title=clause.path or clause.label,
            text=text,
            indexed=text,
            audience=audience,
            type=document.type_id,
            issuer=document.issuer_id,
            year=year,
            issued_on=document.issued_on,
        )


def clause_text(heading: str, text: str) -> str:
    """What of a clause is searched and shown."""
    return clean("\n".join(part for part in (heading, text) if part)).strip()


def task_row(task: Task, document: DocumentPage) -> Draft:
    """The row of a task; of a restricted paper it tells neither type nor issuer nor year."""
    task.document = document
    open_paper = document.circulation != Circulation.RESTRICTED
    year = document.year or split_key(document.key)[2]
    text = clean("\n".join(dict.fromkeys(part for part in (task.title, task.quote) if part)))
    return Draft(
        kind=Row.Kind.TASK.value,
        object_id=task.pk,
        anchor="",
        document_id=document.pk,
        title=clean(task.title),
        text=text,
        indexed=text,
        audience=readers_of_task(task),
        type=document.type_id if open_paper else None,
        issuer=document.issuer_id if open_paper else None,
        year=year if open_paper else None,
        issued_on=document.issued_on,
    )


def _short_name(document: DocumentPage) -> str:
    """The short name of the issuer, so that either finds the paper."""
    return document.issuer.short_name if document.issuer_id and document.issuer else ""
