"""Confirmed parts of tasks as results that go into a dossier, with their evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from documents.archive.results import Result
from tasks.models import Assignment, Evidence
from tasks.statuses import State

PREFIX = "assignment:"


def results_of(papers: Iterable[int], user: Any) -> list[Result]:
    """What agencies did for tasks of these papers, confirmed; the oldest first."""
    parts = Assignment.objects.visible_to(user).filter(task__document__in=papers, state=State.CONFIRMED)
    parts = parts.select_related("task", "agency").order_by("done_on", "pk")
    return [
        Result(
            f"{PREFIX}{part.pk}", f"Kết quả: {part.task.title}"[:500], part.done_on, part.agency.name[:200]
        )
        for part in parts
    ]


def evidence_of(source: str, user: Any) -> list[tuple[str, Any]]:
    if not source.startswith(PREFIX):
        return []
    found = Evidence.objects.visible_to(user).filter(progress__assignment=int(source.removeprefix(PREFIX)))
    return [(one.name, one.file) for one in found.order_by("pk")]
