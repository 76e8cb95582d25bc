"""Inside an agency: which of its people does the part."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import User
from agencies.permissions import standing
from tasks.actions.base import AgencyAction
from tasks.models import Assignment
from tasks.statuses import What


class Delegate(AgencyAction):
    """Pass the part to a colleague, who is told from then on; None gives it back to all of the agency.

    The instance is the part as the person saw it: when a colleague has passed it on since, nothing is done.
    """

    action_name = "delegate"
    label = gettext_lazy("Pass to a colleague")
    what = What.DELEGATED

    def __init__(self, instance: Assignment, user: User, *, officer: User | None, words: str = "") -> None:
        super().__init__(instance, user)
        self.officer = officer
        self.seen = instance.officer_id
        self.reason = words

    def check_state(self) -> None:
        super().check_state()
        if self.officer is not None and self.instance.agency_id not in standing(self.officer).agencies:
            raise Refused(_("%(name)s does not serve this agency.") % {"name": self.officer.get_full_name()})
        if (self.officer.pk if self.officer else None) == self.instance.officer_id:
            raise Refused(_("It is with this person already."))
        if self.instance.officer_id != self.seen:
            raise Refused(self._passed_on())

    def _passed_on(self) -> str:
        """Since the page was opened; sending the form again says that it was seen."""
        if self.instance.officer is None:
            return _("The part is with the whole agency again since just now. Send again to pass it on.")
        return _("The part was passed to %(name)s just now. Send again to change that.") % {
            "name": self.instance.officer.get_full_name()
        }

    def apply(self) -> None:
        # Passing it on says nothing about the work: the agency may still be silent.
        self.from_officer = self.instance.officer_id
        self.instance.officer = self.officer

    def details(self) -> dict[str, Any]:
        return {"from": self.from_officer, "to": self.officer.pk if self.officer else None}

    def tell(self) -> None:
        """Nothing to find by changed."""
