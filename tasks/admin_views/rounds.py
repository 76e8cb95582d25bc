"""Reporting rounds: the list, one round with who has answered, one report, schedules, asking by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from agencies.actions import Action, Refused
from agencies.permissions import known
from jobs.actions import start
from sheets.writing import answer
from tasks.admin_views.forms import ReasonForm
from tasks.admin_views.round_forms import AskForm, ScheduleForm
from tasks.calendar.shifts import shift_of
from tasks.models import Holiday, Report, ReportFigure, Round, Schedule
from tasks.reports.actions import AcceptReport, ReturnReport
from tasks.reports.gathering import entries
from tasks.reports.statuses import ReportState
from tasks.rounds.actions import AskReport, CloseRound, RunSchedule

PER_PAGE = 30


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    rounds = Round.objects.visible_to(request.user).select_related("schedule__task", "document__type")
    found = rounds.defer("document__text").with_counts().order_by("-last", "-first", "-pk")
    return render(
        request,
        "tasks/admin/rounds.html",
        {
            "rows": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
            "today": timezone.localdate(),
            "idle": Schedule.objects.filter(starts_on=None).count(),
        },
    )


@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has sent, who is late, who is missing; the round can be closed before its day."""
    round_ = get_object_or_404(Round.objects.visible_to(request.user).with_counts(), pk=pk)
    if request.method == "POST":
        try:
            CloseRound(round_, known(request.user)).execute()
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The round is closed."))
        return redirect("tasks_round", pk)
    calendar = Holiday.objects.calendar(round_.due_on)
    return render(
        request,
        "tasks/admin/round.html",
        {
            "round": round_,
            "reports": reports_of(round_),
            "papers": round_.papers.select_related("document__type", "earlier__document__type"),
            "shift": shift_of(round_.last, calendar),
            "working_days": calendar.between(timezone.localdate(), round_.due_on),
        },
    )


def reports_of(round_: Round) -> list[Report]:
    """Missing ones first: they are what the clerk looks for."""
    order = {ReportState.WAITING: 0, ReportState.RETURNED: 1, ReportState.SENT: 2, ReportState.ACCEPTED: 3}
    found = list(round_.reports.select_related("agency", "sent_by").order_by("agency__name"))
    for report in found:
        report.round = round_
    return sorted(found, key=lambda report: order[ReportState(report.state)])


@require_safe
def export(request: HttpRequest, pk: int, form: str) -> FileResponse:
    round_ = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    headings = [_("Agency"), _("State"), _("Late"), _("Sent at"), _("Sent by"), _("Receipt"), _("Remarks")]
    rows = (
        [
            report.agency.name,
            report.get_state_display(),
            _("Yes") if report.late else "",
            report.sent_at,
            report.sent_by.get_full_name() if report.sent_by else "",
            report.receipt if report.received else "",
            report.remarks,
        ]
        for report in reports_of(round_)
    )
    return answer(f"ky-bao-cao-{round_.pk}", form, headings, rows)


Answer = Callable[[Report, Any, str], Action[Report]]
ANSWERS: Final[dict[str, Answer]] = {
    "accept": lambda report, user, reason: AcceptReport(report, user),
    "return": lambda report, user, reason: ReturnReport(report, user, reason=reason),
}


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One agency's report: read it, accept it, or return it with remarks."""
    reports = Report.objects.visible_to(request.user).select_related("round__schedule", "agency", "sent_by")
    found = get_object_or_404(reports, pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        decide = ANSWERS.get(request.POST.get("do", ""))
        if decide is None:
            form.add_error(None, _("Choose whether to accept the report or to return it."))
        elif form.is_valid():
            try:
                decide(found, request.user, form.cleaned_data["reason"]).execute()
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Done. The agency sees it on its desk."))
                return redirect("tasks_round", found.round_id)
        found.refresh_from_db()
    figures = ReportFigure.objects.filter(report=found).select_related("indicator")
    return render(
        request,
        "tasks/admin/report.html",
        {
            "report": found,
            "form": form,
            "entries": entries(found) if found.received else [],
            "figures": figures,
            "events": found.events.select_related("user"),
            "ReportState": ReportState,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A report that is asked for once, of chosen agencies or of those with a task in a paper."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        action = AskReport(
            known(request.user),
            request=form.request(),
            agencies=form.cleaned_data["agencies"],
            key=form.cleaned_data["key"],
        )
        try:
            made = action.execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The agencies are asked. They see it on their desks."))
            return redirect("tasks_round", made.pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "tasks/admin/ask.html", {"form": form}, status=status)


@require_safe
def schedules(request: HttpRequest) -> HttpResponse:
    """Which sentences of papers ask for recurring reports, and which of them run."""
    found = Schedule.objects.filter(task__stage="given").select_related("task__document__type")
    ordered = found.defer("task__document__text").order_by("task__document_id", "task__order", "pk")
    return render(request, "tasks/admin/schedules.html", {"schedules": ordered})


@require_http_methods(["GET", "POST"])
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Schedule.objects.select_related("task__document__type"), pk=pk)
    form = ScheduleForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            RunSchedule(found, known(request.user), **form.cleaned_data).execute()
            start("rounds", request.user, _("Open and close reporting rounds"))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The schedule is kept. Its rounds are opened when their time comes."))
            return redirect("tasks_schedules")
    status = 422 if form.is_bound and form.errors else 200
    title = pgettext("report", "Schedule")
    return render(
        request, "tasks/admin/schedule.html", {"schedule": found, "form": form, "title": title}, status=status
    )
