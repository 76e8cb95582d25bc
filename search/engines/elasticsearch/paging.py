"""The papers of one page, each with the keys of its best rows: in two searches, of all rows or of a few."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from search.engines import Plan, Sort
from search.engines.elasticsearch import query
from search.engines.elasticsearch.query import CHOSEN_BY, ROWS_PER_PAPER, chosen, page, rows
from search.engines.rarest import most_rows

#: Pages of a crowded question that are put in order together: the second holds what the first left over.
TOGETHER: Final = 2
#: Longer pages, and those further on than the server reads, are no reader's; they are found among all rows.
LONGEST: Final = 50
FURTHEST: Final = 10_000

Page = list[tuple[int, list[str]]]
#: Sends searches and brings their answers.
Ask = Callable[[list[dict[str, Any]]], list[Any]]


def page_of(plan: Plan, counts: Mapping[str, int], withheld: Sequence[str]) -> Callable[[Ask], Page]:
    """How to ask for the page, put together at once: in a thread it would fight for the interpreter."""
    last = _last(plan)
    few = plan.limit <= LONGEST and last * ROWS_PER_PAPER <= FURTHEST
    if few and plan.sort == Sort.RELEVANCE and crowded(plan, counts):
        words = sorted({*plan.terms} - {*plan.aside}, key=lambda term: (counts.get(term, 0), term))
        return _among_chosen(plan, withheld, words[:CHOSEN_BY], last)
    return _among_all(plan, withheld)


def crowded(plan: Plan, counts: Mapping[str, int]) -> bool:
    """Whether more rows may answer than are counted."""
    return bool(plan.parts) and plan.among is None and most_rows(plan, counts) > query.COUNTED


def _among_all(plan: Plan, withheld: Sequence[str]) -> Callable[[Ask], Page]:
    first, second = page(plan, withheld).to_dict(), rows(plan, withheld)

    def call(ask: Ask) -> Page:
        hits = ask([first])[0]["hits"].get("hits", [])
        papers = [int(hit["fields"]["document"][0]) for hit in hits]
        best = _best(ask, second, papers)
        return [(paper, best[paper][1]) for paper in papers if paper in best]

    return call


def _among_chosen(
    plan: Plan, withheld: Sequence[str], words: Sequence[str], last: int
) -> Callable[[Ask], Page]:
    """Papers that a few words choose, put in order by all of them; so far as papers have few such rows."""
    first, second = chosen(plan, withheld, words, last).to_dict(), rows(plan, withheld)

    def call(ask: Ask) -> Page:
        hits = ask([first])[0]["hits"].get("hits", [])
        papers = list(dict.fromkeys(int(hit["sort"][-1]) for hit in hits))
        if len(papers) < last and len(hits) == first["size"]:
            return _among_all(plan, withheld)(ask)
        begin = last - TOGETHER * plan.limit
        best = _best(ask, second, papers[begin:last])
        ordered = sorted((paper for paper in papers if paper in best), key=lambda paper: -best[paper][0])
        return [(paper, best[paper][1]) for paper in ordered[plan.offset - begin :][: plan.limit]]

    return call


def _last(plan: Plan) -> int:
    """The end of the pages that are put in order together with this one."""
    together = TOGETHER * max(plan.limit, 1)
    return (plan.offset // together + 1) * together


def _best(
    ask: Ask, second: Callable[[Sequence[int]], dict[str, Any]], papers: Sequence[int]
) -> dict[int, tuple[float, list[str]]]:
    """The score of each paper and the keys of its best rows, best first."""
    if not papers:
        return {}
    held = ask([second(papers)])[0]["aggregations"]["papers"]["buckets"]
    return {
        one["key"]: (
            one["best"]["hits"]["max_score"] or 0.0,
            [hit["_id"] for hit in one["best"]["hits"]["hits"]],
        )
        for one in held
    }
