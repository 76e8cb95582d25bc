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
from agencies.permissions import known
from documents.actions import VoidNumber
from documents.admin_views.book_filters import ArrivalFilter, EntryFilter
from documents.admin_views.forms import VoidForm
from documents.books import books_of
from documents.models import Entry, Register, RegisterYear
from documents.printing import PRINTED, Paper
from documents.statuses import Direction
from sheets.writing import answer, download
from vietnamese.dates import short

PER_PAGE = 50
#: So many missing numbers are named; the rest is counted.
NAMED = 20


@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """All registers with their years."""
    registers = Register.objects.select_related("agency").prefetch_related("years__type")
    this_year = timezone.localdate().year
    context = {"registers": registers, "this_year": this_year}
    return render(request, "documents/admin/registers.html", context)


@require_safe
def book(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """One register of one year; a year without a number is an empty book, not an error."""
    register = get_object_or_404(Register.objects.select_related("agency"), pk=pk)
    filters = _filters(request, register, year)
    context = {
        "register": register,
        "year": year,
        "counters": counters_of(register, year),
        "over": year < timezone.localdate().year,
        "filters": filters,
        "query": filters.query(),
        "books": books_of(register).values(),
        "rows": Paginator(filters.found(), PER_PAGE).get_page(request.GET.get("p")),
    }
    incoming = register.direction == Direction.INCOMING
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


@require_safe
def export(request: HttpRequest, pk: int, year: int, form: str) -> HttpResponseBase:
    """A register with the columns of the decree, narrowed as on the screen: a list or pages to print."""
    register = get_object_or_404(Register.objects.select_related("agency"), pk=pk)
    filters = _filters(request, register, year)
    if filters.errors:
        return redirect(f"{reverse('documents_register', args=[pk, year])}?{filters.query()}")
    kinds = books_of(register)
    kept = kinds.get(request.GET.get("so", ""), next(iter(kinds.values())))
    rows = kept.rows(filters.printed())
    if form not in PRINTED:
        return answer(f"{kept.slug}-{year}", form, kept.headings, rows)
    first, last = map(short, filters.period())
    below = [register.agency.name, _("From %(first)s to %(last)s") % {"first": first, "last": last}]
    write, content_type = PRINTED[form]
    paper = Paper(kept.title, below, kept.headings, kept.widths, rows, kept.signed)
    return download(partial(write, paper), f"{kept.slug}-{year}.{form}", content_type)


def _filters(request: HttpRequest, register: Register, year: int) -> EntryFilter:
    incoming = register.direction == Direction.INCOMING
    return (ArrivalFilter if incoming else EntryFilter)(request.GET, register=register, year=year)


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
