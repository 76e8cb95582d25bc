"""The reports behind a figure: exactly so many, on the page and as an Excel file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.permissions import standing
from home.navigation import DESK, OVERVIEW
from home.report_figures import OUTCOMES, ChosenReports
from home.spreadsheet import workbook
from home.views.gates import overseers, signed_in
from tasks.models import Report, Round
from tasks.reports.marks import mark_of_report
from tasks.reports.querysets import ReportQuerySet

PER_PAGE = 20


@require_safe
@overseers
def listing(request: HttpRequest) -> HttpResponse:
    return _list(request, ChosenReports.of(request.GET), [("/", _("Home")), OVERVIEW])


@require_safe
@overseers
def export(request: HttpRequest) -> HttpResponse:
    return _file(_found(request, ChosenReports.of(request.GET)))


@require_safe
@signed_in
def card_listing(request: HttpRequest, pk: int) -> HttpResponse:
    agency = _agency(request, pk)
    above = OVERVIEW if standing(request.user).oversees else DESK
    here = (reverse("home:scorecard", args=[pk]), agency.shown)
    return _list(request, ChosenReports.of(request.GET, pk), [("/", _("Home")), above, here])


@require_safe
@signed_in
def card_export(request: HttpRequest, pk: int) -> HttpResponse:
    _agency(request, pk)
    return _file(_found(request, ChosenReports.of(request.GET, pk)))


def _agency(request: HttpRequest, pk: int) -> Agency:
    """Its own people and overseers only, as the card itself."""
    held = standing(request.user)
    if not held.oversees and pk not in held.agencies:
        raise Http404
    return get_object_or_404(Agency, pk=pk)


def _found(request: HttpRequest, chosen: ChosenReports) -> ReportQuerySet:
    reports = chosen.among(Report.objects.visible_to(request.user))
    return reports.select_related("round", "agency").order_by("-round__due_on", "agency__name", "pk")


def _list(request: HttpRequest, chosen: ChosenReports, above: list[tuple[str, Any]]) -> HttpResponse:
    page = Paginator(_found(request, chosen), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(report, mark_of_report(report)) for report in page],
        "words": _words(request, chosen),
        "export": chosen.address("export"),
        "trail": [*above, ("", _("List of reports"))],
    }
    return render(request, "home/overview/reports.html", context)


def _words(request: HttpRequest, chosen: ChosenReports) -> list[str]:
    """What the list is narrowed to."""
    found: list[Any] = []
    if chosen.round is not None:
        round_ = Round.objects.visible_to(request.user).filter(pk=chosen.round).first()
        found.append(round_.name if round_ else _("Unknown round"))
    if chosen.year:
        found.append(chosen.year)
    if chosen.outcome:
        found.append(OUTCOMES[chosen.outcome])
    return [str(one) for one in found]


def _file(reports: ReportQuerySet) -> HttpResponse:
    headings = [
        _("Report"),
        _("Agency"),
        _("Data until"),
        _("Due on"),
        _("First sent on"),
        _("Outcome"),
    ]
    rows = (
        [
            report.round.name,
            report.agency.name,
            report.round.last,
            report.round.due_on,
            report.first_sent_at.date() if report.first_sent_at else None,
            OUTCOMES[report.outcome],  # type: ignore[attr-defined]
        ]
        for report in reports
    )
    return workbook("bao-cao-ky", headings, rows)
