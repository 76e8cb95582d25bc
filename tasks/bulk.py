"""The job that carries one decision out on many parts, with a sentence for each."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agencies.actions import Refused
from jobs.actions import Progress, work
from tasks.decisions import VERBS, Said, Verb
from tasks.models import Assignment

KIND: Final = "tasks_bulk"


@work(KIND)
def carry_out(progress: Progress) -> dict[str, Any]:
    """Begun again after a crash it leaves alone what this job has already done."""
    said = progress.arguments
    verb = VERBS[said["verb"]]
    typed = Said(said["reason"], date.fromisoformat(said["new_due_on"]) if said["new_due_on"] else None)
    parts = list(Assignment.objects.filter(pk__in=said["parts"]).listed().order_by("due_on", "pk"))
    rows, done = [], 0
    for number, part in enumerate(parts, 1):
        words = _one(progress, verb, part, typed)
        done += not words
        rows.append([part.task.title[:160], part.agency.shown, words or _("Done")])
        progress.tell(number, len(parts))
    return {
        "headings": [pgettext("duty", "Task"), _("Agency"), _("Result")],
        "rows": rows,
        "done": done,
        "refused": len(rows) - done,
    }


def _one(progress: Progress, verb: Verb, part: Assignment, typed: Said) -> str:
    """Empty when it is done, else why not."""
    job = progress.job
    if part.events.filter(what=verb.what, user=job.user, at__gte=job.queued_at).exists():
        return ""
    try:
        verb.make(part, job.user, typed).execute()
    except (Refused, PermissionDenied) as refusal:
        return str(refusal)
    return ""
