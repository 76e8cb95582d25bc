"""Questions about schedules and rounds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from agencies.permissions import standing
from tasks.reports.statuses import RECEIVED, WRITABLE
from tasks.statuses import Stage

if TYPE_CHECKING:
    from tasks.models import Round, Schedule  # noqa: F401  named in the bases below


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def running(self) -> Self:
        """Schedules of given tasks of published papers that somebody has set running."""
        return self.filter(starts_on__isnull=False, task__stage=Stage.GIVEN, task__document__live=True)


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: Any) -> Self:
        """Staff see all, leaders those that were opened, an agency those it is asked in."""
        held = standing(user)
        if held.staff:
            return self
        opened = self.filter(opened_at__isnull=False)
        if held.leader:
            return opened
        from tasks.models import Report

        asked = Report.objects.filter(agency_id__in=held.agencies).values("round_id")
        return opened.filter(pk__in=asked)

    def open(self) -> Self:
        return self.filter(opened_at__isnull=False, closed_at=None)

    def to_open(self, at: date) -> Self:
        return self.filter(opened_at=None, opens_on__lte=at)

    def to_close(self, at: date) -> Self:
        """A round closes when its last day is over."""
        return self.open().filter(closes_on__lt=at)

    def with_counts(self) -> Self:
        """Each with how many reports are asked for, received, received late, and not begun."""
        received = Q(reports__state__in=RECEIVED)
        missing = Q(reports__state__in=WRITABLE)
        late = received & Q(first_sent_day__gt=F("due_on"))
        return self.alias(first_sent_day=TruncDate("reports__first_sent_at")).annotate(
            asked=Count("reports"),
            received=Count("reports", filter=received),
            late=Count("reports", filter=late),
            missing=Count("reports", filter=missing),
            untouched=Count("reports", filter=missing & Q(reports__started_at=None)),
        )
