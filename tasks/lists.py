"""Working lists: each a name and a condition, so that its count and its rows cannot disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.models import Substitution
from tasks.life import NOT_CLOSED
from tasks.models import Assignment, Extension
from tasks.querysets import AssignmentQuerySet, unheard_of
from tasks.statuses import ACTIVE, AWAITED, NOT_DONE, OPEN, Decision, Part, State

SUNDAY: Final = 6


@dataclass(frozen=True)
class WorkList:
    """`condition` is asked with the reader and the day."""

    key: str
    title: Promise | str
    condition: Callable[[Any, date], Q]

    def of(self, parts: AssignmentQuerySet, user: Any, at: date) -> AssignmentQuerySet:
        """The parts on this list, the earliest date first."""
        found = parts.filter(self.condition(user, at))
        return found.with_timing(at).by_date()


def counts(
    lists: Iterable[WorkList], parts: AssignmentQuerySet, user: Any, at: date
) -> list[tuple[WorkList, int]]:
    """Each list with the number of its rows: one query for all of them."""
    asked = list(lists)
    terms = {f"list_{place}": Count("pk", filter=one.condition(user, at)) for place, one in enumerate(asked)}
    # No list has closed parts, which are most of an old register.
    counted: dict[str, int] = parts.filter(state__in=NOT_CLOSED).order_by().aggregate(**terms)
    return [(one, counted[f"list_{place}"]) for place, one in enumerate(asked)]


def _due_this_week(user: Any, at: date) -> Q:
    """From today to Sunday; what is past is on the list of overdue work."""
    sunday = at + timedelta(days=SUNDAY - at.weekday())
    return Q(state__in=AWAITED, due_on__gte=at, due_on__lte=sunday)


def _overdue(user: Any, at: date) -> Q:
    return Q(state__in=NOT_DONE, due_on__lt=at)


def _waits_for_others(user: Any, at: date) -> Q:
    """The lead works, and a coordinating agency has not finished its part."""
    unfinished = Assignment.objects.filter(task=OuterRef("task"), part=Part.COORDINATE, state__in=AWAITED)
    return Q(Exists(unfinished), part=Part.LEAD, state__in=ACTIVE)


def _extension_waits(user: Any, at: date) -> Q:
    waiting = Extension.objects.filter(assignment=OuterRef("pk"), decision=Decision.WAITING)
    return Q(Exists(waiting), state__in=NOT_CLOSED)


def _mine(user: Any, at: date) -> Q:
    """The person's own, and that of those they stand in for on the day."""
    stood_in_for = Substitution.objects.holding(at).filter(
        substitute=user.pk, officer=OuterRef("officer"), agency=OuterRef("agency")
    )
    return Q(state__in=OPEN) & (Q(officer=user.pk) | Q(Exists(stood_in_for)))


OF_AN_AGENCY: Final = [
    WorkList("cua-toi", _("My own work"), _mine),
    WorkList("chu-tri", _("My agency leads"), lambda user, at: Q(state__in=OPEN, part=Part.LEAD)),
    WorkList(
        "phoi-hop", _("My agency coordinates"), lambda user, at: Q(state__in=OPEN, part=Part.COORDINATE)
    ),
    WorkList("chua-nhan", _("Not yet accepted"), lambda user, at: Q(state=State.ASSIGNED)),
    WorkList("den-han-tuan-nay", _("Due this week"), _due_this_week),
    WorkList("qua-han", _("Overdue"), _overdue),
    WorkList("bi-tra-lai", _("Sent back to us"), lambda user, at: Q(state=State.SENT_BACK)),
    WorkList("cho-co-quan-khac", _("Waiting for other agencies"), _waits_for_others),
    WorkList("im-lang", _("Silent for 30 days"), lambda user, at: unheard_of(at)),
]
OF_THE_SECRETARIAT: Final = [
    WorkList("cho-xac-nhan", _("Waiting for confirmation"), lambda user, at: Q(state=State.REPORTED)),
    WorkList("xin-gia-han", _("Extensions asked for"), _extension_waits),
    WorkList("tu-choi", _("Refused by agencies"), lambda user, at: Q(state=State.REFUSED)),
    WorkList("chua-nhan", _("Not yet accepted"), lambda user, at: Q(state=State.ASSIGNED)),
    WorkList("den-han-tuan-nay", _("Due this week"), _due_this_week),
    WorkList("qua-han", _("Overdue"), _overdue),
    WorkList("im-lang", _("Silent for 30 days"), lambda user, at: unheard_of(at)),
]
