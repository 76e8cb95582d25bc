"""What the actions on a part of a task have in common; the rules are lines of tasks.life."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actions import Action, Refused, journal
from agencies.models import Substitution
from tasks.effects import events_noted, task_changed
from tasks.life import LIFE, Asks, By, Step
from tasks.models import Assignment, Event, Task
from tasks.permissions import acts_for, decides_on
from tasks.statuses import CLOSED, Decision, Stage, State, What


def note(*events: Event) -> None:
    """Write what happened, and let others take part, in the transaction of the action."""
    Event.objects.bulk_create(events)
    events_noted(events)


def decline_waiting(part: Assignment, user: Any, answer: str) -> None:
    """A part that is closed has no request left to decide on."""
    part.extensions.filter(decision=Decision.WAITING).update(
        decision=Decision.DECLINED, decided_by=user, decided_at=timezone.now(), answer=answer
    )


class AssignmentAction(Action[Assignment]):
    """A change of one agency's part: subclasses name the event, its line in tasks.life says the rest."""

    instance: Assignment
    what: ClassVar[What]
    reason: str = ""

    @property
    def line(self) -> Step:
        return LIFE[What(self.what)]

    def user_has_permission(self) -> bool:
        if self.line.by is By.AGENCY:
            return acts_for(self.user, self.instance)
        return self.line.by is By.SECRETARIAT and decides_on(self.user, self.instance)

    def lock(self) -> Assignment:
        # The task first: its stage decides below, two agencies write its search row one after the other, and
        # whoever cancels it takes the locks in the same order.
        task = Task.objects.select_for_update(no_key=True).get(pk=self.instance.task_id)
        locked = super().lock()
        locked.task = task
        self.on_behalf_of = self._absent_officer(locked)
        self.before = locked.state
        return locked

    def check_state(self) -> None:
        if self.instance.task.stage == Stage.CANCELLED:
            raise Refused(_("The task was cancelled."))
        if self.instance.task.stage != Stage.GIVEN or not self.instance.task.document.live:
            raise Refused(_("The task has not been given yet."))
        if self.instance.state not in self.line.before:
            raise Refused(
                _("The state is now “%(state)s”, so this is no longer possible. Open the task again.")
                % {"state": self.instance.get_state_display()}
            )
        if Asks.REASON in self.line.asks and not self.reason.strip():
            raise Refused(_("Give the reason."))

    def target(self) -> State | None:
        """The state this leads to, None when it stays."""
        return self.line.to

    def change(self) -> Any:
        target = self.target()
        if target is not None:
            self.instance.state = target
        self.apply()
        self.instance.save()
        if self.instance.state in CLOSED:
            decline_waiting(self.instance, self.user, self.reason.strip())
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
                on_behalf_of_id=self.on_behalf_of,
                before=self.before,
                after=self.instance.state,
                reason=self.reason.strip(),
                data=self.details(),
            )
        )

    def record(self) -> None:
        said = {"on_behalf_of": self.on_behalf_of} if self.on_behalf_of else {}
        journal.write([(self.instance, {**self.details(), **said})], f"vanthu.{self.action_name}", self.user)

    def tell(self) -> None:
        task_changed(self.instance.task)

    def _absent_officer(self, part: Assignment) -> int | None:
        """The officer of the part, when this person stands in for them today."""
        if self.line.by is not By.AGENCY or part.officer_id in {None, self.user.pk}:
            return None
        stands_in = Substitution.objects.holding().filter(
            agency=part.agency_id, officer=part.officer_id, substitute=self.user
        )
        return part.officer_id if stands_in.exists() else None


class AgencyAction(AssignmentAction):
    """Done by the agency whose part it is; from then on it is not silent."""

    def apply(self) -> None:
        self.instance.heard_on = timezone.localdate()
