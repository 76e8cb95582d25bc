"""Full text on plain PostgreSQL: BM25 over tsvectors we build ourselves, in one statement per page.

PostgreSQL finds (GIN), we rank: ts_rank knows no rarity. Its own parser never sees a text, so it cannot cut a
symbol at Đ or take "an" of "công an" for an English stop word. What would be slow is bounded: at most
COUNTED rows are counted and SCORED rows are ranked, those with the words side by side and the titles first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from django.db import connection

from search.engines import K1 as K
from search.engines import TITLE_WEIGHT, B, Group, Hit, Part, Plan, Results, Sort
from search.models import Term

#: Rows counted for totals and facets; beyond it the page says "more than".
COUNTED: Final = 5_000
#: Rows ranked of one kind of candidates.
SCORED: Final = 150
#: Rows a long question may look at; its rarest terms are taken until their counts add up to this.
CANDIDATES: Final = 300

#: The rows of papers themselves, named by kind so that their own smaller index is used.
TITLES: Final = "kind = 'document'"

_FACETS: Final = {"type": "types", "issuer": "issuers", "year": "years"}

_RANKED = """
scored AS MATERIALIZED (
    SELECT r.id, r.document_id, r.kind, r.object_id, r.anchor,
           {exact} AS exact,
           sum(asked.idf * times * {k1} / (times + {k} * (1 - {b} + {b} * r.length / %(average)s))) AS score
    FROM best
    JOIN search_row r USING (id)
    CROSS JOIN LATERAL (SELECT lexeme, positions[1]::float8 AS times FROM unnest(r.terms)) AS held
    JOIN unnest(%(terms)s::text[], %(idfs)s::float8[], %(typed)s::bool[]) AS asked(term, idf, typed)
      ON asked.term = held.lexeme
    GROUP BY r.id
    {having}
)"""

_BY_RELEVANCE = """
SELECT groups.document_id
FROM (SELECT document_id, max(issued_on) AS issued_on FROM matched GROUP BY document_id) AS groups
LEFT JOIN (
    SELECT document_id, bool_or(exact) AS exact,
           max(score) + %(title_weight)s * coalesce(max(score) FILTER (WHERE kind = 'document'), 0) AS score
    FROM scored GROUP BY document_id
) AS ranked USING (document_id)
ORDER BY ranked.exact DESC NULLS LAST, ranked.score DESC NULLS LAST,
         groups.issued_on DESC NULLS LAST, groups.document_id DESC
OFFSET %(offset)s LIMIT %(limit)s"""

_BY_DAY = """
SELECT document_id FROM matched GROUP BY document_id
ORDER BY max(issued_on) DESC NULLS LAST, document_id DESC
OFFSET %(offset)s LIMIT %(limit)s"""

_HITS = """
SELECT row_to_json(shown) FROM (
    SELECT * FROM (
        SELECT m.id, m.document_id, m.kind, m.object_id, m.anchor,
               row_number() OVER (
                   PARTITION BY m.document_id
                   ORDER BY s.exact DESC NULLS LAST, s.score DESC NULLS LAST, m.id
               ) AS place
        FROM matched m LEFT JOIN scored s USING (id)
        WHERE m.document_id IN (SELECT document_id FROM page)
    ) AS placed
    WHERE place <= %(hits)s
) AS shown"""


class PostgresEngine:
    """The engine that is always there: it reads the projection itself."""

    name = "postgresql"

    def find(self, plan: Plan) -> Results:
        rarity = _rarity(plan)
        statement = _Statement(plan, rarity)
        found = statement.run()
        if not plan.with_facets:
            return found
        facets = dict(found.facets)
        for facet, chosen in _FACETS.items():
            if getattr(plan, chosen):
                without: dict[str, Any] = {chosen: (), "offset": 0, "limit": 0}
                wider = replace(plan, **without)
                facets[facet] = _Statement(wider, rarity).run().facets[facet]
        return replace(found, facets=facets)


@dataclass(frozen=True)
class _Rarity:
    """The weight of each term of a question, in how many rows it stands, how long a row is on average."""

    idfs: dict[str, float]
    counts: dict[str, int]
    average: float


def _rarity(plan: Plan) -> _Rarity:
    wanted = [*dict.fromkeys((*plan.terms, *plan.pairs))]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term, n FROM search_term WHERE term = ANY(%s)", [[*wanted, Term.ROWS, Term.LENGTH]]
        )
        counts: dict[str, int] = dict(cursor.fetchall())
    rows = max(counts.get(Term.ROWS, 0), 1)
    idfs = {}
    for term in wanted:
        n = min(max(counts.get(term, 0), 0), rows)
        idfs[term] = math.log(1 + (rows - n + 0.5) / (n + 0.5))
    return _Rarity(idfs, counts, max(counts.get(Term.LENGTH, 0) / rows, 1.0))


class _Statement:
    """One plan as SQL."""

    def __init__(self, plan: Plan, rarity: _Rarity) -> None:
        self.plan = plan
        self.rarity = rarity
        self.values: dict[str, Any] = {
            "keys": sorted(plan.keys),
            "types": list(plan.types),
            "issuers": list(plan.issuers),
            "years": list(plan.years),
            "marked": " & ".join(f"'{token}'" for token in plan.marked),
            "terms": list(self.rarity.idfs),
            "idfs": list(self.rarity.idfs.values()),
            "typed": [term in plan.typed for term in self.rarity.idfs],
            "average": self.rarity.average,
            "title_weight": TITLE_WEIGHT,
            "offset": plan.offset,
            "limit": plan.limit,
            "hits": plan.hits_per_group,
            "most": plan.most,
        }

    def run(self) -> Results:
        with connection.cursor() as cursor:
            cursor.execute(self.sql(), self.values)
            page, hits, total, counted, facets = cursor.fetchone()
        held: dict[int, list[tuple[int, Hit]]] = {}
        for hit in hits or []:
            shown = Hit(hit["id"], hit["kind"], hit["object_id"], hit["anchor"])
            held.setdefault(hit["document_id"], []).append((hit["place"], shown))
        groups = (Group(pk, tuple(hit for _, hit in sorted(held[pk], key=_place))) for pk in page or [])
        named = {
            facet: {int(value): n for value, n in (facets.get(facet) or {}).items()} for facet in _FACETS
        }
        return Results(tuple(groups), total, counted > COUNTED, named)

    def sql(self) -> str:
        """The statement: what matches, what of it is ranked, the page, its hits, the facets."""
        plan = self.plan
        if plan.most:
            any_of = " | ".join(f"'{term}'" for term in self._rarest())
            self.values["rule"] = " & ".join(filter(None, [_all(plan.parts), f"({any_of})"]))
            having = "HAVING count(*) FILTER (WHERE asked.typed) >= %(most)s"
            best = f"best AS MATERIALIZED ({self._rows('id', CANDIDATES)})"
            matched = (
                "matched AS MATERIALIZED (SELECT r.id, r.document_id, r.kind, r.object_id, r.anchor, r.type,"
                " r.issuer, r.year, r.issued_on FROM scored JOIN search_row r USING (id))"
            )
            steps = [best, self._ranked(having), matched]
        else:
            self.values["rule"] = _all(plan.parts)
            columns = "id, document_id, kind, object_id, anchor, type, issuer, year, issued_on"
            matched = f"matched AS MATERIALIZED ({self._rows(columns, COUNTED + 1)})"
            steps = [matched, f"best AS MATERIALIZED ({self._best()})", self._ranked()]
        page = _BY_DAY if plan.sort == Sort.NEWEST else _BY_RELEVANCE
        steps += [f"page AS MATERIALIZED ({page})", self._groups()]
        facets = ", ".join(
            f"'{facet}', (SELECT json_object_agg({facet}, n) FROM"
            f" (SELECT {facet}, count(*) AS n FROM groups WHERE {facet} IS NOT NULL GROUP BY 1) AS counted)"
            for facet in _FACETS
        )
        return (
            f"WITH {', '.join(steps)} SELECT (SELECT json_agg(document_id) FROM page),"
            f" (SELECT json_agg(hit) FROM ({_HITS}) AS hits(hit)), (SELECT count(*) FROM groups),"
            f" (SELECT count(*) FROM matched), json_build_object({facets})"
        )

    def _rows(self, columns: str, limit: int, *conditions: str) -> str:
        asked = ["audience && %(keys)s::varchar[]", *conditions]
        if self.values["rule"]:
            asked.append("terms @@ %(rule)s::tsquery")
        else:
            asked.append(TITLES)  # no words: a list of papers
        for facet, chosen in _FACETS.items():
            if getattr(self.plan, chosen):
                asked.append(f"{facet} = ANY(%({chosen})s)")
        order = ""
        if not self.values["rule"] or self.plan.sort == Sort.NEWEST:
            order = "ORDER BY issued_on DESC NULLS LAST, document_id DESC"
        return f"SELECT {columns} FROM search_row WHERE {' AND '.join(asked)} {order} LIMIT {limit}"

    def _best(self) -> str:
        """What is ranked: all that matched if that is little; else titles, words side by side, a few."""
        if not self.values["rule"]:
            return "SELECT id FROM matched WHERE false"
        crowded = f"(SELECT count(*) FROM matched) > {2 * SCORED}"
        tiers = [f"(SELECT id FROM matched LIMIT {2 * SCORED})"]
        tiers.append(f"({self._rows('id', SCORED, crowded, TITLES)})")
        side_by_side = [pair for pair in self.plan.pairs if pair in self.rarity.idfs]
        if side_by_side:
            self.values["phrase"] = " & ".join(f"'{pair}'" for pair in side_by_side)
            tiers.append(f"({self._rows('id', SCORED, crowded, 'terms @@ %(phrase)s::tsquery')})")
        if self.plan.marked:
            tiers.append(f"({self._rows('id', SCORED, crowded, 'exact @@ %(marked)s::tsquery')})")
        return " UNION ".join(tiers)

    def _ranked(self, having: str = "") -> str:
        exact = "bool_or(r.exact @@ %(marked)s::tsquery)" if self.plan.marked else "false"
        return _RANKED.format(exact=exact, k=K, k1=K + 1, b=B, having=having)

    def _groups(self) -> str:
        return (
            "groups AS MATERIALIZED (SELECT document_id, max(type) AS type, max(issuer) AS issuer,"
            " max(year) AS year FROM matched GROUP BY document_id)"
        )

    def _rarest(self) -> list[str]:
        """Terms one of which a row must have to have `most` of them: all but the commonest most − 1.

        Of these the rarest until their counts add up, since only so many rows are looked at.
        """
        terms = sorted(dict.fromkeys(self.plan.typed), key=lambda term: -self.rarity.idfs[term])
        taken: list[str] = []
        rows = 0.0
        for term in terms[: len(terms) - self.plan.most + 1]:
            rows += self.rarity.counts.get(term, 0)
            if taken and rows > CANDIDATES:
                break
            taken.append(term)
        return taken


def _all(parts: Sequence[Part]) -> str:
    """Every part, by any of its alternatives."""
    return " & ".join(f"({' | '.join(_run(run) for run in part.alternatives)})" for part in parts)


def _run(syllables: Sequence[str]) -> str:
    """Syllables side by side: all their pairs."""
    if len(syllables) == 1:
        return f"'{syllables[0]}'"
    pairs = [f"'{first}_{second}'" for first, second in pairwise(syllables)]
    return f"({' & '.join(pairs)})"


def _place(pair: tuple[int, Hit]) -> int:
    return pair[0]
