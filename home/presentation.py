"""What the front page shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from documents.models import DocumentPage, DocumentType
from documents.querysets import DocumentQuerySet

if TYPE_CHECKING:
    from home.models import HomePage

NEWEST: Final = 10
SOON: Final = timedelta(days=30)
SOON_SHOWN: Final = 5


def home_context(home: HomePage, request: HttpRequest) -> dict[str, Any]:
    """The newest papers, all by type, and those that begin or end within thirty days."""
    from home.models import GuidancePage

    today = timezone.localdate()
    held = DocumentPage.objects.live().visible_to(request.user)
    counted = held.order_by().values("type").annotate(held=Count("pk")).values_list("type", "held")
    numbers = dict(counted)
    types = [(kind, numbers[kind.pk]) for kind in DocumentType.objects.all() if kind.pk in numbers]
    return {
        "newest": list(held.listed()[:NEWEST]),
        "types": types,
        "starting": list(_within(held, "effective_on", today)),
        "ending": list(_within(held, "expires_on", today)),
        "guidance": list(GuidancePage.objects.child_of(home).live().order_by("-first_published_at")[:5]),
    }


def _within(held: DocumentQuerySet, day: str, today: date) -> DocumentQuerySet:
    near = Q(**{f"{day}__gt": today, f"{day}__lte": today + SOON})
    found: DocumentQuerySet = (
        held.filter(near).select_related("type", "issuer").defer("text").order_by(day)[:SOON_SHOWN]
    )
    return found
