"""Holds: what is frozen is not changed, taken out, deleted or destroyed (decree 30/2020, Annex VI)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.issued import FROZEN

if TYPE_CHECKING:
    from documents.models import DocumentPage, Freeze


def holds_on(paper: DocumentPage) -> Any:
    """The holds of today on a paper: its own, and those of dossiers it stands in."""
    from documents.models import Freeze

    return Freeze.objects.on_paper(paper.pk)


def sentence(hold: Freeze) -> str:
    """What people are told who try to change, remove or destroy it."""
    what = hold.dossier or hold.document
    return _(
        "“%(what)s” is frozen: %(reason)s. Nothing in it is changed, taken out, deleted or destroyed."
    ) % {
        "what": what.code if what else "",
        "reason": hold.reason,
    }


def refuse_changes(paper: DocumentPage) -> None:
    """Raise ValidationError when a frozen paper would say something else than it says."""
    if paper.pk is None or paper.issued_at is not None:  # an issued one never says anything else
        return
    known = set(FROZEN) - paper.get_deferred_fields()
    hold = holds_on(paper).select_related("dossier", "document__type").first()
    if hold is None:
        return
    kept = type(paper).objects.filter(pk=paper.pk).values(*known).first()
    if kept and any(getattr(paper, name) != value for name, value in kept.items()):
        raise ValidationError(sentence(hold))
