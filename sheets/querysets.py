"""Questions about uploaded lists."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from sheets.models import Upload  # noqa: F401  named in the base class

#: A list nobody imported is thrown away after a day.
KEPT = timedelta(days=1)


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: Any) -> Self:
        """A list belongs to the person who uploaded it."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def forgotten(self) -> Self:
        return self.filter(at__lt=timezone.now() - KEPT)
