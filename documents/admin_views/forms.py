"""Forms of the secretariat's screens for papers and registers."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from documents.actions.years import HIGHEST
from documents.models import DocumentPage, DocumentType, Register, RegisterYear
from documents.outgoing.stands import goes_a_way


class TakeNumberForm(forms.Form):
    """The key makes a form sent twice one number."""

    register = forms.ModelChoiceField(
        queryset=Register.objects.none(), label=_("Register"), widget=forms.RadioSelect, empty_label=None
    )
    symbol = forms.CharField(
        label=_("Symbol"), max_length=60, help_text=_("What follows the number, for example KH-BCĐ.")
    )
    on = forms.DateField(
        label=_("Date of issue"),
        widget=AdminDateInput,
        help_text=_("The number is taken from the register of this year. For example 05/03/2026."),
    )
    after = forms.IntegerField(
        label=_("Insert after the number"),
        required=False,
        min_value=1,
        max_value=HIGHEST,
        help_text=_("Empty: the next number. Fill in 12 for a paper that must become 12a."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For an inserted number, or a day before that of the latest number."),
    )
    publish = forms.BooleanField(label=_("Publish at once"), required=False, initial=True)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, paper: DocumentPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if goes_a_way(paper):
            del self.fields["publish"]  # the number issues it
        fitting = Register.objects.for_paper(paper)
        choice = self.fields["register"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = fitting.select_related("agency")
        if len(choice.queryset) == 1:
            choice.initial = choice.queryset[0]
        self.fields["key"].initial = uuid.uuid4


class VoidForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the number is voided.")},
    )


class StartForm(forms.Form):
    """Where the series of a year begins when its first numbers stand in a paper book."""

    type = forms.ModelChoiceField(
        queryset=DocumentType.objects.all(),
        label=_("Type"),
        required=False,
        help_text=_("Only for a register that counts each type by itself."),
    )
    first = forms.IntegerField(label=_("First number"), min_value=1, max_value=HIGHEST)


class CloseForm(forms.Form):
    """Which series of the year is closed."""

    counter = forms.ModelChoiceField(queryset=RegisterYear.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, counters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["counter"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = counters
