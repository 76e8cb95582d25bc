"""The papers a text cites, set against the register: what is known of each, and what a clerk may decide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from documents.force import Status, statuses
from documents.intake.marks import Level
from documents.linking import Held, HeldLaws, law_key
from documents.models import DocumentPage, Reading
from documents.registration import in_words
from documents.statuses import Force, Relation
from vietnamese.numbers import key_of

#: Papers in such a state are no basis for a new one.
NO_LONGER = frozenset({Force.ENDED, Force.REPLACED, Force.WITHDRAWN, Force.EXPIRED})


@dataclass(frozen=True)
class Cited:
    """One cited paper as found, with the papers of the register it can mean and their status."""

    index: int
    as_written: str
    code: str
    key: str
    kind: str
    dated: date | None
    other_dates: tuple[date, ...]
    issuer: str
    mentions: int
    candidates: tuple[DocumentPage, ...]
    force: dict[int, Status] = field(default_factory=dict)
    by_name: bool = False

    @property
    def ambiguous(self) -> bool:
        return len(self.candidates) > 1

    @property
    def to_choose(self) -> bool:
        """Several can be meant; and what is cited by its name alone is linked only when somebody says so."""
        return self.ambiguous or self.by_name

    @property
    def conflicting(self) -> bool:
        return bool(self.other_dates)

    @property
    def repealed(self) -> list[tuple[DocumentPage, Status]]:
        """Candidates that no longer apply."""
        told = [(paper, self.force[paper.pk]) for paper in self.candidates if paper.pk in self.force]
        return [(paper, status) for paper, status in told if status.force in NO_LONGER]

    @property
    def level(self) -> Level:
        if self.to_choose or self.conflicting or self.repealed:
            return Level.LOOK
        return Level.SURE if self.candidates else Level.NONE


def cited_by(reading: Reading, at: date | None = None) -> list[Cited]:
    """In the order of the text; a handful of queries however many citations there are.

    Status is that of the day of issue, so that an old paper is not blamed for what was repealed later.
    """
    found: list[dict[str, Any]] = reading.findings.get("citations", [])
    held = Held((key_of(one["code"]), None, one.get("issuer") or "") for one in found)
    force = statuses(held.all(), at)
    cited = [_cited(index, one, held, force) for index, one in enumerate(found)]
    return [*cited, *_laws_cited(reading, len(cited), at)]


def _laws_cited(reading: Reading, first: int, at: date | None) -> list[Cited]:
    """Laws named without a number that the register holds: which one is meant is for the clerk to say."""
    laws: list[dict[str, Any]] = reading.findings.get("laws", [])
    held = HeldLaws(law["year"] for law in laws if law["year"])
    force = statuses(held.all(), at)
    return [
        cited
        for index, law in enumerate(laws, start=first)
        if (cited := _named_law(index, law, held, force)).candidates
    ]


def _named_law(index: int, law: dict[str, Any], held: HeldLaws, force: dict[int, Status]) -> Cited:
    dated = date.fromisoformat(law["dated"]) if law["dated"] else None
    name = law["name"]
    return Cited(
        index=index,
        as_written=name if dated else f"{name} {law['year']}",
        code=name,
        key=law_key(name, dated, law["year"]),
        kind=Relation.CITED,
        dated=dated,
        other_dates=(),
        issuer="",
        mentions=1,
        candidates=tuple(held.fitting(name, dated, law["year"])),
        force=force,
        by_name=True,
    )


def summary(cited: list[Cited]) -> Counter[str]:
    """How many are held, to be looked at, and not held."""
    return Counter(str(one.level) for one in cited)


def _cited(index: int, one: dict[str, Any], held: Held, force: dict[int, Status]) -> Cited:
    dated = date.fromisoformat(one["dated"]) if one.get("dated") else None
    others = tuple(date.fromisoformat(day) for day in one.get("other_dates") or [])
    issuer = one.get("issuer") or ""
    key = key_of(one["code"])
    days = (dated, *others) if others else (dated,)
    fitting = {paper.pk: paper for day in days for paper in held.fitting(key, day, issuer)}
    return Cited(
        index=index,
        as_written=in_words(one["type"], one["code"]),
        code=one["code"],
        key=key,
        kind=one["relation"] if one["relation"] in Relation.values else Relation.CITED,
        dated=dated,
        other_dates=others,
        issuer=issuer,
        mentions=one.get("mentions", 1),
        candidates=tuple(fitting.values()),
        force=force,
    )
