"""The life of an agency's part as a table: what happens, and whom it tells."""

from __future__ import annotations

from enum import Enum

from tasks.statuses import What


class Told(Enum):
    """Who hears of an event, as seen from the part it happened to."""

    AGENCY = "agency"
    HEADS = "heads"
    LEADS = "leads"
    """The agencies that lead the task in which the part only coordinates."""
    SECRETARIAT = "secretariat"


TELLS: dict[What, frozenset[Told]] = {
    What.GIVEN: frozenset({Told.AGENCY}),
    What.ACCEPTED: frozenset({Told.SECRETARIAT}),
    What.REFUSED: frozenset({Told.SECRETARIAT, Told.LEADS}),
    What.PROGRESS: frozenset({Told.SECRETARIAT, Told.LEADS}),
    What.REPORTED: frozenset({Told.SECRETARIAT, Told.LEADS}),
    What.CONFIRMED: frozenset({Told.AGENCY}),
    What.SENT_BACK: frozenset({Told.AGENCY}),
    What.ASKED: frozenset({Told.SECRETARIAT}),
    What.GRANTED: frozenset({Told.AGENCY}),
    What.DECLINED: frozenset({Told.AGENCY}),
    What.REASSIGNED: frozenset({Told.AGENCY}),
    What.PAUSED: frozenset({Told.AGENCY}),
    What.RESUMED: frozenset({Told.AGENCY}),
    What.CANCELLED: frozenset({Told.AGENCY}),
    What.REMINDED: frozenset({Told.AGENCY}),
    What.OVERDUE: frozenset({Told.AGENCY}),
    What.ESCALATED: frozenset({Told.HEADS}),
}
