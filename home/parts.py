"""A part of a task as people see it: its labels, what may be done now, and who has the next word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.models import Assignment
from tasks.permissions import acts_for
from tasks.statuses import ACTIVE, NEXT, Deadline, Decision, Stage, State, Timing, What
from vietnamese.dates import short


@dataclass(frozen=True)
class Label:
    """A status tag: family of colours, words, icon when not the family's own, quiet for finished work."""

    family: str
    words: str
    icon: str = ""
    quiet: bool = False


def labels(part: Assignment, at: date | None = None) -> list[Label]:
    """How the part stands, trouble with its date first."""
    at = at or timezone.localdate()
    timing = part.timing_on(at)
    state = State(part.state)
    if state == State.CONFIRMED:
        return [_finished(part, timing)]
    found = []
    if timing == Timing.OVERDUE and part.due_on:
        found.append(Label("red", overdue_words((at - part.due_on).days)))
    elif timing == Timing.SOON and part.due_on:
        found.append(Label("amber", _left((part.due_on - at).days)))
    if state in {State.ACCEPTED, State.WORKING}:
        return found or [_going_on(part)]
    return [*found, _waiting(state)]


def overdue_words(days: int) -> str:
    return ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days) % {"days": days}


def _left(days: int) -> str:
    if days == 0:
        return _("Due today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def _going_on(part: Assignment) -> Label:
    if part.task.deadline == Deadline.REGULAR:
        return Label("grey", _("Regularly"))
    return Label("blue", _("In progress"))


def _waiting(state: State) -> Label:
    return {
        State.ASSIGNED: Label("grey", _("Not yet accepted")),
        State.REPORTED: Label("violet", _("Awaiting confirmation")),
        State.SENT_BACK: Label("amber", _("Sent back"), icon="warn"),
        State.REFUSED: Label("violet", _("Refused, waits for the secretariat")),
        State.PAUSED: Label("grey", _("Paused")),
    }.get(state, Label("grey", _("Cancelled"), icon="stop"))


def _finished(part: Assignment, timing: Timing) -> Label:
    if timing == Timing.DONE_LATE and part.due_on and part.done_on:
        days = (part.done_on - part.due_on).days
        words = ngettext("Completed %(days)d day late", "Completed %(days)d days late", days)
        return Label("grey", words % {"days": days}, icon="done", quiet=True)
    words = _("Completed on time") if timing == Timing.DONE_ON_TIME else _("Completed")
    return Label("green", words, quiet=True)


@dataclass(frozen=True)
class Choices:
    """Which buttons this person may press now."""

    accept: bool = False
    refuse: bool = False
    report: bool = False
    extend: bool = False

    def __bool__(self) -> bool:
        return self.accept or self.refuse or self.report or self.extend


def choices(part: Assignment, user: Any, extension_waits: bool) -> Choices:
    if not acts_for(user, part) or part.task.stage != Stage.GIVEN:
        return Choices()
    state = State(part.state)
    return Choices(
        accept=State.ACCEPTED in NEXT[state],
        refuse=State.REFUSED in NEXT[state],
        report=state in ACTIVE,
        extend=bool(part.due_on) and state in ACTIVE | {State.ASSIGNED} and not extension_waits,
    )


def whose_turn(part: Assignment, user: Any) -> str:
    """Who may do the next thing, for a person who may do nothing now."""
    state = State(part.state)
    if part.task.stage != Stage.GIVEN and state != State.CANCELLED:
        return _("The task has not been given yet.")
    waiting = {
        State.REPORTED: _("Waits for the secretariat to confirm."),
        State.REFUSED: _("Waits for the secretariat to answer the refusal."),
        State.PAUSED: _("The task is paused; the secretariat resumes it."),
        State.CONFIRMED: _("Completed; nothing is left to do."),
        State.CANCELLED: _("The task was cancelled; nothing is left to do."),
    }
    if state in waiting:
        return waiting[state]
    return _("%(agency)s does this part.") % {"agency": part.agency.name}


def closed_words(part: Assignment) -> str:
    """Why nothing more can be written in a form opened before the task moved on; empty when it can."""
    if State(part.state) in ACTIVE:
        return ""
    sentences = {
        What.CONFIRMED: _("The task was confirmed at %(time)s; nothing more can be added."),
        What.REPORTED: _("Completion was reported at %(time)s; nothing can be added until it is confirmed."),
        What.REFUSED: _("The task was refused at %(time)s; nothing can be added until it is answered."),
        What.PAUSED: _("The task was paused at %(time)s; nothing can be added."),
        What.CANCELLED: _("The task was cancelled at %(time)s; nothing more can be added."),
    }
    event = part.events.filter(after=part.state).first()
    if event is not None and event.what in sentences:
        return sentences[What(event.what)] % {"time": _moment(event.at)}
    if State(part.state) == State.ASSIGNED:
        return _("Accept the task first, then report progress.")
    return _("The state is now “%(state)s”; nothing can be added.") % {"state": part.get_state_display()}


def extension_waits(part: Assignment) -> bool:
    return part.extensions.filter(decision=Decision.WAITING).exists()


def _moment(at: Any) -> str:
    """08:55, with the day when it was not today."""
    local = timezone.localtime(at)
    time = f"{local:%H:%M}"
    if local.date() == timezone.localdate():
        return time
    return _("%(time)s on %(day)s") % {"time": time, "day": short(local.date())}
