"""The catalogue of dossiers, and one dossier from its opening to its end."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import ModelLogEntry

from agencies.permissions import known
from documents.admin_views.acting import done_by_form, done_in_form, posted_from, whole
from documents.admin_views.dossier_forms import (
    CloseDossierForm,
    DossierForm,
    MaterialForm,
    ReasonForm,
    TermForm,
    agencies_with_registers,
)
from documents.archive.describing import ChangeDossier
from documents.archive.dossiers import ChangeTerm, CloseDossier, OpenDossier, ReopenDossier, why_open
from documents.archive.exporting import EXPORT, index_of, lines_for, name_of
from documents.archive.finding import found_by
from documents.archive.suggesting import missing_pairs
from documents.books.dossiers import CATALOGUE, INDEX, counts_of_catalogue
from documents.delivery import deliver
from documents.models import Dossier
from documents.printing import PRINTED, Paper
from jobs.actions import start
from jobs.models import Job
from jobs.statuses import State
from sheets.writing import answer, download

PER_PAGE = 50


@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """The catalogue, narrowed by agency, year, words and state."""
    rows = found_by(request.GET, request.user).listed().in_order()
    years = Dossier.objects.visible_to(request.user).order_by("-year").values_list("year", flat=True)
    context = {
        "rows": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        "asked": request.GET,
        "query": _asked(request),
        "agencies": agencies_with_registers(),
        "years": years.distinct(),
        "states": [("mo", _("Open")), ("dong", _("Closed")), ("nop", _("Handed over"))],
    }
    return render(request, "documents/admin/dossiers.html", context)


@require_safe
def catalogue(request: HttpRequest, form: str) -> HttpResponseBase:
    """The catalogue as the decree has it, narrowed as on the screen."""
    found = found_by(request.GET, request.user)
    rows = CATALOGUE.rows(found)
    if form not in PRINTED:
        return answer(CATALOGUE.slug, form, CATALOGUE.headings, rows)
    year = whole(request.GET.get("nam", ""))
    below = [f"Năm {year}"] if year else []
    paper = Paper(
        CATALOGUE.title,
        [*below, *counts_of_catalogue(found)],
        CATALOGUE.headings,
        CATALOGUE.widths,
        rows,
        CATALOGUE.signed,
    )
    return _printed(paper, CATALOGUE.slug, form)


@require_http_methods(["GET", "POST"])
def open_dossier(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    first = {"year": today.year, "started_on": today, "keeper": request.user.pk}
    agencies = list(agencies_with_registers()[:2])
    if len(agencies) == 1:
        first["agency"] = agencies[0].pk
    form = DossierForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        action = OpenDossier(form.cleaned_data["agency"], known(request.user), dossier=form.opened())
        if done_in_form(action, form):
            messages.success(request, _("The dossier %(code)s is open.") % {"code": action.dossier.code})
            return redirect("documents_dossier", action.dossier.pk)
    return _form(request, form, _("Open a dossier"))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, heading, who makes it up; a dossier that is closed says what it said."""
    dossier = _dossier(request, pk)
    form = DossierForm(request.POST or None, instance=dossier)
    if dossier.closed_at is not None:
        messages.error(
            request, _("The dossier %(code)s is closed. Reopen it first.") % {"code": dossier.code}
        )
        return redirect("documents_dossier", pk)
    user = known(request.user)
    if request.method == "POST" and done_by_form(
        request,
        form,
        lambda data: ChangeDossier(dossier, user, values=data),
        _("The dossier is changed."),
    ):
        return redirect("documents_dossier", pk)
    return _form(request, form, _("Change the dossier"), dossier)


def _form(request: HttpRequest, form: Any, title: str, dossier: Dossier | None = None) -> HttpResponse:
    context = {"form": form, "title": title, "dossier": dossier}
    status = 422 if form.errors else 200
    return render(request, "documents/admin/dossier_form.html", context, status=status)


@require_safe
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """The papers in their order, what keeps it open, and what can be done next."""
    return _page(request, _dossier(request, pk))


def _page(request: HttpRequest, found: Dossier, **forms: Any) -> HttpResponse:
    lines = list(lines_for(found, request.user).listed().order_by("number"))
    context = {
        "dossier": found,
        "lines": lines,
        "unseen": found.lines.count() - len(lines),
        "hold": found.freezes.active().select_related("by").first(),
        "problems": why_open(found) if found.closed_at is None else [],
        "pairs": missing_pairs(found) if found.closed_at is None else 0,
        "close": CloseDossierForm(initial={"on": timezone.localdate()}),
        "material": MaterialForm(),
        "term": TermForm(initial={"term": found.retention or 0}),
        "reopen": ReasonForm(prefix="mo-lai"),
        "freeze": ReasonForm(prefix="dong-bang"),
        "log": ModelLogEntry.objects.for_instance(found).select_related("user")[:20],
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    context["form"] = context["close"]  # the frame asks it for the script of its days
    return render(request, "documents/admin/dossier.html", context, status=422 if wrong else 200)


@posted_from("documents_dossier")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = _dossier(request, pk)
    form = CloseDossierForm(request.POST)
    user = known(request.user)
    told = _("The dossier %(code)s is closed.") % {"code": found.code}
    if done_by_form(request, form, lambda data: CloseDossier(found, user, on=data["on"]), told):
        return redirect("documents_dossier", pk)
    return _page(request, found, close=form)


@posted_from("documents_dossier")
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = _dossier(request, pk)
    form = ReasonForm(request.POST, prefix="mo-lai")
    user = known(request.user)
    told = _("The dossier is open again.")
    if done_by_form(request, form, lambda data: ReopenDossier(found, user, reason=data["reason"]), told):
        return redirect("documents_dossier", pk)
    return _page(request, found, reopen=form)


@posted_from("documents_dossier")
def term(request: HttpRequest, pk: int) -> HttpResponse:
    found = _dossier(request, pk)
    form = TermForm(request.POST)
    user = known(request.user)
    if done_by_form(
        request,
        form,
        lambda data: ChangeTerm(found, user, years=data["term"], reason=data["reason"]),
        _("The retention is changed."),
    ):
        return redirect("documents_dossier", pk)
    return _page(request, found, term=form)


@require_safe
def index(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The list of the papers in a dossier (Annex V, IV)."""
    found = _dossier(request, pk)
    lines = lines_for(found, request.user)
    name = f"{INDEX.slug}-{found.pk}"
    if form not in PRINTED:
        return answer(name, form, INDEX.headings, INDEX.rows(lines))
    return _printed(index_of(found, lines), name, form)


@require_POST
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Pack lists and files in the background."""
    found = _dossier(request, pk)
    title = _("Pack the dossier %(code)s") % {"code": f"{found.code} ({found.year})"}
    return redirect("jobs_job", start(EXPORT, known(request.user), title, dossier=found.pk).pk)


@require_safe
def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the person's own job packed, as long as it is kept."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk, kind=EXPORT, state=State.DONE)
    name = name_of(job)
    if not job.result.get("export") or not default_storage.exists(name):
        raise Http404
    return deliver(default_storage.open(name), f"ho-so-{job.arguments['dossier']}.zip", "application/zip")


def _dossier(request: HttpRequest, pk: int) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).listed(), pk=pk)


def _printed(paper: Paper, name: str, form: str) -> HttpResponseBase:
    write, content_type = PRINTED[form]
    return download(partial(write, paper), f"{name}.{form}", content_type)


def _asked(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("p", None)
    return asked.urlencode()
