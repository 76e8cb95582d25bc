"""Full text on plain PostgreSQL: BM25 over tsvectors we build ourselves, in one statement per page.

PostgreSQL finds (GIN), we rank: ts_rank knows no rarity. Its own parser never sees a text, so it cannot cut a
symbol at Đ or take "an" of "công an" for an English stop word. What would be slow is bounded: at most
COUNTED rows are counted and SCORED rows are ranked, those with the words side by side and the titles first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from documents.statuses import OVER
from search.engines import (
    FACETS,
    PAIR_WEIGHT,
    TITLE_WEIGHT,
    B,
    Group,
    Hit,
    Part,
    Phrase,
    Plan,
    Results,
    Sort,
    Value,
)
from search.engines import K1 as K
from search.engines.rarest import counts_of, rarest
from search.models import Term
from search.text import marked
from vietnamese.text import run_pattern

#: Rows counted for totals and facets; beyond it the page says "more than".
COUNTED: Final = 5_000
#: Rows ranked of one kind of candidates.
SCORED: Final = 150
#: Rows a long question may look at; its rarest terms are taken until their counts add up to this.
CANDIDATES: Final = 300

#: What is searched of a row, as writing.indexed has it.
_INDEXED: Final = "CASE kind WHEN 'document' THEN title || E'\\n' || text ELSE text END"
#: The rows of papers themselves, named by kind so that their own smaller index is used.
TITLES: Final = "kind = 'document'"

#: Filters of a plan by the column they narrow. That of the status is worked out from the row's life.
_COLUMNS: Final = {"type": "types", "issuer": "issuers", "year": "years"}
#: Columns that hold several values, with their type.
_LISTS: Final = {"fields": "varchar", "leads": "bigint", "coordinates": "bigint"}
#: The status of a row on the day before the one given: the last step that begins before it.
_FORCE: Final = (
    """(SELECT substr(max(step COLLATE "C"), 11) FROM unnest({life}) AS step"""
    """ WHERE step COLLATE "C" < %(day_after)s)"""
)
_CARRIED: Final = (
    "id, document_id, kind, object_id, anchor, type, issuer, year, issued_on, serial, life, fields, leads,"
    " coordinates"
)
_GROUPS: Final = f"""
groups AS MATERIALIZED (
    SELECT *, {_FORCE.format(life="life")} AS force
    FROM (
        SELECT document_id, max(type) AS type, max(issuer) AS issuer, max(year) AS year,
               max(issued_on) AS issued_on, max(serial) AS serial, max(life) AS life
        FROM matched GROUP BY document_id
    ) AS whole
)"""
#: For each facet its values and in how many papers they stand.
_COUNTED: Final = {
    **{
        facet: f"SELECT {facet}, count(*) FROM groups WHERE {facet} IS NOT NULL GROUP BY 1"
        for facet in ("type", "issuer", "year", "force")
    },
    "field": "SELECT one, count(DISTINCT document_id) FROM matched, unnest(fields) AS one GROUP BY 1",
    "lead": "SELECT one, count(DISTINCT document_id) FROM matched, unnest(leads) AS one GROUP BY 1",
    "coordinate": (
        "SELECT one, count(DISTINCT document_id) FROM matched, unnest(coordinates) AS one GROUP BY 1"
    ),
}

_RANKED = """
scored AS MATERIALIZED (
    SELECT r.id, r.document_id, r.kind, r.object_id, r.anchor,
           {exact} AS exact,
           sum(CASE WHEN asked.aside AND r.kind <> 'document' THEN 0 ELSE asked.idf END
               * times * {k1} / (times + {k} * (1 - {b} + {b} * r.length / %(average)s))) AS score
    FROM best
    JOIN search_row r USING (id)
    CROSS JOIN LATERAL (SELECT lexeme, positions[1]::float8 AS times FROM unnest(r.terms)) AS held
    JOIN unnest(%(terms)s::text[], %(idfs)s::float8[], %(typed)s::bool[], %(aside)s::bool[])
         AS asked(term, idf, typed, aside)
      ON asked.term = held.lexeme
    GROUP BY r.id
    {having}
)"""

_BY_RELEVANCE = """
SELECT groups.document_id
FROM groups
LEFT JOIN (
    SELECT document_id, bool_or(exact) AS exact,
           max(score) + %(title_weight)s * coalesce(max(score) FILTER (WHERE kind = 'document'), 0) AS score
    FROM scored GROUP BY document_id
) AS ranked USING (document_id)
ORDER BY ranked.exact DESC NULLS LAST, coalesce(groups.force = ANY(%(over)s), false),
         ranked.score DESC NULLS LAST, groups.issued_on DESC NULLS LAST, groups.document_id DESC
OFFSET %(offset)s LIMIT %(limit)s"""

#: Orders that know no words; the column that follows makes them whole. Also the order in which rows are
#: taken when there are more than are counted.
_ORDERS: Final = {
    Sort.NEWEST: "issued_on DESC NULLS LAST, document_id DESC",
    Sort.OLDEST: "issued_on ASC NULLS LAST, document_id ASC",
    Sort.NUMBER: "serial ASC NULLS LAST, issued_on DESC NULLS LAST, document_id DESC",
}

_HITS = """
SELECT row_to_json(shown) FROM (
    SELECT placed.*, r.title, r.text FROM (
        SELECT m.id, m.document_id, m.kind, m.object_id, m.anchor,
               row_number() OVER (
                   PARTITION BY m.document_id
                   ORDER BY s.exact DESC NULLS LAST, s.score DESC NULLS LAST, m.id
               ) AS place
        FROM matched m LEFT JOIN scored s USING (id)
        WHERE m.document_id IN (SELECT document_id FROM page)
    ) AS placed
    JOIN search_row r USING (id)
    WHERE place <= %(hits)s
) AS shown"""


#: What is shown of a hit.
_SHOWN: Final = ("kind", "object_id", "anchor", "title", "text")


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
        for facet, chosen in FACETS.items():
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
    counts = counts_of([*wanted, Term.ROWS, Term.LENGTH])
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
        #: Rows with most of the words may be among those that were not looked at.
        self.cut = False
        self.values: dict[str, Any] = {
            "keys": sorted(plan.keys),
            **{
                name: list(getattr(plan, name) or ())
                for name in (*FACETS.values(), "kinds", "among", "without")
            },
            "since": plan.since,
            "until": plan.until,
            "day_after": ((plan.at or timezone.localdate()) + timedelta(days=1)).isoformat(),
            "over": [force.value for force in OVER],
            "phrases": [run_pattern(one.syllables, marked=one.marked) for one in plan.phrases],
            "marks": " & ".join(f"'{token}'" for token in _marks(plan.phrases)),
            "marked": " & ".join(f"'{token}'" for token in plan.marked),
            "terms": list(self.rarity.idfs),
            "idfs": [idf * (PAIR_WEIGHT if "_" in term else 1) for term, idf in self.rarity.idfs.items()],
            "aside": [term in plan.aside for term in self.rarity.idfs],
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
            page, hits, total, counted, looked_at, facets = cursor.fetchone()
        held: dict[int, list[tuple[int, Hit]]] = {}
        for hit in hits or []:
            shown = Hit(*(hit[part] for part in _SHOWN))
            held.setdefault(hit["document_id"], []).append((hit["place"], shown))
        groups = (Group(pk, tuple(hit for _, hit in sorted(held[pk], key=_place))) for pk in page or [])
        named = {facet: {_value(value): n for value, n in pairs or []} for facet, pairs in facets.items()}
        more = counted > COUNTED or bool(self.plan.most and (self.cut or looked_at >= CANDIDATES))
        return Results(tuple(groups), total, more, named, PostgresEngine.name)

    def sql(self) -> str:
        """The statement: what matches, what of it is ranked, the page, its hits, the facets."""
        plan = self.plan
        if plan.most:
            taken, self.cut = rarest(plan, self.rarity.counts, CANDIDATES)
            any_of = " | ".join(f"'{term}'" for term in taken)
            self.values["rule"] = " & ".join(filter(None, [_all(plan.parts), f"({any_of})"]))
            having = "HAVING count(*) FILTER (WHERE asked.typed) >= %(most)s"
            best = f"best AS MATERIALIZED ({self._rows('id', CANDIDATES)})"
            carried = ", ".join(f"r.{column}" for column in _CARRIED.split(", "))
            matched = f"matched AS MATERIALIZED (SELECT {carried} FROM scored JOIN search_row r USING (id))"
            steps = [best, self._ranked(having), matched]
        else:
            self.values["rule"] = _all(plan.parts)
            matched = f"matched AS MATERIALIZED ({self._rows(_CARRIED, COUNTED + 1)})"
            steps = [matched, f"best AS MATERIALIZED ({self._best()})", self._ranked()]
        steps += [_GROUPS, f"page AS MATERIALIZED ({self._page()})"]
        facets = ", ".join(
            f"'{facet}', (SELECT json_agg(json_build_array(value, n)) FROM ({counted}) AS counted(value, n))"
            for facet, counted in (_COUNTED.items() if plan.with_facets else ())
        )
        return (
            f"WITH {', '.join(steps)} SELECT (SELECT json_agg(document_id) FROM page),"
            f" (SELECT json_agg(hit) FROM ({_HITS}) AS hits(hit)), (SELECT count(*) FROM groups),"
            f" (SELECT count(*) FROM matched), (SELECT count(*) FROM best), json_build_object({facets})"
        )

    def _page(self) -> str:
        """The papers of the page in their order; without words what is nearest is what is newest."""
        if self.plan.sort == Sort.RELEVANCE and self.values["rule"]:
            return _BY_RELEVANCE
        order = _ORDERS.get(self.plan.sort, _ORDERS[Sort.NEWEST])
        return f"SELECT document_id FROM groups ORDER BY {order} OFFSET %(offset)s LIMIT %(limit)s"

    def _rows(self, columns: str, limit: int, *conditions: str) -> str:
        asked = ["audience && %(keys)s::varchar[]", *conditions, *self._narrowed()]
        if self.values["rule"]:
            asked.append("terms @@ %(rule)s::tsquery")
        elif not (self.plan.kinds or self.plan.fields or self.plan.leads or self.plan.coordinates):
            asked.append(TITLES)  # no words: a list of papers
        if self.values["marks"]:
            asked.append("exact @@ %(marks)s::tsquery")
        if self.values["phrases"]:
            asked.append(f"{_INDEXED} ~ ALL(%(phrases)s)")
        order = ""
        if not self.values["rule"] or self.plan.sort != Sort.RELEVANCE:
            order = f"ORDER BY {_ORDERS.get(self.plan.sort, _ORDERS[Sort.NEWEST])}"
        return f"SELECT {columns} FROM search_row WHERE {' AND '.join(asked)} {order} LIMIT {limit}"

    def _narrowed(self) -> Iterator[str]:
        """The filters of the plan as conditions."""
        plan = self.plan
        for column, chosen in _COLUMNS.items():
            if getattr(plan, chosen):
                yield f"{column} = ANY(%({chosen})s)"
        for column, kind in _LISTS.items():
            if getattr(plan, column):
                yield f"{column} && %({column})s::{kind}[]"
        if plan.forces:
            yield f"{_FORCE.format(life='life')} = ANY(%(forces)s)"
        if plan.since:
            yield "issued_on >= %(since)s"
        if plan.until:
            yield "issued_on <= %(until)s"
        if plan.kinds:
            yield "kind = ANY(%(kinds)s)"
        if plan.among is not None:
            yield "document_id = ANY(%(among)s::bigint[])"
        if plan.without:
            yield "document_id <> ALL(%(without)s)"

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


def _all(parts: Sequence[Part]) -> str:
    """Every part, by any of its alternatives."""
    return " & ".join(f"({' | '.join(_run(run) for run in part.alternatives)})" for part in parts)


def _run(syllables: Sequence[str]) -> str:
    """Syllables side by side: all their pairs."""
    if len(syllables) == 1:
        return f"'{syllables[0]}'"
    pairs = [f"'{first}_{second}'" for first, second in pairwise(syllables)]
    return f"({' & '.join(pairs)})"


def _marks(phrases: Sequence[Phrase]) -> list[str]:
    """The syllables of quotations that carry a mark, as they stand in `exact`."""
    return sorted({token for phrase in phrases for token in marked(" ".join(phrase.syllables))})


def _value(value: Any) -> Value:
    return value if isinstance(value, int) else str(value)


def _place(pair: tuple[int, Hit]) -> int:
    return pair[0]
