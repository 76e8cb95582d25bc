"""A part of a task as people see it: what may be done now, and who has the next word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from tasks import life
from tasks.models import Assignment
from tasks.permissions import acts_for
from tasks.statuses import ACTIVE, Decision, Stage, State, What
from vietnamese.dates import short


@dataclass(frozen=True)
class Choices:
    """Which buttons this person may press now."""

    accept: bool = False
    refuse: bool = False
    report: bool = False
    extend: bool = False
    delegate: bool = False
    split: bool = False

    def __bool__(self) -> bool:
        """Something that brings the task on; to pass it on, whole or in pieces, is none of it."""
        return self.accept or self.refuse or self.report or self.extend


#: States in which whoever gave the task has the next word.
GIVERS_TURN: Final = frozenset({State.REPORTED, State.REFUSED, State.PAUSED})


def choices(part: Assignment, user: Any, extension_waits: bool) -> Choices:
    if not acts_for(user, part) or part.task.stage != Stage.GIVEN:
        return Choices()
    possible = life.possible(part.state, life.By.AGENCY)
    return Choices(
        accept=What.ACCEPTED in possible,
        refuse=What.REFUSED in possible,
        report=What.PROGRESS in possible,
        extend=What.ASKED in possible and bool(part.due_on) and not extension_waits,
        delegate=What.DELEGATED in possible,
        split=What.SPLIT in possible,
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
    giver = part.task.giver
    if giver is not None and state in GIVERS_TURN:
        return _("Waits for “%(agency)s”, which gave the sub-task.") % {"agency": giver.name}
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
