"""What every form that sends out a paper asks: register, symbol, signer; proposed from the last one."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.models import DocumentPage, DocumentType, Entry, Register
from documents.statuses import Direction
from documents.symbols import problem


class OutgoingForm(forms.Form):
    """A paper of one type, from a register that takes this type."""

    kind: ClassVar[str]
    usual_symbol: ClassVar[str]

    register = forms.ModelChoiceField(
        queryset=Register.objects.none(), label=_("Register"), empty_label=None, widget=forms.RadioSelect
    )
    symbol = forms.CharField(label=_("Symbol"), max_length=60)
    signer = forms.CharField(label=_("Signer"), max_length=100, required=False)
    signer_titles = forms.CharField(
        label=_("Posts of the signer"),
        required=False,
        max_length=500,
        help_text=_("One per line."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outgoing = Register.objects.filter(direction=Direction.OUTGOING)
        fitting = outgoing.filter(Q(types=None) | Q(types__name=self.kind)).select_related("agency")
        register = self.fields["register"]
        assert isinstance(register, forms.ModelChoiceField)
        register.queryset = fitting.distinct()
        self.suggested_register: Register | None = register.queryset.first()
        register.initial = self.suggested_register
        last = self._last()
        self.fields["symbol"].initial = last.symbol if last else self.usual_symbol
        self.fields["signer"].initial = last.signer if last else ""
        self.fields["signer_titles"].initial = last.signer_titles if last else ""

    def clean_symbol(self) -> str:
        """A symbol for which no number is given is refused beside its field, before the work begins."""
        symbol: str = self.cleaned_data["symbol"]
        kind = DocumentType.objects.filter(name=self.kind).first()
        if kind is not None and (wrong := problem(kind, symbol)):
            raise forms.ValidationError(wrong)
        return symbol

    def _last(self) -> DocumentPage | None:
        """The last paper of this type from the register."""
        entries = Entry.objects.filter(
            document__type__name=self.kind, register_year__register=self.suggested_register
        )
        last = entries.select_related("document").order_by("-pk").first()
        return last.document if last else None
