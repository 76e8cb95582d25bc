"""The log of questions: what was asked and what came of it, never by whom."""

from __future__ import annotations

import time

from search.asking import CHOSEN, Query
from search.models import Question


def note(query: Query, hits: int, begun: float, *, opened: bool = False) -> Question | None:
    """Log a question at its first page; `begun` is a reading of the monotonic clock."""
    if query.page > 1:
        return None
    return Question.objects.create(
        text=query.text or query.number,
        filters={name: list(held) for name in CHOSEN if (held := getattr(query, name))},
        hits=hits,
        opened=opened,
        milliseconds=int((time.monotonic() - begun) * 1000),
    )
