"""What an agency does with its report, and how the secretariat answers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.actions import Action, Refused
from agencies.models import User
from agencies.permissions import standing
from tasks.models import Assignment, Indicator, Report, ReportEvent, ReportFigure, ReportLine
from tasks.reports.gathering import FIELDS, entries, parts_of
from tasks.reports.statuses import REPORT_NEXT, WRITABLE, ReportState, ReportWhat
from tasks.rounds import effects


class ReportAction(Action[Report]):
    """A change of one agency's report."""

    instance: Report
    what: ClassVar[ReportWhat | None] = None
    to: ClassVar[ReportState | None] = None
    reason: str = ""
    days: int | None = None

    def check_state(self) -> None:
        if self.instance.round.opened_at is None:
            raise Refused(_("This round is not open yet."))
        if self.to is not None and self.to not in REPORT_NEXT[ReportState(self.instance.state)]:
            raise Refused(
                _("The report is now “%(state)s”, so this is no longer possible. Open it again.")
                % {"state": self.instance.get_state_display()}
            )

    def change(self) -> Report:
        if self.to is not None:
            self.instance.state = self.to
        self.apply()
        self.instance.save()
        self.note()
        return self.instance

    def note(self) -> None:
        """Write down what happened and tell whom it concerns."""
        if self.what is None:
            return
        event = ReportEvent.objects.create(
            report=self.instance, what=self.what, user=self.user, reason=self.reason.strip(), days=self.days
        )
        effects.report_events_noted([event])

    def apply(self) -> None:
        """Other changes, before the locked row is saved."""


class AgencyReportAction(ReportAction):
    def user_has_permission(self) -> bool:
        return self.instance.agency_id in standing(self.user).agencies


class WriteReport(AgencyReportAction):
    """Keep what is written so far: lines by part, numbers by figure, and the general words."""

    action_name = "write_report"
    label = gettext_lazy("Write a report of a round")

    def __init__(
        self,
        instance: Report,
        user: User,
        *,
        lines: Mapping[int, Mapping[str, Any]] | None = None,
        figures: Mapping[int, Decimal | None] | None = None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(instance, user)
        self.lines = lines or {}
        self.figures = figures or {}
        self.words = words or {}

    def check_state(self) -> None:
        super().check_state()
        if ReportState(self.instance.state) not in WRITABLE:
            raise Refused(
                _("The report is now “%(state)s”, so nothing can be changed. Take it back first.")
                % {"state": self.instance.get_state_display()}
            )

    def apply(self) -> None:
        self.instance.started_at = self.instance.started_at or timezone.now()
        for name, text in self.words.items():
            setattr(self.instance, name, text)
        own = set(parts_of(self.instance).filter(pk__in=self.lines).values_list("pk", flat=True))
        if own != set(self.lines):
            raise Refused(_("This task is not in this report. Open the report again."))
        for part, values in self.lines.items():
            ReportLine.objects.update_or_create(
                report=self.instance, assignment_id=part, defaults=_tidy(values)
            )
        asked = set(Indicator.objects.filter(active=True).values_list("pk", flat=True))
        for indicator, value in self.figures.items():
            if indicator not in asked:
                raise Refused(_("This figure is no longer asked for. Open the report again."))
            if value is None:
                ReportFigure.objects.filter(report=self.instance, indicator=indicator).delete()
            else:
                ReportFigure.objects.update_or_create(
                    report=self.instance, indicator_id=indicator, defaults={"value": value}
                )

    def details(self) -> dict[str, Any]:
        return {"lines": sorted(self.lines), "figures": sorted(self.figures), "words": sorted(self.words)}


class NothingToReport(WriteReport):
    """Mark every line that has no result: nothing happened in the period."""

    action_name = "nothing_to_report"
    label = gettext_lazy("Nothing to report")

    def apply(self) -> None:
        self.lines = {
            entry.assignment.pk: {**entry.values(), "nothing": True}
            for entry in entries(self.instance)
            if not entry.filled
        }
        super().apply()


class SendReport(AgencyReportAction):
    """Send the report; what is sent is kept as it was shown. A second click finds it sent."""

    action_name = "send_report"
    label = gettext_lazy("Send a report of a round")
    what = ReportWhat.SENT
    to = ReportState.SENT

    def execute(self, skip_permission_checks: bool = False) -> Report:
        try:
            super().execute(skip_permission_checks)
        except Refused:
            kept = Report.objects.filter(
                pk=self.instance.pk, state=ReportState.SENT, sent_by=self.user
            ).first()
            if kept is None:
                raise
            self.instance = kept
        return self.instance

    def check_state(self) -> None:
        super().check_state()
        self.entries = entries(self.instance)
        empty = sum(not entry.filled for entry in self.entries)
        if empty:
            raise Refused(
                ngettext(
                    "%(number)d task has no result yet. Write it, or mark it “nothing to report”.",
                    "%(number)d tasks have no result yet. Write them, or mark them “nothing to report”.",
                    empty,
                )
                % {"number": empty}
            )

    def apply(self) -> None:
        now = timezone.now()
        held = set(self.instance.lines.values_list("assignment_id", flat=True))
        ReportLine.objects.bulk_create(
            ReportLine(report=self.instance, assignment=entry.assignment, **_tidy(entry.values()))
            for entry in self.entries
            if entry.assignment.pk not in held
        )
        spoken = [entry.assignment.pk for entry in self.entries if not entry.nothing]
        Assignment.objects.filter(pk__in=spoken).update(heard_on=timezone.localdate(now))
        self.instance.started_at = self.instance.started_at or now
        self.instance.first_sent_at = self.instance.first_sent_at or now
        self.instance.sent_at = now
        self.instance.sent_by = self.user
        self.instance.remarks = ""

    def details(self) -> dict[str, Any]:
        return {"receipt": self.instance.receipt, "lines": len(self.entries)}


class WithdrawReport(AgencyReportAction):
    """Take it back to correct it, as long as the round is open and nobody has accepted it."""

    action_name = "withdraw_report"
    label = gettext_lazy("Take a report back")
    what = ReportWhat.WITHDRAWN
    to = ReportState.WAITING

    def check_state(self) -> None:
        super().check_state()
        if self.instance.round.closed_at is not None:
            raise Refused(_("The round is closed, so the report can no longer be taken back."))


class SecretariatReportAction(ReportAction):
    def user_has_permission(self) -> bool:
        return standing(self.user).staff


class ReturnReport(SecretariatReportAction):
    """Ask the agency to complete it; what it sent stays and is its draft."""

    action_name = "return_report"
    label = gettext_lazy("Return a report")
    what = ReportWhat.RETURNED
    to = ReportState.RETURNED

    def __init__(self, instance: Report, user: User, *, reason: str) -> None:
        super().__init__(instance, user)
        self.reason = reason

    def check_state(self) -> None:
        super().check_state()
        if not self.reason.strip():
            raise Refused(_("Say what is to be completed."))

    def apply(self) -> None:
        self.instance.remarks = self.reason.strip()


class AcceptReport(SecretariatReportAction):
    action_name = "accept_report"
    label = gettext_lazy("Accept a report")
    what = ReportWhat.ACCEPTED
    to = ReportState.ACCEPTED


def _tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    """A line with nothing to report has no other words."""
    line = {name: values.get(name, False if name == "nothing" else "") for name in FIELDS}
    if line["nothing"]:
        line |= {"result": "", "shortcomings": "", "rating": ""}
    return line
