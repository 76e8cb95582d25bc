"""Papers asked for by number: they come before full text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from agencies.permissions import reader_keys
from documents.models import Clause, DocumentPage, Reference
from search.models import Row
from search.numbers import Numbered, parse, provision, split_key
from search.types import asked_types
from vietnamese.text import fold

_SEPARATED = re.compile(r"\d\s*[/-]")

#: More papers of one number are a list, not a choice.
MOST = 10
#: References of one number that are looked through, and citing papers that are named.
MOST_WAITING = 200
FEW = 5


@dataclass(frozen=True)
class Awaited:
    """A number that papers cite and that is not held: as they write it, how many they are, the newest."""

    as_written: str
    number: int
    papers: tuple[DocumentPage, ...]


def number_in(text: str) -> Numbered | None:
    """The number a question is, unless it is words or a year; words without a digit cost no look at types."""
    asked = parse(text, asked_types()) if any(letter.isdigit() for letter in text) else None
    return None if asked is None or asked.like_a_year else asked


def surely_number(text: str) -> Numbered | None:
    """The same when it can be nothing else: "138 ban chỉ đạo" may be words, "138/QĐ" is a number."""
    asked = number_in(text)
    if asked and (asked.bare or asked.types or asked.year or _SEPARATED.search(text)):
        return asked
    return None


def papers_of(text: str, user: Any) -> list[DocumentPage]:
    """The papers of the number in the question that this reader may open, newest first; none for words."""
    keys = keys_of(text, reader_keys(user))
    return list(DocumentPage.objects.visible_to(user).filter(pk__in=keys).listed()[:MOST]) if keys else []


def keys_of(text: str, keys: frozenset[str]) -> list[int]:
    """The same by key, for whoever holds these keys."""
    asked = number_in(text)
    return _keys(asked, keys) if asked else []


def awaited(asked: Numbered, user: Any) -> Awaited | None:
    """What papers this reader may open cite under this number without its being held."""
    types = asked_types()
    begin = Q(key__startswith=f"{asked.number}/") | Q(key__startswith=f"{asked.number}-")
    waiting = Reference.objects.dangling().visible_to(user).filter(begin, document__live=True)
    found = [
        reference
        for reference in waiting.only("pk", "key", "as_written", "dated", "type_abbreviation", "document_id")[
            :MOST_WAITING
        ]
        if _fits(reference, asked, types)
    ]
    if not found:
        return None
    citing = {reference.document_id for reference in found}
    papers = DocumentPage.objects.visible_to(user).filter(pk__in=citing).listed()[:FEW]
    return Awaited(found[0].as_written, len(citing), tuple(papers))


def _fits(reference: Reference, asked: Numbered, types: Mapping[str, tuple[int, ...]]) -> bool:
    number, symbol, year = split_key(reference.key)
    if number != asked.number or asked.symbol not in symbol:
        return False
    written = types.get(fold(reference.type_abbreviation), ())
    if asked.types and written and not set(asked.types) & set(written):
        return False
    years = {year, reference.dated.year if reference.dated else None} - {None}
    return not (asked.year and years and asked.year not in years)


def place_of(text: str, user: Any) -> tuple[DocumentPage, str] | None:
    """The paper and anchor of "khoản 2 Điều 5 luật 53" when only one paper fits.

    Of a place that is not there the article is opened that is, or else the paper itself; a mere number
    ("Điều 5 15") is too little for that.
    """
    asked = provision(text)
    papers = papers_of(asked.rest, user) if asked else []
    if asked is None or len(papers) != 1:
        return None
    held = set(
        Clause.objects.filter(document=papers[0], anchor__in=asked.anchors).values_list("anchor", flat=True)
    )
    anchor = next((anchor for anchor in asked.anchors if anchor in held), "")
    number = number_in(asked.rest)
    return (papers[0], anchor) if anchor or (number and not number.bare) else None


def _keys(asked: Numbered, keys: frozenset[str]) -> list[int]:
    rows = Row.objects.filter(kind=Row.Kind.DOCUMENT, number=asked.number, audience__overlap=sorted(keys))
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.types:
        of_type = rows.filter(type__in=asked.types)
        # a whole symbol says which paper it is, under whatever type the register keeps it
        rows = of_type if not asked.symbol or of_type.exists() else rows.filter(symbol=asked.symbol)
    if asked.symbol:
        exact = rows.filter(symbol=asked.symbol)
        rows = exact if exact.exists() else rows.filter(symbol__contains=asked.symbol)
    return list(rows.order_by("-issued_on").values_list("document_id", flat=True)[:MOST])
