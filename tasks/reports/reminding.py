"""Reminders of a report by the clock: before, on and after its due day, each step once."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import User
from tasks.models import Report, ReportEvent
from tasks.reminders import Step
from tasks.reports.actions import SecretariatReportAction
from tasks.reports.statuses import WRITABLE, ReportState, ReportWhat


class RemindOfReport(SecretariatReportAction):
    """One step; said once, whoever's clock strikes first, and never after the agency has answered."""

    action_name = "remind_of_report"
    label = gettext_lazy("Remind of a report by the clock")

    def __init__(self, instance: Report, user: User, *, step: Step) -> None:
        super().__init__(instance, user)
        self.step = step
        self.days = step.days

    @property
    def what(self) -> ReportWhat:  # type: ignore[override]
        return ReportWhat(self.step.what.value)

    def check_state(self) -> None:
        super().check_state()
        if ReportState(self.instance.state) not in WRITABLE or self.instance.round.closed_at:
            raise Refused(_("This report is no longer waited for."))
        said = ReportEvent.objects.filter(report=self.instance, what=self.what, days=self.days)
        if said.exists():
            raise Refused(_("This reminder has been given already."))
