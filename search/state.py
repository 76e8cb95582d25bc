"""How search is doing: for the health address and the administrator's page."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from search.engines.either import BREAKER
from search.models import Index
from search.outbox import behind
from search.rebuilding import under_way


@dataclass(frozen=True)
class State:
    """`engine` is the one of the settings, `answers` the one that readers get now.

    `waiting` papers and tasks changed and the index has not heard of it, the oldest `lag` seconds ago;
    `refused` of them the server would not take. `building`: an index is filled beside the one that serves;
    `broken_off`: whoever filled one is gone, and the next builder removes what was left.
    """

    engine: str
    answers: str
    index: bool = True
    building: bool = False
    broken_off: bool = False
    waiting: int = 0
    refused: int = 0
    lag: int = 0


def state() -> State:
    """Looks at the database alone, so that it answers whatever the server does."""
    if settings.SEARCH_ENGINE != "either":
        return State(settings.SEARCH_ENGINE, settings.SEARCH_ENGINE)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE refused),"
            " coalesce(extract(epoch FROM clock_timestamp() - min(since))::bigint, 0) FROM search_outbox"
        )
        waiting, refused, lag = cursor.fetchone()
    indexes = set(Index.objects.values_list("serving", flat=True))
    index = True in indexes
    unfinished = False in indexes
    building = unfinished and under_way()
    answers = "postgresql" if not index or BREAKER.is_open() or behind() else "elasticsearch"
    return State(
        "elasticsearch", answers, index, building, unfinished and not building, waiting, refused, lag
    )
