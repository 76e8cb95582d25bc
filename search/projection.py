"""From papers and tasks to rows, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from documents.contents import contents_of
from documents.effects import Added, Changed
from documents.force import lives
from documents.models import Clause, DocumentPage
from search import file_pages, outbox, statistics, writing
from search.drafts import Head, all_of, block, document, fields_of, paper, shown_fields, steps, task_row
from search.models import Row
from search.writing import Block, Draft
from tasks.models import Assignment, Task
from vietnamese.runs import runs_of
from vietnamese.text import clean

BATCH = 200
PAPER = (Row.Kind.DOCUMENT.value, Row.Kind.CLAUSE.value)


def document_changed(changed: Changed) -> None:
    """Write a paper's rows anew; its tasks follow, for who sees them hangs on the paper being published."""
    document = changed.paper
    tasks = _tasks([document.pk]).get(document.pk, [])
    head = Head.of(document, lives([document])[document.pk], _named(task for task, _ in tasks))
    writing.replace([document.pk], PAPER, paper(head, changed.clauses))
    file_pages.follow(head, changed.has_files)
    if tasks:
        rows = [task_row(task, document, parts, head.life) for task, parts in tasks]
        writing.replace([document.pk], [Row.Kind.TASK.value], rows)
    if head.hidden:
        outbox.withhold([f"document:{document.pk}", *(f"task:{task.pk}" for task, _ in tasks)])


def documents_added(added: Added) -> None:
    """Write the rows of many new papers at once."""
    papers = {paper.pk: paper for paper in added.papers}
    drafts: list[Draft] = []
    blocks: list[Block] = []
    for pk, life in lives(added.papers, pointed_at=not added.drafts).items():
        head, contents = Head.of(papers[pk], life), added.contents.get(pk)
        if contents is None:
            drafts.append(document(head))
        elif head.hidden:
            drafts += paper(head, contents_of(papers[pk].text, papers[pk].code).pieces)
        else:
            drafts.append(document(head))
            blocks.append(block(head, contents.made))
    writing.add(drafts, blocks)


def document_removed(document: DocumentPage) -> None:
    writing.replace([document.pk], Row.Kind.values, [])


def task_changed(task: Task) -> None:
    if task.pk and Task.objects.filter(pk=task.pk).exists():
        life = steps(lives([task.document])[task.document_id])
        writing.replace_one(task_row(task, task.document, list(task.assignments.all()), life))
    _fields_changed(task.document_id)


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
    heads: dict[int, Head] = {}
    tasks = _tasks(keys)
    for pk, life in lives(documents.values()).items():
        own = tasks.get(pk, [])
        heads[pk] = head = Head.of(documents[pk], life, _named(task for task, _ in own))
        drafts += paper(head, clauses.get(pk, []))
        drafts += [task_row(task, documents[pk], parts, head.life) for task, parts in own]
    writing.replace_all(keys, Row.Kind.values, [*drafts, *file_pages.of_papers(heads)])


def _tasks(documents: Iterable[int]) -> dict[int, list[tuple[Task, list[Assignment]]]]:
    """The tasks of papers with their parts, by paper; two queries.

    Locked, as every action on a part locks its task: two writers of one row would both insert it.
    """
    found: dict[int, list[tuple[Task, list[Assignment]]]] = {}
    held = Task.objects.select_for_update(of=("self",), no_key=True).filter(document__in=documents)
    for task in held.order_by("pk").prefetch_related("assignments"):
        found.setdefault(task.document_id, []).append((task, list(task.assignments.all())))
    return found


def _named(tasks: Iterable[Task]) -> set[str]:
    return {clean(task.field) for task in tasks if task.field}


def _fields_changed(document: int) -> None:
    """Write the fields of the plan on a paper's rows when its tasks name others than before."""
    names = DocumentPage.objects.filter(pk=document).values_list("protected_names", flat=True).first() or ""
    named = shown_fields(_named(Task.objects.filter(document=document).only("field")), runs_of(names))
    told = Row.objects.filter(kind=Row.Kind.DOCUMENT, object_id=document).values_list("fields", flat=True)
    if named == {field for held in told for field in held}:
        return
    clauses = list(Clause.objects.filter(document=document).defer("text"))
    fields = fields_of(clauses, named)
    writing.set_fields(document, Row.Kind.DOCUMENT.value, {"": all_of(fields)})
    rows = {clause.anchor: fields.get(clause.anchor, ()) for clause in clauses}
    writing.set_fields(document, Row.Kind.CLAUSE.value, rows)
