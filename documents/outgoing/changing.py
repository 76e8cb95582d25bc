"""What is done to an issued paper: recall it, or draft the paper that corrects or replaces it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import User
from documents import effects
from documents.actions.base import StaffAction
from documents.archive.holding import freeze
from documents.effects import Sent
from documents.models import DocumentPage, DocumentRelation, DocumentType
from documents.outgoing.equal_form import LETTER
from documents.statuses import Relation
from vietnamese.dates import short


class Recall(StaffAction):
    """Call an issued paper back: its page stays with the reason, its text and files are taken away."""

    action_name = "recall"
    label = gettext_lazy("Recall a paper")
    said = gettext_lazy("Recalled from %(on)s: %(reason)s")
    instance: DocumentPage

    def __init__(self, instance: DocumentPage, user: User, *, on: date, reason: str) -> None:
        super().__init__(instance, user)
        self.on = on
        self.reason = reason.strip()

    def check_state(self) -> None:
        refuse_unissued(self.instance)
        if not self.reason:
            raise Refused(_("Say why the paper is recalled."))
        if self.on > timezone.localdate():
            raise Refused(_("The day must not be after today."))
        if self.instance.issued_on and self.on < self.instance.issued_on:
            raise Refused(
                _("The paper was issued on %(day)s only.") % {"day": short(self.instance.issued_on)}
            )

    def change(self) -> DocumentPage:
        self.instance.recalled_on, self.instance.recall_reason = self.on, self.reason
        self.instance.save(clean=False)
        # what was recalled is held with all that is known of it (decree 30/2020, Annex VI, III.8.a)
        freeze(self.instance, self.user, _("Recalled: %(reason)s") % {"reason": self.reason})
        return self.instance

    def tell(self) -> None:
        """Whoever has the paper hears of it anew."""
        held = self.instance.distributions.exclude(agency=None).values_list("agency_id", flat=True)
        effects.paper_sent(Sent(self.instance, frozenset(pk for pk in held if pk is not None), self.user))

    def details(self) -> dict[str, Any]:
        return {"on": short(self.on), "reason": self.reason}


class DraftAnother(StaffAction):
    """Draft the paper that corrects or replaces an issued one, with the relation already written."""

    action_name = "draft_another"
    label = gettext_lazy("Draft a paper about an issued one")
    said = gettext_lazy("Began the draft “%(subject)s”")
    instance: DocumentPage

    def __init__(self, instance: DocumentPage, user: User, *, relation: str) -> None:
        super().__init__(instance, user)
        self.relation = relation

    def check_state(self) -> None:
        if self.relation not in (Relation.CORRECTS, Relation.REPLACES):
            raise Refused(_("An issued paper is corrected, replaced or recalled."))
        refuse_unissued(self.instance)
        begun = DocumentPage.objects.filter(live=False, owner=self.user, entry=None)
        same = begun.filter(relations__target=self.instance, relations__kind=self.relation)
        self.begun = same.order_by("-pk").first()

    def change(self) -> DocumentPage:
        """The draft this person has begun already, after a second click; a new one otherwise."""
        self.draft = self.begun or self._draft()
        return self.draft

    def record(self) -> None:
        if self.begun is None:
            super().record()

    def _draft(self) -> DocumentPage:
        old = self.instance
        corrects = self.relation == Relation.CORRECTS
        draft = DocumentPage(
            live=False,
            owner=self.user,
            type=DocumentType.objects.get(name=LETTER) if corrects else old.type,
            symbol="" if corrects else old.symbol,
            issuer=old.issuer,
            place=old.place,
            subject=self._subject(),
            signer=old.signer,
            signer_titles=old.signer_titles,
            recipients=old.recipients,
            circulation=old.circulation,
        )
        draft.relations = [DocumentRelation(kind=self.relation, target=old)]
        draft.readers = [type(row)(agency=row.agency) for row in old.readers.all()]
        old.get_parent().add_child(instance=draft)
        draft.save_revision(user=self.user)
        return draft

    def _subject(self) -> str:
        if self.relation == Relation.REPLACES:
            return self.instance.subject
        day = f" ngày {short(self.instance.issued_on)}" if self.instance.issued_on else ""
        return f"Đính chính {self.instance.short_citation}{day}"[:500]

    def details(self) -> dict[str, Any]:
        return {"subject": self.draft.subject}


def refuse_unissued(paper: DocumentPage) -> None:
    if paper.issued_at is None or not paper.live:
        raise Refused(_("This paper is not issued: change its draft."))
    if paper.recalled_on is not None:
        raise Refused(_("This paper was recalled on %(day)s.") % {"day": short(paper.recalled_on)})
