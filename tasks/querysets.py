"""Questions about tasks and assignments; each completes a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from agencies.permissions import standing
from documents.statuses import Relation
from tasks.reminders import BEFORE
from tasks.statuses import (
    AWAITED,
    NOT_DONE,
    OPEN,
    SILENT_DAYS,
    SOON_DAYS,
    Decision,
    Stage,
    State,
    Timing,
    What,
)

if TYPE_CHECKING:
    from tasks.models import Assignment, Evidence, Progress, Task  # noqa: F401  named in the bases below


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: Any) -> Self:
        """The secretariat sees all, leaders all given ones, an agency those it has a part in or made of one.

        A given task that is cancelled stays in their sight: who was told to do it is told that it is off.
        """
        held = standing(user)
        if held.staff:
            return self
        cancelled = Q(stage=Stage.CANCELLED, given_on__isnull=False)
        given = self.filter(Q(stage=Stage.GIVEN) | cancelled, document__live=True)
        if held.leader:
            return given
        if not held.agencies:
            return self.none()
        from tasks.models import Assignment

        own = Assignment.objects.filter(agency_id__in=held.agencies)
        return given.filter(Q(pk__in=own.values("task_id")) | Q(under__in=own.values("pk")))

    def given(self) -> Self:
        return self.filter(stage=Stage.GIVEN)

    def first_hand(self) -> Self:
        """Tasks of the secretariat's plans: what an agency made of its own part is left out."""
        return self.filter(under=None)


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

    def first_hand(self) -> Self:
        """Parts the secretariat gave: what an agency made of its own part is left out."""
        return self.filter(task__under=None)

    def offered_to(self, task: Task) -> Self:
        """Parts that a task of this paper can serve, and the one it serves already."""
        carried_out = task.document.references.filter(kind=Relation.CARRIES_OUT, target__isnull=False)
        above = Q(
            agency=task.document.issuer_id,
            task__document__in=carried_out.values("target"),
            state__in=[*OPEN, State.PAUSED],
        )
        return self.given().filter(above | Q(pk=task.under_id or 0)).listed().order_by("task__order", "pk")

    def given_by(self, agencies: Iterable[int]) -> Self:
        """Parts of the sub-tasks these agencies gave."""
        return self.given().filter(task__under__agency__in=agencies)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def overdue(self, at: date | None = None) -> Self:
        return self.with_timing(at).filter(timing=Timing.OVERDUE)

    def to_be_reminded(self, at: date | None = None) -> Self:
        """Parts whose agency has the next word and whose date is near or past."""
        near = (at or timezone.localdate()) + timedelta(days=max(BEFORE))
        return self.given().filter(state__in=AWAITED, due_on__lte=near)

    def silent(self, at: date | None = None, days: int = SILENT_DAYS) -> Self:
        """Open parts whose agency has said nothing for so many days (or since they were given)."""
        return self.filter(unheard_of(at, days))

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

    def in_trouble_order(self) -> Self:
        """The longest overdue first, then by how soon; needs with_timing."""
        worst = [Timing.OVERDUE, Timing.SOON, Timing.RUNNING, Timing.UNDATED]
        rank = Case(
            *(When(timing=timing, then=Value(place)) for place, timing in enumerate(worst)),
            default=Value(len(worst)),
        )
        return self.order_by(rank, F("due_on").asc(nulls_last=True), "heard_on", "pk")

    def by_date(self) -> Self:
        """The earliest date first, what has none last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def waiting_first(self) -> Self:
        """What waits for whoever gave it, then what is being worked on, then what is over; each by date."""
        rank = Case(
            When(_awaits_the_giver(), then=Value(0)),
            When(state__in=[State.CONFIRMED, State.CANCELLED], then=Value(2)),
            default=Value(1),
        )
        return self.order_by(rank, F("due_on").asc(nulls_last=True), "pk")

    def counted_for_the_giver(self) -> dict[str, int]:
        """How many there are, and how many wait for a decision: one query."""
        return self.order_by().aggregate(given=Count("pk"), to_decide=Count("pk", filter=_awaits_the_giver()))

    def with_answers(self) -> Self:
        """Each with the reason it was last sent back for, and whether an extension waits."""
        from tasks.models import Event, Extension

        returned = Event.objects.filter(assignment=OuterRef("pk"), what=What.SENT_BACK)
        waiting = Extension.objects.filter(assignment=OuterRef("pk"), decision=Decision.WAITING)
        return self.annotate(
            returned_because=Subquery(returned.order_by("-at", "-pk").values("reason")[:1]),
            extension_waits=Exists(waiting),
        )

    def figures_by(self, *keys: str, at: date | None = None) -> models.QuerySet[Any, dict[str, Any]]:
        """How many there are of each timing, and how many are silent, for each value of the keys: one query.

        Rows hold the keys, `given` (all of them), one number per Timing under its value, and `silent`.
        """
        counts: dict[str, Any] = {timing.value: Count("pk", filter=Q(timing=timing)) for timing in Timing}
        counts["given"] = Count("pk")
        counts["silent"] = Count("pk", filter=unheard_of(at))
        return self.with_timing(at).order_by().values(*keys).annotate(**counts)

    def by_task(self) -> models.QuerySet[Any, dict[str, Any]]:
        """For each task how many parts there are and the earliest date among them, the earliest first."""
        whole: Any = self.order_by().values("task_id")
        counted: models.QuerySet[Any, dict[str, Any]] = whole.annotate(
            number=Count("pk"), since=Min("due_on")
        )
        return counted.order_by(F("since").asc(nulls_last=True), "-number", "task_id")

    def listed(self) -> Self:
        """Ready for a list: related rows joined, the paper's text left out."""
        return self.select_related("agency", "task__document__type", "task__document__issuer").defer(
            "task__document__text"
        )


def _awaits_the_giver() -> Q:
    """Reported or refused, or with a request for more time."""
    from tasks.models import Extension

    asks = Extension.objects.filter(assignment=OuterRef("pk"), decision=Decision.WAITING)
    return Q(state__in=[State.REPORTED, State.REFUSED]) | Q(Exists(asks))


def unheard_of(at: date | None, days: int = SILENT_DAYS) -> Q:
    """Not done, and not a word from the agency for so many days."""
    before = (at or timezone.localdate()) - timedelta(days=days)
    return Q(state__in=NOT_DONE, heard_on__lt=before)


class ProgressQuerySet(models.QuerySet["Progress"]):
    def visible_to(self, user: Any) -> Self:
        from tasks.models import Assignment

        return self.filter(assignment__in=Assignment.objects.visible_to(user).values("pk"))


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: Any) -> Self:
        from tasks.models import Assignment

        return self.filter(progress__assignment__in=Assignment.objects.visible_to(user).values("pk"))
