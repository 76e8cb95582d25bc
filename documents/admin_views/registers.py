"""The books: numbers in their order, voided ones struck and explained, missing ones named."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.permissions import known
from documents.actions import VoidNumber
from documents.admin_views.forms import VoidForm
from documents.models import Entry, Register, RegisterYear
from documents.querysets import EntryQuerySet
from sheets.writing import answer
from vietnamese.text import clean, pattern

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
    words = clean(request.GET.get("q", "")).strip()
    found = _matching(_entries(register, year), words)
    return render(
        request,
        "documents/admin/register.html",
        {
            "register": register,
            "year": year,
            "counters": counters_of(register, year),
            "over": year < timezone.localdate().year,
            "q": words,
            "entries": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
        },
    )


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
def export(request: HttpRequest, pk: int, year: int, form: str) -> HttpResponse:
    """The register of outgoing papers with the columns of the decree (decree 30/2020, Annex IV)."""
    register = get_object_or_404(Register, pk=pk)
    headings = [
        _("Number and symbol"),
        _("Date"),
        _("Type and subject"),
        _("Signer"),
        _("Recipients"),
        _("Taken by"),
        _("Note"),
    ]
    rows = (
        [
            entry.printed,
            entry.on,
            f"{entry.document.type.name} {entry.document.subject}" if entry.document else "",
            entry.document.signer if entry.document else "",
            entry.document.recipients if entry.document else "",
            entry.taken_by.get_full_name(),
            entry.note,
        ]
        for entry in _entries(register, year).in_order()
    )
    return answer(f"so-{register.pk}-{year}", form, headings, rows)


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


def _entries(register: Register, year: int) -> EntryQuerySet:
    return (
        Entry.objects.of(register, year)
        .select_related("document__type", "taken_by", "voided_by", "register_year")
        .defer("document__text")
        .order_by("register_year__type__order", "-number", "-suffix")
    )


def _matching(entries: EntryQuerySet, words: str) -> EntryQuerySet:
    for word in words.split():
        spelt = pattern(word)
        wanted = Q(document__subject__regex=spelt) | Q(symbol__regex=spelt)
        if word.isascii() and word.isdigit():
            wanted |= Q(number=min(int(word), 2**31 - 1))
        entries = entries.filter(wanted)
    return entries
