"""Forms of the secretariat's screens for rounds."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from agencies.choosing import AgenciesField
from agencies.models import Agency
from agencies.statuses import Kind
from documents.models import DocumentPage
from tasks.models import Holiday, Schedule
from tasks.rounds.actions import Request


class AskForm(forms.Form):
    """The key makes a form sent twice one round."""

    title = forms.CharField(
        label=_("Title of the report"),
        max_length=200,
        help_text=_("For example “Báo cáo tổng kết đợt cao điểm”."),
    )
    note = forms.CharField(
        label=_("What agencies are asked for"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    first = forms.DateField(label=_("Data from"), widget=AdminDateInput)
    last = forms.DateField(label=_("Data until"), widget=AdminDateInput)
    due_on = forms.DateField(
        label=_("Due on"), widget=AdminDateInput, help_text=_("At least one working day after the data end.")
    )
    closes_on = forms.DateField(
        label=_("Closes on"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Until then agencies may take their reports back. Empty: five working days later."),
    )
    document = forms.ModelChoiceField(
        queryset=DocumentPage.objects.none(),
        required=False,
        label=pgettext_lazy("paper", "Document"),
        help_text=_("Whose tasks are reported on. Empty: all tasks."),
    )
    agencies = AgenciesField(
        required=False,
        label=_("Agencies"),
        help_text=_("None chosen: all agencies with a task in the document."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        papers, agencies = self.fields["document"], self.fields["agencies"]
        assert isinstance(papers, forms.ModelChoiceField)
        assert isinstance(agencies, AgenciesField)
        with_tasks = DocumentPage.objects.filter(live=True, tasks__stage="given").distinct()
        papers.queryset = with_tasks.select_related("type").defer("text").order_by("-issued_on")
        agencies.queryset = Agency.objects.existing(today).exclude(kind=Kind.GROUP).order_by("name")
        self.fields["key"].initial = uuid.uuid4()
        self.fields["last"].initial = today
        self.fields["first"].initial = today - timedelta(days=30)
        self.fields["due_on"].initial = Holiday.objects.calendar(today).after(today, 5)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last, due = (cleaned.get(name) for name in ("first", "last", "due_on"))
        if first and last and last < first:
            self.add_error("last", _("The last day stands before the first day."))
        if last and due and Holiday.objects.calendar(last).between(last, due) < 1:
            self.add_error("due_on", _("A report is due at least one working day after the cut-off."))
        if due:
            closes = cleaned.get("closes_on") or Holiday.objects.calendar(due).after(due, 5)
            cleaned["closes_on"] = closes
            if closes < due:
                self.add_error("closes_on", _("A round cannot close before it is due."))
        if not cleaned.get("agencies") and not cleaned.get("document"):
            self.add_error(
                "agencies", _("Choose the agencies that are asked, or the document whose agencies are.")
            )
        return cleaned

    def request(self) -> Request:
        names = ("title", "first", "last", "due_on", "closes_on", "note", "document")
        return Request(**{name: self.cleaned_data[name] for name in names})


class ScheduleForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Schedule
        fields = ["starts_on", "ends_on", "opens_before", "due_after", "closes_after"]
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}
