"""Questions about reports of rounds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from agencies.permissions import standing
from tasks.reminders import REPORTS
from tasks.reports.statuses import RECEIVED, WRITABLE, Outcome

if TYPE_CHECKING:
    from tasks.models import Report, ReportFigure, Round  # noqa: F401  named in the bases below


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> Self:
        """Whose reports a person knows of: those who oversee know of all, an agency of its own."""
        held = standing(user)
        opened = self.filter(round__opened_at__isnull=False)
        return opened if held.oversees else opened.filter(agency_id__in=held.agencies)

    def readable_by(self, user: Any) -> Self:
        """Whose words a person reads: a draft is nobody's business but the agency's."""
        own = models.Q(agency_id__in=standing(user).agencies)
        return self.visible_to(user).filter(own | models.Q(state__in=RECEIVED))

    def of_agencies_of(self, user: Any) -> Self:
        return self.filter(round__opened_at__isnull=False, agency_id__in=standing(user).agencies)

    def waiting_for(self, agency: int) -> Self:
        """What this agency still has to send, the earliest first."""
        return self.filter(agency_id=agency, state__in=WRITABLE, round__opened_at__isnull=False).order_by(
            "round__due_on", "round__last", "pk"
        )

    def received(self) -> Self:
        return self.filter(state__in=RECEIVED)

    def missing(self) -> Self:
        return self.filter(state__in=WRITABLE)

    def to_be_reminded(self, at: date) -> Self:
        """Not sent although their round is open and the first reminder may be due."""
        near = at + timedelta(days=max(REPORTS.before))
        return self.missing().filter(
            round__opened_at__isnull=False, round__closed_at=None, round__due_on__lte=near
        )

    def with_outcome(self, at: date | None = None) -> Self:
        """Each with its Outcome as of the day; a report taken back or returned is not sent."""
        day = at or timezone.localdate()
        sent = Q(state__in=RECEIVED)
        return self.alias(first_sent_day=TruncDate("first_sent_at")).annotate(
            outcome=Case(
                When(sent & Q(first_sent_day__lte=F("round__due_on")), then=Value(Outcome.ON_TIME.value)),
                When(sent, then=Value(Outcome.LATE.value)),
                When(round__due_on__lt=day, then=Value(Outcome.SILENT.value)),
                default=Value(Outcome.WAITING.value),
            )
        )

    def outcomes_by(self, *keys: str) -> models.QuerySet[Any, dict[str, Any]]:
        """How many there are of each outcome for each value of the keys, and `asked` in all: one query."""
        counts: dict[str, Any] = {one.value: Count("pk", filter=Q(outcome=one)) for one in Outcome}
        found: Any = self.with_outcome().order_by().values(*keys)
        counted: models.QuerySet[Any, dict[str, Any]] = found.annotate(asked=Count("pk"), **counts)
        return counted

    def overdue(self, at: date) -> Self:
        return self.missing().filter(round__due_on__lt=at)


class ReportFigureQuerySet(models.QuerySet["ReportFigure"]):
    def over_the_year(self, round_: Round) -> Self:
        """Received figures of the rounds of the same schedule whose data end in this year, up to this one.

        A report on request stands alone: nothing is added up over reports about different things.
        """
        received = self.filter(report__state__in=RECEIVED)
        if round_.schedule_id is None:
            return received.filter(report__round=round_)
        return received.filter(
            report__round__schedule=round_.schedule_id,
            report__round__last__year=round_.last.year,
            report__round__last__lte=round_.last,
        )
