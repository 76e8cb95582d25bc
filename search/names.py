"""What every question needs of small tables, kept in memory while nobody changes them.

Names of types and agencies for the facets, abbreviations for the words. One query asks whether a row was
written since: a writing gives a row another place and the number of its transaction, and so another sum.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.db import connection

from agencies.models import Agency
from documents.models import DocumentType
from search.models import Abbreviation

_STAMP: Final = """
SELECT (SELECT sum(hashtextextended(ctid::text || xmin::text, 0)) FROM documents_documenttype),
       (SELECT sum(hashtextextended(ctid::text || xmin::text, 0)) FROM agencies_agency),
       (SELECT sum(hashtextextended(ctid::text || xmin::text, 0)) FROM search_abbreviation)
"""

#: A run of syllables, and what else it may be called.
Abbreviations = dict[tuple[str, ...], list[tuple[str, ...]]]


@dataclass(frozen=True)
class Names:
    """Types and agencies by key; abbreviations both ways."""

    stamp: tuple[object, ...] = ()
    types: dict[int, str] = field(default_factory=dict)
    agencies: dict[int, str] = field(default_factory=dict)
    abbreviations: Abbreviations = field(default_factory=dict)


_kept = Names()


def names() -> Names:
    """The names as of now; one query unless something changed."""
    global _kept  # noqa: PLW0603  one for the process, replaced as a whole
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        stamp = cursor.fetchone()
    if stamp != _kept.stamp:
        agencies = Agency.objects.order_by().values_list("pk", "short_name", "name")
        _kept = Names(
            stamp=stamp,
            types=dict(DocumentType.objects.order_by().values_list("pk", "name")),
            agencies={pk: short or name for pk, short, name in agencies},
            abbreviations=_abbreviations(),
        )
    return _kept


def _abbreviations() -> Abbreviations:
    found: Abbreviations = {}
    for short, words in Abbreviation.objects.values_list("short_key", "words_key"):
        short_run, words_run = tuple(short.split()), tuple(words.split())
        found.setdefault(short_run, []).append(words_run)
        found.setdefault(words_run, []).append(short_run)
    return found
