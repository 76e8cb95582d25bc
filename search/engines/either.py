"""Elasticsearch while it answers and knows what happened lately; PostgreSQL otherwise, and it says so."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Final

from search import outbox
from search.engines import EngineAway, Plan, Results
from search.engines.breaker import Breaker, Pass
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.postgres.engine import PostgresEngine

logger = logging.getLogger(__name__)

BREAKER: Final = Breaker("elasticsearch")


class EitherEngine:
    """Readers get an answer in any case, and never wait for a server that is away."""

    name = "either"

    def find(self, plan: Plan) -> Results:
        behind, withheld = outbox.behind_and_withheld()
        if not behind and (way := BREAKER.lets_pass()):
            try:
                found = ElasticsearchEngine().find(plan, withheld)
            except EngineAway as trouble:
                logger.warning("PostgreSQL answers in the place of Elasticsearch: %s", trouble)
                BREAKER.failed()
            else:
                if way is Pass.TRIAL:
                    BREAKER.answered()
                return found
        return replace(PostgresEngine().find(plan), stood_in=True)
