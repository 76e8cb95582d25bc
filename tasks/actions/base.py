"""What the actions on a part of a task have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actions import Action, Refused
from agencies.permissions import standing
from tasks.effects import events_noted, task_changed
from tasks.models import Assignment, Event
from tasks.permissions import acts_for
from tasks.statuses import NEXT, Stage, State, What


def note(*events: Event) -> None:
    """Write what happened, and let others take part, in the transaction of the action."""
    Event.objects.bulk_create(events)
    events_noted(events)


class AssignmentAction(Action[Assignment]):
    """A change of one agency's part. Subclasses name the event and the state it leads to."""

    instance: Assignment
    what: ClassVar[What]
    to: ClassVar[State | None] = None
    needs_reason: ClassVar[bool] = False
    reason: str = ""

    def lock(self) -> Assignment:
        locked = super().lock()
        locked.task  # noqa: B018  read while locked: its stage decides below
        self.before = locked.state
        return locked

    def check_state(self) -> None:
        if self.instance.task.stage == Stage.CANCELLED:
            raise Refused(_("The task was cancelled."))
        if self.instance.task.stage != Stage.GIVEN or not self.instance.task.document.live:
            raise Refused(_("The task has not been given yet."))
        target = self.target()
        if target is not None and target not in NEXT[State(self.instance.state)]:
            raise Refused(
                _("The state is now “%(state)s”, so this is no longer possible. Open the task again.")
                % {"state": self.instance.get_state_display()}
            )
        if self.needs_reason and not self.reason.strip():
            raise Refused(_("Give the reason."))

    def target(self) -> State | None:
        """The state this leads to, None when it stays."""
        return self.to

    def change(self) -> Any:
        target = self.target()
        if target is not None:
            self.instance.state = target
        self.apply()
        self.instance.save()
        self.note()
        return self.instance

    def apply(self) -> None:
        """Other fields to set on the locked row before it is saved."""

    def note(self) -> None:
        note(
            Event(
                assignment=self.instance,
                what=self.what,
                user=self.user,
                before=self.before,
                after=self.instance.state,
                reason=self.reason.strip(),
                data=self.details(),
            )
        )

    def tell(self) -> None:
        task_changed(self.instance.task)


class AgencyAction(AssignmentAction):
    """Done by the agency whose part it is."""

    def user_has_permission(self) -> bool:
        return acts_for(self.user, self.instance)

    def apply(self) -> None:
        self.instance.heard_on = timezone.localdate()


class SecretariatAction(AssignmentAction):
    """Done by the secretariat."""

    def user_has_permission(self) -> bool:
        return standing(self.user).staff
