"""What waits for the secretariat, as numbers that lead to their lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from documents.models import Disposal, Numbering, Reading, Widening
from documents.outgoing.stands import waiting
from documents.statuses import DisposalState, Widened
from home.bell import unread_words
from jobs.models import Job
from tasks.models import Assignment, Task
from tasks.statuses import Decision, Stage, State, Timing

JOBS_SHOWN = 5
READINGS_SHOWN = 5


@dataclass(frozen=True)
class Tile:
    """A number of at most twenty letters of words, and the list that has exactly that many rows."""

    number: int
    words: Promise | str
    address: str


def tiles() -> list[Tile]:
    """Six queries, however many tasks there are."""
    parts = Assignment.objects.given().first_hand()
    counted = parts.with_timing().aggregate(
        reported=Count("pk", filter=Q(state=State.REPORTED), distinct=True),
        refused=Count("pk", filter=Q(state=State.REFUSED), distinct=True),
        overdue=Count("pk", filter=Q(timing=Timing.OVERDUE), distinct=True),
        extension=Count("pk", filter=Q(extensions__decision=Decision.WAITING), distinct=True),
    )
    unfinished = Reading.objects.unfinished().count()
    proposed = Task.objects.filter(stage=Stage.PROPOSED).count()
    widenings = Widening.objects.filter(state=Widened.WAITING).count()
    disposals = Disposal.objects.filter(state=DisposalState.PROPOSED).count()
    every = reverse("tasks_assignments")
    numbering = f"{reverse('home:signing')}?buoc={Numbering.slug}"
    return [
        Tile(unfinished, _("Waiting to be registered"), reverse("documents_read")),
        Tile(waiting(slug=Numbering.slug).count(), _("Waiting for a number"), numbering),
        Tile(counted["reported"], _("Waiting for confirmation"), f"{every}?state=reported"),
        Tile(counted["extension"], _("Extensions asked for"), f"{every}?extension=on"),
        Tile(counted["refused"], _("Refused by agencies"), f"{every}?state=refused"),
        Tile(counted["overdue"], _("Overdue tasks"), f"{every}?timing=overdue"),
        Tile(proposed, _("Proposals not yet given"), reverse("tasks_proposals")),
        Tile(widenings, _("Wider circulation asked"), reverse("documents_widenings")),
        Tile(disposals, _("Lists for disposal to approve"), reverse("documents_expired")),
    ]


class WaitingPanel(Component):  # type: ignore[misc]
    name = "waiting"
    order = 50
    template_name = "home/admin/waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        request = parent_context["request"]
        recent = timezone.now() - timedelta(days=1)
        jobs = Job.objects.visible_to(request.user).filter(queued_at__gte=recent)
        readings = Reading.objects.visible_to(request.user).unfinished()
        return {
            "tiles": tiles(),
            "unread": unread_words(request),
            "jobs": list(jobs[:JOBS_SHOWN]),
            "readings": list(readings[:READINGS_SHOWN]),
            "request": request,
        }
