"""What the secretariat writes before a task is given: the task itself, and which agencies it names."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from documents.models import DocumentPage
from tasks.actions.secretariat import TaskAction
from tasks.models import Assignment, Task
from tasks.statuses import Stage


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
            document=self.instance.document_id, anchor=self.instance.anchor, title=self.instance.title
        )
        if same.exclude(pk=self.instance.pk).exclude(stage=Stage.CANCELLED).exists():
            raise Refused(_("This task stands in the list already: same clause, same words."))

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
