"""The search page."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from documents.force import statuses
from documents.models import DocumentPage
from documents.presentation.marks import mark_of
from search.asking import Query
from search.finding import PER_PAGE, Found, find
from search.forms import asked
from search.models import Question
from search.numbered import papers_of, place_of


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer a question. A number that names one paper opens it; several of one number are a choice."""
    begun = time.monotonic()
    question = asked(request.GET)
    query = question.query
    named: list[DocumentPage] = []
    if query.text and not query.everything and not query.filters:
        place = place_of(query.text, request.user)
        named = [place[0]] if place else papers_of(query.text, request.user)
        if len(named) == 1:
            _note(query, 1, begun, opened=True)
            return redirect(_opened(request, named[0], query.text, place[1] if place else ""))
    found = find(query, request.user) if query.text or query.filters else None
    if found is not None:
        _note(query, found.total, begun)
    return render(request, "search/search.html", _context(query, question.problems, named, found))


def _context(
    query: Query, problems: tuple[str, ...], named: list[DocumentPage], found: Found | None
) -> dict[str, object]:
    told = statuses(named) if named else {}
    total = found.total if found else 0
    return {
        "query": query,
        "problems": problems,
        "named": [(paper, mark_of(told[paper.pk])) for paper in named],
        "found": found,
        "page": Paginator(range(total), PER_PAGE).get_page(query.page),
        "trail": [],
    }


def _opened(request: HttpRequest, paper: DocumentPage, text: str, anchor: str) -> str:
    """The paper's address; it carries the question, so that the page can offer the other results."""
    address = f"{paper.get_url(request)}?{urlencode({'tu': text})}"
    return f"{address}#{anchor}" if anchor else address


def _note(query: Query, hits: int, begun: float, *, opened: bool = False) -> None:
    """Log the question without who asked it."""
    if query.page > 1:
        return
    Question.objects.create(
        text=query.text,
        filters={"types": query.types, "agencies": query.agencies, "years": query.years},
        hits=hits,
        opened=opened,
        milliseconds=int((time.monotonic() - begun) * 1000),
    )
