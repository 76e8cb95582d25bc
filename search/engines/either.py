"""Elasticsearch while it answers and knows what happened lately; PostgreSQL otherwise, and it says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from search import outbox
from search.engines import EngineAway, Plan, Results
from search.engines.breaker import Breaker
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.postgres import PostgresEngine

BREAKER: Final = Breaker("elasticsearch")


class EitherEngine:
    """Readers get an answer in any case, and never wait for a server that is away."""

    name = "either"

    def find(self, plan: Plan) -> Results:
        if not outbox.behind() and BREAKER.lets_pass():
            try:
                found = ElasticsearchEngine().find(plan)
            except EngineAway:
                BREAKER.failed()
            else:
                BREAKER.answered()
                return found
        return replace(PostgresEngine().find(plan), stood_in=True)
