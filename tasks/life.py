"""The life of an agency's part as one table: who may do what from which state, what it asks, whom it tells.

Actions, buttons, permissions, notices, tests and docs/features/life-of-a-task.md are derived from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from tasks.statuses import ACTIVE, AWAITED, OPEN, State, What


class By(Enum):
    """Who may do a thing."""

    AGENCY = "agency"
    SECRETARIAT = "secretariat"
    """Of a sub-task: the agency that gave it."""
    CLOCK = "clock"


class Asks(Enum):
    """What must be said with it."""

    REASON = "reason"
    TEXT = "text"
    DATE = "date"
    AGENCY = "agency"
    OFFICER = "officer"


class Told(Enum):
    """Who hears of it, as seen from the part it happened to."""

    AGENCY = "agency"
    OFFICER = "officer"
    HEADS = "heads"
    LEADS = "leads"
    """The agencies that lead the task in which the part only coordinates."""
    SECRETARIAT = "secretariat"
    """Of a sub-task: the agency that gave it."""


@dataclass(frozen=True)
class Step:
    """One line of the table; `to` is None where the state stays (or, for a pause that ends, returns)."""

    by: By
    before: frozenset[State]
    to: State | None
    asks: frozenset[Asks]
    tells: frozenset[Told]


def _step(by: By, before: frozenset[State], to: State | None, *more: Asks | Told) -> Step:
    asks = frozenset(one for one in more if isinstance(one, Asks))
    return Step(by, before, to, asks, frozenset(one for one in more if isinstance(one, Told)))


NOT_CLOSED = OPEN | {State.PAUSED}
ANY = frozenset(State)

LIFE: dict[What, Step] = {
    What.GIVEN: _step(By.SECRETARIAT, frozenset({State.ASSIGNED}), None, Told.AGENCY),
    What.ACCEPTED: _step(By.AGENCY, frozenset({State.ASSIGNED}), State.ACCEPTED, Told.SECRETARIAT),
    What.REFUSED: _step(
        By.AGENCY, frozenset({State.ASSIGNED}), State.REFUSED, Asks.REASON, Told.SECRETARIAT, Told.LEADS
    ),
    What.DELEGATED: _step(By.AGENCY, NOT_CLOSED, None, Asks.OFFICER, Told.OFFICER),
    What.SPLIT: _step(By.AGENCY, ACTIVE, None, Asks.TEXT, Asks.AGENCY),
    What.PROGRESS: _step(By.AGENCY, ACTIVE, State.WORKING, Asks.TEXT, Told.SECRETARIAT, Told.LEADS),
    What.REPORTED: _step(
        By.AGENCY, ACTIVE, State.REPORTED, Asks.TEXT, Asks.DATE, Told.SECRETARIAT, Told.LEADS
    ),
    What.ASKED: _step(By.AGENCY, AWAITED, None, Asks.DATE, Asks.REASON, Told.SECRETARIAT),
    What.GRANTED: _step(By.SECRETARIAT, ANY, None, Told.AGENCY),
    What.DECLINED: _step(By.SECRETARIAT, ANY, None, Asks.REASON, Told.AGENCY),
    What.CONFIRMED: _step(By.SECRETARIAT, frozenset({State.REPORTED}), State.CONFIRMED, Told.AGENCY),
    What.SENT_BACK: _step(
        By.SECRETARIAT, frozenset({State.REPORTED}), State.SENT_BACK, Asks.REASON, Told.AGENCY
    ),
    What.REASSIGNED: _step(
        By.SECRETARIAT, frozenset({State.REFUSED}), State.ASSIGNED, Asks.REASON, Told.AGENCY
    ),
    What.MOVED: _step(
        By.SECRETARIAT,
        NOT_CLOSED - {State.REPORTED},
        State.CANCELLED,
        Asks.AGENCY,
        Asks.REASON,
        Told.AGENCY,
    ),
    What.PAUSED: _step(By.SECRETARIAT, AWAITED, State.PAUSED, Asks.REASON, Told.AGENCY),
    What.RESUMED: _step(By.SECRETARIAT, frozenset({State.PAUSED}), None, Told.AGENCY),
    What.CANCELLED: _step(By.SECRETARIAT, NOT_CLOSED, State.CANCELLED, Asks.REASON, Told.AGENCY),
    What.REMINDED: _step(By.SECRETARIAT, AWAITED, None, Told.AGENCY),
    What.OVERDUE: _step(By.CLOCK, AWAITED, None, Told.AGENCY),
    What.ESCALATED: _step(By.CLOCK, AWAITED, None, Told.HEADS),
}


def possible(state: str, by: By) -> frozenset[What]:
    """What somebody may do with a part in this state."""
    return frozenset(what for what, step in LIFE.items() if step.by is by and state in step.before)
