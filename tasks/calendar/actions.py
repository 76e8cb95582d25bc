"""What the secretariat does with the table of days off."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused
from agencies.models import User
from agencies.permissions import standing
from tasks.calendar.expected import expected
from tasks.models import Holiday


class AddExpectedHolidays(Action[User]):
    """Enter the expected days off of a year that has none; they are marked as expected."""

    action_name = "add_expected_holidays"
    label = gettext_lazy("Enter the expected days off of a year")

    def __init__(self, instance: User, user: User, *, year: int) -> None:
        super().__init__(instance, user)
        self.year = year

    def user_has_permission(self) -> bool:
        return standing(self.user).staff

    def check_state(self) -> None:
        if self.year in Holiday.objects.years():
            raise Refused(
                _("The year %(year)d has days off already. Change them one by one.") % {"year": self.year}
            )

    def change(self) -> int:
        rows = Holiday.objects.bulk_create(
            Holiday(first=row.first, last=row.last, name=row.name, basis=row.basis)
            for row in expected(self.year)
        )
        return len(rows)

    def details(self) -> dict[str, Any]:
        return {"year": self.year}
