"""Set a paper's own term; freeze, and lift a hold."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused, journal
from agencies.models import User
from agencies.permissions import standing
from documents.actions.base import StaffAction
from documents.archive.freezing import sentence
from documents.archive.terms import in_words
from documents.models import DocumentPage, Dossier, Freeze, Keeping


class SetTerm(StaffAction):
    """Keep one paper longer or shorter than its type says."""

    action_name = "set_term"
    label = gettext_lazy("Change how long a paper is kept")
    said = gettext_lazy("Kept: %(term)s. %(reason)s")
    instance: DocumentPage

    def __init__(self, instance: DocumentPage, user: User, *, years: int | None, reason: str) -> None:
        super().__init__(instance, user)
        self.years, self.reason = years, reason.strip()

    def check_state(self) -> None:
        if self.instance.disposed_on is not None:
            raise Refused(_("The paper is destroyed."))
        if not self.reason:
            raise Refused(_("Say why the term is another."))

    def change(self) -> Keeping:
        values = {"years": self.years, "reason": self.reason, "by": self.user, "at": timezone.now()}
        kept, _new = Keeping.objects.update_or_create(document=self.instance, defaults=values)
        return kept

    def details(self) -> dict[str, Any]:
        return {"term": in_words(self.years), "reason": self.reason}


class FreezeIt(StaffAction):
    """Hold a paper, or a dossier with its papers; who destroys at the same moment waits or is refused."""

    action_name = "freeze"
    label = gettext_lazy("Freeze")
    said = gettext_lazy("Frozen: %(reason)s")
    instance: DocumentPage | Dossier

    def __init__(self, instance: DocumentPage | Dossier, user: User, *, reason: str) -> None:
        super().__init__(instance, user)
        self.reason = reason.strip()

    def check_state(self) -> None:
        if not self.reason:
            raise Refused(_("Say why it is frozen."))
        if isinstance(self.instance, DocumentPage) and self.instance.disposed_on is not None:
            raise Refused(_("The paper is destroyed."))
        held = Freeze.objects.active().filter(**_target(self.instance)).first()
        if held is not None:
            raise Refused(sentence(held))

    def change(self) -> Freeze:
        return freeze(self.instance, self.user, self.reason)

    def details(self) -> dict[str, Any]:
        return {"reason": self.reason}


class LiftFreeze(StaffAction):
    """Lift a hold; an administrator does, and another person than who froze."""

    action_name = "lift_freeze"
    label = gettext_lazy("Lift a hold")
    said = gettext_lazy("Hold lifted: %(reason)s")
    instance: Freeze

    def __init__(self, instance: Freeze, user: User, *, reason: str) -> None:
        super().__init__(instance, user)
        self.reason = reason.strip()

    def user_has_permission(self) -> bool:
        return standing(self.user).administrator

    def check_state(self) -> None:
        if self.instance.lifted_at is not None:
            raise Refused(_("The hold is lifted already."))
        if self.instance.by_id == self.user.pk:
            raise Refused(_("Another person lifts the hold that you set."))
        if not self.reason:
            raise Refused(_("Say why the hold is lifted."))

    def change(self) -> Freeze:
        row = self.instance
        row.lifted_at, row.lifted_by, row.lift_reason = timezone.now(), self.user, self.reason
        row.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
        return row

    def record(self) -> None:
        """The line stands on the paper or the dossier."""
        thing = self.instance.document or self.instance.dossier
        assert thing is not None
        journal.write([(thing, self.details())], f"vanthu.{self.action_name}", self.user)

    def details(self) -> dict[str, Any]:
        return {"reason": self.reason}


def freeze(thing: DocumentPage | Dossier, user: User, reason: str) -> Freeze:
    """Write the hold of a locked paper or dossier, unless one is there."""
    target = _target(thing)
    held: Freeze | None = Freeze.objects.active().filter(**target).first()
    return held or Freeze.objects.create(**target, reason=reason[:500], by=user)


def _target(thing: DocumentPage | Dossier) -> dict[str, Any]:
    return {"document": thing} if isinstance(thing, DocumentPage) else {"dossier": thing}
