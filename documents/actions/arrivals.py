"""Papers that come in: enter them into the arrival register, say who deals with them, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import Agency, User
from documents import effects, symbols
from documents.actions.base import StaffAction
from documents.models import (
    Arrival,
    DocumentFile,
    DocumentPage,
    Entry,
    Handler,
    Register,
    RegisterYear,
    SectionPage,
    StoredFile,
)
from documents.placing import place
from documents.statuses import Circulation, Direction, Part
from vietnamese.dates import short
from vietnamese.numbers import key_of
from vietnamese.text import clean

#: What makes a form that is sent twice the same paper.
SAME: Final = ("key", "dated", "sender_id", "sender_as_written", "type_id", "subject", "secrecy")


class PossibleTwin(Refused):
    """The paper resembles one that is entered; it is entered again only if the clerk says so."""

    def __init__(self, twin: Arrival) -> None:
        self.twin = twin
        super().__init__(
            _("Possibly the same paper: %(paper)s, arrival number %(number)s of %(day)s.")
            % {"paper": twin.shown, "number": twin.entry.printed, "day": short(twin.entry.on)}
        )


class FormUsed(Refused):
    """The form gave a number already, and now says another paper: somebody went back and typed over it."""

    def __init__(self, given: Arrival) -> None:
        super().__init__(
            _(
                "This form has entered %(paper)s under the arrival number %(number)s. What you typed since "
                "is another paper: press the button once more to enter it."
            )
            % {"paper": given.shown, "number": given.entry.printed}
        )


@dataclass(frozen=True)
class Slip:
    """Who deals with a paper: one leads, others coordinate, each by its day."""

    lead: Agency | None = None
    coordinators: Sequence[Agency] = ()
    due_on: date | None = None
    lead_due_on: date | None = None
    opinion: str = ""
    #: Days of those who coordinate, by agency; the others have that of the paper.
    helpers_due_on: Mapping[int, date] = field(default_factory=dict)

    def write(self, arrival: Arrival) -> None:
        arrival.due_on, arrival.opinion = self.due_on, self.opinion
        arrival.save(update_fields=["due_on", "opinion"])
        arrival.handlers.all().delete()
        rows = [
            (one, Part.COORDINATE, self.helpers_due_on.get(one.pk, self.due_on))
            for one in self.coordinators
            if one != self.lead
        ]
        if self.lead is not None:
            rows.insert(0, (self.lead, Part.LEAD, self.lead_due_on or self.due_on))
        Handler.objects.bulk_create(
            Handler(arrival=arrival, agency=agency, part=part, due_on=due_on) for agency, part, due_on in rows
        )


class RegisterArrival(StaffAction):
    """Give a paper that came in the next arrival number, once per key.

    The register is locked first, so of two clerks who enter one paper at once the second is told. An open
    paper gets a page (a draft for inside use, or the page the register holds already); a secret one is its
    line and nothing else.
    """

    action_name = "register_arrival"
    label = gettext_lazy("Enter a paper that came in")
    said = gettext_lazy("Entered %(paper)s under the arrival number %(number)s")
    instance: Register

    def __init__(
        self,
        instance: Register,
        user: User,
        *,
        arrival: Arrival,
        on: date,
        key: UUID,
        slip: Slip | None = None,
        section: SectionPage | None = None,
        page: DocumentPage | None = None,
        file: StoredFile | None = None,
        again: bool = False,
    ) -> None:
        super().__init__(instance, user)
        self.page = page
        self.arrival = arrival
        self.on = on
        self.key = key
        self.slip = slip or Slip()
        self.section = section
        self.file = file
        self.again = again
        self._new = True

    def check_state(self) -> None:
        for name in ("code", "subject", "sender_as_written"):
            setattr(self.arrival, name, clean(getattr(self.arrival, name)).strip())
        self.arrival.key = key_of(self.arrival.code)[:80] if self.arrival.code else ""
        given = Entry.objects.filter(idempotency_key=self.key).select_related("arrival__type").first()
        if given is not None:
            if any(getattr(given.arrival, name) != getattr(self.arrival, name) for name in SAME):
                raise FormUsed(given.arrival)
            self.arrival, self._new = given.arrival, False
            return
        if self.instance.direction != Direction.INCOMING:
            raise Refused(
                _("The register “%(name)s” is not for papers that come in.") % {"name": self.instance.name}
            )
        if self.on > timezone.localdate():
            raise Refused(_("The day of arrival lies in the future: %(day)s.") % {"day": short(self.on)})
        if wrong := symbols.unreadable(self.arrival.code):
            raise Refused(wrong)
        if self.arrival.secrecy and self.file is not None:
            raise Refused(_("A secret paper is entered as a line only; its file is not kept here."))
        self.arrival.sha256 = self.file.sha256 if self.file else ""
        twin = Arrival.objects.resembling(self.arrival).select_related("entry", "type").first()
        if twin is not None and not self.again:
            raise PossibleTwin(twin)
        self.arrival.twin = twin

    def change(self) -> Arrival:
        if self._new:
            counter = RegisterYear.objects.held_for(self.instance, self.on.year, None)
            if counter.closed_at is not None:
                raise Refused(
                    _("The register “%(name)s” of %(year)d is closed.")
                    % {"name": self.instance.name, "year": counter.year}
                )
            page = None if self.arrival.secrecy else self._page()
            counter.last, counter.last_on = counter.last + 1, max(self.on, counter.last_on or self.on)
            counter.save(update_fields=["last", "last_on"])
            self.arrival.entry = Entry.objects.create(
                register_year=counter,
                number=counter.last,
                printed=f"{counter.last:02d}",
                key=str(counter.last),
                on=self.on,
                idempotency_key=self.key,
                document=page,
                taken_by=self.user,
            )
            self.arrival.save()
            self.slip.write(self.arrival)
        return self.arrival

    def _page(self) -> DocumentPage | None:
        """The page of the paper: the one given, the one held that has not come in before, or a new draft."""
        if self.page is not None:
            return self.page
        held = DocumentPage.objects.filter(key=self.arrival.key, issued_on=self.arrival.dated, entry=None)
        if self.arrival.key and self.arrival.sender_id:
            known = held.filter(issuer=self.arrival.sender_id).defer("text").first()
            if known is not None:
                self._attach(known)
                return known
        if self.section is None:
            return None
        arrival = self.arrival
        page = DocumentPage(
            live=False,
            has_unpublished_changes=True,
            owner=self.user,
            type=arrival.type,
            issuer=arrival.sender,
            issuer_as_written=arrival.sender_as_written,
            issued_on=arrival.dated,
            subject=arrival.subject,
            urgency=arrival.urgency,
            circulation=Circulation.INTERNAL,
            **(symbols.parts_of(arrival.code) or {"printed": arrival.code}),
        )
        place(self.section, [page])
        self._attach(page)
        effects.documents_added(effects.Added([page], {}))
        return page

    def _attach(self, page: DocumentPage) -> None:
        if self.file is not None:
            self.file.save()
            DocumentFile.objects.create(page=page, file=self.file, sort_order=page.files.count())

    def record(self) -> None:
        if self._new:
            super().record()

    def details(self) -> dict[str, Any]:
        number = self.arrival.entry.printed
        if self.arrival.secrecy:
            return {"paper": self.arrival.get_secrecy_display(), "number": number}
        twin = self.arrival.twin.entry.printed if self.arrival.twin else None
        return {"paper": self.arrival.shown, "number": number, "twin": twin}


class AssignArrival(StaffAction):
    """Write the slip anew: who leads, who coordinates, by when."""

    action_name = "assign_arrival"
    label = gettext_lazy("Say who deals with a paper")
    said = gettext_lazy("Assigned the arrival %(number)s to %(lead)s")
    instance: Arrival

    def __init__(self, instance: Arrival, user: User, *, slip: Slip) -> None:
        super().__init__(instance, user)
        self.slip = slip

    def check_state(self) -> None:
        refuse_void(self.instance)
        if self.instance.done_on is not None:
            raise Refused(_("This paper has been dealt with already."))

    def change(self) -> Arrival:
        self.slip.write(self.instance)
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"number": self.instance.entry.printed, "lead": str(self.slip.lead or "–")}


class FinishArrival(StaffAction):
    """Say how a paper was dealt with, with the reply where there is one."""

    action_name = "finish_arrival"
    label = gettext_lazy("Say that a paper was dealt with")
    said = gettext_lazy("Dealt with the arrival %(number)s: %(outcome)s")
    instance: Arrival

    def __init__(
        self, instance: Arrival, user: User, *, on: date, outcome: str = "", reply: DocumentPage | None = None
    ) -> None:
        super().__init__(instance, user)
        self.on = on
        self.outcome = outcome.strip()
        self.reply = reply

    def check_state(self) -> None:
        refuse_void(self.instance)
        if not self.outcome and self.reply is None:
            raise Refused(_("Say how the paper was dealt with, or name the reply."))
        if self.on > timezone.localdate():
            raise Refused(_("The day must not be after today."))
        if self.on < self.instance.entry.on:
            raise Refused(_("The paper came in on %(day)s only.") % {"day": short(self.instance.entry.on)})

    def change(self) -> Arrival:
        self.instance.done_on, self.instance.outcome, self.instance.reply = self.on, self.outcome, self.reply
        self.instance.save(update_fields=["done_on", "outcome", "reply"])
        return self.instance

    def details(self) -> dict[str, Any]:
        said = self.outcome or (self.reply.short_citation if self.reply else "")
        return {"number": self.instance.entry.printed, "outcome": said}


def refuse_void(arrival: Arrival) -> None:
    if arrival.entry.voided_at is not None:
        raise Refused(_("This arrival number is void."))
