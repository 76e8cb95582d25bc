"""The leader's page: who is late, by how much, and the list behind every figure."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from agencies.models import Agency
from documents.models import DocumentPage
from home import breakdowns, overview
from home.lineage import table_of_agencies
from home.navigation import OVERVIEW
from home.overview import Chosen
from home.report_figures import ROUNDS, ChosenReports, by_round
from home.spreadsheet import workbook
from home.views.gates import overseers
from tasks.marks import marks_of, overdue_words
from tasks.models import Assignment, Report, Task
from tasks.querysets import AssignmentQuerySet
from tasks.statuses import Part, State

PER_PAGE = 20


@require_safe
@overseers
def index(request: HttpRequest) -> HttpResponse:
    chosen = _narrow(request)
    given, today = _given(request), timezone.localdate()
    held = chosen.among(given)
    everything = request.GET.get("ca", "")
    agencies = table_of_agencies(held, chosen, today, everything == "co-quan")
    context = {
        "chosen": chosen,
        "tiles": overview.tiles(agencies.total, chosen),
        "late": [(late, overdue_words(late.days)) for late in overview.latest(held, chosen, today)],
        "late_all": overview.Figure(agencies.total.counts["overdue"], chosen.address(timing="overdue")),
        "by_agency": agencies,
        "months": breakdowns.by_month(given, chosen, today),
        "fields": breakdowns.by_field(given, chosen, everything == "theo-linh-vuc"),
        "rounds": by_round(Report.objects.visible_to(request.user), ChosenReports(year=chosen.year), ROUNDS),
        "year": chosen.year or today.year,
        "years": breakdowns.years_of(given),
        "now": timezone.now(),
        "export": chosen.address("home:overview_figures"),
        "trail": [("/", _("Home")), ("", _("Overview"))],
        **_options(request),
    }
    return render(request, "home/overview/index.html", context)


@require_safe
@overseers
def figures(request: HttpRequest) -> HttpResponse:
    """The tables of the page as an Excel file: by agency, by month, by field."""
    chosen, given, today = _narrow(request), _given(request), timezone.localdate()
    agencies = table_of_agencies(chosen.among(given), chosen, today, everything=True)
    groups = [
        (_("Total"), [agencies.total]),
        (_("By agency"), agencies.lines),
        (_("By month"), breakdowns.by_month(given, chosen, today).lines),
        (_("By field of the plan"), breakdowns.by_field(given, chosen, everything=True).lines),
    ]
    return breakdowns.file_of(f"so-lieu-{today:%Y-%m-%d}", _("Overview of the work"), groups)


@require_safe
@overseers
def listing(request: HttpRequest) -> HttpResponse:
    chosen = Chosen.of(request.GET)
    found = chosen.among(_given(request)).in_trouble_order().listed()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "chosen": chosen,
        "page": page,
        "rows": [(part, marks_of(part)) for part in page],
        "narrowed": _narrowed(request, chosen),
        "export": chosen.address("home:overview_export"),
        "counted": Agency.objects.filter(pk__in=_given(request).values("agency")).order_by("name"),
        "timings": overview.TIMINGS.items(),
        "states": State.choices,
        "trail": [("/", _("Home")), OVERVIEW, ("", _("List of parts"))],
        **_options(request),
    }
    return render(request, "home/overview/list.html", context)


@require_safe
@overseers
def export(request: HttpRequest) -> HttpResponse:
    """The whole list behind an address, as an Excel file."""
    found = Chosen.of(request.GET).among(_given(request)).in_trouble_order().listed()
    headings = [
        pgettext("duty", "Task"),
        _("Agency"),
        _("Part"),
        pgettext("paper", "Document"),
        _("Clause"),
        _("Field of the plan"),
        _("Due on"),
        _("Status"),
        _("Done on"),
        _("Last heard of on"),
    ]
    rows = (
        [
            part.task.told_title,
            part.agency.name,
            part.get_part_display(),
            part.task.document.code,
            part.task.path,
            part.task.field,
            part.due_on,
            "; ".join(str(mark.words) for mark in marks_of(part)),
            part.done_on,
            part.heard_on,
        ]
        for part in found
    )
    return workbook(f"tong-quan-{timezone.localdate():%Y-%m-%d}", headings, rows)


def _narrow(request: HttpRequest) -> Chosen:
    """To what the page of figures can be narrowed."""
    asked = Chosen.of(request.GET)
    return Chosen(part=asked.part, document=asked.document, field=asked.field, year=asked.year)


def _given(request: HttpRequest) -> AssignmentQuerySet:
    """Given parts this person sees: proposals of the secretariat are not anybody's work yet."""
    return Assignment.objects.visible_to(request.user).given().first_hand()


def _fields(request: HttpRequest) -> list[str]:
    given = (
        Task.objects.visible_to(request.user)
        .given()
        .first_hand()
        .filter(document__live=True)
        .exclude(field="")
    )
    return list(given.order_by("field").values_list("field", flat=True).distinct())


def _options(request: HttpRequest) -> dict[str, Any]:
    papers = DocumentPage.objects.visible_to(request.user).filter(
        pk__in=_given(request).values("task__document")
    )
    return {
        "papers": papers.listed(),
        "roles": Part.choices,
        "named_fields": _fields(request),
        "no_field": overview.NO_FIELD,
    }


def _narrowed(request: HttpRequest, chosen: Chosen) -> list[tuple[str, str]]:
    """What the list is narrowed to, in words, with the address of the list without it."""
    found: list[tuple[Any, dict[str, Any]]] = []
    if chosen.agency is not None:
        agency = Agency.objects.filter(pk=chosen.agency).first()
        found.append((agency.name if agency else _("Unknown agency"), {"agency": None}))
    if chosen.field:
        found.append((_("In no field") if chosen.field == overview.NO_FIELD else chosen.field, {"field": ""}))
    if chosen.month:
        found.append((_("Month %(month)s") % {"month": chosen.month}, {"month": None}))
    if chosen.year:
        found.append((_("Year %(year)s") % {"year": chosen.year}, {"year": None}))
    if chosen.timing:
        found.append((overview.TIMINGS[chosen.timing], {"timing": ""}))
    if chosen.silent:
        found.append((_("Silent for 30 days"), {"silent": False}))
    if chosen.part:
        found.append((Part(chosen.part).label, {"part": ""}))
    if chosen.state:
        found.append((State(chosen.state).label, {"state": ""}))
    if chosen.task is not None:
        task = Task.objects.visible_to(request.user).filter(pk=chosen.task).first()
        found.append((task.title if task else _("Unknown task"), {"task": None}))
    if chosen.document is not None:
        paper = DocumentPage.objects.visible_to(request.user).filter(pk=chosen.document).first()
        found.append((paper.code if paper else _("Unknown document"), {"document": None}))
    return [(str(words), chosen.address(**without)) for words, without in found]
