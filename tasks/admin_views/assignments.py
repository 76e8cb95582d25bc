"""All parts of all given tasks: the list with its filters and export, and the decisions on one part."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.lists import chosen, opening, views_of, without_page
from agencies.permissions import known
from sheets.writing import answer
from tasks import columns, decisions, lists
from tasks.admin_views.forms import AssignmentFilter, TurnForm
from tasks.admin_views.views import PLACE, offered
from tasks.lookups import find_tasks
from tasks.models import Assignment
from tasks.querysets import AssignmentQuerySet
from tasks.statuses import Decision
from tasks.subtasks import tally
from vietnamese.text import clean

PER_PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    views = views_of(known(request.user), PLACE)
    if opens := opening(views, request.user, request.GET):
        return redirect(f"{request.path}?{opens.query}")
    form = AssignmentFilter(request.GET)
    found = filtered(form, request)
    shown = chosen(columns.COLUMNS, request.GET.getlist("cot"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "tasks/admin/assignments.html",
        {
            "form": form,
            "rows": page,
            "cells": [(part, [(column, column.value(part)) for column in shown]) for part in page],
            "columns": columns.COLUMNS,
            "shown": shown,
            "views": offered(views),
            "query": without_page(request.GET.urlencode()),
            "lists": lists.counts(
                lists.OF_THE_SECRETARIAT,
                Assignment.objects.visible_to(request.user).given().first_hand(),
                request.user,
                timezone.localdate(),
            ),
            "list": form.cleaned_data.get("list", ""),
            "verbs": [decisions.VERBS[key] for key in decisions.FOR_MANY],
        },
    )


@require_safe
def export(request: HttpRequest, form: str) -> FileResponse:
    """Exactly the rows and columns shown."""
    shown = chosen(columns.COLUMNS, request.GET.getlist("cot"))
    found = filtered(AssignmentFilter(request.GET), request)
    headings = [pgettext("duty", "Task"), *(column.title for column in shown)]
    rows = ([part.task.title, *(column.value(part) for column in shown)] for part in found)
    return answer("nhiem-vu", form, headings, rows)


def filtered(form: AssignmentFilter, request: HttpRequest) -> AssignmentQuerySet:
    """Parts of given tasks in the order of their dates; a filter that cannot be read is left out."""
    form.is_valid()
    asked: dict[str, Any] = form.cleaned_data
    found = Assignment.objects.visible_to(request.user).given().listed().with_timing()
    for name in ("agency", "state", "timing", "part"):
        if asked.get(name):
            found = found.filter(**{name: asked[name]})
    if not asked.get("subtasks"):
        found = found.first_hand()
    if asked.get("document"):
        found = found.filter(task__document=asked["document"])
    if asked.get("extension"):
        found = found.filter(extensions__decision=Decision.WAITING)
    wanted = next((one for one in lists.OF_THE_SECRETARIAT if one.key == asked.get("list")), None)
    if wanted is not None:
        found = found.filter(wanted.condition(request.user, timezone.localdate()))
    words = clean(asked.get("q") or "").strip()
    if words:
        found = found.filter(task__in=find_tasks(words, request.user))
    return columns.ordered(found.select_related("officer"), asked.get("xep") or "")


@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One agency's part: what it says, what happened, and what waits for a decision."""
    part = get_object_or_404(Assignment.objects.visible_to(request.user).listed(), pk=pk)
    form = TurnForm(request.POST if request.method == "POST" else None, part=part)
    if request.method == "POST":
        decide = decisions.VERBS.get(request.POST.get("do", ""))
        if decide is None:
            form.add_error(None, _("Choose what to do with this part."))
        elif form.is_valid():
            try:
                decide.make(part, request.user, form.said()).execute()
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Done. The agency sees it on its desk."))
                return redirect("tasks_assignment", part.pk)
        part.refresh_from_db()
    return render(
        request,
        "tasks/admin/assignment.html",
        {
            "part": part,
            "form": form,
            "buttons": decisions.buttons(part),
            "waiting": part.extensions.filter(decision=Decision.WAITING).select_related("asked_by").first(),
            "extensions": part.extensions.exclude(decision=Decision.WAITING).select_related("decided_by"),
            "reports": part.reports.select_related("author").prefetch_related("evidence"),
            "events": part.events.select_related("user", "on_behalf_of"),
            "subtasks": Assignment.objects.listed()
            .select_related("officer", "task__under__agency")
            .filter(task__under=part)
            .order_by("task_id", "pk"),
            "tally": tally(part.subtasks.all()),
            "others": part.task.assignments.exclude(pk=part.pk).select_related("agency", "task"),
        },
        status=422 if form.errors else 200,
    )
