"""Who sees a task, and who may act on a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agencies.permissions import LEADER, STAFF_KEY, standing
from tasks.statuses import Stage

if TYPE_CHECKING:
    from tasks.models import Assignment, Task


def audience(task: Task) -> frozenset[str]:
    """The keys of those who may see the task; the same rule as TaskQuerySet.visible_to."""
    given = task.stage == Stage.GIVEN or (task.stage == Stage.CANCELLED and task.given_on is not None)
    if not given or not task.document.live:
        return frozenset({STAFF_KEY})
    agencies = set(task.assignments.values_list("agency_id", flat=True))
    if task.under is not None:
        agencies.add(task.under.agency_id)
    return frozenset({LEADER, STAFF_KEY, *(f"agency:{pk}" for pk in agencies)})


def acts_for(user: Any, assignment: Assignment) -> bool:
    """The person serves the agency whose part this is."""
    return assignment.agency_id in standing(user).agencies


def decides_on(user: Any, assignment: Assignment) -> bool:
    """The person decides on the part: of a sub-task so does the agency that gave it."""
    held = standing(user)
    return held.staff or (
        assignment.task.under is not None and assignment.task.under.agency_id in held.agencies
    )
