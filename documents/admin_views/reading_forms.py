"""The forms of the confirm screen: the file, the fields of the registration, each cited paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agencies.models import Agency
from documents.intake.citing import Cited
from documents.intake.receiving import too_large
from documents.models import DocumentType, SectionPage
from documents.reading.sources import MAX_BYTES
from documents.statuses import Circulation, Family, Relation, Urgency
from documents.symbols import check_readable
from vietnamese.dates import short
from vietnamese.numbers import key_of
from vietnamese.text import clean

Raw = dict[str, str]


class FileForm(forms.Form):
    """The key makes a form sent twice one reading."""

    file = forms.FileField(
        label=gettext_lazy("File of the paper"),
        help_text=gettext_lazy(
            "Word, PDF, a scanned picture or plain text, at most 20 MB. The original is kept as it is."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.doc,.pdf,.txt,.xlsx,.png,.jpg,.jpeg,.tif,.tiff"}),
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": gettext_lazy("Choose the file of the paper.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(too_large(file.size))
        return file


class Day(forms.DateField):
    """A date typed the day first, in a text box."""

    default_error_messages = {
        "invalid": gettext_lazy("The date must be a real day, for example 05/03/2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"size": 12, "autocomplete": "off", "placeholder": "dd/mm/yyyy"}
        super().__init__(widget=forms.DateInput(format="%d/%m/%Y", attrs=attrs), **kwargs)


class PaperForm(forms.Form):
    """What the register asks of a paper. What is published must say number, day and issuer."""

    code = forms.CharField(
        label=gettext_lazy("Number and symbol"),
        max_length=80,
        required=False,
        validators=[check_readable],
    )
    issued_on = Day(label=gettext_lazy("Date of issue"), required=False)
    issuer = forms.ModelChoiceField(
        queryset=Agency.objects.all(),
        label=gettext_lazy("Issuing agency"),
        required=False,
        empty_label=gettext_lazy("Choose an agency"),
        error_messages={
            "invalid_choice": gettext_lazy("This agency is no longer kept here. Choose another one.")
        },
    )
    issuer_as_written = forms.CharField(
        label=gettext_lazy("Issuer as written"), max_length=200, required=False
    )
    type = forms.ModelChoiceField(
        queryset=DocumentType.objects.exclude(family=Family.COPY),
        label=gettext_lazy("Type"),
        error_messages={"required": gettext_lazy("Choose the type.")},
    )
    urgency = forms.ChoiceField(label=gettext_lazy("Urgency"), choices=Urgency.choices, required=False)
    subject = forms.CharField(
        label=pgettext_lazy("paper", "Subject"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write the subject.")},
    )
    signer = forms.CharField(label=gettext_lazy("Signer"), max_length=100, required=False)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=100, required=False)
    signer_titles = forms.CharField(
        label=gettext_lazy("Posts of the signer"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    recipients = forms.CharField(
        label=gettext_lazy("Recipients"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    circulation = forms.ChoiceField(label=gettext_lazy("Circulation"), choices=Circulation.choices)
    section = forms.ModelChoiceField(
        queryset=SectionPage.objects.order_by("path"),
        label=gettext_lazy("Section of the site"),
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose the section.")},
    )
    publish = forms.BooleanField(label=gettext_lazy("Publish at once"), required=False, initial=True)
    twice = forms.BooleanField(
        label=gettext_lazy("This is another paper: register it all the same"), required=False
    )

    def __init__(self, *args: Any, candidates: tuple[Agency, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if candidates:
            field = self.fields["issuer"]
            assert isinstance(field, forms.ModelChoiceField)
            every = list(Agency.objects.values_list("pk", "name"))
            field.choices = [
                ("", field.empty_label),
                (_("Can be meant"), [(agency.pk, agency.name) for agency in candidates]),
                (_("All agencies"), every),
            ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("publish"):
            return cleaned
        if not cleaned.get("code") and "code" not in self.errors:
            self.add_error(
                "code", _("Write number and symbol, or leave the paper a draft until it has a number.")
            )
        if not cleaned.get("issued_on") and "issued_on" not in self.errors:
            self.add_error("issued_on", _("Write the date of issue, for example 05/03/2026."))
        if not cleaned.get("issuer") and not cleaned.get("issuer_as_written"):
            self.add_error("issuer", _("Choose the issuing agency, or write its name below."))
        return cleaned


class LineForm(PaperForm):
    """A secret paper: a line of the register, no text, no file, nobody outside the secretariat."""

    LEFT_OUT = ("signer", "signer_titles", "recipients", "place", "urgency", "circulation", "publish")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.LEFT_OUT:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "circulation": Circulation.RESTRICTED, "publish": False}


class CitationForm(forms.Form):
    """One cited paper: it is one or it is none; what it means and what is done with it."""

    keep = forms.BooleanField(required=False, initial=True)
    code = forms.CharField(max_length=120, required=False, validators=[check_readable])
    kind = forms.ChoiceField(choices=Relation.choices, required=False)
    dated = Day(required=False)
    target = forms.ChoiceField(required=False)

    def __init__(
        self, data: Any = None, *, cited: Cited, initial: dict[str, Any], page: int | None = None
    ) -> None:
        """`page` is where the text first names it: 0 in a file without pages, None when no place is known."""
        self.cited = cited
        self.page = page
        super().__init__(data, prefix=f"c{cited.index}", initial=initial)
        self.initial = {
            "code": cited.code,
            "kind": cited.kind,
            "dated": cited.dated,
            **self.initial,
        }
        target = self.fields["target"]
        assert isinstance(target, forms.ChoiceField)
        target.choices = [
            ("", _("Not decided")),
            *((str(paper.pk), _whole(paper)) for paper in cited.candidates),
        ]
        if cited.to_choose:
            self.order_fields(["target"])
        else:
            del self.fields["target"]
        if cited.by_name:  # its number and day are those of the paper that is chosen
            del self.fields["code"], self.fields["dated"]
            if len(cited.candidates) == 1:
                self.initial.setdefault("target", str(cited.candidates[0].pk))
        for name, words in self._labels().items():
            self.fields[name].label = words
            self.fields[name].widget.attrs["aria-label"] = f"{words}: {cited.as_written}"

    def _labels(self) -> dict[str, str]:
        said = {
            "target": _("Which paper is meant"),
            "keep": _("Is a citation"),
            "code": _("Number and symbol"),
            "kind": _("Relation"),
            "dated": _("Dated"),
        }
        return {name: words for name, words in said.items() if name in self.fields}

    def decided(self) -> dict[str, Any] | None:
        """Where the clerk departs from what was found; None where not."""
        cited, said = self.cited, self.cleaned_data
        found = {"found_key": cited.key[:120]}
        if cited.by_name:
            return self._law_decided(found)
        if not said["keep"]:
            return {**found, "rejected": True, "code": cited.code[:120]}
        changed: dict[str, Any] = {}
        if said["code"] and key_of(said["code"]) != cited.key:
            changed["code"] = said["code"]
        if said["kind"] and said["kind"] != cited.kind:
            changed["kind"] = said["kind"]
        if said["dated"] != cited.dated or cited.conflicting:
            changed["dated"] = said["dated"]
        if said.get("target"):
            changed["target_id"] = int(said["target"])
        return {**found, **changed} if changed else None

    def _law_decided(self, found: dict[str, Any]) -> dict[str, Any] | None:
        """A law cited by name is linked when it is chosen, and otherwise left to the text."""
        said = self.cleaned_data
        if not (said["keep"] and said["target"]):
            return None
        return {**found, "kind": said["kind"] or Relation.CITED, "target_id": int(said["target"])}


def typed(data: Mapping[str, str]) -> Raw:
    """What stands in the form, as text that can be stored; buttons and keys left out."""
    left_out = {"csrfmiddlewaretoken", "do", "version", "twice"}
    return {name: _storable(value) for name, value in data.items() if name not in left_out}


def restored(form: type[forms.Form], raw: Raw, prefix: str = "") -> dict[str, Any]:
    """The same, as what a form begins with; a box that was not ticked is not in what was typed."""
    if not raw:
        return {}
    ahead = f"{prefix}-" if prefix else ""
    return {
        name: (f"{ahead}{name}" in raw) if isinstance(field, forms.BooleanField) else raw[f"{ahead}{name}"]
        for name, field in form.base_fields.items()
        if isinstance(field, forms.BooleanField) or f"{ahead}{name}" in raw
    }


def _storable(value: str) -> str:
    return clean(value).replace("\x00", "")[:20_000]


def _whole(paper: Any) -> str:
    day = short(paper.issued_on) if paper.issued_on else ""
    return " · ".join(filter(None, [paper.short_citation, day, paper.issuer_name]))
