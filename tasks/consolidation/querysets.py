"""Questions about passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from agencies.permissions import standing

if TYPE_CHECKING:
    from tasks.models import Passage  # noqa: F401  named in the base below


class PassageQuerySet(models.QuerySet["Passage"]):
    def visible_to(self, user: Any) -> Self:
        """The consolidated text is the secretariat's until it goes out as a paper."""
        return self if standing(user).staff else self.none()

    def with_sources(self) -> Self:
        return self.prefetch_related("sources__line__report__agency")
