"""The papers of one page, each with the keys of its best rows: in two searches, of all rows or of a few."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from search.engines import Plan, Sort
from search.engines.elasticsearch import query
from search.engines.elasticsearch.query import CHOSEN_BY, ROWS_PER_PAPER, Body, chosen, page, rows
from search.engines.rarest import most_rows

#: Pages of a crowded question that are put in order together: the second holds what the first left over.
TOGETHER: Final = 2
#: Of no more rows than this the server has all in order as quickly as the best of them.
FEW: Final = 500
#: Longer pages, and those further on than the server reads, are no reader's; they are found among all rows.
LONGEST: Final = 50
FURTHEST: Final = 10_000

Page = list[tuple[int, list[str]]]
#: Sends searches and brings their answers.
Ask = Callable[[Sequence[Body]], list[Any]]
#: The page, and the answers to what was asked beside it.
Answered = tuple[Page, list[Any]]
Errand = Callable[[Ask], Answered]


def page_of(plan: Plan, counts: Mapping[str, int], withheld: Sequence[str], beside: Sequence[Body]) -> Errand:
    """How to ask for the page, put together at once: in a thread it would fight for the interpreter.

    What is asked `beside` goes with the first search, so that the server answers both at the same time.
    """
    if not plan.limit:
        return lambda ask: ([], ask(beside))
    last = _last(plan)
    few = plan.limit <= LONGEST and last * ROWS_PER_PAPER <= FURTHEST
    if few and plan.sort == Sort.RELEVANCE and crowded(plan, counts):
        words = sorted({*plan.terms} - {*plan.aside}, key=lambda term: (counts.get(term, 0), term))
        return _among_chosen(plan, withheld, words[:CHOSEN_BY], last, beside)
    return _among_all(plan, withheld, beside)


def crowded(plan: Plan, counts: Mapping[str, int]) -> bool:
    """Whether so many rows may answer that it is better to choose among them.

    A few of its words are not what a long question asks: they choose only where nobody counts all rows.
    """
    most = query.COUNTED if plan.most else FEW
    return bool(plan.parts or plan.any_of) and plan.among is None and most_rows(plan, counts) > most


def _among_all(plan: Plan, withheld: Sequence[str], beside: Sequence[Body]) -> Errand:
    first, second = page(plan, withheld), rows(plan, withheld)

    def call(ask: Ask) -> Answered:
        found, *others = ask([first, *beside])
        papers = [int(hit["fields"]["document"][0]) for hit in found["hits"].get("hits", [])]
        best = _best(ask, second, papers)
        return [(paper, best[paper][1]) for paper in papers if paper in best], others

    return call


def _among_chosen(
    plan: Plan, withheld: Sequence[str], words: Sequence[str], last: int, beside: Sequence[Body]
) -> Errand:
    """Papers that a few words choose, put in order by all of them; so far as papers have few such rows."""
    first = chosen(plan, withheld, words, last, foremost=True)
    second = rows(replace(plan, any_of=()), withheld)

    def call(ask: Ask) -> Answered:
        found, *others = ask([first, *beside])
        hits = found["hits"].get("hits", [])
        if len(hits) < first["size"]:  # not so many rows come before the others
            hits = ask([chosen(plan, withheld, words, last, foremost=False)])[0]["hits"].get("hits", [])
        papers = list(dict.fromkeys(int(hit["sort"][-1]) for hit in hits))
        there_are_more = len(hits) == first["size"]
        if len(papers) < last and there_are_more:
            return _among_all(plan, withheld, ())(ask)[0], others
        begin = last - TOGETHER * plan.limit
        best = _best(ask, second, papers[begin:last])
        ordered = sorted((paper for paper in papers if paper in best), key=lambda paper: -best[paper][0])
        shown = ordered[plan.offset - begin :][: plan.limit]
        if len(shown) < plan.limit and there_are_more:  # too few of them hold most of the words
            return _among_all(plan, withheld, ())(ask)[0], others
        return [(paper, best[paper][1]) for paper in shown], others

    return call


def _last(plan: Plan) -> int:
    """The end of the pages that are put in order together with this one."""
    together = TOGETHER * max(plan.limit, 1)
    return (plan.offset // together + 1) * together


def _best(
    ask: Ask, second: Callable[[Sequence[int]], Body], papers: Sequence[int]
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
