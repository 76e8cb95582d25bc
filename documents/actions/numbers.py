"""Numbers of papers: take the next one, insert one, void one."""

from __future__ import annotations

import string
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused, journal
from agencies.models import User
from documents import symbols
from documents.actions import asking
from documents.actions.base import StaffAction
from documents.actions.entering import write_entry
from documents.archive.freezing import why_fixed
from documents.models import DocumentPage, DocumentType, Entry, Register, RegisterYear
from documents.outgoing.actions import refuse_unsigned
from documents.outgoing.equal_form import refuse_unequal
from documents.permissions import may_backdate
from documents.statuses import Direction, Family, Manner
from vietnamese.dates import short

#: Inserted numbers: 12a, 12b, …; plain letters, so that the book sorts them as they came.
LETTERS = string.ascii_lowercase


class NumberAction(StaffAction):
    """Give a draft a number of a register, once per key.

    The paper is locked first, then the counter row; whoever waits for the counter waits only for the two
    statements after it: entry, page and log, and the commit. A request repeated with the same key (a second
    click, a lost answer) gets the number it already has. The year is that of issue (decree 30, Article 15).
    """

    instance: DocumentPage

    def __init__(
        self,
        instance: DocumentPage,
        user: User,
        *,
        register: Register,
        key: UUID,
        symbol: str = "",
        on: date | None = None,
        reason: str = "",
    ) -> None:
        super().__init__(instance, user)
        self.register = register
        self.key = key
        self.symbol = symbol.strip()
        self.on = on
        self.reason = reason.strip()
        self.entry: Entry | None = None

    def lock(self) -> DocumentPage:
        paper = asking.locked(self.instance.pk)
        if paper is None:
            raise Refused(_("This record no longer exists."))
        return paper

    def check_state(self) -> None:
        others = asking.others(self.instance)
        if others.numbered:
            self.entry = self._given()
            return
        if self.instance.held or self.instance.disposed_on is not None:
            raise Refused(why_fixed(self.instance))
        _refuse_another_book(self.register, self.instance)
        if others.goes_a_way:
            refuse_unsigned(self.instance, self.user)
        if others.related or self.instance.latest_revision_id:
            refuse_unequal(self.instance)
        self.symbol = self.symbol or self.instance.symbol
        if wrong := symbols.problem(self.instance.type, self.symbol):
            raise Refused(wrong)
        self.on = self.on or self.instance.issued_on or timezone.localdate()
        if self.on > timezone.localdate():
            raise Refused(_("The day of issue lies in the future: %(day)s.") % {"day": short(self.on)})

    def _given(self) -> Entry:
        """The number this very form has already taken; two things at once are refused."""
        entry: Entry = Entry.objects.get(document=self.instance.pk)
        if entry.idempotency_key != self.key:
            raise Refused(_("This paper already has the number %(number)s.") % {"number": entry.printed})
        return entry

    def change(self) -> Entry:
        if self.entry is None:
            assert self.on is not None
            kind = self.instance.type if self.register.counts_by_type(self.instance.type) else None
            self.entry = self.next_of(kind, self.on)
            self.entry.write_out(self.instance.type)
            try:
                self._write(self.entry)
            except IntegrityError as twice:
                if str(self.key) not in str(twice):
                    raise
                raise Refused(
                    _("This form has already been used for another paper. Open the page again.")
                ) from None
            self._new = True
        return self.entry

    _new = _noted = False

    def next_of(self, kind: DocumentType | None, on: date) -> Entry:
        """The entry to be written, of the counter of this series, which is locked from here on."""
        raise NotImplementedError

    def counter(self, kind: DocumentType | None, on: date) -> RegisterYear:
        """The counter, locked; a closed year gives no number."""
        counter = RegisterYear.objects.held_for(self.register, on.year, kind)
        if counter.closed_at is not None:
            raise Refused(
                _("The register “%(name)s” of %(year)d is closed.")
                % {"name": self.register.name, "year": counter.year}
            )
        return counter

    def line(self, counter: RegisterYear, **values: Any) -> Entry:
        return Entry(
            register_year=counter,
            symbol=self.symbol,
            idempotency_key=self.key,
            document=self.instance,
            taken_by=self.user,
            **values,
        )

    def _write(self, entry: Entry) -> None:
        """The entry, and the number into the page; drafts show it through `with_content_json`."""
        paper = DocumentPage.objects.get(pk=self.instance.pk) if self.instance.live else self.instance
        paper.show_number(entry)
        paper.issuer_id = paper.issuer_id or self.register.agency_id
        if paper.live:
            entry.save(force_insert=True)
            paper.save()
            return
        paper.name_itself()
        action = f"vanthu.{self.action_name}"
        write_entry(entry, paper, journal.line(paper, self.details(), action, self.user))
        self._noted = True

    def record(self) -> None:
        if self._new and not self._noted:
            super().record()

    def details(self) -> dict[str, Any]:
        assert self.entry is not None
        return {
            "number": self.entry.printed,
            "register": str(self.register),
            "on": short(self.entry.on),
            "manner": self.entry.manner,
            "reason": self.entry.why,
        }


class TakeNumber(NumberAction):
    """Give a paper the next number of a register: gapless, unique, in the order of days.

    A day before that of the last number is back-dating: by permission, with a reason, and said in the book.
    """

    action_name = "take_number"
    label = gettext_lazy("Take a number")
    said = gettext_lazy("Took the number %(number)s of the register “%(register)s”")

    def next_of(self, kind: DocumentType | None, on: date) -> Entry:
        counter = RegisterYear.objects.stepped(self.register, on, kind)
        if counter is not None:
            return self.line(counter, number=counter.last, on=on)
        return self._first_or_backdated(self.counter(kind, on), on)

    def _first_or_backdated(self, counter: RegisterYear, on: date) -> Entry:
        manner = Manner.IN_TURN
        if counter.last_on is not None and on < counter.last_on:
            self._allow_backdating(counter.last_on)
            manner = Manner.BACKDATED
        number = counter.last + 1
        counter.last, counter.last_on = number, max(on, counter.last_on or on)
        counter.save(update_fields=["last", "last_on"])
        why = self.reason if manner != Manner.IN_TURN else ""
        return self.line(counter, number=number, on=on, manner=manner, why=why)

    def _allow_backdating(self, last_on: date) -> None:
        if not may_backdate(self.user, self.register):
            raise Refused(
                _(
                    "The last number is of %(day)s. Only an administrator or the head of the agency gives a "
                    "number of an earlier day."
                )
                % {"day": short(last_on)}
            )
        if not self.reason:
            raise Refused(
                _("The last number is of %(day)s. Say why this one is of an earlier day.")
                % {"day": short(last_on)}
            )


class InsertNumber(NumberAction):
    """Give a paper a number between two others (12a), with a reason; its day lies between theirs."""

    action_name = "insert_number"
    label = gettext_lazy("Insert a number")
    said = gettext_lazy("Inserted the number %(number)s into the register “%(register)s”: %(reason)s")

    def __init__(self, instance: DocumentPage, user: User, *, after: int, **values: Any) -> None:
        super().__init__(instance, user, **values)
        self.after = after

    def check_state(self) -> None:
        super().check_state()
        if not self.reason:
            raise Refused(_("Say why the number is inserted."))

    def next_of(self, kind: DocumentType | None, on: date) -> Entry:
        counter = self.counter(kind, on)
        beside = list(counter.entries.filter(number__in=(self.after, self.after + 1)).order_by("pk"))
        before = [entry for entry in beside if entry.number == self.after]
        behind = [entry.on for entry in beside if entry.number > self.after and not entry.suffix]
        if not before:
            raise Refused(
                _("The register has no number %(number)d in %(year)d.")
                % {"number": self.after, "year": counter.year}
            )
        earliest, latest = min(entry.on for entry in before), min(behind, default=on)
        if not min(earliest, latest) <= on <= max(earliest, latest):
            raise Refused(
                _("An inserted number is of a day between %(first)s and %(last)s.")
                % {"first": short(earliest), "last": short(latest)}
            )
        taken = {entry.suffix for entry in before}
        free = next((letter for letter in LETTERS if letter not in taken), None)
        if free is None:
            raise Refused(_("No letter is left after the number %(number)d.") % {"number": self.after})
        return self.line(
            counter, number=self.after, suffix=free, on=on, manner=Manner.INSERTED, why=self.reason
        )


class VoidNumber(StaffAction):
    """Declare a number void with a reason; it stays used."""

    action_name = "void_number"
    label = gettext_lazy("Void a number")
    said = gettext_lazy("Voided the number %(number)s: %(reason)s")
    instance: Entry

    def __init__(self, instance: Entry, user: User, *, reason: str) -> None:
        super().__init__(instance, user)
        self.reason = reason.strip()

    def check_state(self) -> None:
        if not self.reason:
            raise Refused(_("Say why the number is voided."))
        if self.instance.voided_at is not None:
            raise Refused(_("This number was already voided."))
        if self.instance.register_year.closed_at is not None:
            raise Refused(_("The year of this number is closed; its entries are no longer changed."))
        paper = self.instance.document if self.instance.document_id else None
        if paper is not None and paper.live and paper.issued_at is not None:
            raise Refused(_("The paper of this number is issued: recall it. Its number stays."))
        if paper is not None and paper.live:
            raise Refused(_("The paper of this number is published. Withdraw it first."))

    def change(self) -> Entry:
        self.instance.voided_at = timezone.now()
        self.instance.voided_by = self.user
        self.instance.reason = self.reason
        self.instance.save(update_fields=["voided_at", "voided_by", "reason"])
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"number": self.instance.printed, "reason": self.reason}


def _refuse_another_book(register: Register, paper: DocumentPage) -> None:
    """A register serves its own agency, its direction and its types; copies have their own book."""
    wanted = Direction.COPIES if paper.type.family == Family.COPY else Direction.OUTGOING
    if register.direction != wanted:
        raise Refused(
            _("The register “%(name)s” is of another direction than this paper.") % {"name": register.name}
        )
    types = {kind.pk for kind in register.types.all()}
    if types and paper.type_id not in types:
        raise Refused(_("The register “%(name)s” is not for papers of this type.") % {"name": register.name})
    if paper.issuer_id and paper.issuer_id != register.agency_id:
        raise Refused(
            _("The register “%(name)s” is that of another agency than the issuer of this paper.")
            % {"name": register.name}
        )
