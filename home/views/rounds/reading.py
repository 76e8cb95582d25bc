"""Pages of a report that only show: the list, the lines, the check, the receipt, the form to fill in."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import standing
from home.spreadsheet import TYPE
from home.views.gates import signed_in
from home.views.rounds.base import ReportView, trail
from tasks.models import Report
from tasks.reports.figures import figures_of
from tasks.reports.gathering import entries
from tasks.reports.marks import mark_of_report
from tasks.reports.sheet import template

PER_PAGE = 20


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Every round the person's agencies were asked in, those that wait for a report first."""
    own = Report.objects.of_agencies_of(request.user).select_related("round", "agency")
    waiting = [(report, mark_of_report(report)) for report in own.missing().order_by("round__due_on", "pk")]
    page = Paginator(own.received().order_by("-round__last", "-pk"), PER_PAGE).get_page(
        request.GET.get("trang")
    )
    context = {
        "waiting": waiting,
        "page": page,
        "rows": [(report, mark_of_report(report)) for report in page],
        "several": len(standing(request.user).agencies) > 1,
        "trail": trail(),
    }
    return render(request, "home/rounds/index.html", context)


class Lines(ReportView):
    """Step 1: what will be sent for each task; people correct instead of retyping."""

    own = False
    step = 1

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = entries(self.report)
        return self.page(
            "home/rounds/lines.html",
            entries=found,
            filled=sum(entry.filled for entry in found),
            events=self.report.events.select_related("user"),
            figures=figures_of(self.report),
        )


class Check(ReportView):
    """Step 4: everything once more, with a link to change each."""

    step = 4

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show()

    def show(self, refused: str = "") -> HttpResponse:
        found = entries(self.report)
        return self.page(
            "home/rounds/check.html",
            _("Check and send"),
            status=422 if refused else 200,
            refused=refused,
            entries=found,
            empty=[entry for entry in found if not entry.filled],
            figures=figures_of(self.report),
        )


class Receipt(ReportView):
    own = False

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        counted: dict[str, Any] = {"lines": 0, "nothing": 0}
        if self.report.received:
            lines = list(self.report.lines.values_list("nothing", flat=True))
            counted = {"lines": len(lines), "nothing": sum(lines)}
        return self.page("home/rounds/receipt.html", _("Receipt"), **counted)


class Template(ReportView):
    """The form as a workbook, filled with what is known so far."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        response = HttpResponse(template(entries(self.report), figures_of(self.report)), content_type=TYPE)
        name = f"bao-cao-{self.report.round.last:%Y-%m}-{self.report.pk}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response
