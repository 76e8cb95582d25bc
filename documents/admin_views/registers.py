"""The books: numbers in their order, voided ones struck and explained, missing ones named."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.lists import opening, views_of
from agencies.permissions import known
from documents.actions import VoidNumber
from documents.admin_views.book_filters import EntryFilter
from documents.admin_views.book_views import offered, place_of
from documents.admin_views.forms import VoidForm
from documents.admin_views.printed_books import (
    book_of,
    filters_of,
    is_long,
    offered_by,
    paper_of,
    print_later,
)
from documents.books.columns import columns_of
from documents.models import Entry, Register, RegisterYear
from documents.printing import PRINTED
from documents.statuses import Direction
from sheets.writing import answer, download

PER_PAGE = 50
#: As what a book goes out; the names of the programs are the same in every language.
FORMS = [("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"), ("csv", "CSV")]
#: So many missing numbers are named; the rest is counted.
NAMED = 20


@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """All registers with their years; this year is one of them before its first number."""
    registers = Register.objects.select_related("agency").prefetch_related("years__type")
    year = timezone.localdate().year
    rows = [(one, all(kept.year != year for kept in one.years.all())) for one in registers]
    context = {"registers": rows, "this_year": year}
    return render(request, "documents/admin/registers.html", context)


@require_safe
def book(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """One register of one year; a year without a number is an empty book, not an error."""
    register = get_object_or_404(Register.objects.select_related("agency"), pk=pk)
    views = views_of(known(request.user), place_of(register))
    if opens := opening(views, request.user, request.GET):
        return redirect(f"{request.path}?{opens.query}")
    filters = filters_of(register, year, request.GET)
    shown = filters.shown()
    page: Any = Paginator(filters.found(), PER_PAGE).get_page(request.GET.get("p"))
    incoming = register.direction == Direction.INCOMING
    context = {
        "register": register,
        "year": year,
        "counters": counters_of(register, year),
        "over": year < timezone.localdate().year,
        "filters": filters,
        "query": filters.query(),
        "books": offered_by(filters).values(),
        "forms": FORMS,
        "rows": page,
        "papers": any((row.entry if incoming else row).document_id for row in page),
        "lines": [(row, [(column, column.value(row)) for column in shown]) for row in page],
        "columns": [column for column in columns_of(register) if not column.fixed],
        "shown": shown,
        "views": offered(register, year, views),
    }
    template = "documents/admin/arrivals.html" if incoming else "documents/admin/register.html"
    return render(request, template, context, status=422 if filters.errors else 200)


def counters_of(register: Register, year: int) -> list[dict[str, Any]]:
    """Each series of the year, with the first of the numbers it lacks."""
    rows = []
    for counter in RegisterYear.objects.of(register, year):
        missing = counter.missing()
        rows.append(
            {
                "counter": counter,
                "missing": missing[:NAMED],
                "more": len(missing) > NAMED,
                "count": len(missing),
            }
        )
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, pk: int, year: int, form: str) -> HttpResponseBase:
    """A register with the columns of the decree, narrowed as on the screen: a list or pages to print.

    A long one is made in the background, once the button is pressed.
    """
    register = get_object_or_404(Register.objects.select_related("agency"), pk=pk)
    filters = filters_of(register, year, request.GET)
    if filters.errors:
        return redirect(f"{reverse('documents_register', args=[pk, year])}?{filters.query()}")
    if is_long(filters, form):
        return _later(request, filters, form)
    kept = book_of(filters, request.GET)
    if form not in PRINTED:
        return answer(f"{kept.slug}-{year}", form, kept.headings, kept.rows(filters.printed()))
    write, content_type = PRINTED[form]
    paper = paper_of(filters, kept, request.GET)
    return download(partial(write, paper), f"{kept.slug}-{year}.{form}", content_type)


def _later(request: HttpRequest, filters: EntryFilter, form: str) -> HttpResponse:
    if request.method == "POST":
        return redirect("jobs_job", print_later(known(request.user), filters, form, request.GET).pk)
    context = {
        "register": filters.register,
        "year": filters.year,
        "lines": filters.printed().order_by().count(),
        "form_name": dict(FORMS)[form],
    }
    return render(request, "documents/admin/print_later.html", context)


@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare a number void; the reason is asked because it cannot be undone."""
    entry = get_object_or_404(Entry.objects.select_related("register_year__register", "document"), pk=pk)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            VoidNumber(entry, known(request.user), reason=form.cleaned_data["reason"]).execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The number %(number)s is void.") % {"number": entry.printed})
            return redirect("documents_register", entry.register_year.register_id, entry.register_year.year)
    status = 422 if form.errors else 200
    return render(request, "documents/admin/void.html", {"entry": entry, "form": form}, status=status)
