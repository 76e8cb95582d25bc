"""The rows of a number that was given, log included, in one statement: the counter is locked meanwhile."""

from __future__ import annotations

import json

from django.db import connection
from wagtail.models import PageLogEntry

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
), log AS (
    INSERT INTO wagtailcore_pagelogentry
        (content_type_id, label, action, data, timestamp, uuid, user_id, content_changed, deleted, page_id)
    VALUES
        (%(content_type)s, %(label)s, %(action)s, %(data)s, statement_timestamp(), %(uuid)s, %(taken_by)s,
         false, false, %(paper)s)
)
INSERT INTO documents_entry
    (register_year_id, number, suffix, symbol, printed, key, "on", manner, why, idempotency_key, document_id,
     taken_by_id, taken_at, reason)
VALUES
    (%(counter)s, %(number)s, %(suffix)s, %(symbol)s, %(printed)s, %(key)s, %(on)s, %(manner)s, %(why)s,
     %(idempotency_key)s, %(paper)s, %(taken_by)s, statement_timestamp(), '')
RETURNING id, taken_at
"""


def write_entry(entry: Entry, paper: DocumentPage, line: PageLogEntry) -> None:
    """Write the entry with its line of the log, and show it on the draft, whose values are the right ones."""
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
        "content_type": line.content_type_id,
        "label": line.label,
        "action": line.action,
        "data": json.dumps(line.data),
        "uuid": line.uuid,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)
        entry.pk, entry.taken_at = cursor.fetchone()
    entry._state.adding, entry._state.db = False, connection.alias
