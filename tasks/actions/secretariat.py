"""What the secretariat does with tasks and parts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused
from agencies.models import Agency, User
from agencies.permissions import standing
from tasks.actions.base import AssignmentAction, decline_waiting, note
from tasks.effects import task_changed
from tasks.models import Assignment, Event, Extension, Task
from tasks.statuses import OPEN, Decision, Part, Stage, State, What


class TaskAction(Action[Task]):
    """An action of the secretariat on a whole task."""

    instance: Task

    def user_has_permission(self) -> bool:
        return standing(self.user).staff

    def tell(self) -> None:
        task_changed(self.instance)


class GiveTask(TaskAction):
    """Give a proposed task to its agencies; groups become one part per member as of the day."""

    action_name = "give_task"
    label = gettext_lazy("Give the task")

    def __init__(self, instance: Task, user: User, *, on: date | None = None) -> None:
        super().__init__(instance, user)
        self.on = on or timezone.localdate()
        self.parts = 0

    def check_state(self) -> None:
        if self.instance.stage != Stage.PROPOSED:
            raise Refused(_("This task has already been given."))
        if not self.instance.document.live:
            raise Refused(_("Publish the document first; then its tasks can be given."))
        parts = list(self.instance.assignments.select_related("agency"))
        if not parts:
            raise Refused(_("Name at least one agency before giving the task."))
        for part in parts:
            refuse_ended(part.agency, self.on)

    def change(self) -> Task:
        self._expand_groups()
        self.instance.stage = Stage.GIVEN
        self.instance.given_on = self.on
        self.instance.save(update_fields=["stage", "given_on"])
        parts = list(self.instance.assignments.all())
        for part in parts:
            part.due_on = self.instance.due_on
            part.heard_on = self.on
            part.save(update_fields=["due_on", "heard_on"])
        self.parts = len(parts)
        note(*(Event(assignment=part, what=What.GIVEN, user=self.user, after=part.state) for part in parts))
        return self.instance

    def _expand_groups(self) -> None:
        for part in self.instance.assignments.filter(agency__kind="group").select_related("agency"):
            members = list(part.agency.members(self.on))
            if not members:
                raise Refused(
                    _("The group “%(name)s” has no member on that day.") % {"name": part.agency.name}
                )
            held = set(self.instance.assignments.values_list("agency_id", flat=True))
            Assignment.objects.bulk_create(
                Assignment(task=self.instance, agency=member, part=part.part, group=part.agency)
                for member in members
                if member.pk not in held
            )
            part.delete()

    def details(self) -> dict[str, Any]:
        return {"on": self.on.isoformat(), "parts": self.parts}


class AddPart(TaskAction):
    """Name one more agency (or group, while the task is only proposed)."""

    action_name = "add_part"
    label = gettext_lazy("Name an agency")

    def __init__(self, instance: Task, user: User, *, agency: Agency, part: Part) -> None:
        super().__init__(instance, user)
        self.agency = agency
        self.part = part

    def check_state(self) -> None:
        refuse_ended(self.agency, timezone.localdate())
        if self.instance.stage == Stage.CANCELLED:
            raise Refused(_("The task was cancelled."))
        if self.instance.assignments.filter(agency=self.agency).exists():
            raise Refused(_("“%(name)s” already has a part in this task.") % {"name": self.agency.name})
        if self.agency.is_group and self.instance.stage == Stage.GIVEN:
            raise Refused(
                _("A group can be named only before the task is given. Choose its agencies one by one.")
            )

    def change(self) -> Assignment:
        given = self.instance.stage == Stage.GIVEN
        part = Assignment.objects.create(
            task=self.instance,
            agency=self.agency,
            part=self.part,
            due_on=self.instance.due_on if given else None,
        )
        if given:
            note(Event(assignment=part, what=What.GIVEN, user=self.user, after=part.state))
        return part

    def details(self) -> dict[str, Any]:
        return {"agency": self.agency.pk, "part": self.part}


class CancelTask(TaskAction):
    """Cancel a task with a reason; open parts are closed with it."""

    action_name = "cancel_task"
    label = gettext_lazy("Cancel the task")

    def __init__(self, instance: Task, user: User, *, reason: str) -> None:
        super().__init__(instance, user)
        self.reason = reason.strip()

    def check_state(self) -> None:
        if not self.reason:
            raise Refused(_("Give the reason."))
        if self.instance.stage == Stage.CANCELLED:
            raise Refused(_("The task was cancelled."))

    def change(self) -> Task:
        events = []
        for part in self.instance.assignments.filter(state__in=[*OPEN, State.PAUSED]):
            before, part.state = part.state, State.CANCELLED
            part.save(update_fields=["state"])
            decline_waiting(part, self.user, self.reason)
            events.append(
                Event(
                    assignment=part,
                    what=What.CANCELLED,
                    user=self.user,
                    before=before,
                    after=part.state,
                    reason=self.reason,
                )
            )
        note(*events)
        self.instance.stage = Stage.CANCELLED
        self.instance.save(update_fields=["stage"])
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"reason": self.reason}


class Confirm(AssignmentAction):
    action_name = "confirm"
    label = gettext_lazy("Confirm completion")
    what = What.CONFIRMED


class SendBack(AssignmentAction):
    """Ask the agency to complete what it reported."""

    action_name = "send_back"
    label = gettext_lazy("Send back")
    what = What.SENT_BACK

    def __init__(self, instance: Assignment, user: User, *, reason: str) -> None:
        super().__init__(instance, user)
        self.reason = reason

    def apply(self) -> None:
        self.instance.done_on = None


class GiveAgain(AssignmentAction):
    """Answer a refusal: the agency is to do it after all."""

    action_name = "give_again"
    label = gettext_lazy("Give again")
    what = What.REASSIGNED

    def __init__(self, instance: Assignment, user: User, *, reason: str) -> None:
        super().__init__(instance, user)
        self.reason = reason


class DecideExtension(AssignmentAction):
    """Grant or decline the waiting request; a refusal needs a reason, the old date is kept."""

    action_name = "decide_extension"
    label = gettext_lazy("Decide on an extension")

    def __init__(self, instance: Assignment, user: User, *, granted: bool, answer: str = "") -> None:
        super().__init__(instance, user)
        self.granted = granted
        self.reason = answer

    @property
    def what(self) -> What:  # type: ignore[override]
        return What.GRANTED if self.granted else What.DECLINED

    def check_state(self) -> None:
        super().check_state()
        waiting = Extension.objects.filter(assignment=self.instance, decision=Decision.WAITING).first()
        if waiting is None:
            raise Refused(_("No extension waits for a decision."))
        self.extension = waiting

    def apply(self) -> None:
        self.extension.decision = Decision.GRANTED if self.granted else Decision.DECLINED
        self.extension.decided_by = self.user
        self.extension.decided_at = timezone.now()
        self.extension.answer = self.reason.strip()
        self.extension.save()
        if self.granted:
            self.instance.due_on = self.extension.new_due_on

    def details(self) -> dict[str, Any]:
        return {
            "old_due_on": self.extension.old_due_on.isoformat() if self.extension.old_due_on else None,
            "new_due_on": self.extension.new_due_on.isoformat(),
        }


def refuse_ended(agency: Agency, on: date) -> None:
    """No work for an agency that does not exist on the day; its successors are named in the sentence."""
    if agency.holds(on):
        return
    successors = ", ".join(
        succession.successor.name for succession in agency.successions.select_related("successor")
    )
    if successors:
        raise Refused(
            _("“%(name)s” no longer exists on %(day)s. Choose its successor: %(successors)s.")
            % {
                "name": agency.name,
                "day": on.strftime("%d/%m/%Y"),
                "successors": successors,
            }
        )
    raise Refused(
        _("“%(name)s” does not exist on %(day)s. Choose another agency.")
        % {"name": agency.name, "day": on.strftime("%d/%m/%Y")}
    )
