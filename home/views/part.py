"""The page of one agency's part of a task, and its evidence."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from agencies.permissions import standing
from documents.delivery import deliver
from documents.models import Clause, DocumentPage
from home import family, parts, waiting
from home.navigation import DESK, OVERVIEW
from home.views.gates import signed_in
from tasks import decisions
from tasks.calendar.shifts import shift_of
from tasks.marks import marks_of
from tasks.models import Assignment, Event, Evidence, Holiday, Progress
from tasks.statuses import Part
from tasks.subtasks import tally

HISTORY = 200
"""Events shown; a part has a dozen."""


@require_safe
@signed_in
def page(request: HttpRequest, pk: int) -> HttpResponse:
    part = get_object_or_404(Assignment.objects.visible_to(request.user).listed(), pk=pk)
    return render(request, "home/desk/part.html", part_context(request, part))


def part_context(request: HttpRequest, part: Assignment) -> dict[str, Any]:
    """Everything that is said about a part, in a handful of queries."""
    everyone = list(part.task.assignments.select_related("agency").order_by("-part", "agency__name"))
    for one in everyone:
        one.task = part.task
    extensions = list(part.extensions.select_related("asked_by", "decided_by"))
    waits = any(extension.decision == "waiting" for extension in extensions)
    may = parts.choices(part, request.user, waits)
    source = source_address(part, request.user)
    subtasks = list(family.subtasks_of(part, request.user))
    return {
        "part": part,
        "task": part.task,
        "waits_for": waiting.waits_for(part, everyone, waits, subtasks),
        "subtasks": [(one, marks_of(one)) for one in subtasks],
        "tally": tally(part.subtasks.visible_to(request.user)) if subtasks else None,
        "above": family.above(part, request.user),
        "report_lines": family.report_lines(part, request.user),
        "child_plans": family.child_plans(part, request.user),
        "may_decide": family.gave(part, request.user) and bool(decisions.buttons(part)),
        "clause": clause_of(part) if source else None,
        "labels": marks_of(part),
        "may": may,
        "whose_turn": "" if may else parts.whose_turn(part, request.user),
        "source": source,
        "leads": [one for one in everyone if one.part == Part.LEAD],
        "coordinates": [one for one in everyone if one.part == Part.COORDINATE],
        "everyone": [(one, marks_of(one)) for one in everyone],
        "extensions": extensions,
        "granted": [extension for extension in extensions if extension.decision == "granted"],
        "extension_waits": waits,
        "reports": _reports(part),
        "events": _events(part),
        "schedules": part.task.schedules.all(),
        "shift": shift_of(part.due_on, Holiday.objects.calendar(part.due_on)) if part.due_on else None,
        "trail": trail(request, pgettext("duty", "Task")),
    }


def trail(request: HttpRequest, *here: str, part: Assignment | None = None) -> list[tuple[str, Any]]:
    """From the list the reader came from down to this page."""
    held = standing(request.user)
    address, words = DESK if held.agencies or not held.oversees else OVERVIEW
    found: list[tuple[str, Any]] = [("/", _("Home")), (address, words)]
    if part is not None:
        found.append((f"{DESK[0]}{part.pk}/", pgettext("duty", "Task")))
    return [*found, *(("", name) for name in here)]


def source_address(part: Assignment, user: Any) -> str:
    """Where the sentence stands in its paper; empty when this reader may not open the paper."""
    document = part.task.document
    if not DocumentPage.objects.visible_to(user).filter(pk=document.pk).exists():
        return ""
    anchor = f"#{part.task.anchor}" if part.task.anchor else ""
    return f"{document.url}{anchor}"


def clause_of(part: Assignment) -> Clause | None:
    """The whole clause the sentence stands in, where the text still has it and it says more."""
    found: Clause | None = (
        part.task.document.clauses.filter(anchor=part.task.anchor).exclude(anchor="").first()
    )
    if found is None or found.text.strip() in part.task.quote:
        return None
    return found


def _reports(part: Assignment) -> list[Progress]:
    files = Prefetch("evidence", Evidence.objects.order_by("pk"))
    return list(part.reports.select_related("author").prefetch_related(files))


def _events(part: Assignment) -> list[Event]:
    return list(part.events.select_related("user", "on_behalf_of")[:HISTORY])


@require_safe
@signed_in
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """A file is read by whoever may see the part it was given for."""
    found = get_object_or_404(Evidence.objects.visible_to(request.user), pk=pk)
    return deliver(found.file, found.name, found.content_type)
