"""The use of kept copies (decree 30/2020, Article 19 and Annex IV, IV)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused, journal
from agencies.models import User
from documents.actions.base import StaffAction
from documents.models import DocumentPage, Lending


class LendCopy(StaffAction):
    """Note who uses a kept copy, and who allowed it."""

    action_name = "lend_copy"
    label = gettext_lazy("Note the use of a kept copy")
    said = gettext_lazy("Kept copy used by %(borrower)s, allowed by %(allowed_by)s")
    instance: DocumentPage

    def __init__(self, instance: DocumentPage, user: User, *, lending: Lending) -> None:
        super().__init__(instance, user)
        self.lending = lending

    def check_state(self) -> None:
        if self.instance.disposed_on is not None:
            raise Refused(_("The paper is destroyed."))
        if self.lending.on > timezone.localdate():
            raise Refused(_("The day must not be after today."))

    def change(self) -> Lending:
        self.lending.document, self.lending.by = self.instance, self.user
        self.lending.save()
        return self.lending

    def details(self) -> dict[str, Any]:
        return {"borrower": self.lending.borrower, "allowed_by": self.lending.allowed_by}


class TakeBackCopy(StaffAction):
    """Note that a kept copy came back."""

    action_name = "take_back_copy"
    label = gettext_lazy("Note the return of a kept copy")
    said = gettext_lazy("Kept copy given back by %(borrower)s")
    instance: Lending

    def __init__(self, instance: Lending, user: User, *, on: date) -> None:
        super().__init__(instance, user)
        self.on = on

    def check_state(self) -> None:
        if self.instance.returned_on is not None:
            raise Refused(_("The kept copy came back already."))

    def change(self) -> Lending:
        self.instance.returned_on = self.on
        self.instance.save(update_fields=["returned_on"])
        return self.instance

    def record(self) -> None:
        """The line stands on the paper."""
        line = (self.instance.document, {"borrower": self.instance.borrower})
        journal.write([line], f"vanthu.{self.action_name}", self.user)
