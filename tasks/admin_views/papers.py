"""The tasks of one paper: propose, change, name agencies, give, cancel."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.permissions import known
from documents.models import DocumentPage
from tasks.actions import AddPart, CancelTask, GiveTask, RemovePart, WriteTask
from tasks.admin_views.clauses import places_of
from tasks.admin_views.forms import PartForm, ReasonForm, TaskForm
from tasks.models import Assignment, Task
from tasks.statuses import Part, Stage


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Papers whose proposed tasks wait to be given."""
    counted = Count("tasks", filter=Q(tasks__stage=Stage.PROPOSED))
    papers = DocumentPage.objects.annotate(waiting=counted).filter(waiting__gt=0).listed()
    return render(request, "tasks/admin/proposals.html", {"papers": papers})


@require_safe
def of_paper(request: HttpRequest, pk: int) -> HttpResponse:
    paper = get_object_or_404(DocumentPage.objects.select_related("type"), pk=pk)
    tasks = list(
        paper.tasks.prefetch_related("assignments__agency", "assignments__task").order_by("order", "pk")
    )
    proposed = sum(task.stage == Stage.PROPOSED for task in tasks)
    return render(
        request,
        "tasks/admin/of_paper.html",
        {"paper": paper, "tasks": tasks, "proposed": proposed, "Stage": Stage},
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new proposed task; `?anchor=` chooses the clause and fills the sentence."""
    paper = get_object_or_404(DocumentPage.objects.select_related("type"), pk=pk)
    places = places_of(paper)
    asked = next((place for place in places if place.anchor == request.GET.get("anchor")), None)
    initial = {"anchor": asked.anchor, "quote": asked.quote} if asked else {}
    form = TaskForm(
        request.POST or None,
        places=places,
        initial=initial,
        instance=Task(document=paper, order=paper.tasks.count()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            task = WriteTask(form.save(commit=False), known(request.user)).execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The task is proposed. Name its agencies, then give it."))
            return redirect("tasks_edit", task.pk)
    status = 422 if form.errors else 200
    return render(
        request,
        "tasks/admin/task.html",
        {"paper": paper, "form": form, "places": places, "asked": asked},
        status=status,
    )


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_object_or_404(Task.objects.select_related("document__type"), pk=pk)
    form = TaskForm(request.POST or None, places=places_of(task.document), instance=task)
    if request.method == "POST" and form.is_valid():
        try:
            WriteTask(form.save(commit=False), known(request.user)).execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The task is saved."))
            return redirect("tasks_edit", pk)
    return _task_page(request, pk, form=form)


@require_POST
def add_part(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_object_or_404(Task, pk=pk)
    form = PartForm(request.POST)
    if form.is_valid():
        agency, part = form.cleaned_data["agency"], Part(form.cleaned_data["part"])
        try:
            AddPart(task, known(request.user), agency=agency, part=part).execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("“%(name)s” is named.") % {"name": agency.name})
            return redirect("tasks_edit", pk)
    return _task_page(request, pk, part_form=form)


@require_POST
def remove_part(request: HttpRequest, pk: int) -> HttpResponse:
    part = get_object_or_404(Assignment.objects.select_related("task"), pk=pk)
    try:
        RemovePart(part.task, known(request.user), part=part).execute()
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("tasks_edit", part.task_id)


@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_object_or_404(Task, pk=pk)
    try:
        GiveTask(task, known(request.user)).execute()
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("tasks_edit", pk)
    messages.success(request, _("The task is given. Its agencies see it on their desks."))
    return redirect("tasks_of_document", task.document_id)


@require_POST
def give_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Each proposed task by itself: one that is refused keeps no other back, and says why."""
    paper = get_object_or_404(DocumentPage, pk=pk)
    given = 0
    for task in paper.tasks.filter(stage=Stage.PROPOSED):
        try:
            GiveTask(task, known(request.user)).execute()
            given += 1
        except Refused as refused:
            messages.error(request, f"{task.path or task.title[:60]}: {refused}")
    if given:
        told = ngettext("%(number)d task is given.", "%(number)d tasks are given.", given)
        messages.success(request, told % {"number": given})
    return redirect("tasks_of_document", pk)


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_object_or_404(Task.objects.select_related("document"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            CancelTask(task, known(request.user), reason=form.cleaned_data["reason"]).execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The task is cancelled."))
            return redirect("tasks_of_document", task.document_id)
    status = 422 if form.errors else 200
    return render(request, "tasks/admin/cancel.html", {"task": task, "form": form}, status=status)


def _task_page(request: HttpRequest, pk: int, **forms: Any) -> HttpResponse:
    """The task as it is in the database, whatever a form that was refused has in its hands."""
    task = get_object_or_404(Task.objects.select_related("document__type"), pk=pk)
    places = places_of(task.document)
    context = {"form": TaskForm(places=places, instance=task), "part_form": PartForm(), **forms}
    wrong = any(form.is_bound and form.errors for form in (context["form"], context["part_form"]))
    parts = task.assignments.select_related("agency", "task").order_by("-part", "pk")
    return render(
        request,
        "tasks/admin/task.html",
        {**context, "task": task, "paper": task.document, "parts": parts, "Stage": Stage},
        status=422 if wrong else 200,
    )
