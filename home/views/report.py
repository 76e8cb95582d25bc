"""Reporting progress, with the draft behind the form."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from agencies.actions import Refused
from home import drafts
from home.forms.report import ReportForm
from home.models import Draft
from home.views.acts import PartForm, own_part
from home.views.gates import form_is_old, person
from tasks.actions import ReportProgress
from vietnamese.dates import short


class Report(PartForm):
    """A draft holds the text and the good files after a mistake, "save draft", and 20 seconds of typing."""

    form_class = ReportForm
    template_name = "home/desk/report.html"
    heading = gettext_lazy("Report progress")
    button = gettext_lazy("Send the report")

    def open_now(self) -> bool:
        return self.may().report

    @property
    def key(self) -> str:
        return f"report:{self.part.pk}"

    @property
    def draft(self) -> Draft | None:
        return Draft.objects.held(self.request.user, self.key)

    def form(self, *args: Any, **kwargs: Any) -> ReportForm:
        draft = self.draft
        return ReportForm(*args, part=self.part, kept=draft.files.all() if draft else (), **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        typed = drafts.recall(request)
        draft = self.draft
        if draft and self._sent(draft):
            # Kept by a script that came later than the report itself.
            drafts.discard(draft)
            draft = None
        fields = typed["fields"] if typed else draft.data if draft else None
        return self.show(self.form(initial=fields), returned=typed, draft=draft)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if form_is_old(request):
            return self.ask_again()
        if "discard" in request.POST:
            drafts.discard(self.draft)
            messages.success(request, _("The draft was thrown away."))
            return redirect(request.path)
        form = self.form(request.POST, request.FILES)
        valid = form.is_valid()
        if "save" in request.POST:
            return self.save(form)
        if not valid:
            return self.keep_and_show(form)
        try:
            self.act(form)
        except Refused as refusal:
            form.add_error(None, self.closed() or str(refusal))
            return self.keep_and_show(form, stale=True)
        return redirect("home:part", pk=pk)

    def _sent(self, draft: Draft) -> bool:
        key = _uuid(draft.data.get("key"))
        return key is not None and self.part.reports.filter(idempotency_key=key).exists()

    def save(self, form: ReportForm) -> HttpResponse:
        """ "Save draft": anything may be missing; only a refused file is worth a word."""
        if "evidence" in form.errors:
            for name in [name for name in form.errors if name != "evidence"]:
                del form.errors[name]
            return self.keep_and_show(form)
        self.keep(form)
        messages.success(self.request, _("Draft saved at %(time)s.") % {"time": _now()})
        return redirect(self.request.path)

    def keep(self, form: ReportForm) -> Draft:
        drafts.drop_files(form.dropped)
        draft = drafts.keep(person(self.request), self.key, form.typed())
        drafts.keep_files(draft, form.uploads)
        return draft

    def keep_and_show(self, form: ReportForm, **more: Any) -> HttpResponse:
        form.kept = list(self.keep(form).files.all())
        return self.show(form, **more)

    def act(self, form: ReportForm) -> None:
        data = form.cleaned_data
        ReportProgress(
            self.part,
            person(self.request),
            text=data["text"],
            difficulties=data["difficulties"],
            proposals=data["proposals"],
            done_on=form.completed_on,
            files=[*drafts.uploads(form.staying), *form.uploads],
            key=data["key"],
            despite_subtasks=bool(data.get("agreed")),
        ).execute()
        drafts.discard(self.draft)
        sent = _("The report was sent at %(time)s on %(day)s.") % {
            "time": _now(),
            "day": short(timezone.localdate()),
        }
        if form.completed_on:
            sent = f"{sent} {self.who_confirms()}"
        messages.success(self.request, sent)

    def who_confirms(self) -> str:
        giver = self.part.task.giver
        if giver is None:
            return _("The secretariat will look at it and confirm.")
        return _("“%(agency)s” will look at it and confirm.") % {"agency": giver.name}

    def show(self, form: Any, **more: Any) -> HttpResponse:
        previous = self.part.reports.select_related("author").first()
        return super().show(form, previous=previous, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def report_draft(request: HttpRequest, pk: int) -> JsonResponse:
    """What the script keeps every 20 seconds. A stranger gets 401, so that the script tries again later."""
    if not request.user.is_authenticated:
        return JsonResponse({"error": _("Sign in again to keep the draft.")}, status=401)
    key = f"report:{own_part(request, pk).pk}"
    if request.method == "POST":
        drafts.keep(person(request), key, {name: request.POST.get(name, "") for name in ReportForm.TYPED})
        return JsonResponse({"saved": _now()})
    draft = Draft.objects.held(request.user, key)
    if draft is None:
        return JsonResponse({})
    return JsonResponse({"saved": f"{timezone.localtime(draft.saved_at):%H:%M}", "fields": draft.data})


def _now() -> str:
    return f"{timezone.localtime():%H:%M}"


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
