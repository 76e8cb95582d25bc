"""Questions about passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from agencies.permissions import standing
from documents.models import DocumentPage

if TYPE_CHECKING:
    from tasks.models import ChaseLetter, Passage  # noqa: F401  named in the bases below


class ChaseLetterQuerySet(models.QuerySet["ChaseLetter"]):
    def named(self) -> Self:
        """Ready to be named and linked: the paper joined, without its text."""
        return self.select_related("document__type").defer("document__text")

    def readable_by(self, user: Any) -> Self:
        return self.filter(document__in=DocumentPage.objects.visible_to(user).values("pk"))


class PassageQuerySet(models.QuerySet["Passage"]):
    def visible_to(self, user: Any) -> Self:
        """The consolidated text is the secretariat's until it goes out as a paper."""
        return self if standing(user).staff else self.none()

    def with_sources(self) -> Self:
        return self.prefetch_related("sources__line__report__agency")
