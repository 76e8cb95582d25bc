"""The steps an outgoing paper goes through before it is issued; their order and people are set in Wagtail."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Task, TaskState

from agencies.models import User
from documents import effects
from vietnamese.text import fold


class ReasonForm(forms.Form):
    """Whoever returns a paper says why."""

    comment = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000)


class RemarkForm(forms.Form):
    comment = forms.CharField(
        label=_("Remark"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000, required=False
    )


class PeopleBoxes(forms.CheckboxSelectMultiple):
    """People by their names; who can no longer sign in is offered only while chosen."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        offered = [
            group for group in super().optgroups(name, value, attrs) if all(map(self._offered, group[1]))
        ]
        return sorted(offered, key=lambda group: fold(group[1][0]["label"]))

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        person = value.instance
        if full_name := person.get_full_name():
            option["label"] = f"{full_name} ({person.username})"
        return option

    @staticmethod
    def _offered(option: dict[str, Any]) -> bool:
        person = option["value"].instance
        return bool(option["selected"] or (person.is_active and person.username != User.SYSTEM))


class Step(Task):  # type: ignore[misc]
    """Done by one of the people named. Meanwhile the text stands still: who wants it changed returns it."""

    #: The words on the button of those who agree; empty where the step is not done by agreeing.
    agree: ClassVar[Any] = ""
    #: What the step is called in addresses.
    slug: ClassVar[str] = ""

    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("people"),
        related_name="%(class)s_steps",
        help_text=_("Any one of them does this step."),
    )

    admin_form_fields = [*Task.admin_form_fields, "people"]
    admin_form_widgets = {"people": PeopleBoxes}

    class Meta:
        abstract = True

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """A text that was changed since goes back to the first step that has not seen it."""
        first = workflow_state.get_next_task()
        if first is not None and first.pk != self.pk:
            return first.specific.start(workflow_state, user=user)
        state: TaskState = super().start(workflow_state, user=user)
        effects.paper_stepped(effects.Stepped(state, user))
        return state

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        super().on_action(task_state, user, action_name, **kwargs)
        effects.paper_stepped(effects.Stepped(task_state, user, action_name, kwargs.get("comment", "")))

    def is_done_by(self, user: Any) -> bool:
        return bool(user and user.pk and self.people.filter(pk=user.pk).exists())

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self.is_done_by(user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return True

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not self.is_done_by(user):
            return []
        back = ("reject", _("Return to the drafter"), True)
        return [back, ("approve", self.agree, False)] if self.agree else [back]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ReasonForm if action == "reject" else RemarkForm

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        if not self.is_done_by(user):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)


class LegalReview(Step):
    agree = _("Agree to the draft")
    slug = "tham-dinh"

    class Meta:
        verbose_name = _("legal review")
        verbose_name_plural = _("legal reviews")

    @classmethod
    def get_description(cls) -> Any:
        return _("Somebody of the legal unit agrees to the draft or returns it with a reason.")


class Signature(Step):
    agree = pgettext_lazy("paper", "Sign")
    slug = "ky"

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")

    @classmethod
    def get_description(cls) -> Any:
        return _("The person who signs agrees to be the signer, or returns the draft with a reason.")


class Numbering(Step):
    """Done by taking a number: the paper is issued with it."""

    slug = "cap-so"

    class Meta:
        verbose_name = _("number and issue")
        verbose_name_plural = _("numbers and issues")

    @classmethod
    def get_description(cls) -> Any:
        return _("The clerk takes a number of the register; with it the paper is issued.")

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        paper = task_state.workflow_state.content_object.specific
        if action_name == "approve" and not hasattr(paper, "entry"):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)


STEPS = (LegalReview, Signature, Numbering)
