"""How one paper is kept: dossiers, term, holds, who used its kept copy; and all holds of today."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.widgets import AdminDateInput

from agencies.permissions import known, standing
from documents.admin_views.acting import done, done_by_form, posted_from, whole
from documents.admin_views.dossier_forms import ReasonForm, TermForm
from documents.admin_views.dossier_lines import DossierChoice
from documents.archive.dossiers import AddPapers
from documents.archive.holding import FreezeIt, LiftFreeze, SetTerm
from documents.archive.keeping import term_of
from documents.archive.lending import LendCopy, TakeBackCopy
from documents.models import DocumentPage, Dossier, Freeze, Lending

PER_PAGE = 50


class LendingForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Lending
        fields = ("on", "borrower", "allowed_by", "note")
        widgets = {"on": AdminDateInput}


@require_safe
def keeping(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _paper(request, pk))


def _page(request: HttpRequest, paper: DocumentPage, **given: Any) -> HttpResponse:
    term = term_of(paper)
    context = {
        "paper": paper,
        "term": term,
        "holds": Freeze.objects.on_paper(paper.pk).select_related("by", "dossier"),
        "lendings": Lending.objects.filter(document=paper).order_by("-on", "-pk"),
        "dossier_choice": DossierChoice(user=request.user),
        "term_form": TermForm(initial={"term": "" if term.years is None else term.years}),
        "freeze_form": ReasonForm(prefix="dong-bang"),
        "lend_form": LendingForm(initial={"on": timezone.localdate()}),
        "may_lift": standing(request.user).administrator,
        **given,
    }
    context["form"] = context["lend_form"]  # the frame asks it for the script of its days
    status = 422 if any(form.errors for form in given.values()) else 200
    return render(request, "documents/admin/keeping.html", context, status=status)


@posted_from("documents_keeping")
def put_in(request: HttpRequest, pk: int) -> HttpResponse:
    paper = _paper(request, pk)
    form = DossierChoice(request.POST, user=request.user)
    user = known(request.user)
    if done_by_form(
        request,
        form,
        lambda data: AddPapers(data["dossier"], user, papers=[paper]),
        _("The paper is in the dossier."),
    ):
        return redirect("documents_keeping", pk)
    return _page(request, paper, dossier_choice=form)


@posted_from("documents_keeping")
def term(request: HttpRequest, pk: int) -> HttpResponse:
    paper = _paper(request, pk)
    form = TermForm(request.POST)
    user = known(request.user)
    if done_by_form(
        request,
        form,
        lambda data: SetTerm(paper, user, years=data["term"], reason=data["reason"]),
        _("The retention is changed."),
    ):
        return redirect("documents_keeping", pk)
    return _page(request, paper, term_form=form)


@posted_from("documents_keeping")
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    paper = _paper(request, pk)
    form = ReasonForm(request.POST, prefix="dong-bang")
    user = known(request.user)
    if done_by_form(
        request, form, lambda data: FreezeIt(paper, user, reason=data["reason"]), _("It is frozen.")
    ):
        return redirect("documents_keeping", pk)
    return _page(request, paper, freeze_form=form)


@require_POST
def freeze_dossier(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    reason = request.POST.get("dong-bang-reason", "")[:500]
    done(request, FreezeIt(dossier, known(request.user), reason=reason), _("It is frozen."))
    return redirect("documents_dossier", pk)


@require_safe
def holds(request: HttpRequest) -> HttpResponse:
    """Everything that is frozen today, the newest first."""
    rows = Freeze.objects.visible_to(request.user).active()
    rows = rows.select_related("by", "dossier", "document__type").defer("document__text")
    context = {
        "rows": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        "may_lift": standing(request.user).administrator,
    }
    return render(request, "documents/admin/holds.html", context)


@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    hold = get_object_or_404(Freeze.objects.visible_to(request.user), pk=pk)
    reason = request.POST.get("reason", "")[:500]
    done(request, LiftFreeze(hold, known(request.user), reason=reason), _("The hold is lifted."))
    return redirect("documents_holds")


@posted_from("documents_keeping")
def lend(request: HttpRequest, pk: int) -> HttpResponse:
    """A line of the book for the use of kept copies."""
    paper = _paper(request, pk)
    form = LendingForm(request.POST)
    user = known(request.user)
    if done_by_form(
        request,
        form,
        lambda _data: LendCopy(paper, user, lending=form.instance),
        _("The use of the kept copy is noted."),
    ):
        return redirect("documents_keeping", pk)
    return _page(request, paper, lend_form=form)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    paper = _paper(request, pk)
    row = get_object_or_404(Lending, document=paper, pk=whole(request.POST.get("lending", "")) or 0)
    action = TakeBackCopy(row, known(request.user), on=timezone.localdate())
    done(request, action, gettext_lazy("The kept copy is back."))
    return redirect("documents_keeping", pk)


def _paper(request: HttpRequest, pk: int) -> DocumentPage:
    papers = DocumentPage.objects.visible_to(request.user).select_related("type", "keeping", "entry")
    paper: DocumentPage = get_object_or_404(papers.defer("text"), pk=pk)
    return paper
