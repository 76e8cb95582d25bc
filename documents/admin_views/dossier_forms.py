"""Forms of the screens for dossiers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from agencies.models import Agency, User
from agencies.statuses import STAFF
from documents.archive.terms import LONGEST, in_words
from documents.models import Dossier, DossierLine, Handover
from documents.symbols import check_readable

#: The terms that are offered, in years.
TERMS = (2, 5, 10, 15, 20, 30, 50, LONGEST)
DAY = _("For example 05/03/2026.")


class TermField(forms.TypedChoiceField):
    """Permanent or so many years; nothing is chosen for the person, so that nobody destroys by default."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_terms, coerce=_years, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value

    def valid_value(self, value: Any) -> bool:
        """Also years that are not among those offered: a list may bring others."""
        text = str(value)
        return text.isascii() and text.isdigit() and len(text) <= 4 and int(text) <= LONGEST


def _terms() -> list[tuple[str, str]]:
    return [("", "---------"), ("0", in_words(None)), *((str(years), in_words(years)) for years in TERMS)]


def _years(text: str) -> int | None:
    return int(text) or None


class DossierForm(forms.ModelForm):  # type: ignore[type-arg]
    term = TermField(label=_("Retention"))

    class Meta:
        model = Dossier
        fields = (
            "agency",
            "year",
            "heading",
            "subheading",
            "symbol",
            "number",
            "title",
            "unit",
            "keeper",
            "started_on",
            "note",
        )
        widgets = {
            "started_on": AdminDateInput,
            "title": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    field_order = ("agency", "year", "heading", "subheading", "symbol", "number", "title", "term")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = False
        self.fields["agency"].queryset = agencies_with_registers()  # type: ignore[attr-defined]
        keepers = User.objects.filter(is_active=True, memberships__role__in=STAFF).distinct()
        self.fields["keeper"].queryset = keepers  # type: ignore[attr-defined]
        self.fields["keeper"].label_from_instance = User.get_full_name  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Agency.objects.existing(timezone.localdate())  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["agency"], self.fields["year"], self.fields["term"]

    def _post_clean(self) -> None:
        """The number is given when the dossier is opened; none counts from 0."""
        if not self.cleaned_data.get("number"):
            self.cleaned_data["number"] = self.instance.number or 0
        super()._post_clean()  # type: ignore[misc]

    def _get_validation_exclusions(self) -> set[str]:
        """Agency and year stay, and say with the number whether another dossier has it."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        if self.instance.pk:
            excluded -= {"agency", "year"}
        return excluded | ({"number"} if not self.cleaned_data.get("number") else set())

    def opened(self) -> Dossier:
        dossier: Dossier = self.instance
        dossier.retention = self.cleaned_data["term"]
        return dossier


class TermForm(forms.Form):
    term = TermField(label=_("Retention"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class CloseDossierForm(forms.Form):
    on = forms.DateField(label=_("Ended on"), widget=AdminDateInput, help_text=DAY)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class MaterialForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = DossierLine
        fields = ("title", "code", "dated", "author", "sheets", "note")
        widgets = {"dated": AdminDateInput}
        labels = {"title": _("Name of the material")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True
        self.fields["code"].validators.append(check_readable)

    def _post_clean(self) -> None:
        """The place and who adds it are the action's to say; the constraints are the database's."""
        for name in self._meta.fields or ():
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])


class HandoverForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Handover
        fields = ("on", "title", "giver", "giver_post", "receiver", "receiver_post", "condition")
        widgets = {"on": AdminDateInput}


def agencies_with_registers() -> Any:
    """Agencies that keep registers here keep dossiers here."""
    return Agency.objects.filter(registers__isnull=False).distinct().order_by("name")
