"""Papers that belong beside those of a dossier: the other half of a letter and its answer, what is cited."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from documents.models import Arrival, DocumentPage, Dossier, Reference

#: So many are offered.
MOST = 30


def suggested(dossier: Dossier, user: Any) -> QuerySet[DocumentPage]:
    """Visible papers that answer one in the dossier, are answered by one, carry one out or correct it."""
    held = dossier.lines.exclude(document=None).values("document_id")
    answers = Arrival.objects.filter(entry__document__in=held).exclude(reply=None)
    answered = Arrival.objects.filter(reply__in=held, entry__document__isnull=False)
    acting = Reference.objects.filter(target__in=held).exclude(kind="cited")
    acted_on = Reference.objects.filter(document__in=held, target__isnull=False).exclude(
        kind__in=["cited", "legal_basis"]
    )
    found = DocumentPage.objects.visible_to(user).filter(
        Q(pk__in=answers.values("reply_id"))
        | Q(pk__in=answered.values("entry__document_id"))
        | Q(pk__in=acting.values("document_id"))
        | Q(pk__in=acted_on.values("target_id")),
        disposed_on=None,
    )
    return found.exclude(pk__in=held).listed()[:MOST]


def missing_pairs(dossier: Dossier) -> int:
    """Letters of the dossier whose answer is not in it, and answers whose letter is not."""
    held = dossier.lines.exclude(document=None).values("document_id")
    answers = Arrival.objects.filter(entry__document__in=held, reply__isnull=False).exclude(reply__in=held)
    letters = Arrival.objects.filter(reply__in=held, entry__document__isnull=False).exclude(
        entry__document__in=held
    )
    return answers.count() + letters.count()
