"""The rows of a number that was given, in one statement: the counter of the series is locked meanwhile."""

from __future__ import annotations

from django.db import connection

from documents.models import DocumentPage, Entry

#: Sent together. The entry comes first: its trigger looks at the counter, those of the paper at nothing else.
_WRITE = """
WITH paper AS (
    UPDATE documents_documentpage
    SET number = %(number)s, suffix = %(suffix)s, symbol = %(symbol)s, printed = %(shown)s,
        key = %(key_of_paper)s, year = %(year)s, issued_on = %(issued_on)s, issuer_id = %(issuer)s
    WHERE page_ptr_id = %(paper)s
), page AS (
    UPDATE wagtailcore_page SET title = %(title)s, draft_title = %(title)s WHERE id = %(paper)s
)
INSERT INTO documents_entry
    (register_year_id, number, suffix, symbol, printed, key, "on", manner, why, idempotency_key, document_id,
     taken_by_id, taken_at, reason)
VALUES
    (%(counter)s, %(number)s, %(suffix)s, %(symbol)s, %(printed)s, %(key)s, %(on)s, %(manner)s, %(why)s,
     %(idempotency_key)s, %(paper)s, %(taken_by)s, statement_timestamp(), '')
RETURNING id, taken_at
"""


def write_entry(entry: Entry, paper: DocumentPage) -> None:
    """Write the entry and show it on the draft, whose values are those to be kept."""
    values = {
        "number": entry.number,
        "suffix": entry.suffix,
        "symbol": entry.symbol,
        "printed": entry.printed,
        "key": entry.key,
        "on": entry.on,
        "manner": entry.manner,
        "why": entry.why,
        "idempotency_key": entry.idempotency_key,
        "counter": entry.register_year_id,
        "taken_by": entry.taken_by_id,
        "paper": paper.pk,
        "shown": paper.printed,
        "key_of_paper": paper.key,
        "year": paper.year,
        "issued_on": paper.issued_on,
        "issuer": paper.issuer_id,
        "title": paper.title,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)
        entry.pk, entry.taken_at = cursor.fetchone()
    entry._state.adding, entry._state.db = False, connection.alias
