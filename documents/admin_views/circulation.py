"""Who reads a published paper, and the requests to let more people read it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.choosing import AgenciesField
from agencies.models import Agency
from agencies.permissions import known
from documents.actions import ChangeCirculation, DecideWidening
from documents.models import DocumentPage, Widening
from documents.statuses import Circulation, Widened


class CirculationForm(forms.Form):
    circulation = forms.ChoiceField(
        label=gettext_lazy("Circulation"), choices=Circulation.choices, widget=forms.RadioSelect
    )
    agencies = AgenciesField(
        label=gettext_lazy("Agencies that read it"),
        required=False,
        help_text=gettext_lazy("Only for a paper that named agencies read."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["agencies"]
        assert isinstance(choice, AgenciesField)
        choice.queryset = Agency.objects.existing(timezone.localdate())


@require_http_methods(["GET", "POST"])
def circulation(request: HttpRequest, pk: int) -> HttpResponse:
    """Narrower at once; wider waits for a second person."""
    paper = get_object_or_404(DocumentPage, pk=pk)
    now = {
        "circulation": paper.circulation,
        "agencies": list(paper.readers.values_list("agency_id", flat=True)),
    }
    form = CirculationForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ChangeCirculation(paper, known(request.user), **form.cleaned_data).execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            told = _("The circulation is changed.")
            if asked:
                told = _("More people could read it then: another person of the secretariat decides.")
            messages.success(request, told)
            return redirect("documents_circulation", pk)
    rows = paper.widenings.select_related("asked_by", "decided_by")[:20]
    context = {"screen": _("Circulation"), "paper": paper, "form": form, "rows": rows}
    return render(request, "documents/admin/circulation.html", context, status=422 if form.errors else 200)


@require_safe
def widenings(request: HttpRequest) -> HttpResponse:
    """Requests that wait, the oldest first."""
    waiting = Widening.objects.filter(state=Widened.WAITING).order_by("asked_at", "pk")
    papers = list(
        waiting.select_related("document__type", "asked_by")
        .defer("document__text")
        .prefetch_related("agencies")
    )
    return render(request, "documents/admin/widenings.html", {"papers": papers})


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant, or refuse with a reason."""
    row = get_object_or_404(Widening, pk=pk)
    answer, granted = request.POST.get("answer", "")[:500], "grant" in request.POST
    try:
        DecideWidening(row, known(request.user), granted=granted, answer=answer).execute()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Granted.") if granted else _("Refused."))
    return redirect("documents_widenings")
