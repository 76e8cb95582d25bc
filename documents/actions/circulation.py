"""Change who reads a published paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import Agency, User
from documents import effects
from documents.actions.base import StaffAction
from documents.circulation import is_wider
from documents.models import DocumentPage, DocumentReader, Widening
from documents.statuses import Circulation, Widened


class ChangeCirculation(StaffAction):
    """Narrower holds at once; wider becomes a request that another person decides."""

    action_name = "change_circulation"
    label = gettext_lazy("Change who reads a paper")
    said = gettext_lazy("Circulation %(to)s (%(how)s): %(reason)s")
    instance: DocumentPage

    def __init__(
        self,
        instance: DocumentPage,
        user: User,
        *,
        circulation: str,
        agencies: Sequence[Agency] = (),
        reason: str = "",
    ) -> None:
        super().__init__(instance, user)
        self.circulation = circulation
        self.agencies = list(agencies) if circulation == Circulation.RESTRICTED else []
        self.reason = reason.strip()
        self.asked: Widening | None = None

    def check_state(self) -> None:
        if not self.reason:
            raise Refused(_("Say why the circulation is changed."))
        if self.circulation == Circulation.RESTRICTED and not self.agencies:
            raise Refused(_("Name the agencies that read it."))
        if self.instance.widenings.filter(state=Widened.WAITING).exists():
            raise Refused(_("A request for this paper waits for its decision already."))

    def change(self) -> Widening | None:
        paper = self.instance
        if paper.first_published_at and is_wider(paper, self.circulation, [one.pk for one in self.agencies]):
            self.asked = Widening.objects.create(
                document=paper, circulation=self.circulation, reason=self.reason, asked_by=self.user
            )
            self.asked.agencies.set(self.agencies)
        else:
            apply(paper, self.circulation, self.agencies)
        return self.asked

    def tell(self) -> None:
        if self.asked is not None:
            effects.widening_changed(self.asked)

    def details(self) -> dict[str, Any]:
        return {
            "to": Circulation(self.circulation).label,
            "how": _("asked for") if self.asked else _("at once"),
            "reason": self.reason,
        }


class DecideWidening(StaffAction):
    """Grant or refuse a request, never one's own."""

    action_name = "decide_widening"
    label = gettext_lazy("Decide on wider circulation")
    said = gettext_lazy("Circulation %(to)s: %(decision)s %(answer)s")
    instance: Widening

    def __init__(self, instance: Widening, user: User, *, granted: bool, answer: str = "") -> None:
        super().__init__(instance, user)
        self.granted = granted
        self.answer = answer.strip()

    def check_state(self) -> None:
        if self.instance.state != Widened.WAITING:
            raise Refused(_("This request is decided already."))
        if self.instance.asked_by_id == self.user.pk:
            raise Refused(_("Another person decides on your request."))
        if not self.granted and not self.answer:
            raise Refused(_("Say why it is refused."))

    def change(self) -> Widening:
        row = self.instance
        row.state = Widened.GRANTED if self.granted else Widened.REFUSED
        row.decided_by, row.decided_at, row.answer = self.user, timezone.now(), self.answer
        row.save()
        if self.granted:
            paper = DocumentPage.objects.select_for_update(of=("self",)).get(pk=row.document_id)
            apply(paper, row.circulation, list(row.agencies.all()))
        return row

    def tell(self) -> None:
        effects.widening_changed(self.instance)

    def record(self) -> None:
        """The line stands on the paper."""
        from agencies.actions import journal

        journal.write([(self.instance.document, self.details())], f"vanthu.{self.action_name}", self.user)

    def details(self) -> dict[str, Any]:
        return {
            "to": self.instance.get_circulation_display(),
            "decision": self.instance.get_state_display(),
            "answer": self.answer,
        }


def apply(paper: DocumentPage, circulation: str, agencies: Sequence[Agency]) -> None:
    """Write it and everything that hangs on it, search rows included."""
    paper.circulation = circulation
    paper.readers = [DocumentReader(agency=agency) for agency in agencies]
    paper.save(clean=False)
