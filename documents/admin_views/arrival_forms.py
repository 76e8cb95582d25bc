"""Forms of the arrival register."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from agencies.choosing import AgenciesField
from agencies.models import Agency
from documents.actions import Slip
from documents.filetypes import kind_of
from documents.intake.receiving import is_read_at_once
from documents.models import Arrival, DocumentPage, DocumentType, Handler, SectionPage, StoredFile
from documents.secrecy import refusal, stamped_on_file
from documents.statuses import Family, Part, Secrecy, Urgency
from documents.symbols import check_readable
from vietnamese.names import shown_name

LARGEST = settings.MAX_UPLOAD_SIZE


class SlipForm(forms.Form):
    """Who deals with the paper, by when; each that helps already has a day of its own."""

    lead = forms.ModelChoiceField(queryset=Agency.objects.none(), label=_("Leads"), required=False)
    lead_due_on = forms.DateField(label=_("Deadline of the lead"), widget=AdminDateInput, required=False)
    coordinators = AgenciesField(label=_("Coordinate"), required=False)
    due_on = forms.DateField(label=_("To be answered by"), widget=AdminDateInput, required=False)
    opinion = forms.CharField(
        label=_("Opinion of the person who assigns"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, arrival: Arrival | None = None, **kwargs: Any) -> None:
        handlers = list(arrival.handlers.all()) if arrival else []
        if arrival is not None:
            kwargs["initial"] = slip_of(arrival, handlers)
        super().__init__(*args, **kwargs)
        self.helpers = [one.agency for one in handlers if one.part == Part.COORDINATE]
        self._came_on = arrival.entry.on if arrival else None
        for name in ("lead", "coordinators"):
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = Agency.objects.existing()
        for agency in self.helpers:
            self.fields[due_of(agency)] = forms.DateField(
                label=_("Deadline of %(agency)s") % {"agency": agency.name},
                widget=AdminDateInput,
                required=False,
            )
        if self.helpers:
            self.order_fields([name for name in self.fields if name != "opinion"])

    def clean(self) -> dict[str, Any]:
        """No day stands before that of the arrival."""
        data: dict[str, Any] = super().clean() or {}
        arrived_on = self._came_on or data.get("arrived_on")
        for name in ("due_on", "lead_due_on", *map(due_of, self.helpers)):
            if arrived_on and data.get(name) and data[name] < arrived_on:
                self.add_error(name, _("The deadline stands before the day of arrival."))
        return data

    def slip(self) -> Slip:
        names = ("lead", "coordinators", "due_on", "lead_due_on", "opinion")
        said = self.cleaned_data
        days = {agency.pk: day for agency in self.helpers if (day := said[due_of(agency)])}
        return Slip(**{name: said[name] for name in names}, helpers_due_on=days)


def due_of(agency: Agency) -> str:
    """The field with the day of an agency that coordinates."""
    return f"due_on_{agency.pk}"


def slip_of(arrival: Arrival, handlers: list[Handler]) -> dict[str, Any]:
    """What the slip of an arrival says, as a form begins with it."""
    lead = next((one for one in handlers if one.part == Part.LEAD), None)
    helpers = [one for one in handlers if one.part == Part.COORDINATE]
    return {
        "lead": lead.agency_id if lead else None,
        "lead_due_on": lead.due_on if lead else None,
        "coordinators": [one.agency_id for one in helpers],
        "due_on": arrival.due_on,
        "opinion": arrival.opinion,
        **{due_of(one.agency): one.due_on for one in helpers},
    }


class ArrivalForm(SlipForm):
    """A paper that came in. The key makes a form sent twice one arrival."""

    code = forms.CharField(
        label=_("Number and symbol"),
        max_length=80,
        required=False,
        help_text=_("As printed, for example 5973/UBND-KT."),
        validators=[check_readable],
    )
    dated = forms.DateField(label=_("Dated"), widget=AdminDateInput, required=False)
    sender = forms.ModelChoiceField(queryset=Agency.objects.none(), label=_("Sending agency"), required=False)
    sender_as_written = forms.CharField(label=_("Sender, if not in the list"), max_length=200, required=False)
    type = forms.ModelChoiceField(
        queryset=DocumentType.objects.exclude(family=Family.COPY), label=_("Type"), empty_label=None
    )
    subject = forms.CharField(
        label=pgettext_lazy("paper", "Subject"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    arrived_on = forms.DateField(label=_("Day of arrival"), widget=AdminDateInput)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices, required=False)
    secrecy = forms.ChoiceField(
        label=_("Secrecy"),
        choices=Secrecy.choices,
        required=False,
        help_text=_("A secret paper is entered as a line only: no text, no file."),
    )
    section = forms.ModelChoiceField(
        queryset=SectionPage.objects.all(),
        label=pgettext_lazy("site", "Section"),
        required=False,
        help_text=_("Where the paper's page stands. Empty: the paper is entered without a page."),
    )
    file = forms.FileField(label=_("File"), required=False, allow_empty_file=True)
    again = forms.BooleanField(label=_("It is another paper; enter it"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    field_order = [
        "code", "dated", "sender", "sender_as_written", "type", "subject", "arrived_on", "urgency", "secrecy",
        "section", "file", "due_on", "lead", "lead_due_on", "coordinators", "opinion", "again", "key",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sender = self.fields["sender"]
        assert isinstance(sender, forms.ModelChoiceField)
        sender.queryset = Agency.objects.all()
        self.fields["key"].initial = uuid.uuid4
        self.fields["arrived_on"].initial = timezone.localdate
        self.fields["type"].initial = DocumentType.objects.filter(name="Công văn").first()

    def clean_file(self) -> Any:
        """What the file is is seen by its content; its name is made harmless."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 50 MB."))
        content = file.read()
        kind = kind_of(content)
        file.seek(0)
        if not kind:
            raise forms.ValidationError(
                _("The file %(name)s is not of an allowed type") % {"name": shown_name(file.name)}
            )
        if is_read_at_once(content) and (degree := stamped_on_file(content)):
            raise forms.ValidationError(refusal(degree))
        file.name = shown_name(file.name, kind)
        return file

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("sender") and not data.get("sender_as_written"):
            self.add_error("sender", _("Choose the sending agency or write its name."))
        if data.get("secrecy") and data.get("file"):
            self.add_error("file", _("A secret paper is entered as a line only; its file is not kept here."))
        if data.get("file") and not data.get("section"):
            self.add_error("section", _("Choose the section in which the file is kept."))
        return data

    def arrival(self) -> Arrival:
        names = ("code", "dated", "sender", "sender_as_written", "type", "subject", "urgency", "secrecy")
        return Arrival(**{name: self.cleaned_data[name] for name in names})

    def stored(self, user: Any) -> StoredFile | None:
        """The file with its hash, not saved: a refused form keeps nothing."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        kept = StoredFile(title=file.name, file=file, uploaded_by_user=user)
        kept.take_fingerprint()
        return kept


class FinishForm(forms.Form):
    on = forms.DateField(label=_("Dealt with on"), widget=AdminDateInput)
    outcome = forms.CharField(label=_("Outcome"), max_length=500, required=False)
    reply = forms.CharField(
        label=_("Number of the reply"), max_length=80, required=False, help_text=_("For example 21/CV-BCĐ.")
    )

    def clean_reply(self) -> DocumentPage | None:
        written = self.cleaned_data["reply"].strip()
        if not written:
            return None
        found = list(DocumentPage.objects.with_key(written).filter(Q(entry__isnull=False)).defer("text")[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("No paper of ours has this number, or several have."))
        return found[0]
