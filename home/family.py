"""What belongs to a part: the part it serves, its sub-tasks, plans that carry its paper out, reports."""

from __future__ import annotations

from typing import Any, Final

from agencies.permissions import standing
from documents.models import DocumentPage
from documents.statuses import Relation
from tasks.models import Assignment, Report, ReportLine
from tasks.querysets import AssignmentQuerySet

#: Plans named on the page of a part; an agency rarely has more than one a year.
PLANS: Final = 10
#: Rounds shown there: a year of months.
LINES: Final = 12


def subtasks_of(part: Assignment, user: Any) -> AssignmentQuerySet:
    """The parts of its sub-tasks this person may see, the earliest date first."""
    below = Assignment.objects.visible_to(user).given().filter(task__under=part)
    return below.listed().select_related("officer", "task__under__agency").by_date()


def above(part: Assignment, user: Any) -> Assignment | None:
    """The part it serves; None where there is none, or this person may not see it."""
    if part.task.under_id is None:
        return None
    return Assignment.objects.visible_to(user).listed().filter(pk=part.task.under_id).first()


def child_plans(part: Assignment, user: Any) -> list[DocumentPage]:
    """The agency's own published papers that carry out the one the task stands in."""
    carrying = DocumentPage.objects.visible_to(user).filter(
        live=True,
        issuer=part.agency_id,
        references__target=part.task.document_id,
        references__kind=Relation.CARRIES_OUT,
    )
    return list(carrying.distinct().listed()[:PLANS])


def report_lines(part: Assignment, user: Any) -> list[ReportLine]:
    """What the agency's reports of rounds said of the part, the newest first; drafts stay inside."""
    readable = Report.objects.readable_by(user).filter(agency=part.agency_id)
    lines = part.report_lines.filter(report__in=readable.values("pk")).select_related("report__round")
    return list(lines.order_by("-report__round__last", "-pk")[:LINES])


def gave(part: Assignment, user: Any) -> bool:
    """The person serves the agency that gave this sub-task."""
    giver = part.task.giver
    return giver is not None and giver.pk in standing(user).agencies
