"""How the consolidated report of a round goes out."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.choosing import AgenciesField
from agencies.models import Agency
from agencies.statuses import Kind
from documents.statuses import Circulation
from tasks.admin_views.outgoing_form import OutgoingForm
from tasks.consolidation.issuing import Number
from tasks.consolidation.publishing import INSTEAD, REPORT, Paper, proposed_bodies, proposed_subject
from tasks.models import ConsolidatedPaper, Round
from vietnamese.text import fold

RECIPIENTS = "- Như trên;\n- Các cơ quan báo cáo;\n- Lưu: VT."


class IssueForm(OutgoingForm):
    """The key makes a form sent twice one paper."""

    kind = REPORT
    usual_symbol = "BC-BCĐ"
    field_order = [
        "instead",
        "register",
        "symbol",
        "subject",
        "addressed_to",
        "recipients",
        "sources",
        "signer",
        "signer_titles",
        "circulation",
        "agencies",
    ]

    instead = forms.ChoiceField(
        label=_("What this paper does with the earlier one"),
        choices=[(one.value, one.label) for one in INSTEAD],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether this report replaces the earlier one or corrects it.")},
    )
    subject = forms.CharField(label=_("Subject"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    addressed_to = forms.CharField(
        label=_("Addressed to"),
        required=False,
        max_length=2000,
        help_text=_("One per line. Proposed from the plan’s own words."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    recipients = forms.CharField(
        label=_("Recipients"),
        required=False,
        max_length=2000,
        help_text=_("One per line."),
        initial=RECIPIENTS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    sources = forms.BooleanField(label=_("Name the source after each passage"), required=False, initial=True)
    circulation = forms.ChoiceField(
        label=_("Who reads it"),
        choices=Circulation.choices,
        initial=Circulation.RESTRICTED,
        widget=forms.RadioSelect,
    )
    agencies = AgenciesField(
        required=False,
        label=_("Agencies it is sent to"),
        help_text=_("Each gets a notice. “Named agencies only” means these."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, round_: Round, earlier: ConsolidatedPaper | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if earlier is None:
            del self.fields["instead"]
        bodies = proposed_bodies(round_)
        agencies = self.fields["agencies"]
        assert isinstance(agencies, AgenciesField)
        existing = Agency.objects.existing(timezone.localdate()).exclude(kind=Kind.GROUP)
        agencies.queryset = existing.order_by("name")
        self.fields["subject"].initial = proposed_subject(round_)
        self.fields["addressed_to"].initial = "\n".join(bodies)
        self.fields["key"].initial = uuid.uuid4()
        asked = set(round_.reports.values_list("agency_id", flat=True))
        wanted = {fold(body) for body in bodies}
        agencies.initial = [
            agency.pk
            for agency in agencies.queryset
            if agency.pk in asked or {fold(agency.name), fold(agency.short_name)} & wanted
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("circulation") == Circulation.RESTRICTED and not cleaned.get("agencies"):
            self.add_error("agencies", _("Choose the agencies that may read it, or let more people read it."))
        return cleaned

    def paper(self) -> Paper:
        data = self.cleaned_data
        return Paper(
            number=Number(data["register"], data["symbol"], data["key"]),
            subject=data["subject"],
            addressed_to=_lines(data["addressed_to"]),
            recipients=_lines(data["recipients"]),
            signer=data["signer"],
            signer_titles=_lines(data["signer_titles"]),
            circulation=data["circulation"],
            agencies=tuple(data["agencies"]),
            sources=data["sources"],
            instead=data.get("instead", ""),
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
