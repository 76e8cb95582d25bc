"""Questions about drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from home.models import Draft


class DraftQuerySet(models.QuerySet["Draft"]):
    def held(self, user: Any, key: str) -> Draft | None:
        """What this person has typed into this form, if anything."""
        return self.filter(user_id=user.pk, key=key).prefetch_related("files").first()
