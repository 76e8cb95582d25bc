"""How rare the words of a question are decides which rows an engine looks at."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from search.engines import Plan
from search.models import Term
from search.text import pairs


def counts_of(terms: list[str]) -> dict[str, int]:
    """In how many rows each of these terms stands, as counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT term, n FROM search_term WHERE term = ANY(%s)", [terms])
        return dict(cursor.fetchall())


def rarest(
    plan: Plan, counts: Mapping[str, int], rows: int, all_of: int | None = None
) -> tuple[list[str], bool]:
    """Terms one of which a row must have to have `most` of them: all but the commonest most − 1.

    A row that holds most of the words holds one of these. Of them the rarest until their counts add up to so
    many rows, at least one; but all if they cannot stand in more than `all_of` rows. True when some had to
    stay out: rows with most of the words may then be among those that are not looked at.
    """
    terms = sorted(dict.fromkeys(plan.typed), key=lambda term: max(counts.get(term, 0), 0))
    needed = terms[: len(terms) - plan.most + 1]
    whole = sum(max(counts.get(term, 0), 0) for term in needed)
    if min(whole, counts.get(Term.ROWS, whole)) <= (rows if all_of is None else all_of):
        return needed, False
    taken: list[str] = []
    held = 0
    for term in needed:
        more = max(counts.get(term, 0), 0)
        if held and held + more > rows:
            break
        held += more
        taken.append(term)
    return taken, len(taken) < len(needed)


def most_rows(plan: Plan, counts: Mapping[str, int]) -> int:
    """So many rows at most hold all parts of a question, and one of `any_of`: as many as the rarest."""
    held = [
        sum(min(max(counts.get(term, 0), 0) for term in (*run, *pairs(run))) for run in part.alternatives)
        for part in plan.parts
    ]
    if plan.any_of:
        held.append(sum(max(counts.get(term, 0), 0) for term in plan.any_of))
    return min(held)
