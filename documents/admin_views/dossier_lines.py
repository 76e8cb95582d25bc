"""What is put into a dossier and taken out of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from agencies.actions import Refused
from agencies.permissions import known
from documents.actions.years import HIGHEST
from documents.admin_views.acting import done, whole
from documents.admin_views.dossier_forms import MaterialForm
from documents.archive.describing import NoteSheets
from documents.archive.dossiers import AddMaterial, AddPapers, AddResults, NumberAnew, RemoveLine
from documents.archive.results import Result, offered
from documents.archive.suggesting import suggested
from documents.lookups import find_papers
from documents.models import DocumentPage, Dossier, Register

#: So many papers are shown for a question.
FOUND = 200


class PapersFilter(forms.Form):
    """Which papers are offered: by words, or a stretch of a register."""

    q = forms.CharField(label=gettext_lazy("Number or words of the paper"), required=False, max_length=200)
    so = forms.ModelChoiceField(
        label=gettext_lazy("Register"), queryset=Register.objects.select_related("agency"), required=False
    )
    nam = forms.IntegerField(label=gettext_lazy("Year"), required=False, min_value=1900, max_value=2100)
    tu = forms.IntegerField(label=gettext_lazy("From number"), required=False, min_value=1)
    den = forms.IntegerField(label=gettext_lazy("To number"), required=False, max_value=HIGHEST)

    def found(self, papers: Any, user: Any) -> Any:
        """The papers asked for, or None when nothing was."""
        asked = self.cleaned_data if self.is_valid() else {}
        words, register = asked.get("q", ""), asked.get("so")
        if not words and register is None:
            return None
        if words:
            papers = papers.filter(pk__in=find_papers(words, user))
        if register is not None:
            year = asked["nam"] or timezone.localdate().year
            numbers = (asked["tu"] or 1, asked["den"] or HIGHEST)
            papers = papers.filter(
                entry__register_year__register=register,
                entry__register_year__year=year,
                entry__number__range=numbers,
            )
        return papers.listed()[:FOUND]


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Papers found by words or by register, and what belongs beside those that are in it already."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    held = list(dossier.lines.exclude(document=None).values_list("document_id", flat=True))
    in_it = set(dossier.lines.exclude(source="").values_list("source", flat=True))
    results = [one for one in offered(held, request.user) if one.source not in in_it]
    if request.method == "POST" and _put_in(request, dossier, results):
        return redirect("documents_dossier", pk)
    filters = PapersFilter(request.GET)
    papers = DocumentPage.objects.visible_to(request.user).filter(disposed_on=None).exclude(pk__in=held)
    found = filters.found(papers, request.user)
    context = {
        "dossier": dossier,
        "filters": filters,
        "asked": found is not None,
        "papers": suggested(dossier, request.user) if found is None else found,
        "results": results if found is None else [],
    }
    status = 422 if filters.errors else 200
    return render(request, "documents/admin/dossier_add.html", context, status=status)


def _put_in(request: HttpRequest, dossier: Dossier, results: list[Result]) -> bool:
    """Whether what was ticked is in the dossier now."""
    wanted = {number for text in request.POST.getlist("paper") if (number := whole(text))}
    papers = DocumentPage.objects.visible_to(request.user).filter(pk__in=wanted).defer("text")
    sources = set(request.POST.getlist("result"))
    chosen = [result for result in results if result.source in sources]
    user = known(request.user)
    if not wanted and not chosen:
        messages.error(request, _("Choose at least one paper."))
        return False
    if wanted and not done(request, AddPapers(dossier, user, papers=papers), _said(len(papers))):
        return False
    if not chosen:
        return True
    told = ngettext(
        "%(number)d result is in the dossier.", "%(number)d results are in the dossier.", len(chosen)
    )
    return done(request, AddResults(dossier, user, results=chosen), told % {"number": len(chosen)})


def _said(count: int) -> str:
    told = ngettext("%(number)d paper is in the dossier.", "%(number)d papers are in the dossier.", count)
    return told % {"number": count}


@require_POST
def add_material(request: HttpRequest, pk: int) -> HttpResponse:
    """What the system does not hold is named, so that the list of the dossier is whole."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    form = MaterialForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
    else:
        done(
            request, AddMaterial(dossier, known(request.user), line=form.instance), _("It is in the dossier.")
        )
    return redirect("documents_dossier", pk)


@require_POST
def remove(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    row = get_object_or_404(dossier.lines.listed(), pk=line)
    done(request, RemoveLine(dossier, known(request.user), line=row), _("It is taken out of the dossier."))
    return redirect("documents_dossier", pk)


@require_POST
def number_anew(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    done(request, NumberAnew(dossier, known(request.user)), _("The papers are numbered by their days."))
    return redirect("documents_dossier", pk)


@require_POST
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet numbers and notes of all lines, as written on the paper dossier (Article 29.4.c)."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    noted = {
        line.pk: (
            request.POST.get(f"to-{line.pk}", line.sheets).strip()[:20],
            request.POST.get(f"ghi-chu-{line.pk}", line.note).strip()[:500],
        )
        for line in dossier.lines.all()
    }
    done(request, NoteSheets(dossier, known(request.user), noted=noted), _("Sheets and notes are kept."))
    return redirect("documents_dossier", pk)


class DossierChoice(forms.Form):
    dossier = forms.ModelChoiceField(queryset=Dossier.objects.none(), label=gettext_lazy("Dossier"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["dossier"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Dossier.objects.visible_to(user).open().in_order()


class AddToDossier(PageBulkAction):  # type: ignore[misc]
    """Papers ticked in the list of papers or in a register."""

    display_name = gettext_lazy("Put into a dossier")
    action_type = "add_to_dossier"
    aria_label = gettext_lazy("Put the chosen papers into a dossier")
    template_name = "documents/admin/dossier_bulk.html"
    action_priority = 15
    form_class = DossierChoice
    next_url: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.next_url.startswith("/") or self.next_url == request.path:
            self.next_url = reverse("van-ban:index")
        if not request.GET.getlist("id"):
            messages.error(request, _("Choose at least one paper."))
            return redirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> Any:
        """A register ticks the papers by their keys as text; what is no key is no paper."""
        keys = [number for one in object_ids if (number := whole(str(one)))]
        return super().get_queryset(model, keys)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def check_perm(self, page: Any) -> bool:
        return DocumentPage.objects.visible_to(self.request.user).filter(pk=page.pk).exists()

    def get_execution_context(self) -> dict[str, Any]:
        assert self.cleaned_form is not None
        return {**super().get_execution_context(), "dossier": self.cleaned_form.cleaned_data["dossier"]}

    @classmethod
    def execute_action(cls, objects: list[Any], **kwargs: Any) -> tuple[int, int]:
        papers = DocumentPage.objects.filter(pk__in=[page.pk for page in objects]).defer("text")
        added = AddPapers(kwargs["dossier"], known(kwargs["user"]), papers=papers).execute()
        return len(added), 0

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return _said(num_parent_objects)
