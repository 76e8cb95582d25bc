"""What saving a paper needs to know about it, asked in one question instead of a dozen (adr/0032)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.db import connection
from wagtail.models.content_types import get_default_page_content_type

from documents.issued import OF_THE_PAGE

if TYPE_CHECKING:
    from documents.models import DocumentPage

#: Fields of which clauses, references and search rows are made; a save of others writes none of them.
DERIVING: Final = frozenset({"live", "text", "circulation"})


@dataclass(frozen=True)
class Known:
    """A paper as the database has it: its address, and which things there are that may belong to it."""

    lists: frozenset[str] = frozenset()
    slug: str = ""
    was_published: bool = False
    has_entry: bool = False
    has_aliases: bool = False
    has_steps: bool = False
    has_decisions: bool = False
    is_indexed: bool = False
    revisions: int = 0


#: What is edited with a paper, line by line: each list as the page names it, in the order it is asked for.
LISTS: Final = ("wagtail_admin_comments", "files", "readers", "relations")
_QUESTION: Final = """
SELECT ARRAY[EXISTS (SELECT FROM wagtailcore_comment WHERE page_id = %(pk)s),
             EXISTS (SELECT FROM documents_documentfile WHERE page_id = %(pk)s),
             EXISTS (SELECT FROM documents_documentreader WHERE page_id = %(pk)s),
             EXISTS (SELECT FROM documents_documentrelation WHERE page_id = %(pk)s)],
    slug, first_published_at IS NOT NULL,
    EXISTS (SELECT FROM documents_entry WHERE document_id = %(pk)s),
    EXISTS (SELECT FROM wagtailcore_page WHERE alias_of_id = %(pk)s),
    EXISTS (SELECT FROM wagtailcore_workflowstate
            WHERE base_content_type_id = %(kind)s AND object_id = %(text)s),
    EXISTS (SELECT FROM documents_citationdecision WHERE document_id = %(pk)s),
    EXISTS (SELECT FROM wagtailcore_referenceindex
            WHERE base_content_type_id = %(kind)s AND object_id = %(text)s),
    (SELECT count(*) FROM (SELECT FROM wagtailcore_revision
                           WHERE base_content_type_id = %(kind)s AND object_id = %(text)s LIMIT 2) AS two)
FROM wagtailcore_page WHERE id = %(pk)s
"""


def ask(pk: int) -> Known:
    """A paper that has no row yet has nothing of all this."""
    with connection.cursor() as cursor:
        kind = get_default_page_content_type().pk
        cursor.execute(_QUESTION, {"pk": pk, "text": str(pk), "kind": kind})
        row = cursor.fetchone()
    if row is None:
        return Known()
    lines, *told = row
    return Known(frozenset(name for name, there in zip(LISTS, lines, strict=True) if there), *told)


@contextmanager
def asked_once(paper: DocumentPage, known: Known | None = None) -> Iterator[Known]:
    """Ask, unless it is known; while this lasts, what is not there is not looked for.

    Wagtail looks for the lines of every list, for steps and for comments each time it makes a revision of a
    page, publishes or saves it.
    """
    if paper.known is not None:
        yield paper.known
        return
    paper.known = known = known or (Known() if paper.pk is None else ask(paper.pk))
    empty = [] if paper.pk is None else [name for name in LISTS if name not in {*known.lists, *held(paper)}]
    for name in empty:
        setattr(paper, name, [])
    if not known.has_steps:
        paper._current_workflow_states = []
    try:
        yield known
    finally:
        paper.known = None
        paper.__dict__.pop("_current_workflow_states", None)
        for name in empty:
            if not held(paper).get(name):
                held(paper).pop(name, None)


def held(paper: DocumentPage) -> dict[str, list[Any]]:
    """The lists that are kept in memory, to be written with the paper."""
    lists: dict[str, list[Any]] = paper.__dict__.get("_cluster_related_objects") or {}
    return lists


def with_lines(paper: DocumentPage, known: Known) -> frozenset[str]:
    """The lists in memory that have lines, or lose those they had."""
    return frozenset(name for name, lines in held(paper).items() if lines or name in known.lists)


def write(paper: DocumentPage, known: Known, save: Callable[..., Any], **kwargs: Any) -> Any:
    """Save the row and the lists that have lines, or had; the index of references follows once, if they do.

    Naming the fields spares Wagtail reading the whole row to see that the address is still the same.
    """
    from wagtail.signal_handlers import disable_reference_index_auto_update  # ready after the models
    from wagtail.tasks import update_reference_index_task

    given = kwargs.get("update_fields")
    lists = with_lines(paper, known)
    if not paper._state.adding:
        names = given if given is not None else [*_columns(paper, known), *lists]
        kwargs["update_fields"] = [name for name in names if name in lists or name not in LISTS]
    with disable_reference_index_auto_update():
        result = save(**kwargs)
    changed = lists | known.lists if given is None else lists & set(given)
    if changed or (given is None and known.is_indexed):
        meta = paper._meta
        update_reference_index_task.enqueue(meta.app_label, meta.model_name, str(paper.pk))
    return result


def _columns(paper: DocumentPage, known: Known) -> list[str]:
    there = paper.get_deferred_fields()
    return [
        field.name
        for field in paper._meta.concrete_fields
        if not field.primary_key
        and field.attname not in there
        and (field.name != "slug" or paper.slug != known.slug)
    ]


def said(paper: DocumentPage) -> tuple[Any, ...] | None:
    """What people fill in, and what decides whether they may: compared to see that nothing changed."""
    if paper.get_deferred_fields():
        return None
    return tuple(getattr(paper, name) for name in _filled_in())


@cache
def _filled_in() -> tuple[str, ...]:
    from documents.models import DocumentPage

    fields = (field for field in DocumentPage._meta.concrete_fields if field.editable)
    names = dict.fromkeys(field.attname for field in fields)
    return (*(name for name in names if name not in ("numchild", "first_published_at")), *OF_THE_PAGE)
