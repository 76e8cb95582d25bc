"""Which paper may change which: one of equal form or higher, by the same agency or one above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from agencies.actions import Refused
from documents.statuses import ENDING, Family, Relation

if TYPE_CHECKING:
    from documents.models import DocumentPage, DocumentType

LETTER: Final = "Công văn"
#: Administrative types that bind more than the rest; all others stand on one step, letters and slips below.
_RANKS: Final = {"NQ": 3, "QĐ": 3, "CT": 2, "QC": 2, "QyĐ": 2}
_BELOW: Final = frozenset({"", "GM", "GGT", "GNP", "PG", "PC", "PB"})
CHANGING: Final = ENDING | {Relation.AMENDS}


def rank(kind: DocumentType) -> int:
    return 0 if kind.abbreviation in _BELOW else _RANKS.get(kind.abbreviation, 1)


def problem(paper: DocumentPage, relation: str, target: DocumentPage | None) -> str:
    """Why this paper may not do that to an issued paper of ours; empty when it may."""
    if target is None or target.issued_at is None:
        return ""
    if relation == Relation.CORRECTS:
        if paper.type.name == LETTER and paper.issuer_id in (None, target.issuer_id):
            return ""
        return _("An issued paper is corrected by an official letter of the agency that issued it.")
    if relation not in CHANGING:
        return ""
    equal = paper.type_id == target.type_id or (
        paper.type.family == target.type.family == Family.ADMINISTRATIVE
        and rank(paper.type) > rank(target.type)
    )
    if not equal:
        return _("%(paper)s is changed or replaced by a paper of equal form or higher: %(form)s.") % {
            "paper": target.short_citation,
            "form": target.type.name,
        }
    if not _may_change(paper, target):
        return _("%(paper)s is changed or replaced by the agency that issued it, or by one above.") % {
            "paper": target.short_citation
        }
    return ""


def refuse_unequal(paper: DocumentPage) -> None:
    """Raise Refused when the latest draft does to an issued paper what its form does not allow."""
    draft = paper.get_latest_revision_as_object() if paper.latest_revision_id else paper
    for row in draft.relations.all():
        if wrong := problem(draft, row.kind, row.target):
            raise Refused(wrong)


def _may_change(paper: DocumentPage, target: DocumentPage) -> bool:
    issuer = target.issuer
    if paper.issuer_id is None or issuer is None:
        return True
    return paper.issuer_id in {issuer.pk, issuer.host_id, issuer.parent_id}
