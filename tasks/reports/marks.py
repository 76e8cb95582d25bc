"""How an agency's report looks: the family of its colour, and words with the days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.marks import Mark
from tasks.reports.statuses import ReportState

if TYPE_CHECKING:
    from tasks.models import Report


def mark_of_report(report: Report, at: date | None = None) -> Mark:
    """How the report stands; late is said beside the state, never instead of it."""
    at = at or timezone.localdate()
    state = ReportState(report.state)
    if state == ReportState.ACCEPTED:
        return Mark("green", _("Received late") if report.late else str(state.label), quiet=True)
    if state == ReportState.SENT:
        return Mark("violet", _("Sent late") if report.late else str(state.label))
    days = (report.round.due_on - at).days
    if days < 0:
        words = ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", -days) % {"days": -days}
        return Mark("red", words)
    if state == ReportState.RETURNED:
        return Mark("amber", str(state.label), icon="warn")
    if days == 0:
        return Mark("amber", _("Due today"))
    return Mark("amber", ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days})
