"""What a clerk does to papers: take a number, void it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused
from agencies.models import User
from agencies.permissions import standing
from documents.models import DocumentPage, Entry, Register, RegisterYear


class StaffAction(Action[Any]):
    """An action of the secretariat."""

    def user_has_permission(self) -> bool:
        return standing(self.user).staff


class TakeNumber(StaffAction):
    """Give a paper the next number of a register: gapless, unique, once per key.

    The counter row is locked, so numbers are given in turn; a request repeated with the same key (a second
    click, a lost answer) gets the number it already has. The year is that of issue (decree 30, Article 15).
    """

    action_name = "take_number"
    label = gettext_lazy("Take a number")
    said = gettext_lazy("Took the number %(number)s of the register “%(register)s”")
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
    ) -> None:
        super().__init__(instance, user)
        self.register = register
        self.key = key
        self.symbol = symbol.strip()
        self.on = on
        self.entry: Entry | None = None

    def execute(self, skip_permission_checks: bool = False) -> Entry:
        self.check(skip_permission_checks)
        try:
            entry: Entry = self._given() or super().execute(skip_permission_checks)
        except Refused:
            # The same form sent twice at once: the first request has its number by now.
            if (given := self._given()) is None:
                raise
            entry = given
        return entry

    def _given(self) -> Entry | None:
        """The number this very form has already taken."""
        given = Entry.objects.filter(idempotency_key=self.key).first()
        if given is not None and given.document_id != self.instance.pk:
            raise Refused(_("This form has already been used for another paper. Open the page again."))
        return given

    def check_state(self) -> None:
        if Entry.objects.filter(document=self.instance).exists():
            raise Refused(
                _("This paper already has the number %(number)s.") % {"number": self.instance.entry.printed}
            )
        types = set(self.register.types.values_list("pk", flat=True))
        if types and self.instance.type_id not in types:
            raise Refused(
                _("The register “%(name)s” is not for papers of this type.") % {"name": self.register.name}
            )

    def change(self) -> Entry:
        day = self.on or self.instance.issued_on or timezone.localdate()
        RegisterYear.objects.get_or_create(register=self.register, year=day.year)
        counter = RegisterYear.objects.select_for_update().get(register=self.register, year=day.year)
        if counter.closed_at is not None:
            raise Refused(
                _("The register “%(name)s” of %(year)d is closed.")
                % {"name": self.register.name, "year": counter.year}
            )
        counter.last += 1
        counter.save(update_fields=["last"])
        self.entry = Entry.objects.create(
            register_year=counter,
            number=counter.last,
            symbol=self.symbol or self.instance.symbol,
            idempotency_key=self.key,
            document=self.instance,
            taken_by=self.user,
        )
        self._show_number(day)
        return self.entry

    def _show_number(self, day: date) -> None:
        """Write the number into the page and into the draft an editor will open next."""
        draft = self.instance.get_latest_revision_as_object()
        draft.issued_on = draft.issued_on or day
        if self.instance.live:
            self.instance.issued_on = self.instance.issued_on or day
            self.instance.save()
        draft._take_number_from_entry()
        draft._name_itself()
        draft.save_revision(user=self.user, clean=False)

    def details(self) -> dict[str, Any]:
        return {
            "number": self.entry.printed if self.entry else "",
            "register": str(self.register),
        }


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
        if self.instance.document_id and self.instance.document and self.instance.document.live:
            raise Refused(_("The paper of this number is published. Withdraw it first."))

    @transaction.atomic
    def change(self) -> Entry:
        self.instance.voided_at = timezone.now()
        self.instance.voided_by = self.user
        self.instance.reason = self.reason
        self.instance.save(update_fields=["voided_at", "voided_by", "reason"])
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"number": self.instance.printed, "reason": self.reason}
