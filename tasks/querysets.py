"""Questions about tasks and assignments; each completes a sentence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from agencies.permissions import standing
from tasks.statuses import OPEN, SILENT_DAYS, SOON_DAYS, Stage, State, Timing

if TYPE_CHECKING:
    from tasks.models import Assignment, Evidence, Progress, Task  # noqa: F401  named in the bases below


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: Any) -> Self:
        """The secretariat sees all, leaders all given ones, an agency those it has a part in."""
        held = standing(user)
        if held.staff:
            return self
        given = self.filter(stage=Stage.GIVEN, document__live=True)
        if held.leader:
            return given
        if not held.agencies:
            return self.none()
        from tasks.models import Assignment

        own = Assignment.objects.filter(agency_id__in=held.agencies).values("task_id")
        return given.filter(pk__in=own)

    def given(self) -> Self:
        return self.filter(stage=Stage.GIVEN)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: Any) -> Self:
        """Every part of every task the person may see: a lead sees how its coordinators stand."""
        from tasks.models import Task

        held = standing(user)
        if held.staff:
            return self
        return self.filter(task__in=Task.objects.visible_to(user).values("pk"))

    def of_agencies_of(self, user: Any) -> Self:
        """The parts of the agencies the person acts for."""
        return self.given().filter(agency_id__in=standing(user).agencies)

    def given(self) -> Self:
        return self.filter(task__stage=Stage.GIVEN, task__document__live=True)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def overdue(self, at: date | None = None) -> Self:
        return self.with_timing(at).filter(timing=Timing.OVERDUE)

    def silent(self, at: date | None = None, days: int = SILENT_DAYS) -> Self:
        """Open parts whose agency has said nothing for so many days (or since they were given)."""
        before = (at or timezone.localdate()) - timedelta(days=days)
        return self.filter(state__in=OPEN - {State.REPORTED}, heard_on__lt=before)

    def with_timing(self, at: date | None = None) -> Self:
        """Each with its `timing` on the day; the rule is tasks.timing.timing_of, written for the database."""
        at = at or timezone.localdate()
        finished = Q(state=State.CONFIRMED) | Q(state=State.REPORTED)
        return self.annotate(
            timing=Case(
                When(
                    state__in=[State.CANCELLED, State.PAUSED],
                    then=Value(Timing.STOPPED),
                ),
                When(finished & Q(due_on=None), then=Value(Timing.DONE_UNDATED)),
                When(
                    finished & Q(done_on__lte=F("due_on")),
                    then=Value(Timing.DONE_ON_TIME),
                ),
                When(finished, then=Value(Timing.DONE_LATE)),
                When(due_on=None, then=Value(Timing.UNDATED)),
                When(due_on__lt=at, then=Value(Timing.OVERDUE)),
                When(due_on__lte=at + timedelta(days=SOON_DAYS), then=Value(Timing.SOON)),
                default=Value(Timing.RUNNING),
                output_field=models.CharField(),
            )
        )

    def listed(self) -> Self:
        """Ready for a list: related rows joined, the paper's text left out."""
        return self.select_related("agency", "task__document__type", "task__document__issuer").defer(
            "task__document__text"
        )


class ProgressQuerySet(models.QuerySet["Progress"]):
    def visible_to(self, user: Any) -> Self:
        from tasks.models import Assignment

        return self.filter(assignment__in=Assignment.objects.visible_to(user).values("pk"))


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: Any) -> Self:
        from tasks.models import Assignment

        return self.filter(progress__assignment__in=Assignment.objects.visible_to(user).values("pk"))
