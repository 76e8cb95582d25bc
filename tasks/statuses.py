"""The life of a task and of each agency's part in it, as data a clerk could read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """A task is proposed by reading or by a clerk, then given, or cancelled."""

    PROPOSED = "proposed", _("Proposed")
    GIVEN = "given", _("Given")
    CANCELLED = "cancelled", _("Cancelled")


class Part(models.TextChoices):
    LEAD = "lead", _("Leads")
    COORDINATE = "coordinate", _("Coordinates")


class State(models.TextChoices):
    ASSIGNED = "assigned", _("Not yet accepted")
    ACCEPTED = "accepted", _("Accepted")
    WORKING = "working", _("In progress")
    REPORTED = "reported", _("Awaiting confirmation")
    CONFIRMED = "confirmed", _("Completed")
    REFUSED = "refused", _("Refused")
    SENT_BACK = "sent_back", _("Sent back")
    PAUSED = "paused", _("Paused")
    CANCELLED = "cancelled", _("Cancelled")


#: Still something to do for the agency or the secretariat.
OPEN = frozenset(set(State) - {State.CONFIRMED, State.CANCELLED, State.PAUSED})
#: Not done in the agency's own words either: these can be late or silent.
NOT_DONE = OPEN - {State.REPORTED}
#: Nothing more happens to these.
CLOSED = frozenset({State.CONFIRMED, State.CANCELLED})
#: States in which the agency works.
ACTIVE = frozenset({State.ACCEPTED, State.WORKING, State.SENT_BACK})


#: States in which the agency has the next word, so that it is reminded.
AWAITED = ACTIVE | {State.ASSIGNED}


class Timing(models.TextChoices):
    """How an assignment stands against its date on a day: derived, never stored."""

    DONE_ON_TIME = "done_on_time", _("Completed on time")
    DONE_LATE = "done_late", _("Completed late")
    DONE_UNDATED = "done_undated", _("Completed")
    RUNNING = "running", _("Within the date")
    SOON = "soon", _("Due soon")
    OVERDUE = "overdue", _("Overdue")
    UNDATED = "undated", _("No date")
    STOPPED = "stopped", _("Stopped")


#: Days before the date from which work counts as due soon.
SOON_DAYS = 7
#: Days without a word from the agency after which it counts as silent.
SILENT_DAYS = 30


class Deadline(models.TextChoices):
    """What kind of date the sentence gives."""

    NONE = "none", _("No date")
    DATE = "date", _("By a date")
    REGULAR = "regular", _("Regularly")
    RECURRING = "recurring", _("Recurring")


class Decision(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    GRANTED = "granted", _("Granted")
    DECLINED = "declined", _("Declined")


class What(models.TextChoices):
    """What happened to an assignment."""

    GIVEN = "given", _("Given")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    PROGRESS = "progress", _("Progress reported")
    REPORTED = "reported", _("Completion reported")
    CONFIRMED = "confirmed", _("Confirmed")
    SENT_BACK = "sent_back", _("Sent back")
    ASKED = "asked", _("Extension asked")
    GRANTED = "granted", _("Extension granted")
    DECLINED = "declined", _("Extension declined")
    REASSIGNED = "reassigned", _("Given again")
    PAUSED = "paused", _("Paused")
    RESUMED = "resumed", _("Resumed")
    CANCELLED = "cancelled", _("Cancelled")
    DELEGATED = "delegated", _("Passed to a colleague")
    SPLIT = "split", _("Sub-task given")
    MOVED = "moved", _("Given to another agency")
    REMINDED = "reminded", _("Reminded of the date")
    OVERDUE = "overdue", _("The date has passed")
    ESCALATED = "escalated", _("Told to the head of the agency")
