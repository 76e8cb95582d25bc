"""A colleague stands in for an officer for some days; it ends by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions.base import Action, Refused
from agencies.models import Agency, Membership, Substitution, User
from agencies.permissions import standing
from agencies.statuses import ACTING
from vietnamese.dates import short


def may_name(user: User, officer: int, agency: int) -> bool:
    """Everybody for themselves, the head of the agency for its people."""
    held = standing(user)
    return agency in (held.agencies if user.pk == officer else held.heads)


class NameSubstitute(Action[User]):
    """Of an officer (the instance) in one agency."""

    action_name = "name_substitute"
    label = gettext_lazy("Name a substitute")

    def __init__(
        self, instance: User, user: User, *, agency: Agency, substitute: User, first: date, last: date
    ) -> None:
        super().__init__(instance, user)
        self.agency = agency
        self.substitute = substitute
        self.first = first
        self.last = last

    def user_has_permission(self) -> bool:
        return may_name(self.user, self.instance.pk, self.agency.pk)

    def check_state(self) -> None:
        if self.substitute.pk == self.instance.pk:
            raise Refused(_("Nobody substitutes for themselves. Choose another person."))
        if self.last < self.first:
            raise Refused(_("The last day stands before the first day."))
        if self.last < timezone.localdate():
            raise Refused(_("The last day must not be before today."))
        for person in (self.instance, self.substitute):
            self._check_seat(person)
        self._check_days()

    def _check_seat(self, person: User) -> None:
        seats = Membership.objects.filter(user=person, agency=self.agency, role__in=ACTING)
        held = [seats.valid(day).exists() for day in (max(self.first, timezone.localdate()), self.last)]
        if not all(held) or not person.is_active:
            raise Refused(
                _("%(name)s does not serve “%(agency)s” on all of these days.")
                % {"name": person.get_full_name(), "agency": self.agency.name}
            )

    def _check_days(self) -> None:
        those_days = Substitution.objects.filter(agency=self.agency).overlapping(self.first, self.last)
        held = those_days.filter(officer=self.instance).select_related("substitute").first()
        if held is not None:
            raise Refused(
                _("%(substitute)s already substitutes for %(name)s from %(first)s to %(last)s.")
                % {
                    "substitute": held.substitute.get_full_name(),
                    "name": self.instance.get_full_name(),
                    "first": short(held.first),
                    "last": short(held.last),
                }
            )
        if those_days.filter(officer=self.substitute).exists():
            raise Refused(
                _("%(name)s is away on some of these days. Choose another person.")
                % {"name": self.substitute.get_full_name()}
            )

    def change(self) -> Substitution:
        return Substitution.objects.create(
            agency=self.agency,
            officer=self.instance,
            substitute=self.substitute,
            first=self.first,
            last=self.last,
            named_by=self.user,
        )

    def details(self) -> dict[str, Any]:
        return {
            "agency": self.agency.pk,
            "substitute": self.substitute.pk,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
        }


class EndSubstitution(Action[Substitution]):
    """Before its last day, because the officer is back."""

    action_name = "end_substitution"
    label = gettext_lazy("End a substitution")

    def user_has_permission(self) -> bool:
        return may_name(self.user, self.instance.officer_id, self.instance.agency_id)

    def check_state(self) -> None:
        if self.instance.withdrawn_at is not None or self.instance.last < timezone.localdate():
            raise Refused(_("This substitution has already ended."))

    def change(self) -> Substitution:
        self.instance.withdrawn_at = timezone.now()
        self.instance.save(update_fields=["withdrawn_at"])
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"officer": self.instance.officer_id, "substitute": self.instance.substitute_id}
