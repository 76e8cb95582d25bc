"""How an assignment stands against its date on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from tasks.statuses import SOON_DAYS, State, Timing

if TYPE_CHECKING:
    from tasks.models import Assignment


def timing_of(assignment: Assignment, at: date | None = None) -> Timing:
    """The timing of one assignment; the same rule as AssignmentQuerySet.with_timing."""
    at = at or timezone.localdate()
    due = assignment.due_on
    if assignment.state in {State.CANCELLED, State.PAUSED}:
        return Timing.STOPPED
    if assignment.state in {State.CONFIRMED, State.REPORTED}:
        if due is None:
            return Timing.DONE_UNDATED
        on_time = assignment.done_on is not None and assignment.done_on <= due
        return Timing.DONE_ON_TIME if on_time else Timing.DONE_LATE
    if due is None:
        return Timing.UNDATED
    if due < at:
        return Timing.OVERDUE
    return Timing.SOON if due <= at + timedelta(days=SOON_DAYS) else Timing.RUNNING
