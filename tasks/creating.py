"""Proposed tasks become tasks as the clerk decided each: at once, or by a job when a long plan gave many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agencies.actions import Refused
from agencies.models import Agency, User
from jobs.actions import Progress, work
from tasks.actions import CorrectProposal, GiveTask
from tasks.models import Task
from tasks.statuses import Deadline, Stage

KIND: Final = "tasks_create"
#: So many are made while the clerk waits: a task with its parts, notices and rows of search takes some 50 ms.
AT_ONCE: Final = 30

#: What a job keeps of a decision: keys of task and agencies, the deadline; `corrected` when they differ.
Decided = dict[str, Any]


def decided(task: Task, data: dict[str, Any], *, corrected: bool) -> Decided:
    """A decision from the values of a form."""
    return {
        "task": task.pk,
        "leads": [agency.pk for agency in data["lead"]],
        "coordinators": [agency.pk for agency in data["coordinate"]],
        "deadline": data["deadline"],
        "due_on": data["due_on"].isoformat() if data["due_on"] else None,
        "corrected": corrected,
    }


def create_all(decisions: Iterable[Decided], user: User, *, give: bool) -> list[tuple[Task, str]]:
    """Each task by itself, with why it was refused, or nothing: one that is refused keeps no other back."""
    wanted = list(decisions)
    tasks = Task.objects.select_related("document").in_bulk([one["task"] for one in wanted])
    return [(task, _create(task, user, one, give)) for one in wanted if (task := tasks.get(one["task"]))]


def _create(task: Task, user: User, said: Decided, give: bool) -> str:
    if task.stage == Stage.GIVEN:
        return ""  # by an earlier attempt of this job
    try:
        if said["corrected"]:
            CorrectProposal(
                task,
                user,
                leads=Agency.objects.filter(pk__in=said["leads"]),
                coordinators=Agency.objects.filter(pk__in=said["coordinators"]),
                deadline=Deadline(said["deadline"]),
                due_on=date.fromisoformat(said["due_on"]) if said["due_on"] else None,
            ).execute()
        if give:
            GiveTask(task, user).execute()
    except (Refused, PermissionDenied) as refusal:
        return str(refusal)
    return ""


@work(KIND)
def create_later(progress: Progress) -> dict[str, Any]:
    """Begun again after a crash it leaves alone what is given already."""
    said = progress.arguments
    rows: list[list[str]] = []
    for number, one in enumerate(said["decisions"], 1):
        for task, refused in create_all([one], progress.job.user, give=said["give"]):
            rows.append([task.path, task.title[:160], refused or _("Done")])
        progress.tell(number, len(said["decisions"]))
    refusals = sum(row[-1] != _("Done") for row in rows)
    return {
        "headings": [_("Clause"), pgettext("duty", "Task"), _("Result")],
        "rows": rows,
        "done": len(rows) - refusals,
        "refused": refusals,
    }
