"""The log of questions: what was asked and what came of it, never by whom."""

from __future__ import annotations

import json
import time
from typing import Final

from django.db import connection

from search.asking import CHOSEN, Query

#: Nobody waits for the disk: a power cut may cost the questions of the last second.
_NOTE: Final = """
WITH careless AS (SELECT set_config('synchronous_commit', 'off', true))
INSERT INTO search_question (asked_at, text, filters, hits, opened, milliseconds)
SELECT clock_timestamp(), %s, %s::jsonb, %s, %s, %s FROM careless RETURNING id
"""


def note(query: Query, hits: int, begun: float, *, opened: bool = False) -> int | None:
    """Log a question at its first page, and give its key; `begun` is a reading of the monotonic clock."""
    if query.page > 1:
        return None
    filters = {name: list(held) for name in CHOSEN if (held := getattr(query, name))}
    filters |= {name: day.isoformat() for name in ("since", "until") if (day := getattr(query, name))}
    milliseconds = int((time.monotonic() - begun) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [query.text or query.number, json.dumps(filters), hits, opened, milliseconds])
        return int(cursor.fetchone()[0])
