"""A plan as a question to Elasticsearch: what matches and who may see it filter, what is rare ranks.

Written as the server reads it: objects of elasticsearch.dsl for the hundred pieces of a question took
as long to put together and to copy as the server took to answer (adr/0030).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from django.utils import timezone

from documents.statuses import OVER, Force
from search.engines import FACETS, PAIR_WEIGHT, TITLE_WEIGHT, Part, Phrase, Plan, Sort
from search.models import Row
from search.text import pairs

#: A search, or a piece of one, as the server reads it.
Body = dict[str, Any]

#: Beside the words as they were typed, their folded form weighs so much.
FOLDED_WEIGHT: Final = 0.5
#: Rows with the exact marks come before all others, then papers that apply before those that have ended:
#: steps higher than any sum of rarities, and small enough for the scores' 24 bits to tell rows apart.
EXACT_FIRST: Final = 4_000.0
APPLIES: Final = 2_000.0
#: Rows counted for totals and facets on each shard; beyond it the page says "more than". A question that may
#: have more is crowded.
COUNTED: Final = 5_000
#: What a crowded question is chosen by is cheap and lets the server skip what cannot come first: so many of
#: its rarest words, and so many rows for each paper that is wanted.
CHOSEN_BY: Final = 8
ROWS_PER_PAPER: Final = 3
#: Values of a facet.
MOST_VALUES: Final = 1_000

#: The field of the index that a facet counts; that of the status is a question for each status.
_FIELDS: Final = {
    "type": "type",
    "issuer": "issuer",
    "year": "year",
    "field": "field",
    "lead": "leads",
    "coordinate": "coordinates",
}
_DAY: Final = {"missing": "_last"}
_ORDERS: Final[dict[Sort, list[Any]]] = {
    Sort.NEWEST: [{"issued_on": {"order": "desc", **_DAY}}, {"document": "desc"}],
    Sort.OLDEST: [{"issued_on": {"order": "asc", **_DAY}}, {"document": "asc"}],
    Sort.NUMBER: [
        {"serial": {"order": "asc", **_DAY}},
        {"issued_on": {"order": "desc", **_DAY}},
        {"document": "desc"},
    ],
}


def page(plan: Plan, withheld: Sequence[str]) -> Body:
    """The papers of one page."""
    return {
        "query": _asked(plan, withheld),
        "_source": False,
        "track_total_hits": False,
        "from": plan.offset,
        "size": plan.limit,
        "sort": _order(plan),
        "collapse": {"field": "document"},
    }


def chosen(plan: Plan, withheld: Sequence[str], words: Sequence[str], papers: int) -> Body:
    """Rows that may be the best of a crowded question, of so many papers, by these words alone.

    Whoever groups by paper, as `page` does, or looks into titles has to look at every row.
    """
    ranking = [*_any("folded", words, 1.0), *_foremost(plan)]
    return {
        "query": {"bool": {"filter": _conditions(plan, withheld), "should": ranking}},
        "_source": False,
        "stored_fields": "_none_",
        "track_total_hits": False,
        "size": papers * ROWS_PER_PAPER,
        "sort": _order(plan),
    }


def rows(plan: Plan, withheld: Sequence[str]) -> Callable[[Sequence[int]], Body]:
    """The best rows of given papers. Asked for with the page they would cost a search for each paper."""
    asked = _asked(plan, withheld)
    best = {"top_hits": {"size": plan.hits_per_group, "_source": False}}

    def of(papers: Sequence[int]) -> Body:
        return {
            "query": {"bool": {"filter": [{"terms": {"document": list(papers)}}], "must": [asked]}},
            "size": 0,
            "track_total_hits": False,
            "aggs": {
                "papers": {
                    "terms": {"field": "document", "size": len(papers)},
                    "aggs": {"best": best},
                }
            },
        }

    return of


def counts(plan: Plan, withheld: Sequence[str]) -> Body:
    """How many papers, in all and for each value of each facet, of COUNTED rows.

    The server may look at many more before it stops, a whole segment, so they are sampled as well.
    """
    papers = {"papers": {"cardinality": {"field": "document", "precision_threshold": COUNTED}}}
    counted: Body = dict(papers)
    if plan.with_facets:
        for facet, name in _FIELDS.items():
            counted[facet] = {"terms": {"field": name, "size": MOST_VALUES}, "aggs": papers}
        statuses = {force.value: _has(force, plan) for force in Force}
        counted["force"] = {"filters": {"filters": statuses}, "aggs": papers}
    return {
        "query": {"bool": {"filter": _conditions(plan, withheld)}},
        "size": 0,
        "terminate_after": COUNTED,
        "track_total_hits": COUNTED,
        "aggs": {"counted": {"sampler": {"shard_size": COUNTED}, "aggs": counted}},
    }


def without(plan: Plan, facet: str) -> Plan:
    """The plan without the choice in this facet: what its other values would leave."""
    free: dict[str, Any] = {FACETS[facet]: ()}
    return replace(plan, **free)


def _order(plan: Plan) -> list[Any]:
    """Without words what is nearest is what is newest."""
    if plan.sort == Sort.RELEVANCE and (plan.parts or plan.most):
        return ["_score", *_ORDERS[Sort.NEWEST]]
    return _ORDERS.get(plan.sort, _ORDERS[Sort.NEWEST])


def _asked(plan: Plan, withheld: Sequence[str]) -> Body:
    return {"bool": {"filter": _conditions(plan, withheld), "should": list(_ranking(plan))}}


def _conditions(plan: Plan, withheld: Sequence[str]) -> list[Body]:
    found = [{"terms": {"audience": sorted(plan.keys)}}, *(_holds(part) for part in plan.parts)]
    if plan.most:
        found.append(_some([_term(term) for term in plan.typed], plan.most))
    elif not (plan.parts or plan.kinds or plan.fields or plan.leads or plan.coordinates):
        found.append({"term": {"kind": Row.Kind.DOCUMENT.value}})  # no words: a list of papers
    if withheld:
        found.append(_not({"terms": {"thing": list(withheld)}}))
    found += [_side_by_side(phrase) for phrase in plan.phrases]
    return [*found, *_narrowed(plan)]


def _narrowed(plan: Plan) -> Iterable[Body]:
    """The filters of the plan."""
    for facet, name in _FIELDS.items():
        if values := getattr(plan, FACETS[facet]):
            yield {"terms": {name: list(values)}}
    if plan.forces:
        yield _some([_has(force, plan) for force in plan.forces])
    days = {"gte": plan.since, "lte": plan.until}
    if given := {side: day.isoformat() for side, day in days.items() if day}:
        yield {"range": {"issued_on": given}}
    if plan.kinds:
        yield {"terms": {"kind": list(plan.kinds)}}
    if plan.among is not None:
        yield {"terms": {"document": list(plan.among)}}
    if plan.without:
        yield _not({"terms": {"document": list(plan.without)}})


def _has(force: str, plan: Plan) -> Body:
    """The status on the day of the plan."""
    return {"term": {f"force.{force}": (plan.at or timezone.localdate()).isoformat()}}


def _holds(part: Part) -> Body:
    return _some([_run(run) for run in part.alternatives])


def _run(syllables: Sequence[str]) -> Body:
    """Syllables side by side: all their pairs."""
    terms = pairs(syllables) if len(syllables) > 1 else list(syllables)
    return _all([_term(term) for term in terms])


def _side_by_side(phrase: Phrase) -> Body:
    field = "exact" if phrase.marked else "folded"
    return {"match_phrase": {field: " ".join(phrase.syllables)}}


def _term(term: str) -> Body:
    return {"term": {"folded_pairs" if "_" in term else "folded": term}}


def _all(conditions: list[Body]) -> Body:
    return conditions[0] if len(conditions) == 1 else {"bool": {"filter": conditions}}


def _some(conditions: list[Body], most: int = 1) -> Body:
    """So many of the conditions at least."""
    if len(conditions) == most == 1:
        return conditions[0]
    return {"bool": {"should": conditions, "minimum_should_match": most}}


def _not(*conditions: Body) -> Body:
    return {"bool": {"must_not": list(conditions)}}


def _ranking(plan: Plan) -> Iterable[Body]:
    weight = 1.0
    if plan.written:
        weight = FOLDED_WEIGHT
        yield from _any("exact", (*plan.written, *pairs(plan.written)), 1.0)
    yield from _any("folded", [term for term in plan.terms if term not in plan.aside], weight)
    yield from _any("title", plan.terms, TITLE_WEIGHT)
    yield from _foremost(plan)


def _foremost(plan: Plan) -> Iterable[Body]:
    """What comes before all else, whatever its words weigh."""
    applies = _not(*(_has(force, plan) for force in OVER))
    yield {"constant_score": {"filter": applies, "boost": APPLIES}}
    if plan.marked:
        all_marked = _all([{"term": {"exact": token}} for token in plan.marked])
        yield {"constant_score": {"filter": all_marked, "boost": EXACT_FIRST}}


def _any(field: str, terms: Iterable[str], boost: float) -> Iterable[Body]:
    """Whatever of the terms a row holds adds to its score, the rarer the more."""
    asked = [*dict.fromkeys(terms)]
    for name, held in ((field, False), (f"{field}_pairs", True)):
        words = [term for term in asked if ("_" in term) == held]
        if words:
            weight = boost * (PAIR_WEIGHT if held else 1)
            yield {"match": {name: {"query": " ".join(words), "boost": weight}}}
