"""The address of a question: whoever opens it gets the same answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from search.asking import Query
from search.choices import CHOICES
from search.forms import SORTS
from vietnamese.dates import short

DAYS = {"tu_ngay": "since", "den_ngay": "until", "tai_ngay": "at"}


def parameters(query: Query, **changes: Any) -> str:
    """The query string of a question with these changes; always a list, never a jump to one paper."""
    asked = replace(query, page=changes.pop("page", 1), **changes)
    return urlencode(list(_pairs(asked)))


def address(query: Query, **changes: Any) -> str:
    return f"{reverse('search:search')}?{parameters(query, **changes)}"


def _pairs(query: Query) -> Iterator[tuple[str, str]]:
    yield "q", query.text
    if query.number:
        yield "so", query.number
    for name, attribute in CHOICES.items():
        for value in getattr(query, attribute):
            yield name, str(value)
    for name, attribute in DAYS.items():
        if day := getattr(query, attribute):
            yield name, short(day)
    if word := next(word for word, sort in SORTS.items() if sort == query.sort):
        yield "sap_xep", word
    yield "tat_ca", "1"
    if query.page > 1:
        yield "trang", str(query.page)
