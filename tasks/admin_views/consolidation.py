"""Consolidating a round: entries and text side by side, files, and chasing those who are missing."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.permissions import known
from jobs.actions import start
from sheets.writing import answer
from tasks.admin_views.chase_form import ChaseForm
from tasks.consolidation.actions import LeaveOut, MergeUp, RewritePassage, TakeAll, TakeIn
from tasks.consolidation.chasing import letter_text
from tasks.consolidation.entries import by_task, fields_of, missing, missing_words, sums, written
from tasks.consolidation.files import annex, figures_annex, word
from tasks.consolidation.statuses import Aspect
from tasks.consolidation.text import source_names
from tasks.models import Passage, Round

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _round(request: HttpRequest, pk: int) -> Round:
    rounds = Round.objects.visible_to(request.user).filter(opened_at__isnull=False)
    return get_object_or_404(rounds.select_related("document__type").with_counts(), pk=pk)


def _aspect(text: str) -> Aspect:
    return Aspect(text) if text in Aspect.values else Aspect.RESULT


@require_http_methods(["GET", "POST"])
def consolidate(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    asked = request.POST if request.method == "POST" else request.GET
    aspect = _aspect(asked.get("muc", ""))
    fields = fields_of(round_, aspect)
    field = asked.get("linh-vuc", fields[0].field if fields else "")[:255].replace("\x00", "")
    typed: dict[int, str] = {}
    if request.method == "POST":
        try:
            _change(request, round_, aspect, field)
        except Refused as refused:
            messages.error(request, str(refused))
            passage = _number(request.POST.get("doan", ""))
            if "van" in request.POST and passage:
                typed = {passage: request.POST["van"][:50_000]}
        else:
            return redirect(_address(round_, aspect, field, fresh=asked.get("chua", "")))
    entries = written(round_, aspect, field)
    fresh = asked.get("chua", "") == "1"
    shown = [row for row in entries if not row.taken] if fresh else entries
    passages = Passage.objects.filter(round=round_, aspect=aspect, field=field).with_sources()
    context = {
        "round": round_,
        "aspects": [(one, _address(round_, one, field)) for one in Aspect],
        "aspect": aspect,
        "fields": [(one, _address(round_, aspect, one.field)) for one in fields],
        "field": field,
        "fresh": fresh,
        "groups": by_task(shown),
        "left": sum(not row.taken for row in entries),
        "passages": [
            (passage, typed.get(passage.pk, passage.text), source_names(passage)) for passage in passages
        ],
        "sums": sums(round_),
        "missing": missing_words(missing(round_)),
    }
    return render(request, "tasks/admin/consolidate.html", context, status=422 if typed else 200)


def _address(round_: Round, aspect: Aspect, field: str, fresh: str = "") -> str:
    terms = {"muc": aspect.value, "linh-vuc": field, **({"chua": "1"} if fresh == "1" else {})}
    return f"{reverse('tasks_consolidate', args=[round_.pk])}?{urlencode(terms)}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _change(request: HttpRequest, round_: Round, aspect: Aspect, field: str) -> None:
    """The one thing the pressed button asks for."""
    user, do = known(request.user), request.POST.get("do", "")
    if do == "take":
        TakeIn(round_, user, aspect=aspect, line=_number(request.POST.get("dong", ""))).execute()
    elif do == "take_all":
        made = TakeAll(round_, user, aspect=aspect, field=field).execute()
        words = ngettext("%(number)d passage was drafted.", "%(number)d passages were drafted.", made)
        messages.success(request, words % {"number": made})
    else:
        _change_passage(request, round_, do)


def _change_passage(request: HttpRequest, round_: Round, do: str) -> None:
    user, version = known(request.user), _number(request.POST.get("ban", ""))
    passage = Passage.objects.filter(round=round_, pk=_number(request.POST.get("doan", ""))).first()
    if passage is None:
        raise Refused(_("This passage is no longer there. Load the page again."))
    if do == "rewrite":
        RewritePassage(passage, user, version=version, text=request.POST.get("van", "")[:50_000]).execute()
    elif do == "merge":
        MergeUp(passage, user, version=version).execute()
    elif do == "leave_out":
        LeaveOut(passage, user, version=version).execute()
    else:
        raise Refused(_("Choose what to do with the passage."))


@require_safe
def word_file(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    issuer = round_.document.issuer if round_.document else None
    response = HttpResponse(word(round_, issuer), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="tong-hop-{round_.last:%Y-%m-%d}.docx"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def annex_file(request: HttpRequest, pk: int, form: str) -> FileResponse:
    headings, rows = annex(_round(request, pk))
    return answer("phu-luc", form, headings, rows)


@require_safe
def figures_file(request: HttpRequest, pk: int, form: str) -> FileResponse:
    headings, rows = figures_annex(_round(request, pk))
    return answer("phu-luc-so-lieu", form, headings, rows)


@require_http_methods(["GET", "POST"])
def chase(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gets a letter and what it says; the button writes, numbers and publishes all of them."""
    round_ = _round(request, pk)
    silent = missing(round_)
    form = ChaseForm(request.POST or None, reports=silent)
    if request.method == "POST" and form.is_valid():
        job = start(
            "chase",
            request.user,
            _("Chase letters: %(name)s") % {"name": round_.name},
            round=round_.pk,
            clerk=known(request.user).pk,
            letter=form.letter().arguments(),
            reports=[report.pk for report in form.cleaned_data["reports"]],
        )
        return redirect("jobs_job", job.pk)
    preview: dict[str, Any] = {}
    register = form.suggested_register
    if silent and register is not None:
        silent[0].round = round_
        issuer, today = register.agency, timezone.localdate()
        preview = {"sample": silent[0], "text": letter_text(silent[0], issuer, form.suggested_day, today)}
    return render(
        request,
        "tasks/admin/chase.html",
        {"round": round_, "form": form, "silent": silent, "preview": preview},
        status=422 if form.is_bound and form.errors else 200,
    )
