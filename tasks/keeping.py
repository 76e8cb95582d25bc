"""Which papers the tasks still need: none of these is destroyed, however old it is."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from tasks.models import Assignment, Task
from tasks.statuses import CLOSED, Stage


def has_open_tasks() -> Q:
    """A condition on papers: a task of theirs is proposed, or somebody's part in it is not ended."""
    tasks = Task.objects.filter(document=OuterRef("pk"))
    parts = Assignment.objects.filter(task__document=OuterRef("pk"), task__stage=Stage.GIVEN)
    return Q(Exists(tasks.filter(stage=Stage.PROPOSED))) | Q(Exists(parts.exclude(state__in=CLOSED)))
