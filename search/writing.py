"""Rows on their way into the projection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as computed
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection

from documents.copying import copy_lines
from documents.lines import behind, line
from search import statistics
from search.composing import Clauses, Composed, composed
from search.models import Row

#: What rows of one paper and kind have in common comes first, then what is each row's own.
COLUMNS = (
    "kind",
    "object_id",
    "document_id",
    "number_key",
    "number",
    "symbol",
    "type",
    "issuer",
    "year",
    "issued_on",
    "serial",
    "life",
    "fields",
    "leads",
    "coordinates",
    "title_key",
    "audience",
    "version",
    "anchor",
    "title",
    "text",
    "terms",
    "exact",
    "length",
)
_SET_HEAD = """
WITH head AS (
    SELECT %(type)s::bigint AS type, %(issuer)s::bigint AS issuer, %(year)s::smallint AS year,
           %(issued_on)s::date AS issued_on, %(serial)s::bigint AS serial, %(life)s::varchar[] AS life,
           %(audience)s::varchar[] AS audience
)
UPDATE search_row r SET (type, issuer, year, issued_on, serial, life, audience, version) =
    (head.type, head.issuer, head.year, head.issued_on, head.serial, head.life, head.audience,
     (SELECT nextval('search_version')))
FROM head
WHERE r.kind = %(kind)s AND r.object_id = %(object_id)s
  AND (r.type, r.issuer, r.year, r.issued_on, r.serial, r.life, r.audience) IS DISTINCT FROM
      (head.type, head.issuer, head.year, head.issued_on, head.serial, head.life, head.audience)
"""


@dataclass
class Draft:
    """A row before it is written."""

    kind: str
    object_id: int
    anchor: str
    document_id: int
    title: str
    text: str
    audience: frozenset[str]
    number_key: str = ""
    number: str = ""
    symbol: str = ""
    type: int | None = None
    issuer: int | None = None
    year: int | None = None
    issued_on: date | None = None
    serial: int | None = None
    life: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    leads: tuple[int, ...] = ()
    coordinates: tuple[int, ...] = ()
    title_key: str = ""
    words: Composed = computed(init=False)

    def __post_init__(self) -> None:
        self.words = composed(indexed(self.kind, self.title, self.text))

    @property
    def counted(self) -> tuple[list[str], int]:
        """Distinct terms and length, as the counts of terms take them."""
        return self.words.distinct.split(), self.words.length


class Block(NamedTuple):
    """The clauses of a paper in words; what they have of the paper is in `head`, a row without words."""

    head: Draft
    clauses: Clauses


def indexed(kind: str, title: str, text: str) -> str:
    """What is searched of a row: the title of a clause or page is only its place in the paper."""
    return f"{title}\n{text}" if kind == Row.Kind.DOCUMENT else text


def add(drafts: Sequence[Draft], blocks: Sequence[Block] = ()) -> None:
    """Write rows of new things, counts included."""
    insert(drafts, blocks)
    counted = statistics.count_of(draft.counted for draft in drafts)
    for _head, clauses in blocks:
        statistics.take(counted, clauses.distinct.split(), clauses.length, clauses.rows)
    statistics.record({}, counted)


def replace(documents: Sequence[int], kinds: Sequence[str], drafts: Sequence[Draft]) -> None:
    """Put the drafts in the place of these papers' rows of these kinds, counts included."""
    before = statistics.count_of(_delete(documents, kinds))
    insert(drafts)
    statistics.record(before, statistics.count_of(draft.counted for draft in drafts))


def replace_all(documents: Sequence[int], kinds: Sequence[str], drafts: Sequence[Draft]) -> None:
    """The same for a rebuild, which counts at its end."""
    _delete(documents, kinds)
    insert(drafts)


def replace_one(draft: Draft) -> None:
    """Put the draft in the place of the row of the same thing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_row WHERE kind = %s AND object_id = %s AND anchor = %s"
            " RETURNING tsvector_to_array(terms), length",
            [draft.kind, draft.object_id, draft.anchor],
        )
        before = statistics.count_of(cursor.fetchall())
    insert([draft])
    statistics.record(before, statistics.count_of([draft.counted]))


def set_life(document: int, life: Sequence[str], most: int) -> int:
    """Write a paper's statuses on so many of its rows at most, its own first, unless they stand there.

    Returns how many were written. Tasks of restricted papers tell no status.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_row SET life = %(life)s::varchar[], version = (SELECT nextval('search_version'))"
            " WHERE id IN (SELECT id FROM search_row"
            " WHERE document_id = %(document)s AND type IS NOT NULL AND life <> %(life)s::varchar[]"
            " ORDER BY kind <> 'document' LIMIT %(most)s)",
            {"life": list(life), "document": document, "most": most},
        )
        return int(cursor.rowcount)


def remove(document: int, kind: str, anchors: Sequence[str]) -> None:
    """Delete rows of a paper, counts included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_row WHERE kind = %s AND object_id = %s AND anchor = ANY(%s)"
            " RETURNING tsvector_to_array(terms), length",
            [kind, document, list(anchors)],
        )
        gone = cursor.fetchall()
    statistics.record(statistics.count_of(gone), {})


def set_head(draft: Draft) -> None:
    """Write what rows have of their paper (readers, facets) on all rows of the draft's paper and kind.

    Their words stay: a paper with a thousand pages is saved as quickly as one with ten.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _SET_HEAD,
            {
                **vars(draft),
                "life": list(draft.life),
                "audience": sorted(draft.audience),
                "words": None,
            },
        )


def set_fields(document: int, kind: str, fields: Mapping[str, Sequence[str]]) -> None:
    """Write the fields of the plan on rows of a paper, by anchor, where others stand there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_row r SET fields = given.fields::varchar[],"
            " version = (SELECT nextval('search_version'))"
            " FROM (SELECT * FROM unnest(%s::text[], %s::text[]) AS one(anchor, fields)) AS given"
            " WHERE r.kind = %s AND r.object_id = %s AND r.anchor = given.anchor"
            " AND r.fields <> given.fields::varchar[]",
            [list(fields), [_texts(held) for held in fields.values()], kind, document],
        )


def insert(drafts: Iterable[Draft], blocks: Sequence[Block] = ()) -> None:
    """Write rows by COPY: the quickest way for twenty rows as for twenty thousand."""
    held = list(drafts)
    if not held and not blocks:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('search_version')")
        version = cursor.fetchone()[0]
    rows = (line((*_head(draft, version), *_own(draft))) for draft in held)
    clauses = (behind(line(_head(block.head, version)), block.clauses.lines) for block in blocks)
    copy_lines("search_row", COLUMNS, chain(rows, clauses))


def _own(draft: Draft) -> tuple[object, ...]:
    return (
        draft.anchor,
        draft.title.replace("\0", " "),
        draft.text.replace("\0", " "),
        *draft.words.cells,
    )


def _head(draft: Draft, version: int) -> tuple[object, ...]:
    return (
        draft.kind,
        draft.object_id,
        draft.document_id,
        draft.number_key,
        draft.number,
        draft.symbol,
        draft.type,
        draft.issuer,
        draft.year,
        draft.issued_on,
        draft.serial,
        _array(draft.life),
        _texts(draft.fields),
        _array(draft.leads),
        _array(draft.coordinates),
        draft.title_key,
        _keys(draft.audience),
        version,
    )


@lru_cache(maxsize=1_000)
def _keys(audience: frozenset[str]) -> str:
    return _array(sorted(audience))


def _array(values: Iterable[object]) -> str:
    """An array as PostgreSQL reads it, of values without a comma or a quote."""
    return "{" + ",".join(str(value) for value in values) + "}"


def _texts(values: Iterable[str]) -> str:
    """The same of any words."""
    return _array('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)


def _delete(documents: Sequence[int], kinds: Sequence[str]) -> list[Any]:
    """Delete and give the distinct terms and the length of each row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_row WHERE document_id = ANY(%s) AND kind = ANY(%s)"
            " RETURNING tsvector_to_array(terms), length",
            [list(documents), list(kinds)],
        )
        return cursor.fetchall()
