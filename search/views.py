"""The search page."""

from __future__ import annotations

import math
import time
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from agencies.frequency import limited
from documents.addresses import where_read
from documents.force import statuses
from documents.models import DocumentPage
from documents.presentation.marks import mark_of
from search.addresses import address, parameters
from search.asking import Query
from search.exporting import headings, rows
from search.finding import PER_PAGE, Found, count, find
from search.forms import LABELS, ORDERS, SORTS, Asked, asked
from search.log import note
from search.narrowing import chips, counted, unfiltered
from search.numbered import awaited, papers_of, place_of, surely_number
from search.numbers import Numbered
from search.similar import nearest, similar
from search.spelling import Spelling, corrected
from search.suggesting import suggestions
from sheets.writing import answer as sheet


@require_safe
@limited()
def search(request: HttpRequest) -> HttpResponse:
    """Answer a question. A number that names one paper opens it; several of one number are a choice."""
    begun = time.monotonic()
    question = asked(request.GET)
    query, user = question.query, request.user
    number = _number(query)
    named: list[DocumentPage] = []
    if number and not query.everything:
        place = place_of(number, user)
        named = [place[0]] if place else papers_of(number, user)
        if len(named) == 1:
            note(query, 1, begun, opened=True)
            return redirect(_opened(request, named[0], number, place[1] if place else ""))
    found = find(query, user)
    if not found.answers and query.page > (last := max(1, math.ceil(found.total / PER_PAGE))):
        return redirect(address(query, page=last))
    logged = note(query, found.total, begun) if query.text or query.number else None
    absent = None if named or query.everything or query.page > 1 else surely_number(number)
    context = _context(question, found, named, absent, number, user)
    return render(request, "search/search.html", {**context, "logged": logged})


@require_safe
@limited(share=0.1)
def export(request: HttpRequest) -> FileResponse:
    """The results as an Excel file."""
    query = asked(request.GET).query
    return sheet("ket-qua-tra-cuu", "xlsx", headings(), rows(query, request.user))


@require_safe
@limited(share=4, as_json=True)
def suggest(request: HttpRequest) -> JsonResponse:
    """What the reader may mean while typing, for the list below the box."""
    found = suggestions(request.GET.get("q", ""), request.user)
    response = JsonResponse({"suggestions": [vars(one) for one in found]})
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@limited()
def alike(request: HttpRequest, pk: int) -> HttpResponse:
    """The papers that are about the same as this one."""
    paper = get_object_or_404(
        DocumentPage.objects.visible_to(request.user).select_related("type").defer("text"), pk=pk
    )
    context = {"paper": paper, "answers": similar(paper, request.user), "trail": []}
    return render(request, "search/similar.html", context)


def _number(query: Query) -> str:
    """The words of the question that may be a number; none when it is narrowed by something else."""
    if query.number:
        return query.number if query.filters == 1 and not query.text else ""
    return "" if query.filters else query.text


def _context(
    question: Asked,
    found: Found,
    named: list[DocumentPage],
    absent: Numbered | None,
    number: str,
    user: Any,
) -> dict[str, object]:
    query = question.query
    told = statuses(named) if named else {}
    narrowed = chips(query, found.facets)
    empty = not found.total
    return {
        "query": query,
        "typed": question.typed,
        "unmarked": query.text.isascii() and any(letter.isalpha() for letter in query.text),
        "problems": question.problems,
        "errors": question.errors,
        "days": question.days,
        "labels": LABELS,
        "orders": [(address(query, sort=sort), ORDERS[sort], sort == query.sort) for sort in SORTS.values()],
        "sort": next(word for word, sort in SORTS.items() if sort == query.sort),
        "named": [(paper, mark_of(told[paper.pk])) for paper in named],
        "found": found,
        "absent": number if absent else "",
        "awaited": awaited(absent, user) if absent else None,
        "chips": narrowed,
        "helps": counted(narrowed, user) if narrowed and empty else [],
        "nearest": nearest(query, user) if empty and query.text else (),
        "spelled": _spelled(query, user) if empty or found.wider else None,
        "parameters": parameters(query),
        "unfiltered": address(unfiltered(query)),
        "page": Paginator(range(found.total), PER_PAGE).get_page(query.page),
        "trail": [],
    }


def _spelled(query: Query, user: Any) -> tuple[Spelling, str] | None:
    """The spelling that was probably meant and the address of the question in it, if need be unfiltered."""
    for one in [query, unfiltered(query)] if query.filters else [query]:
        if spelled := corrected(one, user):
            return spelled, address(one, text=spelled.text)
    return None


def _opened(request: HttpRequest, paper: DocumentPage, text: str, anchor: str) -> str:
    """The paper's address; it carries the question and how many other results it has, for the page to say."""
    others = count(Query(text, everything=True), request.user) - 1
    carried = {"tu": text, "khac": max(others, 0)}
    opened = f"{where_read(paper, request)}?{urlencode(carried)}"
    return f"{opened}#{anchor}" if anchor else opened
