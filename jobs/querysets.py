"""Questions about jobs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jobs.statuses import State

if TYPE_CHECKING:
    from jobs.models import Job  # noqa: F401  named in the bases below

#: A queued job nobody has picked up for this long has lost its queue entry.
FORGOTTEN_AFTER = timedelta(minutes=2)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Any) -> Self:
        """Jobs of the person who started them; nobody else's."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(user_id=user.pk)

    def abandoned(self, at: datetime | None = None) -> Self:
        """Jobs whose worker died (lease over) or whose queue entry was lost."""
        at = at or timezone.now()
        return self.filter(
            Q(state=State.RUNNING, lease_until__lt=at)
            | Q(state=State.QUEUED, queued_at__lt=at - FORGOTTEN_AFTER)
        )
