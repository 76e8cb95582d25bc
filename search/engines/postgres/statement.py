"""One plan as SQL. What would be slow is bounded.

At most COUNTED rows are counted, of very common words SAMPLED from the whole register, and SCORED rows are
ranked, those with the words side by side and the titles first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
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
from search.engines.postgres import sql
from search.engines.rarest import most_rows, rarest
from search.models import ONE_IN
from search.text import marked, pairs
from vietnamese.text import run_pattern

#: The name of the engine in its answers.
NAME: Final = "postgresql"
#: Rows counted for totals and facets; beyond it the page says "more than".
COUNTED: Final = 5_000
#: The same when the words are so common that even one row in so many, which have an index of their own,
#: are enough: reading where a word stands takes the longer the oftener it does.
SAMPLED: Final = 2_000
SAMPLE: Final = f"mod(id, {ONE_IN}) = 0"
#: Rows ranked of one kind of candidates.
SCORED: Final = 150
#: Rows looked at of a paper that is shown, when there were too many to look at all.
HELD: Final = 40
#: Papers asked one after the other: so many, and so many more for each that is wanted.
FURTHEST: Final = 1_000
WALKED: Final = 20
#: Rows a long question may look at; its rarest terms are taken until their counts add up to this. So many
#: are looked at if they are then surely all that can answer, and the total is exact.
CANDIDATES: Final = 300
ALL_OF: Final = 1_000

#: What is shown of a hit.
_SHOWN: Final = ("kind", "object_id", "anchor", "title", "text")


@dataclass(frozen=True)
class Rarity:
    """The weight of each term of a question, in how many rows it stands, how long a row is on average."""

    idfs: dict[str, float]
    counts: dict[str, int]
    average: float


class Statement:
    """One plan as SQL."""

    def __init__(self, plan: Plan, rarity: Rarity) -> None:
        self.plan = plan
        self.rarity = rarity
        #: Rows with most of the words may be among those that were not looked at.
        self.cut = False
        #: So common words that a sample of their rows is counted.
        self.common = bool(plan.parts) and most_rows(plan, rarity.counts) >= SAMPLED * ONE_IN
        #: In the order of their days or numbers papers are then asked one after the other.
        self.walks = self.common and plan.sort != Sort.RELEVANCE
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
        found = self._answered()
        if self.walks and len(found.groups) < self.plan.limit:  # the words hardly ever stand together
            self.walks = self.common = False
            found = self._answered()
        return found

    def _answered(self) -> Results:
        with connection.cursor() as cursor:
            cursor.execute(sql.SETTINGS + self.text(), self.values)
            page, hits, total, more, facets = cursor.fetchone()
        held: dict[int, list[tuple[int, Hit]]] = {}
        for hit in hits or []:
            shown = Hit(*(hit[part] for part in _SHOWN))
            held.setdefault(hit["document_id"], []).append((hit["place"], shown))
        groups = (Group(pk, tuple(hit for _, hit in sorted(held[pk], key=_place))) for pk in page or [])
        named = {facet: {_value(value): n for value, n in held or []} for facet, held in facets.items()}
        return Results(tuple(groups), total, more or self.cut, named, NAME)

    def text(self) -> str:
        """The statement: what matches, what of it is ranked, the page, its hits, the facets."""
        steps, more = self._long() if self.plan.most else self._walked() if self.walks else self._short()
        facets = ", ".join(
            f"'{facet}', (SELECT json_agg(json_build_array(value, n)) FROM ({counted}) AS counted(value, n))"
            for facet, counted in (sql.FACETS.items() if self.plan.with_facets else ())
        )
        return (
            f"WITH {', '.join(steps)} SELECT (SELECT json_agg(document_id) FROM page),"
            f" (SELECT json_agg(hit) FROM ({sql.HITS}) AS hits(hit)), (SELECT count(*) FROM groups),"
            f" {more}, json_build_object({facets})"
        )

    def _long(self) -> tuple[list[str], str]:
        """The steps for a question of which most will do, and when there is more than it looks at."""
        taken, self.cut = rarest(self.plan, self.rarity.counts, CANDIDATES, ALL_OF)
        most = CANDIDATES if self.cut else ALL_OF + 1
        any_of = " | ".join(f"'{term}'" for term in taken)
        self.values["rule"] = " & ".join(filter(None, [_all(self.plan.parts), f"({any_of})"]))
        steps = [
            f"best AS MATERIALIZED ({self._rows('id', most)})",
            self._ranked("scored", "best", "HAVING count(*) FILTER (WHERE asked.typed) >= %(most)s"),
            f"matched AS MATERIALIZED ({sql.SCORED_ROWS})",
            sql.GROUPS,
            f"page AS MATERIALIZED ({self._page()})",
            f"held AS MATERIALIZED ({sql.OF_PAGE})",
            "told AS (SELECT id, exact, score FROM scored)",
        ]
        return steps, f"(SELECT count(*) FROM best) >= {most}"

    def _short(self) -> tuple[list[str], str]:
        """The same for a question all of whose parts must be there; if they are in too many rows, in some."""
        self.values["rule"] = _all(self.plan.parts)
        steps, more = self._crowd()
        steps += [
            f"foremost AS MATERIALIZED ({self._foremost()})",
            f"best AS MATERIALIZED (SELECT id FROM foremost UNION (SELECT id FROM crowd LIMIT {2 * SCORED}))",
            self._ranked("scored", "best"),
            f"matched AS MATERIALIZED ({sql.CROWD_AND_FOREMOST})",
            sql.GROUPS,
            f"page AS MATERIALIZED ({self._page()})",
            f"held AS MATERIALIZED ({sql.OF_PAGE} UNION ({self._rest_of_page()}))",
            self._ranked("told", "held"),
        ]
        return steps, more

    def _walked(self) -> tuple[list[str], str]:
        """The same in the order of days or numbers, for words of nearly every paper: what is counted is a
        sample, and the page is found by asking papers in their order until it is full.
        """
        self.values["rule"] = _all(self.plan.parts)
        steps, more = self._crowd()
        steps += [
            "matched AS MATERIALIZED (SELECT * FROM crowd)",
            sql.GROUPS,
            f"page AS MATERIALIZED ({self._first_of_walk()})",
            f"held AS MATERIALIZED ({self._rest_of_page()})",
            self._ranked("told", "held"),
        ]
        return steps, more

    def _first_of_walk(self) -> str:
        """Papers the reader may open, in order, that have a row that answers."""
        order, known = sql.WALKS[self.plan.sort]
        asked = [sql.TITLES, "audience && %(keys)s::varchar[]", f"{known} IS NOT NULL", *self._of_paper()]
        answers = self._rows("1", 1, "document_id = papers.document_id")
        longest = FURTHEST + WALKED * (self.plan.offset + self.plan.limit)
        return sql.WALK.format(asked=" AND ".join(asked), answers=answers, order=order, longest=longest)

    def _crowd(self) -> tuple[list[str], str]:
        """The rows that are counted: all, or COUNTED, or of very common words a sample."""
        too_many = f"(SELECT count(*) FROM crowd) > {COUNTED}"
        if not self.common:
            return [f"crowd AS MATERIALIZED ({self._rows(sql.CARRIED, COUNTED + 1)})"], too_many
        enough = f"(SELECT count(*) FROM sample) >= {SAMPLED}"
        all_of_them = self._rows(sql.CARRIED, COUNTED + 1, f"NOT {enough}")
        steps = [
            f"sample AS MATERIALIZED ({self._rows(sql.CARRIED, SAMPLED, SAMPLE)})",
            f"crowd AS MATERIALIZED (SELECT * FROM sample WHERE {enough} UNION ALL ({all_of_them}))",
        ]
        return steps, f"({too_many} OR {enough})"

    def _page(self) -> str:
        """The papers of the page in their order; without words what is nearest is what is newest."""
        if self.plan.sort == Sort.RELEVANCE and self.values["rule"]:
            return sql.BY_RELEVANCE
        order = sql.ORDERS.get(self.plan.sort, sql.ORDERS[Sort.NEWEST])
        return f"SELECT document_id FROM groups ORDER BY {order} OFFSET %(offset)s LIMIT %(limit)s"

    def _rows(self, columns: str, limit: int, *conditions: str) -> str:
        asked = ["audience && %(keys)s::varchar[]", *conditions, *self._narrowed()]
        if self.values["rule"]:
            asked.append("terms @@ %(rule)s::tsquery")
        elif not (self.plan.kinds or self.plan.fields or self.plan.leads or self.plan.coordinates):
            asked.append(sql.TITLES)  # no words: a list of papers
        if self.values["marks"]:
            asked.append("exact @@ %(marks)s::tsquery")
        if self.values["phrases"]:
            asked.append(f"{sql.INDEXED} ~ ALL(%(phrases)s)")
        order = ""
        if not self.values["rule"] or (self.plan.sort != Sort.RELEVANCE and not self.walks):
            order = f"ORDER BY {sql.ORDERS.get(self.plan.sort, sql.ORDERS[Sort.NEWEST])}"
        return f"SELECT {columns} FROM search_row WHERE {' AND '.join(asked)} {order} LIMIT {limit}"

    def _narrowed(self) -> Iterator[str]:
        """The filters of the plan as conditions."""
        plan = self.plan
        yield from self._of_paper()
        for column, kind in sql.LISTS.items():
            if getattr(plan, column):
                yield f"{column} && %({column})s::{kind}[]"
        if plan.kinds:
            yield "kind = ANY(%(kinds)s)"

    def _of_paper(self) -> Iterator[str]:
        """Those of them that all rows of a paper meet or none."""
        plan = self.plan
        for column, chosen in sql.COLUMNS.items():
            if getattr(plan, chosen):
                yield f"{column} = ANY(%({chosen})s)"
        if plan.forces:
            yield f"({sql.FORCE}) = ANY(%(forces)s)"
        if plan.since:
            yield "issued_on >= %(since)s"
        if plan.until:
            yield "issued_on <= %(until)s"
        if plan.among is not None:
            yield "document_id = ANY(%(among)s::bigint[])"
        if plan.without:
            yield "document_id <> ALL(%(without)s)"

    def _foremost(self) -> str:
        """Of more rows than are ranked those that come first: titles, words side by side, exact marks."""
        if self.plan.sort != Sort.RELEVANCE or not self.values["rule"]:
            return "SELECT id FROM crowd WHERE false"
        tiers = [f"({self._rows('id', SCORED, _crowded(), sql.TITLES)})"]
        side_by_side = [pair for pair in self.plan.pairs if pair in self.rarity.idfs]
        if side_by_side:
            self.values["phrase"] = " & ".join(f"'{pair}'" for pair in side_by_side)
            tiers.append(self._tier("terms @@ %(phrase)s::tsquery"))
        if self.plan.marked:
            tiers.append(self._tier("exact @@ %(marked)s::tsquery"))
        return " UNION ".join(tiers)

    def _tier(self, condition: str) -> str:
        """So many rows of this kind; for very common words those that are counted if they are enough."""
        if not self.common:
            return f"({self._rows('id', SCORED, _crowded(), condition)})"
        near = sql.OF_CROWD.format(condition=condition, most=SCORED)
        few = f"(SELECT count(*) FROM near) < {SCORED}"
        rest = self._rows("id", SCORED, _crowded(), condition, few)
        return f"(WITH near AS MATERIALIZED ({near}) SELECT id FROM near UNION ALL ({rest}))"

    def _rest_of_page(self) -> str:
        """What else answers of the papers of the page, when not all that does was looked at."""
        crowded = [] if self.walks else [_crowded()]
        of_paper = self._rows("id, document_id", HELD, *crowded, "document_id = page.document_id")
        return f"SELECT more.* FROM page, LATERAL ({of_paper}) AS more"

    def _ranked(self, name: str, candidates: str, having: str = "") -> str:
        exact = "bool_or(r.exact @@ %(marked)s::tsquery)" if self.plan.marked else "false"
        return sql.RANKED.format(
            name=name, candidates=candidates, exact=exact, k=K, k1=K + 1, b=B, having=having
        )


def _crowded() -> str:
    """There are more rows than are ranked."""
    return f"(SELECT count(*) FROM crowd) > {2 * SCORED}"


def _all(parts: Sequence[Part]) -> str:
    """Every part, by any of its alternatives."""
    return " & ".join(f"({' | '.join(_run(run) for run in part.alternatives)})" for part in parts)


def _run(syllables: Sequence[str]) -> str:
    """Syllables side by side: all their pairs."""
    if len(syllables) == 1:
        return f"'{syllables[0]}'"
    return "({})".format(" & ".join(f"'{pair}'" for pair in pairs(syllables)))


def _marks(phrases: Sequence[Phrase]) -> list[str]:
    """The syllables of quotations that carry a mark, as they stand in `exact`."""
    return sorted({token for phrase in phrases for token in marked(" ".join(phrase.syllables))})


def _value(value: Any) -> Value:
    return value if isinstance(value, int) else str(value)


def _place(pair: tuple[int, Hit]) -> int:
    return pair[0]
