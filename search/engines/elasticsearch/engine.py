"""Questions to Elasticsearch, two round trips each; the projection says what of the answer still stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from django.db import connection
from elasticsearch import ApiError, TransportError
from elasticsearch.dsl import MultiSearch, Response

from search import outbox
from search.engines import FACETS, EngineAway, Group, Hit, Plan, Results, Value
from search.engines.elasticsearch.mapping import parts_of
from search.engines.elasticsearch.query import COUNTED, counts, page, rows, without
from search.engines.elasticsearch.server import PATIENCE, alias, client

_STANDING = """
SELECT r.id, asked.key FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[])
    AS asked(key, kind, object_id, anchor)
JOIN search_row r ON r.kind = asked.kind AND r.object_id = asked.object_id AND r.anchor = asked.anchor
WHERE r.audience && %s::varchar[]
"""


class ElasticsearchEngine:
    """The engine for large registers; it follows the projection a moment behind."""

    name = "elasticsearch"
    #: Seconds a question may take.
    patience = PATIENCE

    def find(self, plan: Plan) -> Results:
        """Raises EngineAway when the server is. What readers just lost the right to is in no figure."""
        withheld = outbox.withheld()
        chosen = [facet for facet, values in FACETS.items() if plan.with_facets and getattr(plan, values)]
        plans = [plan, *(without(plan, one) for one in chosen)]
        searches = [page(plan, withheld), *(counts(one, withheld) for one in plans)]

        def call() -> list[Any]:
            first, *others = _ask(searches, self.patience)
            papers = [int(hit.meta.fields["document"][0]) for hit in first.hits]
            best = _best(_ask([rows(plan, withheld, papers)], self.patience)[0]) if papers else {}
            return [[(paper, best.get(paper, [])) for paper in papers], *others]

        found, *counted = within(self.patience, call)
        groups = _groups(found, plan)
        facets = {facet: _values(counted[0], facet) for facet in FACETS} if plan.with_facets else {}
        for facet, wider in zip(chosen, counted[1:], strict=True):
            facets[facet] = _values(wider, facet)
        total = int(counted[0].aggregations.papers.value)
        return Results(groups, total, counted[0].hits.total.value >= COUNTED, facets, self.name)


def within(seconds: float, call: Callable[[], list[Any]]) -> list[Any]:
    """What the call gives, if it comes in time; the client's own limit is one for each read, not for all."""
    answered: SimpleQueue[list[Any] | Exception] = SimpleQueue()
    Thread(target=lambda: answered.put(_outcome(call)), daemon=True).start()
    try:
        outcome = answered.get(timeout=seconds)
    except Empty:
        raise EngineAway("no answer in time") from None
    if isinstance(outcome, (ApiError, TransportError)):
        raise EngineAway(type(outcome).__name__) from outcome
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _outcome(call: Callable[[], list[Any]]) -> list[Any] | Exception:
    try:
        return call()
    except Exception as trouble:
        return trouble


def _ask(searches: Iterable[Any], seconds: float) -> list[Response[Any]]:
    asked = MultiSearch(using=client().options(request_timeout=seconds), index=alias())
    for search in searches:
        asked = asked.add(search)
    return list(asked.execute())


def _best(found: Response[Any]) -> dict[int, list[str]]:
    """The keys of the best rows of each paper, best first."""
    buckets: Any = found.aggregations["papers"].buckets
    return {int(one.key): [hit["_id"] for hit in one.best.to_dict()["hits"]["hits"]] for one in buckets}


def _groups(papers: list[tuple[int, list[str]]], plan: Plan) -> tuple[Group, ...]:
    """The page as the projection has it now: rows that are gone, or no longer the reader's, are not there."""
    asked = [(key, *parts_of(key)) for _, keys in papers for key in keys]
    with connection.cursor() as cursor:
        columns = [list(column) for column in zip(*asked, strict=True)] or [[], [], [], []]
        cursor.execute(_STANDING, [*columns, sorted(plan.keys)])
        standing = {key: row for row, key in cursor.fetchall()}
    groups = (
        Group(document, tuple(Hit(standing[key], *parts_of(key)) for key in keys if key in standing))
        for document, keys in papers
    )
    return tuple(group for group in groups if group.hits)


def _values(counted: Response[Any], facet: str) -> dict[Value, int]:
    buckets: Any = counted.aggregations[facet].buckets
    named = buckets.to_dict().items() if facet == "force" else [(one.key, one) for one in buckets]
    found = {key: int(one["papers"]["value"]) for key, one in named}
    return {key: papers for key, papers in found.items() if papers and key != ""}
