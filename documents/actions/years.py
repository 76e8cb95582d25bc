"""Years of registers: where a series begins, and its end."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import User
from documents.actions.base import StaffAction
from documents.models import DocumentType, Register, RegisterYear

#: A register beyond this number in one year is a slip of the hand.
HIGHEST = 99_999


class StartSeries(StaffAction):
    """Let the series of a year begin after 1: the numbers before it stand in a paper book."""

    action_name = "start_series"
    label = gettext_lazy("Say where a series begins")
    said = gettext_lazy("The series of %(year)s begins with %(first)s")
    instance: Register

    def __init__(
        self, instance: Register, user: User, *, year: int, first: int, kind: DocumentType | None = None
    ) -> None:
        super().__init__(instance, user)
        self.year = year
        self.first = first
        self.kind = kind

    def check_state(self) -> None:
        if not 1 <= self.first <= HIGHEST:
            raise Refused(_("A series begins with a number from 1 to %(most)d.") % {"most": HIGHEST})

    def change(self) -> RegisterYear:
        counter = RegisterYear.objects.held_for(self.instance, self.year, self.kind)
        if counter.closed_at is not None or counter.last_on is not None or counter.entries.exists():
            raise Refused(
                _("The register “%(name)s” has numbers of %(year)d already.")
                % {"name": self.instance.name, "year": self.year}
            )
        counter.first, counter.last = self.first, self.first - 1
        counter.save(update_fields=["first", "last"])
        return counter

    def details(self) -> dict[str, Any]:
        return {"year": self.year, "first": self.first}


class CloseYear(StaffAction):
    """End a year of a register with a statement of what it holds; afterwards nothing in it changes."""

    action_name = "close_year"
    label = gettext_lazy("Close a year of a register")
    said = gettext_lazy("Closed %(year)s: numbers %(first)s to %(last)s, %(entries)s entries")
    instance: RegisterYear

    def check_state(self) -> None:
        year = self.instance.year
        if self.instance.closed_at is not None:
            raise Refused(_("The year is closed already."))
        if year >= timezone.localdate().year:
            raise Refused(_("The year %(year)d is not over yet.") % {"year": year})

    def change(self) -> RegisterYear:
        counter = self.instance
        if missing := counter.missing():
            raise Refused(_("Numbers are missing: %(numbers)s.") % {"numbers": ", ".join(map(str, missing))})
        counter.statement = counter.account()
        counter.closed_at, counter.closed_by = timezone.now(), self.user
        counter.save(update_fields=["statement", "closed_at", "closed_by"])
        return counter

    def details(self) -> dict[str, Any]:
        kept = self.instance.statement
        return {"year": self.instance.year, **{name: kept[name] for name in ("first", "last", "entries")}}
