"""Forms of the secretariat's screens for tasks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from agencies.models import Agency
from agencies.statuses import Kind
from tasks import columns
from tasks.admin_views.clauses import Place
from tasks.decisions import Said
from tasks.models import Assignment, Task
from tasks.statuses import Deadline, Part, State, Timing


class PartAbove(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.task.path or obj.task.document.code}: {obj.task.title[:90]} ({obj.agency.shown})"


class TaskForm(forms.ModelForm):  # type: ignore[type-arg]
    """A task on a clause; the sentence is filled from the clause when it is left empty."""

    class Meta:
        model = Task
        fields = [
            "anchor",
            "quote",
            "title",
            "field",
            "deadline",
            "due_on",
            "due_as_written",
            "lead_as_written",
            "coordinate_as_written",
            "under",
        ]
        widgets = {
            "anchor": forms.Select,
            "quote": forms.Textarea(attrs={"rows": 4}),
            "title": forms.Textarea(attrs={"rows": 2}),
            "coordinate_as_written": forms.Textarea(attrs={"rows": 2}),
            "due_on": AdminDateInput,
        }

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.anchor: place for place in places}
        choices = [("", _("No clause")), *((place.anchor, place.words) for place in places)]
        held = self.instance.anchor
        if held and held not in self.places:
            choices.append(
                (held, _("%(path)s (no longer in the text)") % {"path": self.instance.path or held})
            )
        self.fields["anchor"] = forms.ChoiceField(
            choices=choices, required=False, label=_("Clause that gives it"), widget=forms.Select
        )
        self.fields["quote"].help_text = _("Empty: the words of the clause.")
        self.fields["title"].help_text = _("In a few words. Empty: the beginning of the sentence.")
        self.fields["title"].required = False
        self.fields["due_on"].help_text = _("For example 05/03/2026.")
        self._offer_parts_above()

    def _offer_parts_above(self) -> None:
        """Parts the task can serve: those of the issuer in papers this one carries out; none, no question."""
        parts = Assignment.objects.offered_to(self.instance)
        if not parts.exists():
            del self.fields["under"]
            return
        self.fields["under"] = PartAbove(
            queryset=parts,
            required=False,
            label=_("Task of the higher plan"),
            help_text=_("Parts of the papers that this one carries out."),
            empty_label=_("No task of a higher plan"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        place = self.places.get(cleaned.get("anchor", ""))
        if place is not None:
            self.instance.path = place.path
            cleaned["quote"] = cleaned.get("quote") or place.quote
        elif not cleaned.get("anchor"):
            self.instance.path = ""
        if not cleaned.get("title"):
            cleaned["title"] = " ".join((cleaned.get("quote") or "").split())[:200]
        if not cleaned["title"]:
            self.add_error("title", _("Write the task, or choose the clause that gives it."))
        if (
            cleaned.get("deadline") == Deadline.DATE
            and not cleaned.get("due_on")
            and "due_on" not in self.errors
        ):
            self.add_error("due_on", _("Enter the date, or choose another kind of deadline."))
        return cleaned


class PartForm(forms.Form):
    agency = forms.ModelChoiceField(queryset=Agency.objects.all(), label=_("Agency"))
    part = forms.ChoiceField(choices=Part.choices, label=_("Part"), initial=Part.LEAD)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason or answer"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class TurnForm(ReasonForm):
    """What a decision on a part may have to say besides its reason."""

    new_due_on = forms.DateField(
        label=_("Date to move to"), required=False, widget=AdminDateInput, help_text=_("To move the date.")
    )
    agency = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        label=_("Other agency"),
        required=False,
        empty_label=_("No other agency"),
        help_text=_("To give the part to another agency. The successors of an agency that ended come first."),
    )

    def __init__(self, *args: Any, part: Assignment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.existing().exclude(kind=Kind.GROUP)
        if part is not None:
            heirs = part.agency.successions.values("successor")
            ended = not part.agency.holds()
            agencies = agencies.exclude(pk=part.agency_id).order_by(
                Case(When(pk__in=heirs, then=0), default=1), "name"
            )
            if ended:
                self.initial.setdefault("agency", agencies.filter(pk__in=heirs).first())
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def said(self) -> Said:
        typed = self.cleaned_data
        return Said(typed["reason"], typed["new_due_on"], typed["agency"])


class AssignmentFilter(forms.Form):
    """The filters of the list; what cannot be read is left out of the question, with a sentence."""

    q = forms.CharField(label=_("Task or document"), required=False, max_length=200)
    agency = forms.ModelChoiceField(
        queryset=Agency.objects.all(), label=_("Agency"), required=False, empty_label=_("All")
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *State.choices])
    timing = forms.ChoiceField(label=_("Timing"), required=False, choices=[("", _("All")), *Timing.choices])
    part = forms.ChoiceField(label=_("Part"), required=False, choices=[("", _("All")), *Part.choices])
    list = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    document = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**31 - 1)
    extension = forms.BooleanField(label=_("Extension waits for a decision"), required=False)
    xep = forms.ChoiceField(
        label=_("Order"), required=False, choices=[(order.key, order.title) for order in columns.ORDERS]
    )
    subtasks = forms.BooleanField(label=_("Sub-tasks of agencies too"), required=False)
