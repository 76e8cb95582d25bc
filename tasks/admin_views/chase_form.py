"""Which agencies are chased, from which register the numbers come, and by when they are to answer."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from documents.models import Entry, Register
from documents.statuses import Direction
from tasks.consolidation.chasing import LETTER, Letter
from tasks.models import Holiday, Report

#: Working days an agency gets to answer.
DAYS = 2


class AgenciesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Reports, called by their agencies."""

    def label_from_instance(self, obj: Any) -> str:
        name: str = obj.agency.name
        return name


class ChaseForm(forms.Form):
    """The key of the batch makes a form sent twice one letter to each agency."""

    reports = AgenciesField(
        queryset=Report.objects.none(),
        label=_("Agencies that get a letter"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one agency.")},
    )
    register = forms.ModelChoiceField(
        queryset=Register.objects.none(), label=_("Register"), empty_label=None, widget=forms.RadioSelect
    )
    symbol = forms.CharField(
        label=_("Symbol"), max_length=60, help_text=_("What follows the number, for example BCĐ-VP.")
    )
    answer_by = forms.DateField(label=_("To be sent by"), widget=AdminDateInput)
    signer = forms.CharField(label=_("Signer"), max_length=100, required=False)
    signer_titles = forms.CharField(
        label=_("Posts of the signer"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    batch = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, reports: list[Report], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.suggested_day: date = Holiday.objects.calendar(today).after(today, DAYS)
        chosen, register = self.fields["reports"], self.fields["register"]
        assert isinstance(chosen, forms.ModelMultipleChoiceField)
        assert isinstance(register, forms.ModelChoiceField)
        chosen.queryset = Report.objects.filter(pk__in=[one.pk for one in reports]).select_related("agency")
        chosen.initial = [one.pk for one in reports]
        outgoing = Register.objects.filter(direction=Direction.OUTGOING)
        fitting = outgoing.filter(Q(types=None) | Q(types__name=LETTER)).select_related("agency")
        register.queryset = fitting.distinct()
        self.suggested_register: Register | None = register.queryset.first()
        register.initial = self.suggested_register
        self.fields["symbol"].initial = self._last_symbol()
        self.fields["answer_by"].initial = self.suggested_day
        self.fields["batch"].initial = uuid.uuid4()

    def _last_symbol(self) -> str:
        """That of the last letter of the register."""
        letters = Entry.objects.filter(
            document__type__name=LETTER, register_year__register=self.suggested_register
        )
        last = letters.order_by("-pk").first()
        return last.symbol if last else "BCĐ-VP"

    def clean_answer_by(self) -> date:
        day: date = self.cleaned_data["answer_by"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("The date must not be before today"))
        return day

    def letter(self) -> Letter:
        names = ("register", "symbol", "answer_by", "signer", "signer_titles", "batch")
        return Letter(**{name: self.cleaned_data[name] for name in names})
