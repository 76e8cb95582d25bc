"""Two numbers that grow in the transaction of every change to what pages rest on, by triggers.

An answer is kept under the stamp read before it was made and given out only while the stamp is the same, so a
paper that stops being readable is gone with the commit that says so.
"""

from __future__ import annotations

from django.db import connection

_PUBLIC = "SELECT coalesce(sum(n), 0)::bigint FROM home_publicstamp"
_INNER = "SELECT coalesce(sum(n), 0)::bigint FROM home_innerstamp"


def public() -> int:
    """How often anything public has changed so far, as of the last commit."""
    return _read(_PUBLIC)


def inner() -> int:
    """The same of all that pages show to people who have signed in: also tasks and the log of the pages."""
    return _read(f"SELECT ({_PUBLIC}) + ({_INNER})")


def _read(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])
