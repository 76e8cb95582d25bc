"""Reminders: by the clock, once for each date and step, and by the secretariat when it wants."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import User
from tasks.actions.base import AssignmentAction
from tasks.models import Assignment, Event
from tasks.reminders import Step
from tasks.statuses import What


class Remind(AssignmentAction):
    """The secretariat asks the agency for news."""

    action_name = "remind"
    label = gettext_lazy("Remind the agency")
    what: ClassVar[What] = What.REMINDED

    def __init__(self, instance: Assignment, user: User, *, words: str = "") -> None:
        super().__init__(instance, user)
        self.reason = words

    def tell(self) -> None:
        """Nothing to find by changed."""


class RemindByTheClock(Remind):
    """One step of one date; said once, whoever's clock strikes first."""

    action_name = "remind_by_the_clock"
    label = gettext_lazy("Reminder by the clock")

    def __init__(self, instance: Assignment, user: User, *, step: Step) -> None:
        super().__init__(instance, user)
        self.step = step

    @property
    def what(self) -> What:  # type: ignore[override]
        return self.step.what

    def check_state(self) -> None:
        super().check_state()
        said = Event.objects.filter(assignment=self.instance, what=self.what)
        if said.filter(**{f"data__{name}": value for name, value in self.details().items()}).exists():
            raise Refused(_("This reminder has been given already."))

    def details(self) -> dict[str, Any]:
        due = self.instance.due_on
        return {"due_on": due.isoformat() if due else None, "days": self.step.days}
