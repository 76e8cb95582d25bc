"""Papers past their retention, and the lists on which their disposal is decided."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from agencies.models import Agency
from agencies.permissions import known
from documents.admin_views.acting import done, done_in_form, whole
from documents.admin_views.dossier_forms import DAY, agencies_with_registers
from documents.archive import disposal as acts
from documents.archive.citing import cited_by_papers_in_force
from documents.archive.keeping import words_of
from documents.archive.minutes import of_disposal
from documents.books.dossiers import DISPOSAL
from documents.models import Disposal, DisposalLine, DocumentType
from documents.printing import PRINTED, Paper
from documents.printing.minutes import MINUTES
from documents.statuses import DisposalState, Verdict
from sheets.writing import answer, download
from vietnamese.dates import short

PER_PAGE = 50


class ExpiredFilter(forms.Form):
    ngay = forms.DateField(label=gettext_lazy("As of"), required=False, widget=AdminDateInput, help_text=DAY)
    loai = forms.ModelChoiceField(
        label=gettext_lazy("Type"), queryset=DocumentType.objects.all(), required=False
    )

    def asked(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() else None


class DrawUpForm(forms.Form):
    agency = forms.ModelChoiceField(
        label=gettext_lazy("Agency"), queryset=Agency.objects.none(), empty_label=None
    )
    as_of = forms.DateField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = agencies_with_registers()


@require_http_methods(["GET", "POST"])
def expired(request: HttpRequest) -> HttpResponse:
    """What is past its retention on a day and on no list yet; ticked papers, or all, go on a new list."""
    filters = ExpiredFilter(request.GET)
    at: date = filters.asked("ngay") or timezone.localdate()
    kind: DocumentType | None = filters.asked("loai")
    form = DrawUpForm(request.POST or None, initial={"as_of": at})
    if request.method == "POST" and form.is_valid():
        ticked = [number for text in request.POST.getlist("paper") if (number := whole(text))]
        chosen = None if "all" in request.POST else ticked
        agency, as_of = form.cleaned_data["agency"], form.cleaned_data["as_of"]
        action = acts.DrawUpDisposal(agency, known(request.user), at=as_of, papers=chosen, kind=kind)
        if done_in_form(action, form):
            if chosen is None:
                _tell_of_the_rest(request, as_of, kind)
            return redirect("documents_disposal", action.made.pk)
    found = acts.waiting_for_a_list(request.user, at, kind)
    found = found.select_related("type", "issuer", "entry").defer("text").order_by("start_year", "pk")
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "rows": _told(list(rows)),
        "page_of_rows": rows,
        "filters": filters,
        "query": _without_page(request),
        "at": at,
        "draw_up": form,
        "most": acts.MOST_LINES,
        "form": filters,
        "lists": Disposal.objects.visible_to(request.user).listed()[:20],
    }
    status = 422 if form.errors or filters.errors else 200
    return render(request, "documents/admin/expired.html", context, status=status)


def _tell_of_the_rest(request: HttpRequest, at: date, kind: DocumentType | None) -> None:
    """All were asked for, and a list holds only so many."""
    if left := acts.waiting_for_a_list(request.user, at, kind).count():
        told = ngettext(
            "A list holds at most %(most)d papers; %(left)d paper is left for another list.",
            "A list holds at most %(most)d papers; %(left)d papers are left for another list.",
            left,
        )
        messages.warning(request, told % {"most": acts.MOST_LINES, "left": left})


def _told(papers: list[Any]) -> list[tuple[Any, str, int]]:
    """Each with its term in words, and how many papers in force cite it."""
    terms, citing = words_of(papers), cited_by_papers_in_force(papers)
    return [(paper, terms[paper.pk], citing.get(paper.pk, 0)) for paper in papers]


@require_safe
def disposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One list, its lines and what can be done with it now."""
    found = _disposal(request, pk)
    typed = _typed(found, request.GET)
    rows = Paginator(found.lines.listed().order_by("pk"), PER_PAGE).get_page(request.GET.get("p"))
    citing = cited_by_papers_in_force([line.document for line in rows])
    context = {
        "disposal": found,
        "rows": rows,
        "lines": [(typed if line == typed else line, citing.get(line.document_id, 0)) for line in rows],
        "own": found.opened_by_id == request.user.pk,
        "draft": found.state == DisposalState.DRAFT,
        "doomed": found.lines.filter(verdict=Verdict.DISPOSE).count(),
        "proposed": found.state == DisposalState.PROPOSED,
        "decided": found.state in (DisposalState.APPROVED, DisposalState.DONE),
        "verdicts": Verdict.choices,
    }
    return render(request, "documents/admin/disposal.html", context)


def _typed(found: Disposal, asked: QueryDict) -> DisposalLine | None:
    """The line whose decision was refused, with what was typed; nothing of it is kept."""
    row: DisposalLine | None = found.lines.listed().filter(pk=whole(asked.get("dong", "")) or 0).first()
    if row is not None:
        row.verdict, row.reason = asked.get("verdict", ""), asked.get("reason", "")
        row.more_years = whole(asked.get("more_years", ""))
    return row


@require_POST
def decide(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    found = _disposal(request, pk)
    row = get_object_or_404(found.lines.listed(), pk=line)
    action = acts.DecideLine(
        found,
        known(request.user),
        line=row,
        verdict=request.POST.get("verdict", ""),
        reason=request.POST.get("reason", "")[:500],
        more_years=whole(request.POST.get("more_years", "")[:3]),
    )
    back: dict[str, Any] = {"p": whole(request.POST.get("p", "")) or 1}
    if not done(request, action, _("The decision is kept.")):
        years = "" if action.more_years is None else action.more_years
        back |= {"dong": row.pk, "verdict": action.verdict, "reason": action.reason, "more_years": years}
    return redirect(f"{reverse('documents_disposal', args=[pk])}?{urlencode(back)}#dong-{row.pk}")


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    action = acts.ProposeDisposal(_disposal(request, pk), known(request.user))
    done(request, action, _("The list waits for another person's approval."))
    return redirect("documents_disposal", pk)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    if request.POST.get("sure") != "1":
        messages.error(
            request, _("Tick that you have looked through the list: nothing brings back what is destroyed.")
        )
        return redirect("documents_disposal", pk)
    action = acts.ApproveDisposal(_disposal(request, pk), known(request.user))
    done(request, action, _("Approved. The papers are destroyed in the background."))
    return redirect("documents_disposal", pk)


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    action = acts.ResumeDisposal(_disposal(request, pk), known(request.user))
    done(request, action, _("The work on the list goes on in the background."))
    return redirect("documents_disposal", pk)


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    answer_given = request.POST.get("answer", "")[:500]
    action = acts.ReturnDisposal(_disposal(request, pk), known(request.user), answer=answer_given)
    done(request, action, _("The list is returned."))
    return redirect("documents_disposal", pk)


@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    done(
        request, acts.GiveUpDisposal(_disposal(request, pk), known(request.user)), _("The list is given up.")
    )
    return redirect("documents_disposal", pk)


@require_safe
def printed(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The list of what is to be, or was, destroyed and kept."""
    found = _disposal(request, pk)
    rows = DISPOSAL.rows(found.lines.all())
    name = f"{DISPOSAL.slug}-{found.year}-{found.number:02d}"
    if form not in PRINTED:
        return answer(name, form, DISPOSAL.headings, rows)
    below = [found.agency.name, f"Số {found.number:02d} năm {found.year}, tính đến {short(found.as_of)}"]
    write, content_type = PRINTED[form]
    paper = Paper(DISPOSAL.title, below, DISPOSAL.headings, DISPOSAL.widths, rows, DISPOSAL.signed)
    return download(partial(write, paper), f"{name}.{form}", content_type)


@require_safe
def minutes(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The minutes, once the list is approved."""
    found = _disposal(request, pk)
    if form not in MINUTES or found.decided_by_id is None:
        messages.error(request, _("The minutes are printed once the list is approved."))
        return redirect("documents_disposal", pk)
    write, content_type = MINUTES[form]
    return download(
        partial(write, of_disposal(found)),
        f"bien-ban-tieu-huy-{found.year}-{found.number:02d}.{form}",
        content_type,
    )


def _disposal(request: HttpRequest, pk: int) -> Disposal:
    return get_object_or_404(Disposal.objects.visible_to(request.user).listed(), pk=pk)


def _without_page(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("p", None)
    return asked.urlencode()
