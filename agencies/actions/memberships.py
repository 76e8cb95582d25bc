"""Who serves where: appoint, change, end. Seats of the secretariat are given by administrators only."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions.base import Action, Refused
from agencies.models import Membership, User
from agencies.permissions import standing
from agencies.statuses import STAFF


class MembershipAction(Action[Membership]):
    """An action on a membership; both the old and the new role must be the person's to give."""

    instance: Membership

    def user_has_permission(self) -> bool:
        held = standing(self.user)
        if held.administrator:
            return True
        return held.staff and not STAFF & self.roles()

    def roles(self) -> set[str]:
        """The roles this touches: as the row has it, and as it shall be."""
        kept = Membership.objects.filter(pk=self.instance.pk).values_list("role", flat=True)
        return {self.instance.role, *kept}

    def details(self) -> dict[str, Any]:
        return {
            "user": self.instance.user_id,
            "agency": self.instance.agency_id,
            "role": self.instance.role,
            "valid_until": self.instance.valid_until.isoformat() if self.instance.valid_until else None,
        }


class AppointMember(MembershipAction):
    """Give a person a seat; the instance is not saved yet."""

    action_name = "appoint_member"
    label = gettext_lazy("Appoint to an agency")

    def lock(self) -> Membership:
        return self.instance

    def change(self) -> Membership:
        """The form has looked; somebody may have appointed the same person since."""
        try:
            self.instance.save()
        except IntegrityError:
            raise Refused(
                _("%(name)s has this role in “%(agency)s” already.")
                % {"name": self.instance.user.get_full_name(), "agency": self.instance.agency.name}
            ) from None
        return self.instance


class ChangeMembership(AppointMember):
    """Write a changed seat."""

    action_name = "change_membership"
    label = gettext_lazy("Change a membership")


class EndMembership(MembershipAction):
    """End a seat on a day, yesterday unless one is given, so that it holds no longer today."""

    action_name = "end_membership"
    label = gettext_lazy("End a membership")

    def __init__(self, instance: Membership, user: User, *, on: date | None = None) -> None:
        super().__init__(instance, user)
        self.on = on or timezone.localdate() - timedelta(days=1)

    def check_state(self) -> None:
        if self.instance.valid_until is not None and self.instance.valid_until <= self.on:
            raise Refused(_("This membership has already ended."))

    def change(self) -> Membership:
        self.instance.valid_until = self.on
        self.instance.save(update_fields=["valid_until"])
        return self.instance
