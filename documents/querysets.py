"""Questions about papers, references and entries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from wagtail.query import PageQuerySet

from vietnamese.numbers import key_of

if TYPE_CHECKING:
    from documents.models import DocumentPage, Entry, Reference  # noqa: F401  named in the bases below


class DocumentQuerySet(PageQuerySet):  # type: ignore[misc]
    def visible_to(self, user: Any) -> Self:
        """Papers this reader may open; the same rule as documents.permissions.audience."""
        from documents.permissions import readable

        return self.filter(readable(user))

    def with_key(self, symbol: str, issued_on: date | None = None) -> Self:
        """Papers of this number and symbol in any spelling; of this day when one is given."""
        found = self.filter(key=key_of(symbol))
        return found.filter(issued_on=issued_on) if issued_on else found

    def listed(self) -> Self:
        """Ready for a list: newest first, without the text, related rows joined."""
        return (
            self.select_related("type", "issuer")
            .defer("text")
            .order_by("-issued_on", "-year", "-number", "-pk")
        )


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def visible_to(self, user: Any) -> Self:
        """References whose citing paper the reader may open."""
        from documents.models import DocumentPage

        return self.filter(document__in=DocumentPage.objects.visible_to(user))

    def dangling(self) -> Self:
        return self.filter(target=None)

    def waiting_for(self, document: DocumentPage) -> Self:
        """Dangling references that this paper answers: same key, no other date, not the paper itself."""
        if not document.key:
            return self.none()
        dated = Q(dated=None) | Q(dated=document.issued_on)
        return self.dangling().filter(dated, key=document.key).exclude(document=document)


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: Any) -> Self:
        """Registers are kept by the secretariat."""
        from agencies.permissions import standing

        return self if standing(user).staff else self.none()
