"""Whom an issued paper is sent to and who opened it; its recall, correction and replacement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from agencies.actions import Refused
from agencies.choosing import AgenciesField
from agencies.models import Agency
from agencies.permissions import known
from agencies.statuses import Kind
from documents.models import Distribution, DocumentPage
from documents.outgoing.changing import DraftAnother, Recall
from documents.outgoing.sending import Distribute, SendAgain, proposed


class RecipientsForm(forms.Form):
    agencies = AgenciesField(label=gettext_lazy("Agencies"), required=False)
    outside = forms.CharField(
        label=gettext_lazy("Recipients outside"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One per line. Papers go there by post; the system cannot see them opened."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["agencies"]
        assert isinstance(choice, AgenciesField)
        choice.queryset = Agency.objects.existing(timezone.localdate()).exclude(kind=Kind.GROUP)

    def clean_outside(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["outside"].splitlines() if line.strip()]
        longest = Distribution._meta.get_field("outside").max_length or 0
        for name in names:
            if len(name) > longest:
                raise forms.ValidationError(
                    _("“%(name)s…” is longer than %(most)d letters: write one recipient per line.")
                    % {"name": name[:40], "most": longest}
                )
        return names

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("agencies") and not data.get("outside"):
            raise forms.ValidationError(_("Choose an agency or write a recipient."))
        return data


class RecallForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("Recalled from"),
        widget=AdminDateInput,
        help_text=gettext_lazy("For example 05/03/2026."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """The recipients written on the paper are chosen already; below, who has it and who has not opened it."""
    paper = get_object_or_404(DocumentPage.objects.defer("text"), pk=pk)
    rows = list(paper.distributions.select_related("agency", "opened_by", "acknowledged_by"))
    if request.method == "POST":
        form = RecipientsForm(request.POST)
        if form.is_valid():
            action = Distribute(paper, known(request.user), **form.cleaned_data)
            try:
                made = len(action.execute())
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                told = ngettext("Sent to %(number)d recipient.", "Sent to %(number)d recipients.", made)
                messages.success(request, told % {"number": made})
                return redirect("documents_send", pk)
    else:
        form = RecipientsForm(initial=_proposed(paper, rows))
    unopened = sum(row.agency_id is not None and row.opened_at is None for row in rows)
    context = {
        "screen": _("Recipients"),
        "paper": paper,
        "form": form,
        "rows": rows,
        "unopened": unopened,
    }
    return render(request, "documents/admin/send.html", context, status=422 if form.errors else 200)


def _proposed(paper: DocumentPage, rows: list[Any]) -> dict[str, Any]:
    held = {row.agency_id for row in rows}, {row.outside for row in rows}
    names = proposed(paper)
    return {
        "agencies": [agency.pk for agency in names.agencies if agency.pk not in held[0]],
        "outside": "\n".join(name for name in names.outside if name not in held[1]),
    }


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    paper = get_object_or_404(DocumentPage, pk=pk)
    try:
        count = SendAgain(paper, known(request.user)).execute()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        told = ngettext("Sent again to %(number)d agency.", "Sent again to %(number)d agencies.", count)
        messages.success(request, told % {"number": count})
    return redirect("documents_send", pk)


@require_http_methods(["GET", "POST"])
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Reason and day; the page stays, the text and the files go."""
    paper = get_object_or_404(DocumentPage, pk=pk)
    form = RecallForm(request.POST or None, initial={"on": timezone.localdate})
    if request.method == "POST" and form.is_valid():
        try:
            Recall(paper, known(request.user), **form.cleaned_data).execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The paper is recalled; its recipients see it on their desks."))
            return redirect("documents_send", pk)
    context = {"paper": paper, "form": form, "recipients": paper.distributions.count()}
    return render(request, "documents/admin/recall.html", context, status=422 if form.errors else 200)


@require_POST
def draft_another(request: HttpRequest, pk: int, relation: str) -> HttpResponse:
    """Begin the paper that corrects or replaces this one."""
    paper = get_object_or_404(DocumentPage, pk=pk)
    try:
        draft = DraftAnother(paper, known(request.user), relation=relation).execute()
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("wagtailadmin_pages:edit", pk)
    messages.success(request, _("The draft is begun, with its relation to the issued paper."))
    return redirect("wagtailadmin_pages:edit", draft.pk)
