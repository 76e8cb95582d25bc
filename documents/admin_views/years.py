"""Where a series of a year begins, and how a year ends."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.permissions import known
from documents.actions import CloseYear, StartSeries
from documents.admin_views.forms import CloseForm, StartForm
from documents.books.closing import statement_of
from documents.models import DocumentType, Register, RegisterYear
from documents.printing.minutes import MINUTES
from documents.statuses import Series
from sheets.writing import download


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Say which number comes first: for a register taken over from a paper book."""
    register = get_object_or_404(Register, pk=pk)
    form = StartForm(request.POST or None)
    if register.series != Series.PER_TYPE:
        del form.fields["type"]
    if request.method == "POST" and form.is_valid():
        kind: DocumentType | None = form.cleaned_data.get("type")
        action = StartSeries(
            register, known(request.user), year=year, first=form.cleaned_data["first"], kind=kind
        )
        try:
            action.execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            told = _("The next number of %(year)d is %(first)d.")
            messages.success(request, told % {"year": year, "first": form.cleaned_data["first"]})
            return redirect("documents_register", pk, year)
    return _page(request, "documents/admin/start_series.html", register, year, form=form)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """The statement of every series of the year; the POST closes one of them for good."""
    register = get_object_or_404(Register.objects.select_related("agency"), pk=pk)
    counters = RegisterYear.objects.of(register, year)
    form = CloseForm(request.POST or None, counters=counters)
    if request.method == "POST" and form.is_valid():
        try:
            CloseYear(form.cleaned_data["counter"], known(request.user)).execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The year %(year)d is closed.") % {"year": year})
            return redirect("documents_close_year", pk, year)
    statements = [(counter, counter.statement or counter.account()) for counter in counters]
    return _page(request, "documents/admin/close_year.html", register, year, form=form, statements=statements)


@require_safe
def statement(request: HttpRequest, pk: int, year: int, form: str) -> HttpResponseBase:
    """The statement as pages to be signed."""
    register = get_object_or_404(Register.objects.select_related("agency"), pk=pk)
    if form not in MINUTES:
        raise Http404
    write, content_type = MINUTES[form]
    made = statement_of(register, year, list(RegisterYear.objects.of(register, year)), timezone.localdate())
    return download(partial(write, made), f"ket-thuc-so-{year}.{form}", content_type)


def _page(request: HttpRequest, template: str, register: Register, year: int, **context: Any) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, template, {"register": register, "year": year, **context}, status=status)
