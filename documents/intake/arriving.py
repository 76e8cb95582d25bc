"""A read paper that came in: which register gives it an arrival number, and what its slip begins with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils import timezone

from agencies.models import Agency
from documents.actions import Slip
from documents.intake.values import Proposed
from documents.models import Arrival, Reading, Register, RegisterYear
from documents.statuses import Direction
from vietnamese.numbers import key_of
from vietnamese.text import fold

#: A letter that names more than these is for everybody; the clerk says who helps.
_MOST_HELPERS: Final = 12


@dataclass(frozen=True)
class Arriving:
    """The clerk's word that the paper came in: the register, the day, and who deals with it."""

    register: Register
    on: date
    slip: Slip = field(default_factory=Slip)


def registers() -> list[Register]:
    """Those that give arrival numbers, the oldest first."""
    return list(Register.objects.filter(direction=Direction.INCOMING).select_related("agency").order_by("pk"))


def begin(reading: Reading, proposed: Proposed, books: list[Register]) -> dict[str, Any]:
    """What the form says first: a paper of another agency came in today, one of our own did not."""
    own = Register.objects.filter(direction=Direction.OUTGOING).values_list("agency", flat=True)
    issuer = proposed.fields["issuer"] or proposed.likely
    ours = issuer is not None and issuer.pk in set(own)
    return {
        "register": None if ours or not books else books[0].pk,
        "arrived_on": timezone.localdate(),
        **_slip(reading),
    }


def _slip(reading: Reading) -> dict[str, Any]:
    """The soonest day the paper sets from today on; the one agency it charges, with those that help it."""
    duties: list[dict[str, Any]] = reading.findings.get("duties", [])
    days = {limit["due"] for duty in duties for limit in duty["deadlines"] if limit["due"]}
    coming = sorted(day for day in days if day >= timezone.localdate().isoformat())
    charged = {actor["name"] for duty in duties for actor in duty["actors"]}
    lead = _called(charged.pop()) if len(charged) == 1 else None
    helpers = {helper["name"]: None for duty in duties for helper in duty["coordinators"]} if lead else {}
    known = [agency for name in list(helpers)[:_MOST_HELPERS] if (agency := _called(name))]
    return {
        "due_on": date.fromisoformat(coming[0]) if coming else None,
        "lead": lead.pk if lead else None,
        "coordinators": "; ".join(agency.name for agency in dict.fromkeys(known) if agency != lead),
    }


def _called(name: str) -> Agency | None:
    """The one living agency of this name."""
    found = list(Agency.objects.existing().named(name)[:2])
    return found[0] if len(found) == 1 else None


def arrival_of(fields: dict[str, Any], reading: Reading) -> Arrival:
    """The line of the arrival register that the fields of the form describe, not saved."""
    sender = fields["issuer"]
    return Arrival(
        code=fields["code"],
        key=key_of(fields["code"])[:80] if fields["code"] else "",
        dated=fields["issued_on"],
        sender=sender,
        sender_as_written="" if sender else fields["issuer_as_written"],
        type=fields["type"],
        subject=fields["subject"],
        urgency=fields.get("urgency") or "",
        secrecy=fold(reading.secret).replace(" ", "_"),
        sha256="" if reading.secret else reading.sha256,
    )


def latest(register: Register) -> int:
    """The latest arrival number of this year."""
    counter = RegisterYear.objects.of(register, timezone.localdate().year).first()
    return counter.last if counter else 0
