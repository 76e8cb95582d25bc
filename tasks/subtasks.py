"""How far the sub-tasks of a part are: counted, never rolled up into its state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.life import NOT_CLOSED
from tasks.models import Assignment
from tasks.statuses import State

if TYPE_CHECKING:
    from tasks.querysets import TaskQuerySet


@dataclass(frozen=True)
class Tally:
    """Of the sub-tasks that were given and not cancelled: how many there are, how many are not finished."""

    given: int
    unfinished: int

    @property
    def finished(self) -> int:
        return self.given - self.unfinished

    @property
    def words(self) -> str:
        return _("%(finished)d/%(given)d completed") % {"finished": self.finished, "given": self.given}

    @property
    def warning(self) -> str:
        """What is asked before the part itself is reported as completed."""
        words = ngettext(
            "%(number)d sub-task is not completed yet.",
            "%(number)d sub-tasks are not completed yet.",
            self.unfinished,
        )
        return words % {"number": self.unfinished}


def tally(tasks: TaskQuerySet) -> Tally:
    """One query."""
    parts = Assignment.objects.filter(task=OuterRef("pk"))
    alive, unfinished = (
        Exists(parts.exclude(state=State.CANCELLED)),
        Exists(parts.filter(state__in=NOT_CLOSED)),
    )
    counted = tasks.given().aggregate(
        given=Count("pk", filter=Q(alive)), unfinished=Count("pk", filter=Q(unfinished))
    )
    return Tally(**counted)
