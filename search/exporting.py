"""The results of a question as a list: the papers this reader may open, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from search.asking import Query, answer
from search.engines import engine
from search.finding import planned, show

#: More rows than this are no list to read; filters make it shorter.
MOST = 1_000


def headings() -> list[str]:
    return [
        _("Number and symbol"),
        _("Issued on"),
        _("Type of document"),
        _("Issuing agency"),
        pgettext("paper", "subject").capitalize(),
        _("Status"),
        _("Replaced by"),
        _("Clauses that match"),
    ]


def rows(query: Query, user: Any) -> Iterator[list[Any]]:
    """One row for each paper; the first MOST of them whatever page the question asks for."""
    asked = planned(query, user, MOST)
    found, _wider = answer(engine(), replace(asked, offset=0, with_facets=False))
    for one in show(found.groups, user, query):
        yield [
            one.paper.code,
            one.paper.issued_on,
            one.paper.type.name,
            one.paper.issuer_name,
            one.paper.told_subject,
            one.mark.words,
            one.by.short_citation if one.by else "",
            "; ".join(passage.label for passage in one.passages if not passage.task),
        ]
