"""Handing over all of a person's work to a colleague, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused
from agencies.models import User
from agencies.permissions import standing
from tasks.actions.base import note
from tasks.life import NOT_CLOSED
from tasks.models import Assignment, Event
from tasks.querysets import AssignmentQuerySet
from tasks.statuses import What


def serves(user: User, agency: int) -> bool:
    """The person acts for this agency today."""
    return agency in standing(user).agencies


def held_by(user: User, agencies: frozenset[int]) -> AssignmentQuerySet:
    """The open work of a person in these agencies: what a handover would move."""
    parts = Assignment.objects.given().filter(officer=user, agency_id__in=agencies, state__in=NOT_CLOSED)
    return parts.listed().by_date()


class HandOver(Action[User]):
    """All open work of one person to a colleague, in one step that can be taken back."""

    action_name = "hand_over"
    label = gettext_lazy("Hand over a person's work")

    def __init__(self, instance: User, user: User, *, to: User, reason: str = "") -> None:
        super().__init__(instance, user)
        self.to = to
        self.reason = reason.strip()
        self.key = uuid4()
        self.moved = 0

    def check(self, skip_permission_checks: bool = False) -> None:
        held = standing(self.user)
        own = self.instance.pk == self.user.pk
        self.agencies = held.agencies if own else held.heads
        if not self.agencies and not skip_permission_checks:
            raise PermissionDenied(_("Your account may not do this."))

    def check_state(self) -> None:
        if self.to.pk == self.instance.pk:
            raise Refused(_("Choose another person."))
        self.parts = list(held_by(self.instance, self.agencies).select_for_update(of=("self",)))
        if not self.parts:
            raise Refused(
                _("%(name)s has no open work to hand over.") % {"name": self.instance.get_full_name()}
            )
        strangers = [part.agency.name for part in self.parts if not serves(self.to, part.agency_id)]
        if strangers:
            raise Refused(
                _("%(name)s does not serve “%(agency)s”.")
                % {"name": self.to.get_full_name(), "agency": strangers[0]}
            )

    def change(self) -> UUID:
        data = {"from": self.instance.pk, "to": self.to.pk, "handover": str(self.key)}
        _give(self.parts, self.to, self.user, data, self.reason)
        self.moved = len(self.parts)
        return self.key

    def details(self) -> dict[str, Any]:
        return {"to": self.to.pk, "parts": self.moved, "handover": str(self.key)}


class TakeBack(Action[User]):
    """Undo a handover: what the colleague still holds goes back; what was passed on since stays."""

    action_name = "take_back"
    label = gettext_lazy("Undo a handover")

    def __init__(self, instance: User, user: User, *, key: UUID) -> None:
        super().__init__(instance, user)
        self.key = key

    def check(self, skip_permission_checks: bool = False) -> None:
        events = Event.objects.filter(what=What.DELEGATED, data__handover=str(self.key), user=self.user)
        self.events = list(events.select_related("assignment"))
        if not self.events and not skip_permission_checks:
            raise PermissionDenied(_("Your account may not do this."))

    def check_state(self) -> None:
        wanted = [event.assignment_id for event in self.events if event.data.get("from") == self.instance.pk]
        given_to = {event.data.get("to") for event in self.events}
        parts = Assignment.objects.filter(pk__in=wanted, officer__in=given_to, state__in=NOT_CLOSED)
        self.parts = list(parts.select_for_update(of=("self",)))
        if not self.parts:
            raise Refused(_("There is nothing to take back any more."))

    def change(self) -> int:
        data = {"to": self.instance.pk, "undone": str(self.key)}
        _give(self.parts, self.instance, self.user, data, "")
        return len(self.parts)

    def details(self) -> dict[str, Any]:
        return {"parts": len(self.parts), "handover": str(self.key)}


def _give(parts: list[Assignment], to: User, by: User, data: dict[str, Any], reason: str) -> None:
    Assignment.objects.filter(pk__in=[part.pk for part in parts]).update(officer=to)
    note(
        *(
            Event(
                assignment=part,
                what=What.DELEGATED,
                user=by,
                before=part.state,
                after=part.state,
                reason=reason,
                data=data,
            )
            for part in parts
        )
    )
