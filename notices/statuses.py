"""The ways a notice travels, the choices a person has, and what holds until they choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

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
}

#: What a person of the secretariat, and one of an agency, can hear of.
TO_SECRETARIAT: Final = (Topic.ANSWERED, Topic.REPORTED, Topic.ASKED)
TO_AGENCIES: Final = (
    Topic.GIVEN,
    Topic.JUDGED,
    Topic.DECIDED,
    Topic.REPORTED,
    Topic.STOPPED,
    Topic.REMINDED,
    Topic.ESCALATED,
)
