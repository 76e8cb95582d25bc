"""How rare each term is, kept at a price that does not grow with the register.

Every writing leaves one row of changes; now and then whoever writes adds them to the counts. The lock is only
tried, so nobody ever waits for the counts, and what is still lying there moves no logarithm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connection

from search.models import Term

#: Any number of our own; held until the end of the transaction that adds the changes up.
LOCK = 7_205_138
#: Changes that may lie waiting in a large register; a small one adds them up at once.
MOST_WAITING = 50
#: One waiting change is allowed for so many rows.
ROWS_PER_CHANGE = 1_000

#: Whether it is time, counted with the change that is just noted.
_NOTE = """
WITH noted AS (
    INSERT INTO search_termchange (terms, changes) VALUES (%(terms)s::text[], %(changes)s::bigint[])
)
SELECT (SELECT count(*) FROM (SELECT FROM search_termchange LIMIT %(most)s) AS waiting) + 1
       > least(%(most)s, coalesce((SELECT n FROM search_term WHERE term = %(rows)s), 0) / %(each)s)
"""
_SETTLE = """
WITH taken AS (DELETE FROM search_termchange RETURNING terms, changes),
summed AS (
    SELECT term, sum(change)::bigint AS change
    FROM taken, unnest(terms, changes) AS each(term, change)
    GROUP BY term HAVING sum(change) <> 0
)
INSERT INTO search_term (term, n) SELECT term, change FROM summed
ON CONFLICT (term) DO UPDATE SET n = search_term.n + excluded.n
"""
_COUNT_ANEW = """
INSERT INTO search_term (term, n)
SELECT word, ndoc FROM ts_stat('SELECT terms FROM search_row')
UNION ALL SELECT %s, count(*) FROM search_row
UNION ALL SELECT %s, coalesce(sum(length), 0) FROM search_row
"""


def count_of(rows: Iterable[tuple[Iterable[str], int]]) -> Counter[str]:
    """What rows (their distinct terms and length) add to the counts."""
    counted: Counter[str] = Counter()
    for terms, length in rows:
        take(counted, terms, length)
    return counted


def take(counted: Counter[str], terms: Iterable[str], length: int, rows: int = 1) -> None:
    """Count in so many rows: the distinct terms of each, and the length of all."""
    counted.update(iter(terms))  # a count of terms would be added, not counted
    counted[Term.ROWS] += rows
    counted[Term.LENGTH] += length


def record(before: Mapping[str, int], after: Mapping[str, int]) -> None:
    """Note what a writing changed, and add up what is waiting when it is time."""
    changes = {
        term: after.get(term, 0) - before.get(term, 0)
        for term in {*before, *after}
        if after.get(term, 0) != before.get(term, 0)
    }
    if not changes:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE,
            {
                "terms": list(changes),
                "changes": list(changes.values()),
                "most": MOST_WAITING,
                "rows": Term.ROWS,
                "each": ROWS_PER_CHANGE,
            },
        )
        if cursor.fetchone()[0]:
            settle()


def settle() -> None:
    """Add the waiting changes to the counts, unless somebody else is at it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if cursor.fetchone()[0]:
            cursor.execute(_SETTLE)


def count_anew() -> None:
    """Count all rows; only for a rebuild, its cost grows with the register."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_termchange")
        cursor.execute("DELETE FROM search_term")
        cursor.execute(_COUNT_ANEW, [Term.ROWS, Term.LENGTH])
