"""Whom a round asks: those the sentence names, else everybody with a task in the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.models import Agency, Succession
from agencies.statuses import Kind
from tasks.models import Assignment
from tasks.statuses import State

if TYPE_CHECKING:
    from datetime import date

    from agencies.querysets import AgencyQuerySet
    from tasks.models import Round


def asked_agencies(round_: Round) -> list[Agency]:
    """The agencies as of the end of the data; one that has ended by then is asked through its successors."""
    return list(_alive(_concerned(round_), round_.last).exclude(kind=Kind.GROUP).order_by("name"))


def _concerned(round_: Round) -> set[int]:
    parts = Assignment.objects.given().first_hand().exclude(state=State.CANCELLED)
    if round_.schedule is not None:
        named = set(parts.filter(task=round_.schedule.task_id).values_list("agency_id", flat=True))
        if named:
            return named
        parts = parts.filter(task__document=round_.schedule.task.document_id)
    elif round_.document_id is not None:
        parts = parts.filter(task__document=round_.document_id)
    return set(parts.values_list("agency_id", flat=True))


def _alive(agencies: set[int], at: date) -> AgencyQuerySet:
    existing = set(Agency.objects.filter(pk__in=agencies).existing(at).values_list("pk", flat=True))
    ended = agencies - existing
    heirs = set(Succession.objects.filter(predecessor__in=ended).values_list("successor", flat=True))
    return Agency.objects.filter(pk__in=existing | heirs).existing(at)
