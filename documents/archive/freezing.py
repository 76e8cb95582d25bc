"""Holds: what is frozen is not changed, taken out, deleted or destroyed (decree 30/2020, Annex VI)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from documents import issued

if TYPE_CHECKING:
    from documents.models import DocumentPage, Freeze, StoredFile


def holds_on(paper: DocumentPage) -> Any:
    """The holds of today on a paper: its own, and those of dossiers it stands in."""
    from documents.models import Freeze

    return Freeze.objects.on_paper(paper.pk)


def hold_on_file(stored: StoredFile) -> Freeze | None:
    """A hold of today on a paper that has this file."""
    from documents.models import Freeze

    papers = stored.document_files.values("page")
    held: Freeze | None = (
        Freeze.objects.active()
        .filter(Q(document__in=papers) | Q(dossier__lines__document__in=papers))
        .select_related("dossier", "document__type")
        .first()
    )
    return held


def sentence(hold: Freeze) -> str:
    """What people are told who try to change, remove or destroy it."""
    what = hold.dossier or hold.document
    return _(
        "“%(what)s” is frozen: %(reason)s. Nothing in it is changed, taken out, deleted or destroyed."
    ) % {
        "what": what.code if what else "",
        "reason": hold.reason,
    }


def just_frozen() -> str:
    """What people are told whose change waited for the paper while it was frozen."""
    return _("The paper was frozen at this very moment. Open it again to read why.")


def destroyed() -> str:
    return _("This paper is destroyed: its line stays as it is, and no text or file is added to it.")


def why_fixed(paper: DocumentPage) -> str:
    """Why what a paper says stays as it is: destroyed, frozen or issued; empty when it may change."""
    if paper.disposed_on is not None:
        return destroyed()
    if paper.pk is not None and (hold := _hold_on(paper)) is not None:
        return sentence(hold)
    return issued.sentence() if paper.issued_at is not None else ""


def refuse_changes(paper: DocumentPage) -> None:
    """Raise ValidationError when a frozen or destroyed paper would say something else than it says."""
    if paper.pk is None or (paper.issued_at is not None and paper.disposed_on is None):
        return  # an issued one never says anything else
    if paper.disposed_on is None and not is_frozen(paper):
        return
    known = set(issued.FROZEN) - paper.get_deferred_fields()
    kept = type(paper).objects.filter(pk=paper.pk).values(*known).first()
    if kept and any(getattr(paper, name) != value for name, value in kept.items()):
        raise ValidationError(why_fixed(paper))


def is_frozen(paper: DocumentPage) -> bool:
    """Asked each time a paper is cleaned or its form drawn, of the very function that the triggers ask."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT documents_is_frozen(%s)", [paper.pk])
        return bool(cursor.fetchone()[0])


def _hold_on(paper: DocumentPage) -> Freeze | None:
    if not is_frozen(paper):
        return None
    found: Freeze | None = holds_on(paper).select_related("dossier", "document__type").first()
    return found
