"""Elasticsearch follows the projection: what is in the outbox is sent to every index of ours.

Killed at any moment, nothing is lost: an entry stays until all indexes have its rows, and rows carry their
version, so that what is sent twice or late changes nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.db import connection
from elasticsearch import ApiError, TransportError
from elasticsearch.helpers import streaming_bulk

from search import outbox
from search.engines.elasticsearch.mapping import ROWS, action, key_of, removal, thing_of
from search.engines.elasticsearch.server import patient
from search.models import Index
from search.outbox import Entry

logger = logging.getLogger(__name__)

#: Papers and tasks taken at once; a paper has some ten rows.
TAKEN: Final = 50
#: Rows, and bytes, in one request.
BULK: Final = 500
BULK_BYTES: Final = 5_000_000
#: The server has something newer already: as good as done.
CONFLICT: Final = 409
NOT_FOUND: Final = 404

_OF_THINGS = f"""{ROWS}
WHERE (r.object_id = ANY(%s) AND r.kind IN ('document', 'clause', 'page'))
   OR (r.object_id = ANY(%s) AND r.kind = 'task')
"""


def catch_up(seconds: float = 10) -> int:
    """Send what is due, for so long at most; return how many papers and tasks every index has heard of.

    Raises what the client raises when the server is away; nothing is lost by that.
    """
    until = time.monotonic() + seconds
    heard = 0
    while taken := outbox.claim(TAKEN):
        heard += _deliver(taken)
        if time.monotonic() > until:
            break
    return heard


def _deliver(taken: list[Entry]) -> int:
    try:
        unheard = _send(taken)
    except (ApiError, TransportError):
        outbox.release(taken)
        raise
    heard = [entry for entry in taken if thing_of(entry.kind, entry.object_id) not in unheard]
    outbox.done(heard)
    for entry in taken:
        if error := unheard.get(thing_of(entry.kind, entry.object_id)):
            logger.error("Elasticsearch refused %s:%d: %s", entry.kind, entry.object_id, error)
            outbox.refused(entry, error)
    return len(heard)


def _send(entries: Sequence[Entry]) -> dict[str, str]:
    """Tell every index; return what was refused, and why, by thing."""
    rows = _rows(entries)
    # read after the entries were taken: an index made since then is built from rows that hold them
    indexes = list(Index.objects.values_list("name", flat=True))
    refused = bulk(line for index in indexes for line in _lines(entries, rows, index))
    if indexes and any(entry.narrowed for entry in entries):
        patient().indices.refresh(index=indexes)  # a lost right counts for questions asked from now on
    return refused


def _rows(entries: Sequence[Entry]) -> list[tuple[Any, ...]]:
    papers = [entry.object_id for entry in entries if entry.kind != "task"]
    tasks = [entry.object_id for entry in entries if entry.kind == "task"]
    with connection.cursor() as cursor:
        cursor.execute(_OF_THINGS, [papers, tasks])
        return cursor.fetchall()


def _lines(entries: Sequence[Entry], rows: Sequence[tuple[Any, ...]], index: str) -> Iterator[dict[str, Any]]:
    there = {key_of(kind, object_id, anchor) for kind, object_id, anchor, *_ in rows}
    for entry in entries:
        for key in entry.held:
            if key not in there:
                yield removal(key, entry.version, index)
    for row in rows:
        yield action(row, index)


def bulk(lines: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Send lines in requests of BULK; return the things of which a line was refused, with the reason."""
    refused: dict[str, str] = {}
    answers = streaming_bulk(
        patient(),
        lines,
        chunk_size=BULK,
        max_chunk_bytes=BULK_BYTES,
        raise_on_error=False,
        raise_on_exception=True,
        max_retries=0,
    )
    for fine, answer in answers:
        ((verb, told),) = answer.items()
        missing = verb == "delete" and told["status"] == NOT_FOUND and told.get("result") == "not_found"
        if not fine and told["status"] != CONFLICT and not missing:
            kind, object_id, _ = told["_id"].split(":", 2)
            error = told.get("error") or {}
            reason = error.get("type", "") if isinstance(error, dict) else str(error)
            refused[thing_of(kind, int(object_id))] = f"{told['status']} {reason}"
    return refused
