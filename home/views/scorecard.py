"""The scorecard of an agency: the leader's figures, and the agency's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.permissions import standing
from home import breakdowns, overview, scorecard
from home.navigation import DESK, OVERVIEW
from home.overview import Chosen
from home.report_figures import ChosenReports, by_round
from home.views.gates import signed_in
from tasks.marks import marks_of
from tasks.models import Assignment, Report
from tasks.querysets import AssignmentQuerySet
from tasks.reports.querysets import ReportQuerySet

PER_PAGE = 20


def _card(request: HttpRequest, pk: int) -> tuple[Agency, AssignmentQuerySet]:
    if (found := scorecard.opened(request.user, pk)) is None:
        raise Http404
    return found


def _reports(request: HttpRequest) -> ReportQuerySet:
    """What is asked of any agency is known to those who oversee, of one's own agency to its people."""
    return Report.objects.visible_to(request.user)


def _year(request: HttpRequest, name: str, years: list[int]) -> int | None:
    asked = request.GET.get(name, "")
    return next((year for year in years if str(year) == asked), None)


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """The cards this person may open, with their figures of the year."""
    parts = Assignment.objects.visible_to(request.user).given().first_hand()
    years, today = breakdowns.years_of(parts), timezone.localdate()
    year = _year(request, "nam", years) or today.year
    context = {
        "table": scorecard.cards(request.user, Chosen(year=year), today),
        "year": year,
        "years": years,
        "now": timezone.now(),
        "oversees": standing(request.user).oversees,
        "trail": _trail(request),
    }
    return render(request, "home/scorecard/index.html", context)


@require_safe
@signed_in
def card(request: HttpRequest, pk: int) -> HttpResponse:
    agency, parts = _card(request, pk)
    years = breakdowns.years_of(parts)
    year = _year(request, "nam", years) or timezone.localdate().year
    others = [one for one in years if one != year]
    other = _year(request, "so-voi", others)
    chosen = Chosen(card=pk, year=year)
    now = scorecard.total(parts, chosen)
    then = scorecard.total(parts, replace(chosen, year=other)) if other else None
    context = {
        "agency": agency,
        "year": year,
        "years": years,
        "others": others,
        "other": other,
        "total": now,
        "then": then,
        "figures": scorecard.compare(now, then),
        "months": breakdowns.by_month(parts, chosen, timezone.localdate()),
        "fields": breakdowns.by_field(parts, chosen, everything=True),
        "rounds": by_round(_reports(request), ChosenReports(card=pk, year=year)),
        "rounds_then": by_round(_reports(request), ChosenReports(card=pk, year=other)) if other else None,
        "inherited": scorecard.inherited(agency),
        "heirs": agency.successions.select_related("successor"),
        "days_to_accept": scorecard.days_to_accept(chosen.among(parts)),
        "now": timezone.now(),
        "export": chosen.address("home:scorecard_export"),
        "trail": _trail(request, agency.shown),
    }
    return render(request, "home/scorecard/card.html", context)


@require_safe
@signed_in
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """The parts behind a figure of the card: exactly so many."""
    agency, parts = _card(request, pk)
    chosen = replace(Chosen.of(request.GET), card=pk)
    page = Paginator(chosen.among(parts).in_trouble_order().listed(), PER_PAGE).get_page(
        request.GET.get("trang")
    )
    context = {
        "agency": agency,
        "page": page,
        "rows": [(part, marks_of(part)) for part in page],
        "chosen": chosen,
        "words": [str(words) for words in _words(chosen)],
        "trail": [*_trail(request)[:-1], *_below(agency, chosen), ("", _("List of parts"))],
    }
    return render(request, "home/scorecard/list.html", context)


@require_safe
@signed_in
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of the card as an Excel file: in all, by month, by field."""
    agency, parts = _card(request, pk)
    chosen = replace(Chosen.of(request.GET), card=pk)
    chosen = replace(chosen, year=chosen.year or timezone.localdate().year)
    groups = [
        (_("Total"), [scorecard.total(parts, chosen)]),
        (_("By month"), breakdowns.by_month(parts, chosen, timezone.localdate()).lines),
        (_("By field of the plan"), breakdowns.by_field(parts, chosen, everything=True).lines),
    ]
    name = f"bang-diem-{agency.pk}-{chosen.year}"
    return breakdowns.file_of(name, f"{agency.name}, {chosen.year}", groups, scorecard.CARD)


def _words(chosen: Chosen) -> list[Any]:
    found: list[Any] = []
    if chosen.year:
        found.append(f"{chosen.month:02d}/{chosen.year}" if chosen.month else chosen.year)
    if chosen.field:
        found.append(_("In no field") if chosen.field == overview.NO_FIELD else chosen.field)
    if chosen.timing:
        found.append(overview.TIMINGS[chosen.timing])
    if chosen.silent:
        found.append(_("Silent for 30 days"))
    if chosen.extended:
        found.append(_("Extended"))
    return found


def _below(agency: Agency, chosen: Chosen) -> list[tuple[str, Any]]:
    year = f"?nam={chosen.year}" if chosen.year else ""
    return [
        (reverse("home:scorecards"), _("Scorecards")),
        (f"{reverse('home:scorecard', args=[agency.pk])}{year}", agency.shown),
    ]


def _trail(request: HttpRequest, *below: str) -> list[tuple[str, Any]]:
    held = standing(request.user)
    address, words = OVERVIEW if held.oversees else DESK
    found: list[tuple[str, Any]] = [("/", _("Home")), (address, words)]
    if not below:
        return [*found, ("", _("Scorecards"))]
    return [*found, (reverse("home:scorecards"), _("Scorecards")), *(("", name) for name in below)]
