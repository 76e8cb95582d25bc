"""A plan as a question to Elasticsearch: what matches and who may see it filter, what is rare ranks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from django.utils import timezone
from elasticsearch.dsl import A, Q, Query, Search

from documents.statuses import OVER, Force
from search.engines import FACETS, PAIR_WEIGHT, TITLE_WEIGHT, Part, Phrase, Plan, Sort
from search.models import Row
from search.text import pairs

#: A search as the server reads it.
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
CHOSEN_BY: Final = 10
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
    found = Search().query(_asked(plan, withheld)).source(False).sort(*_order(plan))
    return found.extra(
        track_total_hits=False, from_=plan.offset, size=plan.limit, collapse={"field": "document"}
    ).to_dict()


def chosen(plan: Plan, withheld: Sequence[str], words: Sequence[str], papers: int, *, foremost: bool) -> Body:
    """Rows that may be the best of a crowded question, of so many papers, by these words alone.

    Whoever groups by paper, as `page` does, or looks into titles has to look at every row. Of a long question
    not even asking for most of its words is cheap; the rows that were chosen are asked for them afterwards.
    Only `foremost` rows, which come before all others, can be skipped over by the server: it does so for
    bare terms and filters, not for sums with a constant.
    """
    held = _conditions(plan, withheld)
    if plan.most:
        held = [*_allowed(plan, withheld), *(_holds(part) for part in plan.parts)]
    ranking = [_weighed(word) for word in words]
    if foremost:
        tiers = [tier for tier, _ in _tiers(plan)]
        asked = Q("bool", filter=[*held, *tiers], should=ranking, minimum_should_match=1)
    elif plan.most:
        asked = Q("bool", filter=held, must=[_some(ranking)], should=[*_foremost(plan)])
    else:
        asked = Q("bool", filter=held, should=[*ranking, *_foremost(plan)])
    found = Search().query(asked).source(False).sort(*_order(plan))
    return found.extra(track_total_hits=False, size=papers * ROWS_PER_PAPER, stored_fields="_none_").to_dict()


def rows(plan: Plan, withheld: Sequence[str]) -> Callable[[Sequence[int]], Body]:
    """The best rows of given papers. Asked for with the page they would cost a search for each paper."""
    asked = _asked(plan, withheld)
    best = A("top_hits", size=plan.hits_per_group, _source=False)

    def of(papers: Sequence[int]) -> Body:
        among = Q("bool", filter=[Q("terms", document=list(papers))], must=[asked])
        found = Search().query(among).extra(size=0, track_total_hits=False)
        found.aggs.bucket("papers", A("terms", field="document", size=len(papers))).metric("best", best)
        return found.to_dict()

    return of


def counts(plan: Plan, withheld: Sequence[str]) -> Body:
    """How many papers, in all and for each value of each facet, of COUNTED rows.

    The server may look at many more before it stops, a whole segment, so they are sampled as well.
    """
    found = Search().query("bool", filter=_conditions(plan, withheld))
    body = found.extra(size=0, terminate_after=COUNTED, track_total_hits=COUNTED).to_dict()
    return {**body, "aggs": _counted(_day(plan), plan.with_facets)}


@lru_cache(maxsize=32)
def _counted(day: str, with_facets: bool) -> Body:
    """What is counted, which is the same for every question of a day and half of what a question says."""
    papers = A("cardinality", field="document", precision_threshold=COUNTED)
    counted = A("sampler", shard_size=COUNTED)
    counted.metric("papers", papers)
    if with_facets:
        for facet, name in _FIELDS.items():
            counted.bucket(facet, A("terms", field=name, size=MOST_VALUES)).metric("papers", papers)
        statuses = {force.value: _has(force, day) for force in Force}
        counted.bucket("force", A("filters", filters=statuses)).metric("papers", papers)
    return {"counted": counted.to_dict()}


def without(plan: Plan, facet: str) -> Plan:
    """The plan without the choice in this facet: what its other values would leave."""
    free: dict[str, Any] = {FACETS[facet]: ()}
    return replace(plan, **free)


def _order(plan: Plan) -> list[Any]:
    """Without words what is nearest is what is newest."""
    if plan.sort == Sort.RELEVANCE and (plan.parts or plan.most):
        return ["_score", *_ORDERS[Sort.NEWEST]]
    return _ORDERS.get(plan.sort, _ORDERS[Sort.NEWEST])


def _asked(plan: Plan, withheld: Sequence[str]) -> Query:
    return Q("bool", filter=_conditions(plan, withheld), should=list(_ranking(plan)))


def _conditions(plan: Plan, withheld: Sequence[str]) -> list[Query]:
    found = [*_allowed(plan, withheld), *(_holds(part) for part in plan.parts)]
    if plan.any_of:
        found.append(_some([_term(term) for term in plan.any_of]))
    if plan.most:
        found.append(_some([_term(term) for term in plan.typed], plan.most))
    elif not (plan.parts or plan.kinds or plan.fields or plan.leads or plan.coordinates):
        found.append(Q("term", kind=Row.Kind.DOCUMENT.value))  # no words: a list of papers
    return found


def _allowed(plan: Plan, withheld: Sequence[str]) -> list[Query]:
    """All but the words: what the reader may see, quotations, filters."""
    found = [Q("terms", audience=sorted(plan.keys))]
    if withheld:
        found.append(_not(Q("terms", thing=list(withheld))))
    return [*found, *(_side_by_side(phrase) for phrase in plan.phrases), *_narrowed(plan)]


def _narrowed(plan: Plan) -> Iterable[Query]:
    """The filters of the plan."""
    for facet, name in _FIELDS.items():
        if values := getattr(plan, FACETS[facet]):
            yield Q("terms", **{name: list(values)})
    if plan.forces:
        yield _some([_has(force, _day(plan)) for force in plan.forces])
    days = {"gte": plan.since, "lte": plan.until}
    if given := {side: day.isoformat() for side, day in days.items() if day}:
        yield Q("range", issued_on=given)
    if plan.kinds:
        yield Q("terms", kind=list(plan.kinds))
    if plan.among is not None:
        yield Q("terms", document=list(plan.among))
    if plan.without:
        yield _not(Q("terms", document=list(plan.without)))


def _has(force: str, day: str) -> Query:
    """The status on the day."""
    return Q("term", **{f"force.{force}": day})


def _day(plan: Plan) -> str:
    return (plan.at or timezone.localdate()).isoformat()


def _holds(part: Part) -> Query:
    return _some([_run(run) for run in part.alternatives])


def _run(syllables: Sequence[str]) -> Query:
    """Syllables side by side: all their pairs."""
    terms = pairs(syllables) if len(syllables) > 1 else list(syllables)
    return _all([_term(term) for term in terms])


def _side_by_side(phrase: Phrase) -> Query:
    field = "exact" if phrase.marked else "folded"
    return Q("match_phrase", **{field: " ".join(phrase.syllables)})


def _term(term: str) -> Query:
    return Q("term", **{"folded_pairs" if "_" in term else "folded": term})


def _all(conditions: list[Query]) -> Query:
    return conditions[0] if len(conditions) == 1 else Q("bool", filter=conditions)


def _some(conditions: list[Query], most: int = 1) -> Query:
    """So many of the conditions at least."""
    if len(conditions) == most == 1:
        return conditions[0]
    return Q("bool", should=conditions, minimum_should_match=most)


def _not(*conditions: Query) -> Query:
    return Q("bool", must_not=list(conditions))


def _ranking(plan: Plan) -> Iterable[Query]:
    weight = 1.0
    if plan.written:
        weight = FOLDED_WEIGHT
        yield from _any("exact", (*plan.written, *pairs(plan.written)), 1.0)
    yield from _any("folded", [term for term in plan.terms if term not in plan.aside], weight)
    yield from _any("title", plan.terms, TITLE_WEIGHT)
    yield from _foremost(plan)


def _foremost(plan: Plan) -> Iterable[Query]:
    """What comes before all else, whatever its words weigh."""
    for tier, weight in _tiers(plan):
        yield Q("constant_score", filter=tier, boost=weight)


def _tiers(plan: Plan) -> Iterable[tuple[Query, float]]:
    yield _not(*(_has(force, _day(plan)) for force in OVER)), APPLIES
    if plan.marked:
        yield _all([Q("term", exact=token) for token in plan.marked]), EXACT_FIRST


def _weighed(term: str) -> Query:
    """A term as it ranks."""
    field, weight = ("folded_pairs", PAIR_WEIGHT) if "_" in term else ("folded", 1.0)
    return Q("term", **{field: {"value": term, "boost": weight}})


def _any(field: str, terms: Iterable[str], boost: float) -> Iterable[Query]:
    """Whatever of the terms a row holds adds to its score, the rarer the more."""
    asked = [*dict.fromkeys(terms)]
    for name, held in ((field, False), (f"{field}_pairs", True)):
        words = [term for term in asked if ("_" in term) == held]
        if words:
            weight = boost * (PAIR_WEIGHT if held else 1)
            yield Q("match", **{name: {"query": " ".join(words), "boost": weight}})
