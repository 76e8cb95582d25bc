"""Questions to Elasticsearch: the page and its rows, and at the same time the counts.

The projection says what of the answer still stands.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Any, Final

from django.db import connection
from elasticsearch import ApiError, TransportError

from search import outbox
from search.engines import FACETS, EngineAway, Group, Hit, Plan, Results, Value
from search.engines.elasticsearch.mapping import parts_of
from search.engines.elasticsearch.paging import Answered, Page, page_of
from search.engines.elasticsearch.query import COUNTED, Body, counts, without
from search.engines.elasticsearch.server import PATIENCE, alias, client, runners
from search.engines.rarest import counts_of, rarest
from search.models import Term

#: Rows a long question looks at on account of its rarest words; more of them find nothing better.
CANDIDATES: Final = 500
#: Half an index is no index: a shard that is away makes the question fail, not the answer short.
_WHOLE: Final = {"allow_partial_search_results": False}
#: What is read of an answer.
_READ: Final = "responses.error,responses.status,responses.hits,responses.aggregations"

_STANDING = """
SELECT asked.key, r.title, r.text FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[])
    AS asked(key, kind, object_id, anchor)
JOIN search_row r ON r.kind = asked.kind AND r.object_id = asked.object_id AND r.anchor = asked.anchor
WHERE r.audience && %s::varchar[]
"""


class ElasticsearchEngine:
    """The engine for large registers; it follows the projection a moment behind."""

    name = "elasticsearch"
    #: Seconds a question may take.
    patience = PATIENCE

    def find(self, plan: Plan, withheld: Sequence[str] | None = None) -> Results:
        """Raises EngineAway when the server is. What readers just lost the right to is in no figure.

        `withheld` are those things, for who has asked the outbox already.
        """
        withheld = outbox.withheld() if withheld is None else withheld
        until = time.monotonic() + self.patience
        known = counts_of([*plan.terms, Term.ROWS])
        plan, cut = narrowed(plan, known)
        chosen = [facet for facet, values in FACETS.items() if plan.with_facets and getattr(plan, values)]
        plans = [plan, *(without(plan, one) for one in chosen)]
        errand = page_of(plan, known, withheld, [counts(one, withheld) for one in plans])
        page, answers = _by(until, runners().submit(errand, partial(ask, seconds=self.patience)))
        groups = _groups(page, plan)
        counted, *wider = (one["aggregations"]["counted"] for one in answers)
        facets = {facet: _values(counted, facet) for facet in FACETS} if plan.with_facets else {}
        for facet, other in zip(chosen, wider, strict=True):
            facets[facet] = _values(other, facet)
        total = max(int(counted["papers"]["value"]), plan.offset + len(groups) if groups else 0)
        more = cut or answers[0]["hits"]["total"]["value"] >= COUNTED
        return Results(groups, total, more, facets, self.name)


def narrowed(plan: Plan, known: Mapping[str, int]) -> tuple[Plan, bool]:
    """A long question looks at the rows with its rarest words; True if there may be answers without them.

    `known` says in how many rows each of its words stands. Where only some papers are asked for, all of their
    rows are looked at: they are few, rare or not.
    """
    if not plan.most or plan.among is not None:
        return plan, False
    taken, cut = rarest(plan, known, CANDIDATES)
    if not cut:
        return plan, False
    return replace(plan, any_of=tuple(taken)), True


def _by(until: float, errand: Future[Answered]) -> Answered:
    """What the errand brings, if in time: the client's limit is one for each read, ours is one for all."""
    try:
        return errand.result(max(0.0, until - time.monotonic()))
    except TimeoutError:
        errand.cancel()
        raise EngineAway("no answer in time") from None
    except (ApiError, TransportError) as trouble:
        raise EngineAway(type(trouble).__name__) from trouble


def ask(searches: Iterable[Body], seconds: float) -> list[Any]:
    """The answers as the server gives them."""
    lines = [line for search in searches for line in (_WHOLE, search)]
    told = client(seconds).msearch(index=alias(), searches=lines, filter_path=_READ)
    answers: list[Any] = (told.body or {}).get("responses", [])
    if len(answers) < len(lines) // 2:
        raise EngineAway("cut short")
    if failed := next((one["error"] for one in answers if "error" in one), None):
        raise EngineAway(str(failed.get("type")))
    return answers


def _groups(papers: Page, plan: Plan) -> tuple[Group, ...]:
    """The page as the projection has it now: rows that are gone, or no longer the reader's, are not there."""
    asked = [(key, *parts_of(key)) for _, keys in papers for key in keys]
    if not asked:
        return ()
    with connection.cursor() as cursor:
        columns = [list(column) for column in zip(*asked, strict=True)]
        cursor.execute(_STANDING, [*columns, sorted(plan.keys)])
        standing = {key: shown for key, *shown in cursor.fetchall()}
    groups = (
        Group(document, tuple(Hit(*parts_of(key), *standing[key]) for key in keys if key in standing))
        for document, keys in papers
    )
    return tuple(group for group in groups if group.hits)


def _values(counted: Any, facet: str) -> dict[Value, int]:
    buckets = counted[facet]["buckets"]
    named = buckets.items() if facet == "force" else [(one["key"], one) for one in buckets]
    found = {key: int(one["papers"]["value"]) for key, one in named}
    return {key: papers for key, papers in found.items() if papers and key != ""}
