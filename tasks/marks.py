"""How an agency's part in a task looks: the family of its colour, its icon, and words with the days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tasks.statuses import Deadline, State, Timing

if TYPE_CHECKING:
    from tasks.models import Assignment


@dataclass(frozen=True)
class Mark:
    family: str
    icon: str
    words: Promise | str
    quiet: bool = False
    """Finished work is plain in lists of work, so that open work stands out."""


#: States that say more than the date does.
BY_STATE: Final[dict[str, Mark]] = {
    State.CANCELLED: Mark("red", "stop", gettext_lazy("Cancelled")),
    State.PAUSED: Mark("grey", "none", gettext_lazy("Paused")),
    State.REPORTED: Mark("violet", "wait", gettext_lazy("Awaiting confirmation")),
}
#: States an open part may be in before its date.
OPEN: Final[dict[str, Mark]] = {
    State.ASSIGNED: Mark("grey", "none", gettext_lazy("Not yet accepted")),
    State.REFUSED: Mark("amber", "warn", gettext_lazy("Refused")),
    State.SENT_BACK: Mark("amber", "warn", gettext_lazy("Sent back")),
}


def mark_of(assignment: Assignment, at: date | None = None) -> Mark:
    """What to say of the part on the day: trouble first, then what it waits for, then how it stands."""
    at = at or timezone.localdate()
    if assignment.state in BY_STATE:
        return BY_STATE[assignment.state]
    timing, due = assignment.timing_on(at), assignment.due_on
    if assignment.state == State.CONFIRMED:
        return Mark("green", "done", _done(assignment, timing), quiet=True)
    if timing == Timing.OVERDUE and due:
        days = (at - due).days
        return Mark(
            "red",
            "warn",
            ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days) % {"days": days},
        )
    if assignment.state in OPEN:
        return OPEN[assignment.state]
    if timing == Timing.SOON and due:
        days = (due - at).days
        return Mark(
            "amber", "clock", ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
        )
    if due is None and assignment.task.deadline == Deadline.REGULAR:
        return Mark("grey", "none", _("Regularly"))
    return Mark("blue", "play", _("In progress"))


def _done(assignment: Assignment, timing: Timing) -> str:
    if timing == Timing.DONE_LATE and assignment.done_on and assignment.due_on:
        days = (assignment.done_on - assignment.due_on).days
        return ngettext("Completed late (%(days)d day)", "Completed late (%(days)d days)", days) % {
            "days": days
        }
    return str(Timing(timing).label)
