"""What the indexes have yet to hear, and what of it no question may show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

#: Whoever takes entries has this long; then somebody else may take them.
LEASE: Final = "1 minute"
#: An entry that was refused waits longer each time, at most LONGEST.
FIRST_DELAY: Final = "1 second"
LONGEST: Final = "1 minute"
#: Older changes must be in an answer; lost rights are, however young.
OVERLOOKED: Final = "30 seconds"

_BEHIND: Final = """
SELECT EXISTS (SELECT 1 FROM search_outbox WHERE since < clock_timestamp() - %s::interval AND NOT refused)
"""
_WITHHELD: Final = "SELECT kind || ':' || object_id FROM search_outbox WHERE narrowed"

#: The right to the words as they were.
WORDS: Final = "words"
_WITHHOLD: Final = """
UPDATE search_outbox SET narrowed = true, audience = array_append(audience, %s)
WHERE kind || ':' || object_id = ANY(%s)
"""

_CLAIM = """
UPDATE search_outbox SET due = clock_timestamp() + %s::interval, attempts = attempts + 1
WHERE id IN (
    SELECT id FROM search_outbox WHERE due <= clock_timestamp()
    ORDER BY narrowed DESC, id LIMIT %s FOR UPDATE SKIP LOCKED
)
RETURNING id, kind, object_id, version, held, narrowed, attempts
"""
_DONE = """
WITH heard AS (SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS heard(id, version)),
gone AS (DELETE FROM search_outbox o USING heard WHERE o.id = heard.id AND o.version = heard.version)
UPDATE search_outbox o SET due = clock_timestamp(), attempts = 0
FROM heard WHERE o.id = heard.id AND o.version <> heard.version
"""
_REFUSED = """
UPDATE search_outbox SET error = %s, refused = true,
    due = clock_timestamp() + least(%s::interval * power(2, least(attempts, 20)), %s::interval)
WHERE id = %s
"""


@dataclass(frozen=True)
class Entry:
    """A paper or task some of whose rows changed."""

    id: int
    kind: str
    object_id: int
    version: int
    held: list[str]
    narrowed: bool
    attempts: int


def claim(most: int) -> list[Entry]:
    """Take the next entries for a while, lost rights first, then in the order of the changes."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [LEASE, most])
        entries = [Entry(*values) for values in cursor.fetchall()]
    return sorted(entries, key=lambda entry: (not entry.narrowed, entry.id))


def done(entries: list[Entry]) -> None:
    """All indexes have heard of these; what changed in the meantime stays and is due at once."""
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [[one.id for one in entries], [one.version for one in entries]])


def due_now() -> None:
    """What a dead worker took, or what was refused, is due at once."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_outbox SET due = clock_timestamp()")


def release(entries: list[Entry]) -> None:
    """Nobody took these; they are due as if they had not been tried."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_outbox SET due = clock_timestamp(), attempts = attempts - 1 WHERE id = ANY(%s)",
            [[entry.id for entry in entries]],
        )


def refused(entry: Entry, error: str) -> None:
    """The server is well and took others, but not this: tried again, later each time, and never given up."""
    with connection.cursor() as cursor:
        cursor.execute(_REFUSED, [error[:500], FIRST_DELAY, LONGEST, entry.id])


def behind() -> bool:
    """The index knows nothing of what happened longer ago than a question may overlook."""
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, [OVERLOOKED])
        return bool(cursor.fetchone()[0])


def behind_and_withheld() -> tuple[bool, list[str]]:
    """Both in one query, for every question asks both."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({_BEHIND}), ARRAY({_WITHHELD})", [OVERLOOKED])
        behind, withheld = cursor.fetchone()
        return behind, withheld


def withhold(things: Sequence[str]) -> None:
    """What was changed of these in this transaction may still be found by words that are now protected.

    WORDS stands for a right that no row gives back: questions leave the things out until the index knows.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WITHHOLD, [WORDS, list(things)])


def withheld() -> list[str]:
    """Things somebody lost the right to, of which the index has not heard."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHHELD)
        return [thing for (thing,) in cursor.fetchall()]
