"""From papers and tasks to rows, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from documents.effects import Added
from documents.force import lives
from documents.models import Clause, DocumentPage
from documents.permissions import audience as readers_of
from documents.statuses import Circulation, Force
from search import statistics, writing
from search.models import Row
from search.numbers import split_key
from search.text import syllables
from search.writing import Draft
from tasks.models import Assignment, Task
from tasks.permissions import audience as readers_of_task
from tasks.statuses import Part
from vietnamese.text import clean

BATCH = 200
PAPER = (Row.Kind.DOCUMENT.value, Row.Kind.CLAUSE.value)


def document_changed(document: DocumentPage) -> None:
    """Write a paper's rows anew; its tasks follow, for who sees them hangs on the paper being published."""
    life = steps(lives([document])[document.pk])
    writing.replace([document.pk], PAPER, paper(document, list(document.clauses.all()), life))
    if tasks := _tasks([document.pk]).get(document.pk):
        rows = [task_row(task, document, parts, life) for task, parts in tasks]
        writing.replace([document.pk], [Row.Kind.TASK.value], rows)


def documents_added(added: Added) -> None:
    """Write the rows of many new papers at once."""
    papers = {paper.pk: paper for paper in added.papers}
    drafts: list[Draft] = []
    for pk, life in lives(added.papers).items():
        drafts += paper(papers[pk], added.clauses.get(pk, []), steps(life))
    writing.add(drafts)


def document_removed(document: DocumentPage) -> None:
    writing.replace([document.pk], Row.Kind.values, [])


def force_changed(documents: frozenset[int]) -> None:
    """Write the statuses of these papers on their rows; nothing else of them changed."""
    if documents:
        held = DocumentPage.objects.filter(pk__in=documents).select_related("type").defer("text")
        for pk, life in lives(held).items():
            writing.set_life(pk, steps(life))


def task_changed(task: Task) -> None:
    if task.pk and Task.objects.filter(pk=task.pk).exists():
        life = steps(lives([task.document])[task.document_id])
        writing.replace_one(task_row(task, task.document, list(task.assignments.all()), life))


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
    drafts: list[Draft] = []
    tasks = _tasks(keys)
    for pk, life in lives(documents.values()).items():
        drafts += paper(documents[pk], clauses.get(pk, []), steps(life))
        drafts += [task_row(task, documents[pk], parts, steps(life)) for task, parts in tasks.get(pk, [])]
    writing.replace_all(keys, Row.Kind.values, drafts)


def _tasks(documents: Iterable[int]) -> dict[int, list[tuple[Task, list[Assignment]]]]:
    """The tasks of papers with their parts, by paper; two queries.

    Locked, as every action on a part locks its task: two writers of one row would both insert it.
    """
    found: dict[int, list[tuple[Task, list[Assignment]]]] = {}
    held = Task.objects.select_for_update(of=("self",), no_key=True).filter(document__in=documents)
    for task in held.order_by("pk").prefetch_related("assignments"):
        found.setdefault(task.document_id, []).append((task, list(task.assignments.all())))
    return found


def steps(life: Iterable[tuple[date, Force]]) -> tuple[str, ...]:
    """Statuses as rows keep them, in an order that is also that of the texts: 2012-03-05running."""
    return tuple(f"{day.isoformat()}{force.value}" for day, force in life)


def paper(document: DocumentPage, clauses: list[Clause], life: tuple[str, ...]) -> list[Draft]:
    """The row of a paper, under its number and names, and one row for each clause that says something."""
    audience = readers_of(document)
    return [_document(document, audience, life), *_clauses(document, clauses, audience, life)]


def _document(document: DocumentPage, audience: frozenset[str], life: tuple[str, ...]) -> Draft:
    number, symbol, year = split_key(document.key)
    names = (document.short_citation, document.issuer_name, document.signer, _short_name(document))
    return Draft(
        kind=Row.Kind.DOCUMENT.value,
        object_id=document.pk,
        anchor="",
        document_id=document.pk,
        title=document.subject,
        text=clean(" · ".join(filter(None, names))),
        audience=audience,
        number_key=document.key[:120],
        number=number[:20],
        symbol=symbol[:100],
        type=document.type_id,
        issuer=document.issuer_id,
        year=document.year or year,
        issued_on=document.issued_on,
        serial=document.number,
        life=life,
        title_key=title_key(document.subject),
    )


def title_key(text: str) -> str:
    """The start of a title as suggestions compare it: folded syllables, one blank between."""
    return " ".join(syllables(text))[:120]


def _clauses(
    document: DocumentPage, clauses: list[Clause], audience: frozenset[str], life: tuple[str, ...]
) -> Iterator[Draft]:
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
            audience=audience,
            type=document.type_id,
            issuer=document.issuer_id,
            year=year,
            issued_on=document.issued_on,
            serial=document.number,
            life=life,
        )


def clause_text(heading: str, text: str) -> str:
    """What of a clause is searched and shown."""
    return clean("\n".join(part for part in (heading, text) if part)).strip()


def task_row(task: Task, document: DocumentPage, parts: Sequence[Assignment], life: tuple[str, ...]) -> Draft:
    """The row of a task; of a restricted paper it tells neither type nor issuer nor year nor status."""
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
        audience=readers_of_task(task),
        type=document.type_id if open_paper else None,
        issuer=document.issuer_id if open_paper else None,
        year=year if open_paper else None,
        issued_on=document.issued_on if open_paper else None,
        serial=document.number if open_paper else None,
        life=life if open_paper else (),
        field=clean(task.field),
        leads=tuple(part.agency_id for part in parts if part.part == Part.LEAD),
        coordinates=tuple(part.agency_id for part in parts if part.part == Part.COORDINATE),
    )


def _short_name(document: DocumentPage) -> str:
    """The short name of the issuer, so that either finds the paper."""
    return document.issuer.short_name if document.issuer_id and document.issuer else ""
