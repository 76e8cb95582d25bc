"""The ways a notice travels, the choices a person has, and what holds until they choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from tasks.reports.statuses import ReportWhat
from tasks.statuses import What


class Channel(models.TextChoices):
    SITE = "site", _("On the site")
    MAIL = "mail", _("By e-mail at once")
    DIGEST = "digest", _("In the daily digest")


class Mail(models.TextChoices):
    """What a person wants by e-mail of one subject."""

    NOW = "now", _("At once")
    DIGEST = "digest", _("In the daily digest")
    NEVER = "never", _("Not by e-mail")


class LetterState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    WITHHELD = "withheld", _("Not sent: nothing in it may be shown any more")
    FAILED = "failed", _("Could not be delivered")


class Topic(models.TextChoices):
    """Events that a person hears of, or not, together."""

    GIVEN = "given", _("A task is given to my agency or to me")
    ANSWERED = "answered", _("An agency accepts or refuses a task")
    REPORTED = "reported", _("An agency reports")
    JUDGED = "judged", _("A report of my agency is confirmed or sent back")
    ASKED = "asked", _("An agency asks for an extension")
    DECIDED = "decided", _("An extension is granted or declined")
    STOPPED = "stopped", _("A task is paused, resumed or cancelled")
    REMINDED = "reminded", _("A date is near or has passed")
    ESCALATED = "escalated", _("My agency is late by more than a week (to its head)")
    ROUND_OPEN = "round_open", _("A report of a round is asked of my agency")
    ROUND_DUE = "round_due", _("A report of a round is near its date or late")
    ROUND_LATE = "round_late", _("My agency has not sent its report in days (to its head)")
    ROUND_BACK = "round_back", _("A report of my agency is returned or received")
    CHASED = "chased", _("My agency gets a letter because its report is missing")
    ROUND_IN = "round_in", _("An agency sends its report or takes it back")
    ROUND_END = "round_end", _("A reporting round closes")
    PAPER = "paper", _("A paper is sent to my agency")
    STEP = "step", _("A draft waits for my review, signature or number")
    DRAFTED = "drafted", _("My draft is agreed to, returned or issued")
    WIDENING = "widening", _("A request for wider circulation waits for a decision")
    WIDENED = "widened", _("My request for wider circulation is decided")
    DISPOSAL = "disposal", _("A list for disposal waits for approval")
    DISPOSED = "disposed", _("My list for disposal is approved or returned")


class Turn(models.TextChoices):
    """What happens to a paper on its way to issue, to a request to let more people read it, and to a list
    for disposal.
    """

    WAITS = "waits", _("waits at a step")
    AGREED = "agreed", _("agreed to")
    RETURNED = "returned", _("returned to the drafter")
    ISSUED = "issued", _("issued")
    ASKED = "asked", _("wider circulation asked for")
    GRANTED = "granted", _("wider circulation granted")
    REFUSED = "refused", _("wider circulation refused")
    PROPOSED = "proposed", _("list for disposal sent for approval")
    APPROVED = "approved", _("list for disposal approved")
    GIVEN_BACK = "given_back", _("list for disposal returned")


@dataclass(frozen=True)
class Wish:
    """How one person hears of one topic."""

    site: bool
    mail: Mail


TOPIC_OF: Final[dict[str, Topic]] = {
    What.GIVEN: Topic.GIVEN,
    What.REASSIGNED: Topic.GIVEN,
    What.DELEGATED: Topic.GIVEN,
    What.ACCEPTED: Topic.ANSWERED,
    What.REFUSED: Topic.ANSWERED,
    What.PROGRESS: Topic.REPORTED,
    What.REPORTED: Topic.REPORTED,
    What.CONFIRMED: Topic.JUDGED,
    What.SENT_BACK: Topic.JUDGED,
    What.ASKED: Topic.ASKED,
    What.GRANTED: Topic.DECIDED,
    What.DECLINED: Topic.DECIDED,
    What.PAUSED: Topic.STOPPED,
    What.RESUMED: Topic.STOPPED,
    What.CANCELLED: Topic.STOPPED,
    What.MOVED: Topic.STOPPED,
    What.REMINDED: Topic.REMINDED,
    What.OVERDUE: Topic.REMINDED,
    What.ESCALATED: Topic.ESCALATED,
}
TOPIC_OF_REPORT: Final[dict[str, Topic]] = {
    ReportWhat.OPENED: Topic.ROUND_OPEN,
    ReportWhat.SENT: Topic.ROUND_IN,
    ReportWhat.WITHDRAWN: Topic.ROUND_IN,
    ReportWhat.RETURNED: Topic.ROUND_BACK,
    ReportWhat.ACCEPTED: Topic.ROUND_BACK,
    ReportWhat.CHASED: Topic.CHASED,
    ReportWhat.REMINDED: Topic.ROUND_DUE,
    ReportWhat.OVERDUE: Topic.ROUND_DUE,
    ReportWhat.ESCALATED: Topic.ROUND_LATE,
    ReportWhat.CLOSED: Topic.ROUND_END,
}

#: What is told after it happened; the other turns ask for an answer.
OUTCOMES: Final = (Turn.AGREED, Turn.RETURNED, Turn.ISSUED, Turn.GRANTED, Turn.REFUSED)
OUTCOMES_OF_LISTS: Final = (Turn.APPROVED, Turn.GIVEN_BACK)
TOPIC_OF_TURN: Final[dict[str, Topic]] = {
    Turn.WAITS: Topic.STEP,
    Turn.AGREED: Topic.DRAFTED,
    Turn.RETURNED: Topic.DRAFTED,
    Turn.ISSUED: Topic.DRAFTED,
    Turn.ASKED: Topic.WIDENING,
    Turn.GRANTED: Topic.WIDENED,
    Turn.REFUSED: Topic.WIDENED,
    Turn.PROPOSED: Topic.DISPOSAL,
    Turn.APPROVED: Topic.DISPOSED,
    Turn.GIVEN_BACK: Topic.DISPOSED,
}

#: Until a person chooses: what asks for an answer comes at once, the rest once a day or on the site alone.
UNCHOSEN: Final[dict[str, Wish]] = {
    Topic.GIVEN: Wish(True, Mail.NOW),
    Topic.ANSWERED: Wish(True, Mail.NEVER),
    Topic.REPORTED: Wish(True, Mail.DIGEST),
    Topic.JUDGED: Wish(True, Mail.NOW),
    Topic.ASKED: Wish(True, Mail.DIGEST),
    Topic.DECIDED: Wish(True, Mail.NOW),
    Topic.STOPPED: Wish(True, Mail.NOW),
    Topic.REMINDED: Wish(True, Mail.DIGEST),
    Topic.ESCALATED: Wish(True, Mail.NOW),
    Topic.ROUND_OPEN: Wish(True, Mail.NOW),
    Topic.ROUND_DUE: Wish(True, Mail.DIGEST),
    Topic.ROUND_LATE: Wish(True, Mail.NOW),
    Topic.ROUND_BACK: Wish(True, Mail.NOW),
    Topic.CHASED: Wish(True, Mail.NOW),
    Topic.ROUND_IN: Wish(True, Mail.DIGEST),
    Topic.ROUND_END: Wish(True, Mail.DIGEST),
    Topic.PAPER: Wish(True, Mail.NOW),
    Topic.STEP: Wish(True, Mail.NOW),
    Topic.DRAFTED: Wish(True, Mail.DIGEST),
    Topic.WIDENING: Wish(True, Mail.DIGEST),
    Topic.WIDENED: Wish(True, Mail.DIGEST),
    Topic.DISPOSAL: Wish(True, Mail.DIGEST),
    Topic.DISPOSED: Wish(True, Mail.DIGEST),
}

#: What a person of the secretariat, and one of an agency, can hear of.
TO_SECRETARIAT: Final = (
    Topic.ANSWERED,
    Topic.REPORTED,
    Topic.ASKED,
    Topic.ROUND_IN,
    Topic.ROUND_END,
    Topic.STEP,
    Topic.DRAFTED,
    Topic.WIDENING,
    Topic.WIDENED,
    Topic.DISPOSAL,
    Topic.DISPOSED,
)
TO_AGENCIES: Final = (
    Topic.GIVEN,
    Topic.JUDGED,
    Topic.DECIDED,
    Topic.REPORTED,
    Topic.STOPPED,
    Topic.REMINDED,
    Topic.ESCALATED,
    Topic.ROUND_OPEN,
    Topic.ROUND_DUE,
    Topic.ROUND_LATE,
    Topic.ROUND_BACK,
    Topic.CHASED,
    Topic.ROUND_END,
    Topic.PAPER,
    Topic.STEP,
)
