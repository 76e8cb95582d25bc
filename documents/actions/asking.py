"""What is asked of a paper that is to get a number, in two statements written out by hand.

The paper is locked first; what hangs on others is asked afterwards, so that whoever waited for the lock sees
what was done meanwhile. Composing these questions anew for every number took longer than all its answers.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Model

from documents.models import DocumentPage, DocumentType
from documents.outgoing.stands import above, step_kinds

#: What a paper shows of its entry.
_SHOWN: Final = ("number", "suffix", "symbol", "printed", "key", "year", "issued_on", "issuer_id")
#: What else is read of it while the number is given.
_OF_PAGE: Final = (
    "id",
    "page_ptr_id",
    "type_id",
    "live",
    "title",
    "draft_title",
    "slug",
    "content_type_id",
    "subject",
    "protected_names",
    "path",
    "latest_revision_id",
    "issued_at",
    "disposed_on",
)
_OF_TYPE: Final = ("id", "name", "abbreviation", "family")
_OTHERS = """
SELECT EXISTS (SELECT FROM documents_entry WHERE document_id = %(paper)s),
       EXISTS (SELECT FROM documents_documentrelation WHERE page_id = %(paper)s),
       EXISTS (SELECT FROM documents_ways(%(above)s, %(kinds)s))
"""


class Others(NamedTuple):
    """Whether the paper has a number, stands in relations of its own, and goes through steps first."""

    numbered: bool
    related: bool
    goes_a_way: bool


def locked(pk: int) -> DocumentPage | None:
    """The paper with its type, its row locked; `held` says whether it is frozen."""
    of_page, of_type, statement = _lock()
    with connection.cursor() as cursor:
        cursor.execute(statement, [pk])
        row = cursor.fetchone()
    if row is None:
        return None
    paper: DocumentPage = DocumentPage.from_db(connection.alias, of_page, row[: len(of_page)])
    paper.type = DocumentType.from_db(connection.alias, of_type, row[len(of_page) : -1])
    paper.held = row[-1]
    return paper


def others(paper: DocumentPage) -> Others:
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, {"paper": paper.pk, "above": above(paper), "kinds": step_kinds()})
        return Others(*cursor.fetchone())


@cache
def _lock() -> tuple[list[str], list[str], str]:
    """The names of what is read of page and type, and the statement."""
    of_page, of_type = _fields(DocumentPage, {*_SHOWN, *_OF_PAGE}), _fields(DocumentType, {*_OF_TYPE})
    columns = [f'{field.model._meta.db_table}."{field.column}"' for field in (*of_page, *of_type)]
    table, types = DocumentPage._meta.db_table, DocumentType._meta.db_table
    statement = f"""
    SELECT {", ".join(columns)}, documents_is_frozen({table}.page_ptr_id)
    FROM {table}
    JOIN wagtailcore_page ON wagtailcore_page.id = {table}.page_ptr_id
    JOIN {types} ON {types}.id = {table}.type_id
    WHERE {table}.page_ptr_id = %s FOR UPDATE OF {table}
    """  # noqa: S608  names of our own tables
    return [field.attname for field in of_page], [field.attname for field in of_type], statement


def _fields(model: type[Model], wanted: set[str]) -> list[Any]:
    """In the order of the model, in which rows become objects."""
    return [field for field in model._meta.concrete_fields if field.attname in wanted]
