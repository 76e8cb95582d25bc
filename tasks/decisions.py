"""What the secretariat may decide about a part now: the buttons of its page, from the table of its life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused
from agencies.models import Agency
from tasks.actions import (
    CancelPart,
    Confirm,
    DecideExtension,
    GiveAgain,
    GiveToAnother,
    MoveDate,
    Pause,
    Remind,
    Resume,
    SendBack,
)
from tasks.life import By, possible
from tasks.models import Assignment
from tasks.statuses import Decision, Stage, What


@dataclass(frozen=True)
class Said:
    """What was typed beside the button."""

    reason: str = ""
    new_due_on: date | None = None
    agency: Agency | None = None


@dataclass(frozen=True)
class Verb:
    key: str
    label: Promise | str
    what: What
    make: Callable[[Assignment, Any, Said], Action[Assignment]]
    first: bool = False
    """Answers something that waits, so it stands before the others."""


def _move_date(part: Assignment, user: Any, said: Said) -> Action[Assignment]:
    if said.new_due_on is None:
        raise Refused(_("Enter the new date."))
    return MoveDate(part, user, new_due_on=said.new_due_on, reason=said.reason)


def _give_to_another(part: Assignment, user: Any, said: Said) -> Action[Assignment]:
    if said.agency is None:
        raise Refused(_("Choose the agency that takes the part over."))
    return GiveToAnother(part, user, agency=said.agency, reason=said.reason)


def _decide(granted: bool) -> Callable[[Assignment, Any, Said], Action[Assignment]]:
    return lambda part, user, said: DecideExtension(part, user, granted=granted, answer=said.reason)


VERBS: Final[dict[str, Verb]] = {
    verb.key: verb
    for verb in [
        Verb(
            "confirm",
            gettext_lazy("Confirm completion"),
            What.CONFIRMED,
            lambda part, user, said: Confirm(part, user),
            first=True,
        ),
        Verb(
            "send_back",
            gettext_lazy("Send back"),
            What.SENT_BACK,
            lambda part, user, said: SendBack(part, user, reason=said.reason),
            first=True,
        ),
        Verb(
            "give_again",
            gettext_lazy("Give again"),
            What.REASSIGNED,
            lambda part, user, said: GiveAgain(part, user, reason=said.reason),
            first=True,
        ),
        Verb("grant", gettext_lazy("Grant the extension"), What.GRANTED, _decide(True), first=True),
        Verb("decline", gettext_lazy("Decline the extension"), What.DECLINED, _decide(False), first=True),
        Verb(
            "resume",
            gettext_lazy("Resume"),
            What.RESUMED,
            lambda part, user, said: Resume(part, user),
            first=True,
        ),
        Verb(
            "remind",
            gettext_lazy("Remind the agency"),
            What.REMINDED,
            lambda part, user, said: Remind(part, user, words=said.reason),
        ),
        Verb("move_date", gettext_lazy("Move the date"), What.GRANTED, _move_date),
        Verb("give_to_another", gettext_lazy("Give to another agency"), What.MOVED, _give_to_another),
        Verb(
            "pause",
            gettext_lazy("Pause"),
            What.PAUSED,
            lambda part, user, said: Pause(part, user, reason=said.reason),
        ),
        Verb(
            "cancel",
            gettext_lazy("Cancel this part"),
            What.CANCELLED,
            lambda part, user, said: CancelPart(part, user, reason=said.reason),
        ),
    ]
}

#: What may be decided for many parts at once.
FOR_MANY: Final = ("remind", "confirm", "move_date", "pause", "cancel")


@dataclass(frozen=True)
class Buttons:
    first: list[Verb]
    more: list[Verb]

    def __bool__(self) -> bool:
        return bool(self.first or self.more)


def buttons(part: Assignment) -> Buttons:
    """Those that would not be refused now."""
    if part.task.stage != Stage.GIVEN:
        return Buttons([], [])
    can = possible(part.state, By.SECRETARIAT)
    waits = part.extensions.filter(decision=Decision.WAITING).exists()
    shown = [verb for verb in VERBS.values() if verb.what in can]
    shown = [verb for verb in shown if verb.key not in {"grant", "decline"} or waits]
    shown = [verb for verb in shown if verb.key != "move_date" or not (waits or part.done_on)]
    return Buttons([verb for verb in shown if verb.first], [verb for verb in shown if not verb.first])
