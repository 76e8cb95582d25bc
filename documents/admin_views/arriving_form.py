"""The part of the confirm screen that says whether a paper came in, when, and who deals with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from agencies.names import Names
from documents.actions import Slip
from documents.admin_views.reading_forms import Day
from documents.intake.arriving import Arriving
from documents.models import Register
from documents.statuses import Direction
from vietnamese.dates import short


class ArrivingForm(forms.Form):
    """Without a register the paper is no arrival: one of our own, or an old one taken over."""

    register = forms.ModelChoiceField(
        queryset=Register.objects.filter(direction=Direction.INCOMING),
        label=gettext_lazy("Register"),
        required=False,
        empty_label=gettext_lazy("Did not come in: no arrival number"),
    )
    arrived_on = Day(label=gettext_lazy("Day of arrival"), required=False)
    lead = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        label=gettext_lazy("Leads"),
        required=False,
        empty_label=gettext_lazy("Not decided"),
    )
    coordinators = forms.CharField(
        label=gettext_lazy("Coordination"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Several agencies with semicolons between them."),
    )
    due_on = Day(label=gettext_lazy("To be answered by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead = self.fields["lead"]
        assert isinstance(lead, forms.ModelChoiceField)
        lead.queryset = Agency.objects.existing()

    def clean_coordinators(self) -> list[Agency]:
        """Every name an agency is known under will do; what is not known is said with its name."""
        names = [name.strip() for name in self.cleaned_data["coordinators"].replace("\n", ";").split(";")]
        known = Names()
        try:
            return list(dict.fromkeys(known.find(name) for name in names if name))
        except ValueError as unknown:
            raise forms.ValidationError(str(unknown)) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("register"):
            return data
        day, due = data.get("arrived_on"), data.get("due_on")
        if not day and "arrived_on" not in self.errors:
            self.add_error("arrived_on", _("Write the day of arrival, for example 05/03/2026."))
        if day and day > timezone.localdate():
            self.add_error(
                "arrived_on", _("The day of arrival lies in the future: %(day)s.") % {"day": short(day)}
            )
        if day and due and due < day:
            self.add_error("due_on", _("The deadline stands before the day of arrival."))
        return data

    def arriving(self) -> Arriving | None:
        """None when the paper did not come in."""
        said = self.cleaned_data
        if not said["register"]:
            return None
        slip = Slip(lead=said["lead"], coordinators=said["coordinators"], due_on=said["due_on"])
        return Arriving(said["register"], said["arrived_on"], slip)
