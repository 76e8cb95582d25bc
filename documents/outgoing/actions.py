"""Agree to a paper at a step, or return it to its drafter."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState, WorkflowState

from agencies.actions import Action, Refused
from agencies.models import User
from documents.models import DocumentPage, Numbering
from documents.outgoing.stands import goes_a_way
from vietnamese.dates import short


class StepAction(Action[TaskState]):
    """What a person of the step does at it, once; Wagtail's log says it on the paper."""

    said = ""

    def __init__(self, instance: TaskState, user: User, *, comment: str = "") -> None:
        super().__init__(instance, user)
        self.comment = comment.strip()

    def user_has_permission(self) -> bool:
        return bool(self.instance.task.specific.is_done_by(self.user))

    def lock(self) -> TaskState:
        WorkflowState.objects.select_for_update(of=("self",)).filter(task_states=self.instance.pk).first()
        return super().lock()

    def check_state(self) -> None:
        if self.instance.status == TaskState.STATUS_IN_PROGRESS:
            return
        by = self.instance.finished_by
        if by is None or self.instance.finished_at is None:
            raise Refused(_("The drafter took this paper back; the step waits for nobody any more."))
        raise Refused(
            _("%(name)s has done this step already, on %(day)s.")
            % {
                "name": by.get_full_name() or by.username,
                "day": short(timezone.localdate(self.instance.finished_at)),
            }
        )

    def record(self) -> None:
        """Wagtail writes the line, with the remark."""


class Agree(StepAction):
    action_name = "agree_to_step"
    label = gettext_lazy("Agree to a paper")

    def check_state(self) -> None:
        super().check_state()
        if not self.instance.task.specific.agree:
            raise Refused(_("This step is done by taking a number."))

    def change(self) -> TaskState:
        self.instance.task.specific.on_action(self.instance, self.user, "approve", comment=self.comment)
        return self.instance


class Issue(StepAction):
    """End the way of a paper that has its number: it is published."""

    action_name = "issue"
    label = gettext_lazy("Issue a paper")

    def change(self) -> TaskState:
        self.instance.task.specific.on_action(self.instance, self.user, "approve")
        return self.instance


class Return(StepAction):
    action_name = "return_to_drafter"
    label = gettext_lazy("Return a paper to its drafter")

    def check_state(self) -> None:
        super().check_state()
        if not self.comment:
            raise Refused(_("Say why the paper is returned."))

    def change(self) -> TaskState:
        self.instance.task.specific.on_action(self.instance, self.user, "reject", comment=self.comment)
        return self.instance


def refuse_unsigned(paper: DocumentPage, user: Any) -> None:
    """Raise Refused when the paper has not come to the step at which it gets its number."""
    if paper.live or not goes_a_way(paper):
        return
    states = WorkflowState.objects.for_instance(paper).order_by("-created_at", "-pk")
    last = states.select_related("current_task_state__task").first()
    if last is None or last.status == WorkflowState.STATUS_CANCELLED:
        raise Refused(_("Papers of this section are reviewed and signed first: submit the draft."))
    if last.status == WorkflowState.STATUS_NEEDS_CHANGES:
        raise Refused(_("The paper was returned to its drafter: change it and submit it again."))
    if last.status == WorkflowState.STATUS_APPROVED:
        if last.task_states.filter(revision=paper.latest_revision_id).exists():
            return
        raise Refused(_("The text was changed after it was signed: submit it again."))
    step = last.current_task_state.task.specific
    if isinstance(step, Numbering) and step.is_done_by(user):
        return
    names = ", ".join(person.get_full_name() or person.username for person in step.people.all())
    raise Refused(
        _("The paper stands at the step “%(step)s” and waits for: %(names)s.")
        % {"step": step.name, "names": names}
    )


def numbering_of(paper: DocumentPage) -> TaskState | None:
    """The step of taking a number at which the paper stands now, if it does."""
    try:
        state = paper.current_workflow_task_state
    except ObjectDoesNotExist:
        return None
    return state if state is not None and isinstance(state.task.specific, Numbering) else None
