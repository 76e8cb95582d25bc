"""Take a number for a paper and publish it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.permissions import known
from documents.actions import InsertNumber, TakeNumber
from documents.admin_views.forms import TakeNumberForm
from documents.models import DocumentPage, Entry, RegisterYear
from documents.outgoing.actions import Issue, numbering_of
from documents.outgoing.stands import way


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the registers and their latest numbers; the number is given by the POST, once per key."""
    paper = get_object_or_404(DocumentPage, pk=pk)
    draft = paper.get_latest_revision_as_object()
    if request.method != "POST":
        initial = {"symbol": draft.symbol, "on": draft.issued_on or timezone.localdate()}
        return _page(request, draft, TakeNumberForm(initial=initial, paper=draft))
    form = TakeNumberForm(request.POST, paper=draft)
    if not form.is_valid():
        return _page(request, draft, form, 422)
    try:
        entry = _take(request, paper, form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, draft, form, 422)
    messages.success(
        request,
        _("The paper has the number %(number)s of %(day)s.")
        % {"number": entry.printed, "day": form.cleaned_data["on"].strftime("%d/%m/%Y")},
        buttons=[
            messages.button(reverse("documents_send", args=[paper.pk]), _("Recipients")),
            messages.button(reverse("documents_register", args=_place(entry)), _("Open the register")),
        ],
    )
    return redirect("wagtailadmin_pages:edit", paper.pk)


def _take(request: HttpRequest, paper: DocumentPage, data: dict[str, Any]) -> Entry:
    """The number first, committed by itself; then the paper, so that the counter is not held meanwhile.

    A paper that goes a way is issued with its number. If that broke off, the button issues it under the
    number it has.
    """
    step = numbering_of(paper)
    rights = paper.permissions_for_user(request.user)
    if rights.page_locked() and step is None:
        raise Refused(_("The paper is locked. Unlock it first, or ask the person who locked it."))
    if data.get("publish") and not rights.can_publish():
        raise PermissionDenied(_("Your account may not publish this paper."))
    said = {name: data[name] for name in ("register", "key", "symbol", "on", "reason")}
    user = known(request.user)
    action = (
        InsertNumber(paper, user, after=data["after"], **said)
        if data["after"]
        else TakeNumber(paper, user, **said)
    )
    held = Entry.objects.giving_numbers().filter(document=paper.pk).first() if step else None
    entry: Entry = held or action.execute()
    if step is not None:
        Issue(step, user).execute()
        return entry
    paper.refresh_from_db()
    if data["publish"] and (not paper.live or paper.has_unpublished_changes):
        (paper.get_latest_revision() or paper.save_revision(user=user)).publish(user=user)
    return entry


def _place(entry: Entry) -> tuple[int, int]:
    return entry.register_year.register_id, entry.register_year.year


def _page(request: HttpRequest, paper: DocumentPage, form: TakeNumberForm, status: int = 200) -> HttpResponse:
    day = form["on"].value() if not form.is_bound else form.cleaned_data.get("on")
    year = day.year if isinstance(day, date) else timezone.localdate().year
    registers = list(form.fields["register"].queryset)  # type: ignore[attr-defined]
    counters = RegisterYear.objects.filter(register__in=registers, year=year)
    years = {(kept.register_id, kept.type_id): kept for kept in counters}
    latest = [
        (book, years.get((book.pk, paper.type_id if book.counts_by_type(paper.type) else None)))
        for book in registers
    ]
    entry = Entry.objects.giving_numbers().filter(document=paper.pk)
    taken = entry.select_related("register_year__register").first()
    return render(
        request,
        "documents/admin/take_number.html",
        {
            "paper": paper,
            "form": form,
            "year": year,
            "latest": latest,
            "way": way(paper),
            "entry": taken,
            "done": taken is not None and numbering_of(paper) is None,
        },
        status=status,
    )
