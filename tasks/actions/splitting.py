"""An agency makes sub-tasks of its part: for its own officers, or for agencies under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import Agency, User
from agencies.permissions import standing
from tasks.actions.base import AgencyAction, note
from tasks.actions.secretariat import refuse_ended
from tasks.effects import task_changed
from tasks.models import Assignment, Event, Task
from tasks.statuses import Deadline, Part, Stage, What


@dataclass(frozen=True)
class Share:
    """Who gets a sub-task of their own: an agency under this one, or an officer of this one."""

    agency: Agency
    officer: User | None = None

    @property
    def named(self) -> str:
        return self.officer.get_full_name() if self.officer else self.agency.name


class Split(AgencyAction):
    """One sub-task for each share, on the same clause; the state of the part stays its own.

    A date after that of the part is not refused: who asks is warned before.
    """

    action_name = "split"
    label = gettext_lazy("Give a sub-task")
    what = What.SPLIT

    def __init__(
        self, instance: Assignment, user: User, *, title: str, shares: Sequence[Share], due_on: date | None
    ) -> None:
        super().__init__(instance, user)
        self.title = " ".join(title.split())
        self.shares = shares
        self.due_on = due_on
        self.made: list[Task] = []

    def check_state(self) -> None:
        super().check_state()
        if not self.title:
            raise Refused(_("Write what is to be done."))
        if not self.shares:
            raise Refused(_("Choose who does the sub-task."))
        if self.due_on is not None and self.due_on < timezone.localdate():
            raise Refused(_("The date must not be before today."))
        for share in self.shares:
            self._check_share(share)

    def _check_share(self, share: Share) -> None:
        own = share.agency.pk == self.instance.agency_id
        if not own and share.agency.parent_id != self.instance.agency_id:
            raise Refused(
                _("“%(name)s” is not under “%(agency)s”.")
                % {"name": share.agency.name, "agency": self.instance.agency.name}
            )
        if own and share.officer is None:
            raise Refused(_("Inside the agency a sub-task is given to a person. Choose one."))
        if share.officer is not None and share.agency.pk not in standing(share.officer).agencies:
            raise Refused(_("%(name)s does not serve this agency.") % {"name": share.officer.get_full_name()})
        refuse_ended(share.agency, timezone.localdate())
        held = Assignment.objects.filter(
            task__under=self.instance, task__stage=Stage.GIVEN, task__title=self.title
        )
        if held.open().filter(agency=share.agency, officer=share.officer).exists():
            raise Refused(_("%(name)s has this sub-task already.") % {"name": share.named})

    def apply(self) -> None:
        super().apply()
        self.made = [self._give(share) for share in self.shares]

    def _give(self, share: Share) -> Task:
        whole, today = self.instance.task, timezone.localdate()
        task = Task.objects.create(
            under=self.instance,
            document=whole.document,
            anchor=whole.anchor,
            path=whole.path,
            field=whole.field,
            quote=whole.quote,
            title=self.title,
            deadline=Deadline.DATE if self.due_on else Deadline.NONE,
            due_on=self.due_on,
            stage=Stage.GIVEN,
            given_on=today,
            order=whole.order,
        )
        part = Assignment.objects.create(
            task=task, agency=share.agency, officer=share.officer, part=Part.LEAD, due_on=self.due_on
        )
        note(Event(assignment=part, what=What.GIVEN, user=self.user, after=part.state))
        return task

    def details(self) -> dict[str, Any]:
        return {"subtasks": [task.pk for task in self.made], "title": self.title}

    def tell(self) -> None:
        super().tell()
        for task in self.made:
            task_changed(task)
