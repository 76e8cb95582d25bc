"""Closed dossiers on their way into the archive of the agency, with minutes and list (Article 30)."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from agencies.models import Agency
from agencies.permissions import known
from documents.admin_views.acting import done_in_form, whole
from documents.admin_views.dossier_forms import HandoverForm
from documents.archive.dossiers import HandOver
from documents.archive.minutes import of_handover
from documents.books.dossiers import HANDED_OVER, counts_of_handover
from documents.models import Dossier, Handover
from documents.printing import PRINTED, Paper
from documents.printing.minutes import MINUTES
from sheets.writing import answer, download

#: So many dossiers wait on one screen; the next come when these are handed over.
SHOWN = 200


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Closed dossiers that wait, those a year old named as due; and the handovers made."""
    today = timezone.localdate()
    form = HandoverForm(request.POST or None, initial={"on": today, "giver": request.user.get_full_name()})  # type: ignore[union-attr]
    if request.method == "POST" and form.is_valid():
        wanted = {number for text in request.POST.getlist("dossier") if (number := whole(text))}
        chosen = list(Dossier.objects.visible_to(request.user).filter(pk__in=wanted))
        agencies = {dossier.agency_id for dossier in chosen}
        if len(agencies) != 1:
            form.add_error(None, _("Choose closed dossiers of one agency."))
        else:
            agency = Agency.objects.get(pk=agencies.pop())
            action = HandOver(agency, known(request.user), handover=form.instance, dossiers=chosen)
            if done_in_form(action, form):
                messages.success(request, _("The dossiers are handed over."))
                return redirect("documents_handover", form.instance.pk)
    waiting = Dossier.objects.visible_to(request.user).exclude(closed_at=None).filter(handover=None)
    due = set(waiting.due_for_the_archive(today).values_list("pk", flat=True)[:SHOWN])
    context = {
        "form": form,
        "rows": waiting.listed().in_order()[:SHOWN],
        "due": due,
        "ticked": request.POST.getlist("dossier"),
        "handovers": Handover.objects.visible_to(request.user).select_related("agency", "by")[:SHOWN],
    }
    return render(request, "documents/admin/hand_over.html", context, status=422 if form.errors else 200)


@require_safe
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Handover.objects.visible_to(request.user).select_related("agency", "by"), pk=pk)
    rows = found.dossiers.listed().in_order()
    return render(request, "documents/admin/handover.html", {"handover": found, "rows": rows})


@require_safe
def printed(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The list of dossiers that goes with the minutes (Annex V, III)."""
    found = get_object_or_404(Handover.objects.visible_to(request.user).select_related("agency"), pk=pk)
    dossiers = found.dossiers.all()
    rows = HANDED_OVER.rows(dossiers)
    name = f"{HANDED_OVER.slug}-{found.year}-{found.number:02d}"
    if form not in PRINTED:
        return answer(name, form, HANDED_OVER.headings, rows)
    write, content_type = PRINTED[form]
    paper = Paper(
        HANDED_OVER.title,
        [found.agency.name, f"Năm {found.year}"],
        HANDED_OVER.headings,
        HANDED_OVER.widths,
        rows,
        HANDED_OVER.signed,
        counts_of_handover(dossiers.count()),
    )
    return download(partial(write, paper), f"{name}.{form}", content_type)


@require_safe
def minutes(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    found = get_object_or_404(Handover.objects.visible_to(request.user).select_related("agency"), pk=pk)
    if form not in MINUTES:
        return redirect("documents_handover", pk)
    write, content_type = MINUTES[form]
    name = f"bien-ban-giao-nhan-{found.year}-{found.number:02d}.{form}"
    return download(partial(write, of_handover(found)), name, content_type)
