"""How an agency's part in a task looks: the family of its colour, its icon, and words with the days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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
    words: Promise | str
    icon: str = ""
    """Empty for the family's own."""
    quiet: bool = False
    """Finished work is plain in lists of work, so that open work stands out."""


#: What a part waits for, said beside its date.
WAITING: Final[dict[State, Mark]] = {
    State.ASSIGNED: Mark("grey", gettext_lazy("Not yet accepted")),
    State.REPORTED: Mark("violet", gettext_lazy("Awaiting confirmation")),
    State.SENT_BACK: Mark("amber", gettext_lazy("Sent back"), icon="warn"),
    State.REFUSED: Mark("violet", gettext_lazy("Refused, waits for the secretariat")),
    State.PAUSED: Mark("grey", gettext_lazy("Paused")),
    State.CANCELLED: Mark("red", gettext_lazy("Cancelled"), icon="stop"),
}

#: The families of colour, from what needs somebody now to what needs nobody.
GRAVITY: Final = ("red", "amber", "violet", "blue", "grey", "green")


def marks_of(part: Assignment, at: date | None = None) -> list[Mark]:
    """How the part stands on the day: trouble with its date first, then what it waits for."""
    at = at or timezone.localdate()
    state, timing, due = State(part.state), part.timing_on(at), part.due_on
    if state == State.CONFIRMED:
        return [Mark("green", _done(part, timing), quiet=True)]
    found = []
    if timing == Timing.OVERDUE and due:
        found.append(Mark("red", overdue_words((at - due).days)))
    elif timing == Timing.SOON and due:
        found.append(Mark("amber", _left((due - at).days)))
    if state in WAITING:
        return [*found, WAITING[state]]
    return found or [_going_on(part)]


def mark_of(part: Assignment, at: date | None = None) -> Mark:
    """The one thing to say of the part where there is room for one."""
    return marks_of(part, at)[0]


def tally(parts: Iterable[Assignment], at: date | None = None) -> list[tuple[Mark, int]]:
    """The marks of many parts, each once with its count: trouble first, finished work last."""
    counted = Counter(mark_of(part, at) for part in parts)
    return sorted(counted.items(), key=lambda pair: (GRAVITY.index(pair[0].family), -pair[1]))


def overdue_words(days: int) -> str:
    return ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days) % {"days": days}


def _left(days: int) -> str:
    if days == 0:
        return _("Due today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def _going_on(part: Assignment) -> Mark:
    if part.task.deadline == Deadline.REGULAR and part.due_on is None:
        return Mark("grey", _("Regularly"))
    return Mark("blue", _("In progress"))


def _done(part: Assignment, timing: Timing) -> str:
    if timing == Timing.DONE_LATE and part.done_on and part.due_on:
        days = (part.done_on - part.due_on).days
        return ngettext("Completed late (%(days)d day)", "Completed late (%(days)d days)", days) % {
            "days": days
        }
    return str(timing.label)
