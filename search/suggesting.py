"""What a reader may mean while still typing: numbers, titles and agencies that begin so.

Read from the projection whatever engine answers questions, so a right taken away counts at once. What would
be slow is bounded: at most LOOKED_AT rows of the index are read before rights are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.permissions import reader_keys
from agencies.querysets import alias_key
from documents.addresses import look_up_roots, where_read
from documents.models import DocumentPage
from search.addresses import address
from search.asking import Query
from search.models import Row
from search.numbers import parse
from search.text import pairs, syllables
from search.types import asked_types
from vietnamese.text import clean

SHORTEST = 2
LONGEST = 100
MOST = 8
MOST_AGENCIES = 3
LOOKED_AT = 300

_FROM_INDEX = """
SELECT document_id FROM (
    SELECT document_id, audience FROM search_row WHERE kind = 'document' AND {condition} LIMIT {looked_at}
) AS begun WHERE audience && %(keys)s::varchar[] LIMIT {most}"""


@dataclass(frozen=True)
class Suggestion:
    """Words to show, a word on what it is, and where it leads."""

    words: str
    detail: str
    address: str


def suggestions(text: str, user: Any) -> list[Suggestion]:
    """At most MOST things this reader may open or ask for; none for a letter."""
    typed = clean(text.replace("\0", " ")).strip()[:LONGEST]
    found = syllables(typed)
    if not found or (len(typed) < SHORTEST and not typed.isdigit()):
        return []
    keys = sorted(reader_keys(user))
    begun = [*_numbered(typed, keys), *_begun(found, keys)]
    told = [*_papers(begun, user), *_agencies(typed, keys)]
    if len(told) < MOST:
        told += _papers([pk for pk in _held(found, keys) if pk not in begun], user)
    return told[:MOST]


def _papers(keys: Sequence[int], user: Any) -> Iterator[Suggestion]:
    """The papers in the order in which they were found, once each."""
    held = DocumentPage.objects.visible_to(user).filter(pk__in=keys).named()
    look_up_roots(held)
    papers = {paper.pk: paper for paper in held}
    for pk in dict.fromkeys(keys):
        if paper := papers.get(pk):
            yield Suggestion(paper.told_subject, paper.short_citation, where_read(paper))


def _numbered(typed: str, keys: list[str]) -> list[int]:
    asked = parse(typed, asked_types()) if any(letter.isdigit() for letter in typed) else None
    if asked is None:
        return []
    condition = "number_key LIKE %(number)s"
    values: dict[str, Any] = {"number": _beginning(asked.number)}
    if asked.symbol:
        condition = "number = %(number)s AND symbol LIKE %(symbol)s"
        values = {"number": asked.number, "symbol": _beginning(asked.symbol)}
    if asked.types:
        condition += " AND type = ANY(%(types)s)"
        values["types"] = list(asked.types)
    if asked.year and not asked.like_a_year:
        condition += " AND year = %(year)s"
        values["year"] = asked.year
    return _rows(condition, keys, values)


def titled(found: Sequence[str], keys: list[str]) -> list[int]:
    """Papers whose title begins so, then those that hold the words, the last one begun."""
    return [*_begun(found, keys), *_held(found, keys)] if found else []


def _begun(found: Sequence[str], keys: list[str]) -> list[int]:
    """Papers whose title begins so."""
    return _rows("title_key LIKE %(begun)s", keys, {"begun": _beginning(" ".join(found))})


def _held(found: Sequence[str], keys: list[str]) -> list[int]:
    """Papers that hold the words side by side, the last one begun; two words at least."""
    if len(found) < 2:
        return []
    *whole, last = pairs(found)
    asked = " & ".join([*(f"'{pair}'" for pair in whole), f"'{last}':*"])
    return _rows("terms @@ %(asked)s::tsquery", keys, {"asked": asked})


def _rows(condition: str, keys: list[str], values: dict[str, Any]) -> list[int]:
    statement = _FROM_INDEX.format(condition=condition, looked_at=LOOKED_AT, most=MOST)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, "keys": keys})
        return [row[0] for row in cursor.fetchall()]


def _agencies(typed: str, keys: list[str]) -> Iterator[Suggestion]:
    """Agencies that issued something this reader may open."""
    key = alias_key(typed)
    issued = Row.objects.filter(kind=Row.Kind.DOCUMENT, issuer=OuterRef("pk"), audience__overlap=keys)
    named = Agency.objects.filter(Q(key__startswith=key) | Q(aliases__key__startswith=key))
    for agency in named.filter(Exists(issued)).order_by("name").distinct()[:MOST_AGENCIES]:
        yield Suggestion(agency.name, _("issuing agency"), address(Query(agencies=(agency.pk,))))


def _beginning(text: str) -> str:
    """A pattern of LIKE for what begins so."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
