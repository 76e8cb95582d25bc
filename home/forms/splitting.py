"""Giving sub-tasks, and deciding on them."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, User
from home.fields import VietnameseDateField
from home.forms.report import AsksFirst, LongText
from tasks.actions import Share
from tasks.decisions import Said
from tasks.models import Assignment
from vietnamese.dates import short

LONGEST_TITLE: Final = 500


class Names(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """People by their full names, agencies by theirs."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return obj.get_full_name() if isinstance(obj, User) else str(obj)


class SplitForm(AsksFirst):
    """Who does what by when; each one chosen gets a sub-task of their own."""

    title = LongText(
        label=_("What is to be done"),
        help_text=_("The sentence of the plan that gives the task is shown with it."),
        rows=3,
        empty=_("Write what is to be done"),
    )
    agencies = Names(label=_("Agencies under us"), queryset=Agency.objects.none(), required=False)
    officers = Names(
        label=_("People of our agency"),
        help_text=_("At least one agency or person; each gets a sub-task of their own."),
        queryset=User.objects.none(),
        required=False,
    )
    due_on = VietnameseDateField(label=_("Due on"), required=False)

    field_order = ("title", "agencies", "officers", "due_on", "agreed")

    def __init__(self, *args: Any, part: Assignment, **kwargs: Any) -> None:
        kwargs["initial"] = {"due_on": part.due_on, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.part = part
        self.fields["agencies"].queryset = part.agency.children.existing().order_by("name")  # type: ignore[attr-defined]
        self.fields["officers"].queryset = part.agency.people()  # type: ignore[attr-defined]
        if not self.fields["agencies"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["agencies"]

    def clean_title(self) -> str:
        title = " ".join(self.cleaned_data["title"].split())
        if len(title) > LONGEST_TITLE:
            raise ValidationError(_("Say it in at most 500 characters; the plan says the rest."))
        return title

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors.keys() & {"agencies", "officers"} and not self.shares():
            self.add_error("officers", _("Choose who does the sub-task"))
        due, limit = cleaned.get("due_on"), self.part.due_on
        if due and due < timezone.localdate():
            self.add_error("due_on", _("The date must not be before today"))
        elif due and limit and due > limit:
            self.ask_first(
                _("The date is after that of the task itself (%(day)s).") % {"day": short(limit)},
                _("Give the sub-task with this later date"),
            )
        return cleaned

    def shares(self) -> list[Share]:
        found = [Share(agency) for agency in self.cleaned_data.get("agencies") or ()]
        officers = self.cleaned_data.get("officers") or ()
        return found + [Share(self.part.agency, officer) for officer in officers]


class DecideForm(forms.Form):
    """What is said beside the button that was pressed."""

    reason = LongText(label=_("Reason or message"), rows=3, required=False)
    new_due_on = VietnameseDateField(label=_("New date, to move it"), required=False)

    def said(self) -> Said:
        return Said(self.cleaned_data["reason"], self.cleaned_data["new_due_on"])
