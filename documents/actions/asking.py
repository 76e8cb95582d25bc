"""What is asked of a paper that is to get a number, in two statements written out by hand.

The paper is locked first; what hangs on others is asked afterwards, so that whoever waited for the lock sees
what was done meanwhile. Composing these questions anew for every number took longer than all its answers.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from django.db import connection

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
_OF_TYPE: Final = ("id", "name", "family", "abbreviation")
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
    names, statement = _lock()
    with connection.cursor() as cursor:
        cursor.execute(statement, [pk])
        row = cursor.fetchone()
    if row is None:
        return None
    paper: DocumentPage = DocumentPage.from_db(connection.alias, names, row[: len(names)])
    paper.type = DocumentType.from_db(connection.alias, _OF_TYPE, row[len(names) : -1])
    paper.held = row[-1]
    return paper


def others(paper: DocumentPage) -> Others:
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, {"paper": paper.pk, "above": above(paper), "kinds": step_kinds()})
        return Others(*cursor.fetchone())


@cache
def _lock() -> tuple[list[str], str]:
    """The names of what is read in the order of the model, and the statement."""
    wanted = {*_SHOWN, *_OF_PAGE}
    fields = [field for field in DocumentPage._meta.concrete_fields if field.attname in wanted]
    columns = [f'{field.model._meta.db_table}."{field.column}"' for field in fields]
    columns += [f'type."{name}"' for name in _OF_TYPE]
    table = DocumentPage._meta.db_table
    statement = f"""
    SELECT {", ".join(columns)}, documents_is_frozen({table}.page_ptr_id)
    FROM {table}
    JOIN wagtailcore_page ON wagtailcore_page.id = {table}.page_ptr_id
    JOIN {DocumentType._meta.db_table} AS type ON type.id = {table}.type_id
    WHERE {table}.page_ptr_id = %s FOR UPDATE OF {table}
    """  # noqa: S608  names of our own tables
    return [field.attname for field in fields], statement
