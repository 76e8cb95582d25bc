"""Step 2: what was read, beside the text it was read from; the clerk decides, then it is registered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from agencies.actions import AddAgency, AddAlias, Refused
from agencies.permissions import known
from documents.admin_views.arriving_form import ArrivingForm
from documents.admin_views.paper_text import SHOWN, places_of, turns_of
from documents.admin_views.reading_forms import CitationForm, LineForm, PaperForm, restored, typed
from documents.intake import arriving
from documents.intake.actions import KeepDecisions, RegisterReading
from documents.intake.citing import Cited, cited_by, summary
from documents.intake.doubles import doubles_of
from documents.intake.finishing import finishing_of
from documents.intake.marks import Level, marks_of
from documents.intake.values import Proposed, proposed_again
from documents.models import Arrival, DocumentPage, Reading
from documents.presentation.placed_text import laid_out
from documents.statuses import ReadingState
from documents.typed import recall
from jobs.statuses import State as JobState
from vietnamese.dates import short

#: Somebody who opened a reading is taken to be at it for so long.
AT_IT = timedelta(minutes=15)
#: A worker looks for work so often; longer means that others are before this one.
A_MOMENT = timedelta(seconds=6)
#: Fields that share a line with another one.
SHORT = frozenset({"code", "issued_on", "type", "urgency", "signer", "place", "circulation", "section"})
#: Before the names of the fields that say how a paper came in.
ARRIVING = "den"
#: Asked for when the paper is published.
STARRED = frozenset({"code", "issued_on", "issuer"})


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A finished reading leads to its paper; one that is still being read shows how far it is."""
    readings = Reading.objects.visible_to(request.user).select_related(
        "file", "job", "changed_by", "opened_by", "user"
    )
    reading = get_object_or_404(readings, pk=pk)
    if reading.state == ReadingState.WAITING:
        return _waiting(request, reading)
    if reading.state != ReadingState.READY:
        return _finished(request, reading)
    screen = Confirm(request, reading)
    return screen.answer() if request.method == "POST" else screen.begin()


@require_POST
def keep(request: HttpRequest, pk: int) -> JsonResponse:
    """What the form holds now, sent by its script every few seconds."""
    reading = Reading.objects.visible_to(request.user).filter(pk=pk).first()
    if reading is None:
        raise Http404
    try:
        Confirm(request, reading).keep()
    except Refused as refused:
        return JsonResponse({"refused": str(refused)}, status=409)
    return JsonResponse({"saved": f"{timezone.localtime():%H:%M}"})


def _waiting(request: HttpRequest, reading: Reading) -> HttpResponse:
    job = reading.job
    context = {
        "reading": reading,
        "failed": job is not None and job.state == JobState.FAILED,
        "queued": job is not None
        and job.state == JobState.QUEUED
        and timezone.now() - job.queued_at > A_MOMENT,
    }
    return render(request, "documents/admin/reading_waiting.html", context)


def _finished(request: HttpRequest, reading: Reading) -> HttpResponse:
    finishing = finishing_of(reading)
    if finishing is not None and finishing.state == JobState.DONE and reading.document_id:
        return redirect(_next_step(reading))
    if finishing is not None and reading.document_id:
        context = {"reading": reading, "job": finishing, "failed": finishing.state == JobState.FAILED}
        return render(request, "documents/admin/reading_finishing.html", context)
    if reading.document_id:
        messages.warning(request, _("This paper has been registered already."))
        return redirect("wagtailadmin_pages:edit", reading.document_id)
    if reading.state == ReadingState.REGISTERED:
        messages.warning(request, _("This paper has been registered already."))
        return redirect("documents_read")
    messages.warning(request, _("This reading was thrown away."))
    return redirect("documents_read")


def _next_step(reading: Reading) -> str:
    """The tasks that were read in it, or the paper itself."""
    step = "tasks_draw" if reading.findings.get("duties") else "wagtailadmin_pages:edit"
    return reverse(step, args=[reading.document_id])


class Confirm:
    """One request for the confirm screen."""

    def __init__(self, request: HttpRequest, reading: Reading) -> None:
        self.request = request
        self.reading = reading
        self.user = known(request.user)
        self.proposed: Proposed = proposed_again(reading)
        self.form_class = LineForm if reading.secret else PaperForm
        posted = request.POST if request.method == "POST" else None
        self.recalled = recall(request) if posted is None else None
        self.raw = self._raw(posted)
        self.form = self.form_class(
            posted,
            candidates=self.proposed.candidates,
            initial={**self._begin(), **restored(self.form_class, self.raw)},
        )
        self.books = arriving.registers()
        self.arriving = self._arriving(posted) if self.books else None
        self.placed = {place.field: place.page for place in reversed(places_of(reading.findings))}
        self.cited = cited_by(reading, self._issued_on())
        self.citations = [self._citation(cited, posted) for cited in self.cited]

    def _raw(self, posted: Any) -> dict[str, str]:
        """What stands in the form: as sent, as typed before signing in again, or as kept."""
        sent = posted.dict() if posted is not None else self.recalled
        kept: dict[str, str] = self.reading.decisions.get("fields", {})
        return typed(sent) if sent is not None else kept

    def _arriving(self, posted: Any) -> ArrivingForm:
        begin = arriving.begin(self.reading, self.proposed, self.books)
        return ArrivingForm(
            posted, prefix=ARRIVING, initial={**begin, **restored(ArrivingForm, self.raw, ARRIVING)}
        )

    def _begin(self) -> dict[str, Any]:
        said = {**self.proposed.fields}
        said["issuer"] = said["issuer"] or self.proposed.likely
        for name in ("issuer", "type", "section"):
            said[name] = said[name].pk if said[name] else None
        header = self.reading.header
        said["publish"] = header.get("number") is not None or not header.get("symbol")  # else it is a draft
        if self.reading.secret:
            said["subject"] = _("Secret paper")
        return said

    def _issued_on(self) -> Any:
        return self.proposed.fields["issued_on"]

    def _citation(self, cited: Cited, posted: Any) -> CitationForm:
        initial = restored(CitationForm, self.raw, f"c{cited.index}") if posted is None else {}
        name = f"c{cited.index}"
        return CitationForm(posted, cited=cited, initial=initial, page=self.placed.get(name))

    def begin(self) -> HttpResponse:
        """Show the screen; what was typed before the session ended is kept at once."""
        if self.recalled is not None:
            try:
                self.keep()
            except Refused as refused:
                messages.error(self.request, str(refused))
            else:
                self.reading.refresh_from_db()
                messages.warning(
                    self.request,
                    _("You have signed in again. What you had typed is kept; press the button once more."),
                )
        return self.show()

    def answer(self) -> HttpResponse:
        do = self.request.POST.get("do", "register")
        try:
            if do == "save":
                return self.save()
            if do in ("add_agency", "add_alias"):
                return self.name_agency(do)
            return self.register(do == "register_next")
        except Refused as refused:
            self.form.add_error(None, str(refused))
            self.reading.refresh_from_db()
            return self.show(422)

    def keep(self) -> None:
        KeepDecisions(
            self.reading, self.user, version=self._version(), decisions={"fields": self.raw}
        ).execute()

    def save(self) -> HttpResponse:
        self.keep()
        messages.success(self.request, _("Draft saved. It waits in the list below the file."))
        return redirect("documents_read")

    def name_agency(self, do: str) -> HttpResponse:
        """Keep what is typed, then add the agency or the name, and come back to the same form."""
        written = self.raw.get("issuer_as_written", "")
        if do == "add_agency":
            agency = AddAgency.called(written, self.user).execute()
            said = _("The agency “%(name)s” was added.")
        else:
            chosen = self.form.fields["issuer"].queryset.filter(pk=self.raw.get("issuer") or None).first()  # type: ignore[attr-defined]
            if chosen is None:
                raise Refused(_("Choose the agency first; then the name can be added to it."))
            agency = AddAlias(chosen, self.user, text=written).execute()
            said = _("“%(name)s” is known under this name from now on.")
        self.raw = {**self.raw, "issuer": str(agency.pk)}
        self.keep()
        messages.success(self.request, said % {"name": agency.name})
        return redirect(f"{self.request.path}#field-issuer")

    def register(self, another: bool) -> HttpResponse:
        forms = [self.form, *([self.arriving] if self.arriving else []), *self.citations]
        if [form for form in forms if not form.is_valid()]:
            return self.show(422)
        fields = {**self._unasked(), **self.form.cleaned_data}
        twice = fields.pop("twice")
        action = RegisterReading(
            self.reading,
            self.user,
            version=self._version(),
            fields=fields,
            citations=list(filter(None, (citation.decided() for citation in self.citations))),
            decisions={"fields": self.raw},
            arriving=self.arriving.arriving() if self.arriving else None,
            twice=twice,
        )
        try:
            document: DocumentPage | None = action.execute()
        except PermissionDenied as denied:
            raise Refused(str(denied)) from None
        self._tell(document, action.arrival)
        if another or document is None:
            return redirect("documents_read")
        if finishing_of(action.instance):
            return redirect("documents_reading", self.reading.pk)
        return redirect(_next_step(action.instance))

    def _unasked(self) -> dict[str, Any]:
        """Fields that this form does not ask for, as the page wants them."""
        return {
            "printed": self.proposed.fields["printed"],
            "signer": "",
            "signer_titles": "",
            "recipients": "",
            "place": "",
            "urgency": "",
        }

    def _tell(self, document: DocumentPage | None, arrival: Arrival | None) -> None:
        said, buttons = [], []
        if arrival is not None:
            said.append(
                _("Entered: arrival number %(number)s of %(day)s.")
                % {"number": arrival.entry.printed, "day": short(arrival.entry.on)}
            )
            buttons.append(
                messages.button(reverse("documents_arrival", args=[arrival.pk]), _("Open the slip"))
            )
        if document is not None:
            said.append(_("Registered: %(paper)s") % {"paper": document.full_citation})
            address = reverse("wagtailadmin_pages:edit", args=[document.pk])
            buttons.append(messages.button(address, _("Open the paper")))
        messages.success(self.request, " ".join(said), buttons=buttons)

    def _version(self) -> int:
        sent = (self.recalled or self.request.POST).get("version", "")
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1

    def show(self, status: int = 200) -> HttpResponse:
        reading = self.reading
        marks = marks_of(reading, self.proposed)
        company = self._company()
        context = {
            "reading": reading,
            "form": self.form,
            "rows": [(field, marks.get(field.name)) for field in self.form.visible_fields()],
            "marks": marks,
            "arriving": self.arriving,
            "latest": arriving.latest(self.books[0]) if self.books else 0,
            "citations": self.citations,
            "counts": summary(self.cited),
            "doubles": doubles_of(reading, self._asked()),
            "text": laid_out(reading.text[:SHOWN], places_of(reading.findings), turns_of(reading.findings)),
            "pages": range(1, reading.findings.get("pages", 0) + 1),
            "remarks": reading.findings.get("remarks", []),
            "cut": len(reading.text) > SHOWN,
            "company": company,
            "first": self._first(marks),
            "duties": len(reading.findings.get("duties", [])),
            "short": SHORT,
            "starred": STARRED,
        }
        return render(self.request, "documents/admin/confirm.html", context, status=status)

    def _asked(self) -> dict[str, Any]:
        """The fields by which a double is known, as they stand in the form."""
        said = {**self.proposed.fields}
        if self.form.is_bound:
            self.form.is_valid()
            said |= {name: self.form.cleaned_data.get(name) for name in ("code", "issued_on", "issuer")}
        elif self.raw:
            said["code"] = self.raw.get("code", "")
        return said

    def _first(self, marks: dict[str, Any]) -> str:
        """Where the focus goes: the first mistake, else the first field to be looked at, else the first."""
        names = [field.name for field in self.form.visible_fields()]
        wrong = [name for name in names if self.form.is_bound and name in self.form.errors]
        doubtful = [name for name in names if name in marks and marks[name].level == Level.LOOK]
        empty = [name for name in ("code", "issued_on", "issuer", "subject") if name in marks]
        unread = [name for name in empty if marks[name].level == Level.NONE]
        return next(iter([*wrong, *doubtful, *unread, *names]))

    def _company(self) -> Any:
        """Who else is at this reading; and from now on this person is."""
        reading, now = self.reading, timezone.now()
        other = reading.opened_by if reading.opened_by_id not in (None, self.user.pk) else None
        lately = reading.opened_at is not None and now - reading.opened_at < AT_IT
        Reading.objects.filter(pk=reading.pk).update(opened_by=self.user, opened_at=now)
        return {"name": other.get_full_name(), "at": reading.opened_at} if other and lately else None
