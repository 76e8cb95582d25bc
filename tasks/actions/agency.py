"""What an agency does with its part of a task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import User
from tasks.actions.base import AgencyAction
from tasks.models import Assignment, Evidence, Extension, Progress
from tasks.statuses import Decision, What
from tasks.subtasks import tally


@dataclass(frozen=True)
class Upload:
    """A checked file: its shown name, type, bytes and SHA-256."""

    name: str
    content_type: str
    content: bytes
    sha256: str


class Accept(AgencyAction):
    action_name = "accept"
    label = gettext_lazy("Accept the task")
    what = What.ACCEPTED


class Refuse(AgencyAction):
    """The agency gives the task back with a reason."""

    action_name = "refuse"
    label = gettext_lazy("Refuse the task")
    what = What.REFUSED

    def __init__(self, instance: Assignment, user: User, *, reason: str) -> None:
        super().__init__(instance, user)
        self.reason = reason


class ReportProgress(AgencyAction):
    """Say what was done; with `done_on`, ask for confirmation that the part is complete.

    The same key twice (a second click, a lost answer) gives the report already made.
    """

    action_name = "report_progress"
    label = gettext_lazy("Report progress")

    def __init__(
        self,
        instance: Assignment,
        user: User,
        *,
        text: str,
        difficulties: str = "",
        proposals: str = "",
        done_on: date | None = None,
        files: Sequence[Upload] = (),
        key: UUID | None = None,
        despite_subtasks: bool = False,
    ) -> None:
        super().__init__(instance, user)
        self.text = text.strip()
        self.difficulties = difficulties.strip()
        self.proposals = proposals.strip()
        self.done_on = done_on
        self.files = files
        self.key = key
        self.despite_subtasks = despite_subtasks
        self.progress: Progress | None = None

    @property
    def what(self) -> What:  # type: ignore[override]
        return What.REPORTED if self.done_on else What.PROGRESS

    def execute(self, skip_permission_checks: bool = False) -> Progress:
        self.check(skip_permission_checks)
        made = self._made()
        if made is not None:
            return made
        try:
            super().execute(skip_permission_checks)
        except (IntegrityError, Refused) as refusal:
            # Of two clicks at the same moment the second finds the work of the first.
            made = self._made()
            if made is not None:
                return made
            if isinstance(refusal, Refused):
                raise
            raise Refused(_("This form was already used. Open it again.")) from refusal
        assert self.progress is not None
        return self.progress

    def _made(self) -> Progress | None:
        """The report already made under this key."""
        if self.key is None:
            return None
        return Progress.objects.filter(idempotency_key=self.key, assignment=self.instance).first()

    def check_state(self) -> None:
        super().check_state()
        if not self.text:
            raise Refused(_("Write what was done in the period."))
        if self.done_on and self.done_on > timezone.localdate():
            raise Refused(_("The day of completion must not be after today."))
        if self.done_on and not self.despite_subtasks:
            counted = tally(self.instance.subtasks.all())
            if counted.unfinished:
                raise Refused(counted.warning)

    def apply(self) -> None:
        super().apply()
        self.instance.done_on = self.done_on
        self.progress = Progress.objects.create(
            assignment=self.instance,
            author=self.user,
            text=self.text,
            difficulties=self.difficulties,
            proposals=self.proposals,
            done_on=self.done_on,
            idempotency_key=self.key,
        )
        for upload in self.files:
            evidence = Evidence(
                progress=self.progress,
                name=upload.name,
                content_type=upload.content_type,
                size=len(upload.content),
                sha256=upload.sha256,
            )
            evidence.file.save(upload.name, ContentFile(upload.content), save=True)

    def details(self) -> dict[str, Any]:
        return {
            "progress": self.progress.pk if self.progress else None,
            "files": len(self.files),
        }


class AskExtension(AgencyAction):
    action_name = "ask_extension"
    label = gettext_lazy("Ask for an extension")
    what = What.ASKED

    def __init__(self, instance: Assignment, user: User, *, new_due_on: date, reason: str) -> None:
        super().__init__(instance, user)
        self.new_due_on = new_due_on
        self.reason = reason

    def check_state(self) -> None:
        super().check_state()
        if self.instance.due_on is None:
            raise Refused(_("This task has no date, so there is nothing to extend."))
        if self.new_due_on <= self.instance.due_on:
            raise Refused(_("The new date must be after the present one."))
        if Extension.objects.filter(assignment=self.instance, decision=Decision.WAITING).exists():
            raise Refused(_("An extension already waits for a decision."))

    def apply(self) -> None:
        super().apply()
        Extension.objects.create(
            assignment=self.instance,
            asked_by=self.user,
            reason=self.reason.strip(),
            old_due_on=self.instance.due_on,
            new_due_on=self.new_due_on,
        )

    def details(self) -> dict[str, Any]:
        return {"new_due_on": self.new_due_on.isoformat()}
