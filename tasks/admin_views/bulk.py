"""One decision for many parts: chosen in the list, looked at first, done as a job with a result per row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from agencies.permissions import known
from jobs.actions import run, start
from tasks.admin_views.assignments import filtered
from tasks.admin_views.forms import AssignmentFilter, ReasonForm
from tasks.bulk import KIND
from tasks.decisions import FOR_MANY, VERBS, Verb
from tasks.life import LIFE, Asks
from tasks.models import Assignment
from tasks.querysets import AssignmentQuerySet

#: Parts of one decision; and how many are done while the clerk waits.
MOST, AT_ONCE = 5000, 50


class BulkForm(ReasonForm):
    """The reason, and the date where the decision is about one."""

    new_due_on = forms.DateField(label=gettext_lazy("Date to move to"), required=False, widget=AdminDateInput)

    def __init__(self, *args: Any, verb: Verb, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asks = LIFE[verb.what].asks
        self.fields["reason"].required = Asks.REASON in asks or verb.key == "move_date"
        self.fields["new_due_on"].required = verb.key == "move_date"
        if verb.key != "move_date":
            del self.fields["new_due_on"]


@dataclass(frozen=True)
class Looked:
    """What would come of the decision, row by row."""

    able: list[Assignment]
    unable: list[tuple[Assignment, str]]


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """First the preview, with what is asked; then, confirmed there, the job."""
    verb = VERBS.get(request.POST.get("do", ""))
    if verb is None or verb.key not in FOR_MANY:
        messages.error(request, _("Choose what to do with the chosen parts."))
        return redirect("tasks_assignments")
    looked = _look(_chosen(request), verb)
    if not looked.able and not looked.unable:
        messages.error(request, _("Choose at least one part in the list."))
        return redirect("tasks_assignments")
    sure = request.POST.get("sure") == "1"
    form = BulkForm(request.POST if sure else None, verb=verb)
    if sure and looked.able and form.is_valid():
        return _start(request, verb, looked, form.cleaned_data)
    context = {"verb": verb, "looked": looked, "form": form}
    return render(request, "tasks/admin/bulk.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest) -> AssignmentQuerySet:
    """The ticked rows, or every row of the filter they were ticked in."""
    if request.POST.get("all") == "1":
        found = filtered(AssignmentFilter(QueryDict(request.POST.get("query", ""))), request)
    else:
        ticked = [int(pk) for pk in request.POST.getlist("part") if pk.isdecimal() and len(pk) < 16]
        seen = Assignment.objects.visible_to(request.user).given()
        found = seen.filter(pk__in=ticked).listed().order_by("due_on", "pk")
    return found[:MOST]


def _look(parts: AssignmentQuerySet, verb: Verb) -> Looked:
    before = LIFE[verb.what].before
    able, unable = [], []
    for part in parts:
        if part.state in before:
            able.append(part)
        else:
            unable.append((part, _("The state is “%(state)s”.") % {"state": part.get_state_display()}))
    return Looked(able, unable)


def _start(request: HttpRequest, verb: Verb, looked: Looked, typed: dict[str, Any]) -> HttpResponse:
    day = typed.get("new_due_on")
    job = start(
        KIND,
        known(request.user),
        f"{verb.label} ({len(looked.able)})",
        verb=verb.key,
        parts=[part.pk for part in looked.able],
        reason=typed["reason"],
        new_due_on=day.isoformat() if day else None,
    )
    if len(looked.able) <= AT_ONCE:
        run(job.pk)
    return redirect("jobs_job", job.pk)
