"""Papers asked for by number: they come before full text."""

from __future__ import annotations

from typing import Any

from agencies.permissions import reader_keys
from documents.models import Clause, DocumentPage
from search.models import Row
from search.numbers import Numbered, parse, provision
from search.types import asked_types

#: More papers of one number are a list, not a choice.
MOST = 10


def papers_of(text: str, user: Any) -> list[DocumentPage]:
    """The papers of the number in the question that this reader may open, newest first; none for words."""
    asked = parse(text, asked_types())
    if asked is None or asked.like_a_year:
        return []
    return list(DocumentPage.objects.visible_to(user).filter(pk__in=_keys(asked, user)).listed()[:MOST])


def place_of(text: str, user: Any) -> tuple[DocumentPage, str] | None:
    """The paper and anchor of "khoản 2 Điều 5 luật 53", when both are there and only one paper fits."""
    asked = provision(text)
    if asked is None:
        return None
    papers = papers_of(asked.rest, user)
    if len(papers) != 1 or not Clause.objects.filter(document=papers[0], anchor=asked.anchor).exists():
        return None
    return papers[0], asked.anchor


def _keys(asked: Numbered, user: Any) -> list[int]:
    rows = Row.objects.filter(
        kind=Row.Kind.DOCUMENT, number=asked.number, audience__overlap=sorted(reader_keys(user))
    )
    if asked.types:
        rows = rows.filter(type__in=asked.types)
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.symbol:
        exact = rows.filter(symbol=asked.symbol)
        rows = exact if exact.exists() else rows.filter(symbol__contains=asked.symbol)
    return list(rows.order_by("-issued_on").values_list("document_id", flat=True)[:MOST])
