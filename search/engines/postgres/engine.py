"""Full text on plain PostgreSQL: BM25 over tsvectors we build ourselves, in one statement per page.

PostgreSQL finds (GIN), we rank: ts_rank knows no rarity. Its own parser never sees a text, so it cannot cut a
symbol at Đ or take "an" of "công an" for an English stop word.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from search.engines import FACETS, Plan, Results
from search.engines.postgres.statement import NAME, Rarity, Statement
from search.engines.rarest import counts_of
from search.models import Term


class PostgresEngine:
    """The engine that is always there: it reads the projection itself."""

    name = NAME

    def find(self, plan: Plan) -> Results:
        rarity = _rarity(plan)
        statement = Statement(plan, rarity)
        found = statement.run()
        if not plan.with_facets:
            return found
        facets = dict(found.facets)
        for facet, chosen in FACETS.items():
            if getattr(plan, chosen):
                without: dict[str, Any] = {chosen: (), "offset": 0, "limit": 0}
                wider = replace(plan, **without)
                facets[facet] = Statement(wider, rarity).run().facets[facet]
        return replace(found, facets=facets)


def _rarity(plan: Plan) -> Rarity:
    wanted = [*dict.fromkeys((*plan.terms, *plan.pairs))]
    counts = counts_of([*wanted, Term.ROWS, Term.LENGTH])
    rows = max(counts.get(Term.ROWS, 0), 1)
    idfs = {}
    for term in wanted:
        n = min(max(counts.get(term, 0), 0), rows)
        idfs[term] = math.log(1 + (rows - n + 0.5) / (n + 0.5))
    return Rarity(idfs, counts, max(counts.get(Term.LENGTH, 0) / rows, 1.0))
