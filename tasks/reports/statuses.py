"""The life of a report as data."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.life import Told


class ReportState(models.TextChoices):
    WAITING = "waiting", _("Not sent yet")
    SENT = "sent", _("Sent")
    RETURNED = "returned", _("Returned for completion")
    ACCEPTED = "accepted", pgettext_lazy("report", "Received")


REPORT_NEXT: dict[ReportState, frozenset[ReportState]] = {
    ReportState.WAITING: frozenset({ReportState.SENT}),
    ReportState.SENT: frozenset({ReportState.WAITING, ReportState.RETURNED, ReportState.ACCEPTED}),
    ReportState.RETURNED: frozenset({ReportState.SENT}),
    ReportState.ACCEPTED: frozenset({ReportState.RETURNED}),
}
#: The agency has answered.
RECEIVED = frozenset({ReportState.SENT, ReportState.ACCEPTED})
#: The agency may write.
WRITABLE = frozenset({ReportState.WAITING, ReportState.RETURNED})


class Rating(models.TextChoices):
    """How a task goes, in the words of the form that agencies fill in."""

    AHEAD = "ahead", _("Ahead")
    ON_TRACK = "on_track", _("On track")
    BEHIND = "behind", _("Behind")


class Outcome(models.TextChoices):
    """What became of a report as of a day; derived, never stored."""

    ON_TIME = "on_time", pgettext_lazy("report", "Sent on time")
    LATE = "late", pgettext_lazy("report", "Sent late")
    SILENT = "silent", pgettext_lazy("report", "Past its day, not sent")
    WAITING = "waiting", pgettext_lazy("report", "Not due yet")


#: Reports whose day has come or that were sent: what a rate is out of.
ANSWERABLE = (Outcome.ON_TIME, Outcome.LATE, Outcome.SILENT)


class ReportWhat(models.TextChoices):
    OPENED = "opened", pgettext_lazy("report", "Asked for")
    SENT = "sent", _("Sent")
    WITHDRAWN = "withdrawn", _("Taken back to correct")
    RETURNED = "returned", _("Returned for completion")
    ACCEPTED = "accepted", pgettext_lazy("report", "Received")
    CHASED = "chased", _("Reminded by letter")
    REMINDED = "reminded", _("Reminded")
    OVERDUE = "overdue", _("Overdue")
    ESCALATED = "escalated", _("Late, its head was told")
    CLOSED = "closed", _("The round closed without it")


#: Who hears of what happens to a report; whoever did it knows already.
TELLS: Final[dict[ReportWhat, Told]] = {
    ReportWhat.OPENED: Told.AGENCY,
    ReportWhat.SENT: Told.SECRETARIAT,
    ReportWhat.WITHDRAWN: Told.SECRETARIAT,
    ReportWhat.RETURNED: Told.AGENCY,
    ReportWhat.ACCEPTED: Told.AGENCY,
    ReportWhat.CHASED: Told.AGENCY,
    ReportWhat.REMINDED: Told.AGENCY,
    ReportWhat.OVERDUE: Told.AGENCY,
    ReportWhat.ESCALATED: Told.HEADS,
    ReportWhat.CLOSED: Told.AGENCY,
}
