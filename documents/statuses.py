"""Words for papers: families of types, urgency, circulation, relations, force."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Family(models.TextChoices):
    ADMINISTRATIVE = "administrative", _("Administrative")
    NORMATIVE = "normative", _("Normative")
    PARTY = "party", _("Party")
    COPY = "copy", pgettext_lazy("paper", "Copy")


class Urgency(models.TextChoices):
    NORMAL = "", _("Normal")
    URGENT = "khan", _("Urgent")
    VERY_URGENT = "thuong_khan", _("Very urgent")
    EXPRESS = "hoa_toc", _("Express")


class Circulation(models.TextChoices):
    """Who reads an issued paper. Secret papers have no value here: their text is not held at all."""

    PUBLIC = "public", _("Public")
    INTERNAL = "internal", _("Internal")
    RESTRICTED = "restricted", _("Named agencies only")


class Relation(models.TextChoices):
    """What a paper does with the one it cites (domain: căn cứ, thực hiện, sửa đổi …)."""

    LEGAL_BASIS = "legal_basis", _("Legal basis")
    CARRIES_OUT = "carries_out", _("Carries out")
    GUIDES = "guides", _("Guides")
    AMENDS = "amends", _("Amends")
    REPLACES = "replaces", _("Replaces")
    REPEALS = "repeals", _("Repeals")
    CORRECTS = "corrects", _("Corrects")
    CONSOLIDATES = "consolidates", _("Consolidates")
    CITED = "cited", _("Refers to")


#: The same relations read from the other side.
INVERSE = {
    Relation.LEGAL_BASIS: _("Legal basis of"),
    Relation.CARRIES_OUT: _("Carried out by"),
    Relation.GUIDES: _("Guided by"),
    Relation.AMENDS: _("Amended by"),
    Relation.REPLACES: _("Replaced by"),
    Relation.REPEALS: _("Repealed by"),
    Relation.CORRECTS: _("Corrected by"),
    Relation.CONSOLIDATES: _("Consolidated by"),
    Relation.CITED: _("Referred to by"),
}

#: Relations that end the whole target on the day the citing paper takes effect.
ENDING = frozenset({Relation.REPLACES, Relation.REPEALS})


class Force(models.TextChoices):
    """Status as of a day: derived from dates and relations, never stored."""

    DRAFT = "draft", _("Draft paper")
    NOT_YET = "not_yet", _("Not yet in force")
    IN_FORCE = "in_force", _("In force")
    PARTLY = "partly", _("Partly no longer in force")
    ENDED = "ended", _("No longer in force")
    RUNNING = "running", _("Being carried out")
    REPLACED = "replaced", _("Replaced")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Term ended")
    DESTROYED = "destroyed", _("Destroyed")
    UNKNOWN = "unknown", _("Unknown")


#: Statuses of papers that no longer apply; search shows them after those that do.
OVER = frozenset({Force.ENDED, Force.REPLACED, Force.WITHDRAWN, Force.EXPIRED, Force.DESTROYED})


class Direction(models.TextChoices):
    OUTGOING = "out", _("Outgoing")
    INCOMING = "in", _("Incoming")
    COPIES = "copies", _("Copies")


class Secrecy(models.TextChoices):
    """Degrees of secrecy: such a paper is a line of the register and nothing else."""

    NONE = "", _("Not secret")
    SECRET = "mat", _("Secret")
    HIGH = "toi_mat", _("Highly secret")
    TOP = "tuyet_mat", _("Top secret")


class Widened(models.TextChoices):
    """What became of a request to let more people read a paper."""

    WAITING = "waiting", _("Waiting")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class Part(models.TextChoices):
    """The part of an agency in dealing with a paper that came in."""

    LEAD = "lead", _("Leads")
    COORDINATE = "coordinate", _("Coordinates")


class Series(models.TextChoices):
    """How a register counts (decree 30, Article 15: as the head of the agency decides)."""

    SHARED = "shared", _("One series for all types")
    PER_TYPE = "per_type", _("One series for each type")


class Manner(models.TextChoices):
    """How a number came to its paper."""

    IN_TURN = "in_turn", _("In turn")
    INSERTED = "inserted", _("Inserted")
    BACKDATED = "backdated", _("Back-dated")


class ReadingState(models.TextChoices):
    """The life of a file between its arrival and the register."""

    WAITING = "waiting", _("Being read")
    READY = "ready", _("To be looked at")
    REGISTERED = "registered", _("Registered")
    DISCARDED = "discarded", _("Thrown away")


#: Readings a clerk still has to do something about.
UNFINISHED = frozenset({ReadingState.WAITING, ReadingState.READY})

#: The most urgent first.
URGENCY_ORDER = (Urgency.EXPRESS, Urgency.VERY_URGENT, Urgency.URGENT, Urgency.NORMAL)


class Verdict(models.TextChoices):
    """What is to become of a paper whose retention is over."""

    DISPOSE = "dispose", _("Destroy")
    KEEP = "keep", _("Keep longer")


class DisposalState(models.TextChoices):
    """The life of a list for disposal."""

    DRAFT = "draft", _("Being drawn up")
    PROPOSED = "proposed", _("Waiting for approval")
    APPROVED = "approved", _("Approved, being carried out")
    DONE = "done", _("Carried out")
    CANCELLED = "cancelled", _("Given up")


class Outcome(models.TextChoices):
    """What became of one line of a list for disposal."""

    WAITING = "waiting", _("Waiting")
    DESTROYED = "destroyed", _("Destroyed")
    KEPT = "kept", _("Kept")
    HELD = "held", _("Not destroyed")
