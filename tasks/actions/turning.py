"""The secretariat turns the course of a part: pause, resume, cancel, another date, another agency."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import Agency, User
from tasks.actions.base import AssignmentAction, note
from tasks.actions.secretariat import refuse_ended
from tasks.effects import task_changed
from tasks.models import Assignment, Event, Extension, Task
from tasks.statuses import CLOSED, Decision, Part, State, What


class WithReason(AssignmentAction):
    def __init__(self, instance: Assignment, user: User, *, reason: str) -> None:
        super().__init__(instance, user)
        self.reason = reason


class Pause(WithReason):
    """No reminder and no lateness until it goes on."""

    action_name = "pause"
    label = gettext_lazy("Pause the agency's part")
    what = What.PAUSED


class Resume(AssignmentAction):
    """Back to where it was before the pause."""

    action_name = "resume"
    label = gettext_lazy("Resume the agency's part")
    what = What.RESUMED

    def target(self) -> State | None:
        paused = self.instance.events.filter(what=What.PAUSED).first()
        return State(paused.before) if paused is not None else State.ASSIGNED


class CancelPart(WithReason):
    """This agency need not do it any more; the others go on."""

    action_name = "cancel_part"
    label = gettext_lazy("Cancel the agency's part")
    what = What.CANCELLED


class MoveDate(WithReason):
    """A later date without a request; kept like an extension that was asked for and granted."""

    action_name = "move_date"
    label = gettext_lazy("Move the date")
    what = What.GRANTED

    def __init__(self, instance: Assignment, user: User, *, new_due_on: date, reason: str) -> None:
        super().__init__(instance, user, reason=reason)
        self.new_due_on = new_due_on

    def check_state(self) -> None:
        super().check_state()
        if not self.reason.strip():
            raise Refused(_("Give the reason."))
        if self.instance.due_on is not None and self.new_due_on <= self.instance.due_on:
            raise Refused(_("The new date must be after the present one."))
        if self.instance.extensions.filter(decision=Decision.WAITING).exists():
            raise Refused(_("An extension already waits for a decision."))

    def apply(self) -> None:
        self.old_due_on = self.instance.due_on
        Extension.objects.create(
            assignment=self.instance,
            asked_by=self.user,
            reason=self.reason.strip(),
            old_due_on=self.old_due_on,
            new_due_on=self.new_due_on,
            decision=Decision.GRANTED,
            decided_by=self.user,
            decided_at=timezone.now(),
        )
        self.instance.due_on = self.new_due_on

    def details(self) -> dict[str, Any]:
        return {
            "old_due_on": self.old_due_on.isoformat() if self.old_due_on else None,
            "new_due_on": self.new_due_on.isoformat(),
        }


class GiveToAnother(WithReason):
    """Another agency takes the part over, with its date; the first one's part is closed and says to whom."""

    action_name = "give_to_another"
    label = gettext_lazy("Give the part to another agency")
    what = What.MOVED

    def __init__(self, instance: Assignment, user: User, *, agency: Agency, reason: str) -> None:
        super().__init__(instance, user, reason=reason)
        self.agency = agency

    def check_state(self) -> None:
        super().check_state()
        refuse_ended(self.agency, timezone.localdate())
        if self.agency.is_group:
            raise Refused(
                _("A group can be named only before the task is given. Choose its agencies one by one.")
            )
        self.heir = Assignment.objects.filter(task=self.instance.task, agency=self.agency).first()
        if self.heir is not None and not self._may_lead(self.heir):
            raise Refused(_("“%(name)s” already has a part in this task.") % {"name": self.agency.name})

    def _may_lead(self, heir: Assignment) -> bool:
        """A coordinator may become the lead."""
        return self.instance.part == Part.LEAD and heir.part == Part.COORDINATE and heir.state not in CLOSED

    def apply(self) -> None:
        if self.heir is None:
            self.heir = Assignment.objects.create(
                task=self.instance.task,
                agency=self.agency,
                part=self.instance.part,
                due_on=self.instance.due_on,
            )
        else:
            self.heir.part = Part.LEAD
            self.heir.save(update_fields=["part"])
        self.moved_with_it = list(Task.objects.filter(under=self.instance))
        Task.objects.filter(under=self.instance).update(under=self.heir)
        note(
            Event(
                assignment=self.heir,
                what=What.GIVEN,
                user=self.user,
                after=self.heir.state,
                data={"from": self.instance.pk},
            )
        )

    def details(self) -> dict[str, Any]:
        return {"agency": self.agency.pk, "part": self.heir.pk if self.heir else None}

    def tell(self) -> None:
        super().tell()
        for task in self.moved_with_it:
            task.under = self.heir
            task_changed(task)
