"""Forms of the secretariat's screens for papers and registers."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from documents.models import DocumentPage, Register
from documents.statuses import Direction


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
    publish = forms.BooleanField(label=_("Publish at once"), required=False, initial=True)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, paper: DocumentPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = Register.objects.filter(direction=Direction.OUTGOING).filter(
            Q(types=None) | Q(types=paper.type_id)
        )
        choice = self.fields["register"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = fitting.select_related("agency").distinct()
        if len(choice.queryset) == 1:
            choice.initial = choice.queryset[0]
        self.fields["key"].initial = uuid.uuid4


class VoidForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
