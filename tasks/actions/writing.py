"""What the secretariat writes before a task is given: the task itself, and which agencies it names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused
from agencies.models import Agency
from agencies.permissions import standing
from documents.intake import draw
from documents.models import DocumentPage
from tasks.actions.secretariat import TaskAction
from tasks.models import Assignment, Task
from tasks.statuses import Deadline, Part, Stage


class WriteTask(TaskAction):
    """Write a proposed task, new or changed; of a given one only the words change, not the date."""

    action_name = "write_task"
    label = gettext_lazy("Write a task")

    def lock(self) -> Task:
        if self.instance.pk:
            locked: Task = super().lock()
            self.before = Task(due_on=locked.due_on, stage=locked.stage)
        else:
            # The paper's row, so that a form sent twice finds the first task.
            DocumentPage.objects.select_for_update(of=("self",)).get(pk=self.instance.document_id)
            self.before = Task(due_on=self.instance.due_on, stage=Stage.PROPOSED)
        return self.instance

    def check_state(self) -> None:
        if self.before.stage == Stage.CANCELLED:
            raise Refused(_("The task was cancelled."))
        if self.before.stage == Stage.GIVEN and self.before.due_on != self.instance.due_on:
            raise Refused(_("The task has been given, so its date changes only by an extension."))
        same = Task.objects.filter(
            document=self.instance.document_id,
            anchor=self.instance.anchor,
            title=self.instance.title,
            under=self.instance.under_id,
        )
        if same.exclude(pk=self.instance.pk).exclude(stage=Stage.CANCELLED).exists():
            raise Refused(_("This task stands in the list already: same clause, same words."))

        self._check_above()

    def _check_above(self) -> None:
        """The database refuses a circle; this says it before."""
        part = self.instance.under
        while part is not None:
            if part.task_id == self.instance.pk:
                raise Refused(_("A task cannot serve a part of its own or of a task below it."))
            part = part.task.under

    def change(self) -> Task:
        self.instance.stage = self.before.stage
        self.instance.save()
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"document": self.instance.document_id, "anchor": self.instance.anchor}


class RemovePart(TaskAction):
    """Take an agency's name off a task that is only proposed; afterwards a part is cancelled, not removed."""

    action_name = "remove_part"
    label = gettext_lazy("Take an agency off the task")

    def __init__(self, instance: Task, user: Any, *, part: Assignment) -> None:
        super().__init__(instance, user)
        self.part = part

    def check_state(self) -> None:
        if self.instance.stage != Stage.PROPOSED:
            raise Refused(_("The task has been given; an agency's part can no longer be removed."))

    def change(self) -> None:
        removed, _rows = self.instance.assignments.filter(pk=self.part.pk).delete()
        if not removed:
            raise Refused(_("This record no longer exists."))

    def details(self) -> dict[str, Any]:
        return {"agency": self.part.agency_id}


class CorrectProposal(TaskAction):
    """Put agencies and date of a proposed task right: those named here take the place of the others."""

    action_name = "correct_proposal"
    label = gettext_lazy("Correct a proposed task")

    def __init__(
        self,
        instance: Task,
        user: Any,
        *,
        leads: Iterable[Agency],
        coordinators: Iterable[Agency],
        deadline: Deadline,
        due_on: date | None,
    ) -> None:
        super().__init__(instance, user)
        self.parts = {agency.pk: Part.COORDINATE for agency in coordinators}
        self.parts |= {agency.pk: Part.LEAD for agency in leads}
        self.deadline = deadline
        self.due_on = due_on

    def check_state(self) -> None:
        if self.instance.stage != Stage.PROPOSED:
            raise Refused(_("This task has already been given."))

    def change(self) -> Task:
        held = {part.agency_id: part for part in self.instance.assignments.all()}
        self.instance.assignments.exclude(agency__in=self.parts).delete()
        for agency, part in self.parts.items():
            if agency not in held:
                Assignment.objects.create(task=self.instance, agency_id=agency, part=part)
            elif held[agency].part != part:
                Assignment.objects.filter(pk=held[agency].pk).update(part=part)
        self.instance.deadline = self.deadline
        self.instance.due_on = self.due_on
        self.instance.sure = True
        self.instance.save(update_fields=["deadline", "due_on", "sure"])
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"agencies": sorted(self.parts), "due_on": self.due_on.isoformat() if self.due_on else None}


class DrawTasks(Action[DocumentPage]):
    """Propose the tasks that a text gives; once, because a proposal that was put right must not come back."""

    action_name = "draw_tasks"
    label = gettext_lazy("Draw tasks from a paper")

    def user_has_permission(self) -> bool:
        return standing(self.user).staff

    def check_state(self) -> None:
        if self.instance.tasks.exists():
            raise Refused(_("Tasks have been drawn from this paper already."))
        if not self.instance.text:
            raise Refused(_("The paper has no text, so no task can be drawn from it."))

    def change(self) -> bool:
        return draw(self.instance, self.user)
