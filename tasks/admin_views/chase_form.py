"""Which agencies are chased, from which register the numbers come, and by when they are to answer."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from tasks.admin_views.outgoing_form import OutgoingForm
from tasks.consolidation.chasing import LETTER, Letter
from tasks.models import Holiday, Report

#: Working days an agency gets to answer.
DAYS = 2


class AgenciesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Reports, called by their agencies."""

    def label_from_instance(self, obj: Any) -> str:
        name: str = obj.agency.name
        return name


class ChaseForm(OutgoingForm):
    """The key of the batch makes a form sent twice one letter to each agency."""

    kind = LETTER
    usual_symbol = "BCĐ-VP"
    field_order = ["reports", "register", "symbol", "answer_by", "signer", "signer_titles"]

    reports = AgenciesField(
        queryset=Report.objects.none(),
        label=_("Agencies that get a letter"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one agency.")},
    )
    answer_by = forms.DateField(label=_("To be sent by"), widget=AdminDateInput)
    batch = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, reports: list[Report], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.suggested_day: date = Holiday.objects.calendar(today).after(today, DAYS)
        chosen = self.fields["reports"]
        assert isinstance(chosen, forms.ModelMultipleChoiceField)
        chosen.queryset = Report.objects.filter(pk__in=[one.pk for one in reports]).select_related("agency")
        chosen.initial = [one.pk for one in reports]
        self.fields["answer_by"].initial = self.suggested_day
        self.fields["batch"].initial = uuid.uuid4()

    def clean_answer_by(self) -> date:
        day: date = self.cleaned_data["answer_by"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("The date must not be before today"))
        return day

    def letter(self) -> Letter:
        names = ("register", "symbol", "answer_by", "signer", "signer_titles", "batch")
        return Letter(**{name: self.cleaned_data[name] for name in names})
