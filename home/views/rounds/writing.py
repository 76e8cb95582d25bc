"""Pages of a report that change it: lines, figures, words, the filled-in form, sending, taking back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from agencies.actions import Refused
from home import drafts
from home.forms.rounds import FiguresForm, LineForm, SheetForm, WordsForm
from home.models import Draft
from home.views.gates import person
from home.views.rounds.base import ReportView
from home.views.rounds.reading import Check
from sheets.reading import MOST_BYTES, Unreadable, read
from tasks.models import Indicator, Report
from tasks.reports.actions import NothingToReport, SendReport, WithdrawReport, WriteReport
from tasks.reports.figures import earlier_figures
from tasks.reports.gathering import Entry, entries, parts_of
from tasks.reports.sheet import read_filled


class Line(ReportView):
    """One task on a screen; saving goes on to the next one that has no result yet."""

    step = 1

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.entries = entries(self.report)
            self.entry = next((e for e in self.entries if e.assignment.pk == kwargs["part"]), None)
            if self.entry is None:
                raise Http404

    @property
    def key(self) -> str:
        return line_key(self.report, self.kwargs["part"])

    def get(self, request: HttpRequest, pk: int, part: int) -> HttpResponse:
        typed = drafts.recall(request)
        draft = Draft.objects.held(request.user, self.key)
        assert self.entry is not None
        initial = typed["fields"] if typed else draft.data if draft else self.entry.values()
        return self.show(LineForm(initial=initial), returned=typed, draft=draft)

    def post(self, request: HttpRequest, pk: int, part: int) -> HttpResponse:
        form = LineForm(request.POST)
        if self.old_form:
            return self.show(LineForm(initial=form.typed()), returned={"files": False})
        if "discard" in request.POST:
            drafts.discard(Draft.objects.held(request.user, self.key))
            return redirect(request.path)
        if not form.is_valid():
            drafts.keep(person(request), self.key, form.typed())
            return self.show(form)
        try:
            WriteReport(self.report, person(request), lines={part: form.cleaned_data}).execute()
        except Refused as refusal:
            drafts.keep(person(request), self.key, form.typed())
            form.add_error(None, str(refusal))
            return self.show(form)
        drafts.discard(Draft.objects.held(request.user, self.key))
        messages.success(request, _("Saved: %(title)s") % {"title": self._title()})
        return redirect(self._after())

    def _title(self) -> str:
        assert self.entry is not None
        return self.entry.assignment.task.title

    def _place(self) -> int:
        return next(place for place, entry in enumerate(self.entries) if entry is self.entry)

    def _after(self) -> str:
        """The next task without a result, going round once; the list when there is none."""
        place = self._place()
        ordered: list[Entry] = [*self.entries[place + 1 :], *self.entries[:place]]
        for entry in ordered:
            if not entry.filled:
                return reverse("home:round_line", args=[self.report.pk, entry.assignment.pk])
        return reverse("home:round_report", args=[self.report.pk])

    def show(self, form: LineForm, **more: Any) -> HttpResponse:
        place = self._place()
        return self.page(
            "home/rounds/line.html",
            self._title(),
            status=422 if form.errors else 200,
            form=form,
            entry=self.entry,
            number=place + 1,
            whole=len(self.entries),
            before=self.entries[place - 1] if place else None,
            after=self.entries[place + 1] if place + 1 < len(self.entries) else None,
            draft_url=reverse("home:round_line_draft", args=[self.report.pk, self.kwargs["part"]]),
            **more,
        )


def line_key(report: Report, part: int) -> str:
    return f"round:{report.pk}:{part}"


class Nothing(ReportView):
    """“Nothing to report” for one task, or for all that have no result."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.old_form:
            return redirect("home:round_report", pk=pk)
        part = request.POST.get("viec", "")
        try:
            if part:
                place = int(part) if part.isascii() and part.isdigit() and len(part) < 10 else 0
                WriteReport(self.report, person(request), lines={place: {"nothing": True}}).execute()
            else:
                NothingToReport(self.report, person(request)).execute()
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Marked: nothing to report. It can still be changed."))
        return redirect("home:round_report", pk=pk)


class Figures(ReportView):
    step = 2

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        given = dict(self.report.figures.values_list("indicator_id", "value"))
        return self.show(self.form(initial=FiguresForm.initial_of(given)))

    def form(self, *args: Any, **kwargs: Any) -> FiguresForm:
        asked, earlier = Indicator.objects.filter(active=True), earlier_figures(self.report)
        return FiguresForm(*args, indicators=asked, earlier=earlier, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST)
        if self.old_form or not form.is_valid():
            return self.show(form)
        try:
            WriteReport(self.report, person(request), figures=form.figures()).execute()
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.show(form)
        return redirect("home:round_words", pk=pk)

    def show(self, form: FiguresForm) -> HttpResponse:
        status = 422 if form.is_bound and form.errors else 200
        return self.page(
            "home/rounds/form.html", _("Figures"), status=status, form=form, heading=_("Figures")
        )


class Words(ReportView):
    step = 3

    @property
    def key(self) -> str:
        return f"round:{self.report.pk}:words"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        typed = drafts.recall(request)
        draft = Draft.objects.held(request.user, self.key)
        kept = {name: getattr(self.report, name) for name in WordsForm.TYPED}
        initial = typed["fields"] if typed else draft.data if draft else kept
        return self.show(WordsForm(initial=initial), returned=typed, draft=draft)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = WordsForm(request.POST)
        if self.old_form:
            return self.show(WordsForm(initial=form.typed()), returned={"files": False})
        if "discard" in request.POST:
            drafts.discard(Draft.objects.held(request.user, self.key))
            return redirect(request.path)
        if not form.is_valid():
            return self.show(form)
        try:
            WriteReport(self.report, person(request), words=form.cleaned_data).execute()
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.show(form)
        drafts.discard(Draft.objects.held(request.user, self.key))
        return redirect("home:round_check", pk=pk)

    def show(self, form: WordsForm, **more: Any) -> HttpResponse:
        heading = _("General assessment")
        return self.page(
            "home/rounds/form.html",
            heading,
            status=422 if form.is_bound and form.errors else 200,
            form=form,
            heading=heading,
            draft_url=reverse("home:round_words_draft", args=[self.report.pk]),
            **more,
        )


class Sheet(ReportView):
    """Upload the filled-in form: all of it is taken, or every mistake is named and nothing is."""

    step = 1

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(SheetForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = SheetForm(request.POST, request.FILES)
        if self.old_form or not form.is_valid():
            return self.show(form)
        file = form.cleaned_data["file"]
        try:
            if file.size > MOST_BYTES:
                raise Unreadable(_("The file is larger than 20 MB. Split the list and import it in parts."))
            table = read(file.read())
        except Unreadable as trouble:
            form.add_error("file", str(trouble))
            return self.show(form)
        parts = set(parts_of(self.report).values_list("pk", flat=True))
        indicators = set(Indicator.objects.filter(active=True).values_list("pk", flat=True))
        filled = read_filled(table, parts, indicators)
        if filled.mistakes:
            form.add_error(
                "file", _("The file has mistakes, so nothing was taken from it. They are listed below.")
            )
            return self.show(form, mistakes=sorted(filled.mistakes, key=lambda mistake: mistake.row))
        try:
            WriteReport(self.report, person(request), lines=filled.lines, figures=filled.figures).execute()
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.show(form)
        taken = len(filled.lines) + len(filled.figures)
        words = ngettext(
            "%(number)d row was taken from the file.", "%(number)d rows were taken from the file.", taken
        )
        messages.success(request, words % {"number": taken})
        return redirect("home:round_report", pk=pk)

    def show(self, form: SheetForm, **more: Any) -> HttpResponse:
        status = 422 if form.is_bound and form.errors else 200
        return self.page("home/rounds/sheet.html", _("Fill in with Excel"), status=status, form=form, **more)


class Send(Check):
    """The button of the check page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("home:round_check", pk=pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.old_form:
            return self.show(_("You signed in anew. Look at the report once more and send it."))
        try:
            report = SendReport(self.report, person(request)).execute()
        except Refused as refusal:
            self.report.refresh_from_db()
            return self.show(str(refusal))
        assert report.sent_at is not None
        words = _("The report was sent at %(time)s. Receipt %(receipt)s.")
        messages.success(
            request,
            words
            % {"time": f"{timezone.localtime(report.sent_at):%H:%M, %d/%m/%Y}", "receipt": report.receipt},
        )
        return redirect("home:round_receipt", pk=pk)


class Withdraw(ReportView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.old_form:
            return redirect("home:round_receipt", pk=pk)
        try:
            WithdrawReport(self.report, person(request)).execute()
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("home:round_receipt", pk=pk)
        messages.success(request, _("The report was taken back. Correct it and send it again."))
        return redirect("home:round_report", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def line_draft(request: HttpRequest, pk: int, part: int) -> HttpResponseBase:
    report = _own(request, pk)
    if report is None:
        return _stranger()
    if not parts_of(report).filter(pk=part).exists():
        raise Http404
    return _draft(request, line_key(report, part), LineForm.TYPED)


@require_http_methods(["GET", "HEAD", "POST"])
def words_draft(request: HttpRequest, pk: int) -> HttpResponseBase:
    report = _own(request, pk)
    if report is None:
        return _stranger()
    return _draft(request, f"round:{report.pk}:words", WordsForm.TYPED)


def _own(request: HttpRequest, pk: int) -> Report | None:
    """The report, None for a stranger; 404 for somebody whose report it is not."""
    if not request.user.is_authenticated:
        return None
    report = (
        Report.objects.of_agencies_of(request.user).select_related("round__schedule").filter(pk=pk).first()
    )
    if report is None:
        raise Http404
    if request.method == "POST" and report.received:
        raise PermissionDenied
    return report


def _stranger() -> JsonResponse:
    return JsonResponse({"error": _("Sign in again to keep the draft.")}, status=401)


def _draft(request: HttpRequest, key: str, names: tuple[str, ...]) -> JsonResponse:
    """What the script keeps every 20 seconds."""
    if request.method == "POST":
        typed = {name: request.POST[name] for name in names if name in request.POST}
        drafts.keep(person(request), key, typed)
        return JsonResponse({"saved": f"{timezone.localtime():%H:%M}"})
    draft = Draft.objects.held(request.user, key)
    if draft is None:
        return JsonResponse({})
    return JsonResponse({"saved": f"{timezone.localtime(draft.saved_at):%H:%M}", "fields": draft.data})
