"""Step 3: the tasks a text gives, proposed one by one; the clerk takes, corrects or leaves out each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.models import Agency, User
from agencies.names import Names
from agencies.permissions import known
from documents.models import DocumentPage
from documents.typed import recall
from jobs.actions import start
from tasks.actions import CancelTask, DrawTasks
from tasks.admin_views.drawing_forms import ProposalForm
from tasks.admin_views.drawing_text import beside
from tasks.creating import AT_ONCE, KIND, Decided, create_all, decided
from tasks.models import Task
from tasks.statuses import Stage


@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Wrong lines are shown again with what was typed, and nothing is created before all are right."""
    paper = get_object_or_404(DocumentPage.objects.select_related("type"), pk=pk)
    recalled = recall(request) if request.method == "GET" else None
    forms = _forms(paper, request.POST if request.method == "POST" else recalled)
    if recalled is not None:
        messages.warning(
            request, _("You have signed in again. What you had typed is kept; press the button once more.")
        )
    if request.method != "POST":
        return _page(request, paper, forms)
    acted = [form for form in forms if form.chosen]
    if [form for form in acted if not form.is_valid()]:
        return _page(request, paper, forms, 422)
    user = known(request.user)
    for form in forms:
        if form["skip"].value():
            _leave_out(request, form.task, user)
    decisions = [decided(form.task, form.cleaned_data, corrected=form.changed_parts) for form in acted]
    if len(decisions) > AT_ONCE:
        title = _("Create the tasks of %(paper)s") % {"paper": paper.short_citation}
        return redirect("jobs_job", start(KIND, user, title, decisions=decisions, give=paper.live).pk)
    _create(request, paper, decisions, user)
    return redirect("tasks_of_document", pk)


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the tasks of a paper that has none yet."""
    paper = get_object_or_404(DocumentPage, pk=pk)
    try:
        done = DrawTasks(paper, known(request.user)).execute()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if not done:
            messages.success(request, _("The text is long; its tasks are drawn in the background."))
            return redirect("tasks_of_document", pk)
    return redirect("tasks_draw", pk)


def _forms(paper: DocumentPage, data: Mapping[str, Any] | None) -> list[ProposalForm]:
    tasks = (
        paper.tasks.filter(stage=Stage.PROPOSED)
        .prefetch_related("assignments__agency__successions__successor")
        .order_by("order", "pk")
    )
    names = Names()
    reading = paper.readings.only("findings").first()
    duties = reading.findings.get("duties", []) if reading else []
    sources = {duty["text"]: duty["actor_source"] for duty in duties}
    return [ProposalForm(data, task=task, names=names, source=sources.get(task.quote, "")) for task in tasks]


def _leave_out(request: HttpRequest, task: Task, user: User) -> None:
    try:
        CancelTask(task, user, reason=_("Left out when the paper was read.")).execute()
    except Refused as refused:
        messages.error(request, f"{task.path or task.title[:60]}: {refused}")


def _create(request: HttpRequest, paper: DocumentPage, decisions: list[Decided], user: User) -> None:
    made = 0
    for task, refused in create_all(decisions, user, give=paper.live):
        if refused:
            messages.error(request, f"{task.path or task.title[:60]}: {refused}")
        else:
            made += 1
    if made and paper.live:
        told = ngettext(
            "%(number)d task was created and given to its agencies.",
            "%(number)d tasks were created and given to their agencies.",
            made,
        )
        messages.success(request, told % {"number": made})
    elif made:
        messages.warning(request, _("The tasks are kept as proposals. Publish the document, then give them."))


def _page(
    request: HttpRequest, paper: DocumentPage, forms: list[ProposalForm], status: int = 200
) -> HttpResponse:
    wrong = [form for form in forms if form.is_bound and form.errors]
    context = {
        "paper": paper,
        "forms": forms,
        "beside": beside(paper.text, [form.task for form in forms]),
        "wrong": len(wrong),
        "sure": sum(form.doubt.sure for form in forms),
        "chosen": sum(form.chosen for form in forms),
        "agencies": Agency.objects.existing().only("name"),
        "others": paper.tasks.exclude(stage=Stage.PROPOSED).count(),
    }
    return render(request, "tasks/admin/draw.html", context, status=status)
