"""From papers, clauses, pages and tasks to the rows that search keeps of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.permissions import LEADER
from documents.clauses import Piece, field_of
from documents.models import Clause, DocumentPage, FilePage
from documents.permissions import audience as readers_of
from documents.statuses import Circulation, Force
from search.composing import Clauses, clause_text
from search.models import Row
from search.numbers import split_key
from search.text import syllables
from search.writing import Block, Draft
from tasks.models import Assignment, Task
from tasks.permissions import audience as readers_of_task
from tasks.statuses import Part
from vietnamese.runs import Run, holds, runs_of, without
from vietnamese.text import clean


@dataclass(frozen=True)
class Head:
    """What all rows of a paper have of it; `fields` are those of the plan that its tasks name.

    `hidden` are the names to protect, as folded syllables: they never reach a row.
    """

    document: DocumentPage
    life: tuple[str, ...]
    audience: frozenset[str]
    fields: frozenset[str] = frozenset()
    hidden: tuple[Run, ...] = ()

    @staticmethod
    def of(document: DocumentPage, life: Iterable[tuple[date, Force]], fields: Iterable[str] = ()) -> Head:
        hidden = runs_of(document.protected_names)
        return Head(document, steps(life), readers_of(document), shown_fields(fields, hidden), hidden)

    def said(self, text: str) -> str:
        """The text as rows may have it."""
        return self.without_names(clean(text))

    def without_names(self, cleaned: str) -> str:
        return without(cleaned, self.hidden)

    def facets(self) -> dict[str, Any]:
        document = self.document
        return {
            "document_id": document.pk,
            "type": document.type_id,
            "issuer": document.issuer_id,
            "year": document.year or split_key(document.key)[2],
            "issued_on": document.issued_on,
            "serial": document.number,
            "life": self.life,
        }


def shown_fields(fields: Iterable[str], hidden: tuple[Run, ...]) -> frozenset[str]:
    """The fields that may be filters: none that says a name to protect."""
    return frozenset(field for field in fields if not holds(field, hidden))


def steps(life: Iterable[tuple[date, Force]]) -> tuple[str, ...]:
    """Statuses as rows keep them, in an order that is also that of the texts: 2012-03-05running."""
    return tuple(f"{day.isoformat()}{force.value}" for day, force in life)


def paper(head: Head, clauses: Sequence[Clause | Piece]) -> list[Draft]:
    """The row of a paper, under its number and names, and one row for each clause that says something."""
    fields = fields_of(clauses, head.fields)
    return [document(head, all_of(fields)), *_clauses(head, clauses, fields)]


def fields_of(clauses: Sequence[Clause | Piece], named: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By anchor the field of the plan a clause stands in: a heading that tasks of the paper name.

    A heading none of whose sentences gives a task (aims, the articles of a law) is no field; a name that the
    secretariat gave a task is no heading, and stays with those who may see the task.
    """
    wanted = set(named)
    if not wanted:
        return {}
    by_anchor = {clause.anchor: clause for clause in clauses}
    found = {anchor: clean(field_of(clause, by_anchor)) for anchor, clause in by_anchor.items()}
    return {anchor: (field,) for anchor, field in found.items() if field in wanted}


def all_of(fields: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Each field once, in the order of the text."""
    return tuple(dict.fromkeys(one for held in fields.values() for one in held))


def document(head: Head, fields: tuple[str, ...] = ()) -> Draft:
    page = head.document
    number, symbol, _year = split_key(page.key)
    names = (page.short_citation, page.issuer_name, page.signer, _short_name(page))
    return Draft(
        kind=Row.Kind.DOCUMENT.value,
        object_id=page.pk,
        anchor="",
        title=head.said(page.subject),
        text=head.said(" · ".join(filter(None, names))),
        audience=head.audience,
        number_key=page.key[:120],
        number=number[:20],
        symbol=symbol[:100],
        fields=fields,
        title_key=title_key(head.said(page.subject)),
        **head.facets(),
    )


def title_key(text: str) -> str:
    """The start of a title as suggestions compare it: folded syllables, one blank between."""
    return " ".join(syllables(text))[:120]


def block(head: Head, clauses: Clauses) -> Block:
    """The rows of clauses that were composed before; only of a paper that hides no name."""
    empty = Draft(
        kind=Row.Kind.CLAUSE.value,
        object_id=head.document.pk,
        anchor="",
        title="",
        text="",
        audience=head.audience,
        **head.facets(),
    )
    return Block(empty, clauses)


def _clauses(
    head: Head, clauses: Iterable[Clause | Piece], fields: Mapping[str, tuple[str, ...]]
) -> Iterator[Draft]:
    facets = head.facets()
    for clause in clauses:
        text = head.without_names(clause_text(clause.heading, clause.text))
        if not text:
            continue
        yield Draft(
            kind=Row.Kind.CLAUSE.value,
            object_id=head.document.pk,
            anchor=clause.anchor,
            title=clause.path or clause.label,
            text=text,
            audience=head.audience,
            fields=fields.get(clause.anchor, ()),
            **facets,
        )


def page(head: Head, held: FilePage) -> Draft:
    """The row of a page of an attached file; whoever reads the paper reads its files.

    But not where the paper has names to protect: a scan that was misread tells what no list knows.
    """
    return Draft(
        kind=Row.Kind.PAGE.value,
        object_id=head.document.pk,
        anchor=page_anchor(held.file_id, held.number),
        title="",
        text=head.said(held.text),
        audience=frozenset({LEADER}) if head.hidden and head.document.live else head.audience,
        **head.facets(),
    )


def page_anchor(file: int, number: int) -> str:
    return f"tep-{file}-trang-{number}"


def page_of(anchor: str) -> tuple[int, int]:
    """File and number out of the anchor of a page."""
    _, file, _, number = anchor.split("-")
    return int(file), int(number)


def task_row(task: Task, document: DocumentPage, parts: Sequence[Assignment], life: tuple[str, ...]) -> Draft:
    """The row of a task; of a restricted paper it tells neither type nor issuer nor year nor status."""
    task.document = document
    open_paper = document.circulation != Circulation.RESTRICTED
    head = Head(document, life, frozenset(), hidden=runs_of(document.protected_names))
    facets = head.facets() if open_paper else {"document_id": document.pk}
    return Draft(
        kind=Row.Kind.TASK.value,
        object_id=task.pk,
        anchor="",
        title=head.said(task.title),
        text=head.said("\n".join(dict.fromkeys(part for part in (task.title, task.quote) if part))),
        audience=readers_of_task(task),
        fields=tuple(shown_fields([clean(task.field)] if task.field else [], head.hidden)),
        leads=tuple(part.agency_id for part in parts if part.part == Part.LEAD),
        coordinates=tuple(part.agency_id for part in parts if part.part == Part.COORDINATE),
        **facets,
    )


def _short_name(document: DocumentPage) -> str:
    """The short name of the issuer, so that either finds the paper."""
    return document.issuer.short_name if document.issuer_id and document.issuer else ""
