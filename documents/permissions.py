"""Who may read a paper: one rule, written as an audience and as a query (model.md, "Who sees what")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from agencies.permissions import INTERNAL, LEADER, PUBLIC, STAFF_KEY, standing
from documents.statuses import Circulation

if TYPE_CHECKING:
    from documents.models import DocumentPage, Register


def audience(document: DocumentPage) -> frozenset[str]:
    """The keys of those who may read the paper as it is now."""
    if not document.live:
        return frozenset({STAFF_KEY})
    if document.circulation == Circulation.PUBLIC:
        return frozenset({PUBLIC})
    if document.circulation == Circulation.INTERNAL:
        return frozenset({INTERNAL})
    named = document.readers.values_list("agency_id", flat=True)
    return frozenset({LEADER, *(f"agency:{pk}" for pk in named)})


def readable(user: Any) -> Q:
    """The same rule as a condition on DocumentPage."""
    held = standing(user)
    if held.staff:
        return Q()
    if held.leader:
        return Q(live=True)
    allowed = Q(circulation=Circulation.PUBLIC)
    if held.signed_in:
        allowed |= Q(circulation=Circulation.INTERNAL)
    if held.agencies:
        allowed |= Q(circulation=Circulation.RESTRICTED, pk__in=_named(held.agencies))
    return Q(live=True) & allowed


def _named(agencies: frozenset[int]) -> Any:
    from documents.models import DocumentReader

    return DocumentReader.objects.filter(agency_id__in=agencies).values("page_id")


def may_backdate(user: Any, register: Register) -> bool:
    """Administrators, and staff who head the agency of the register."""
    held = standing(user)
    return held.administrator or (held.staff and register.agency_id in held.heads)
