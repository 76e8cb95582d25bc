"""Compare the duties of papers in which every one is labelled: what is missed, what is read into them."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from documents.reading.findings import Duty, Named
from documents.reading.gazetteer import Gazetteer
from documents.reading.reader import Reading, read
from vietnamese.text import canonical


class Judge(Protocol):
    """What counts the hits (`measure.Measurement`)."""

    gazetteer: Gazetteer

    def names(self, field: str, expected: list[str], got: tuple[Named, ...], where: str) -> None: ...
    def limits(self, field: str, expected: str, got: str, where: str) -> None: ...
    def count(self, field: str, hits: int, labelled: int, given: int, miss: str) -> None: ...


@dataclass(frozen=True)
class Labelled:
    """One duty a clerk would write down: where it stands, who acts, who helps, by when."""

    anchor: str
    actors: tuple[str, ...]
    helpers: tuple[str, ...]
    limit: str

    @staticmethod
    def of(row: Sequence[str]) -> "Labelled":
        anchor, actors, helpers, limit = row
        return Labelled(anchor, _split(actors), _split(helpers), limit)


def papers_of(path: Path) -> list[dict[str, Any]]:
    """Return the papers of a label file: name, text, tables and duties of each."""
    papers: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["paper"]
    return papers


def judge_paper(judge: Judge, paper: dict[str, Any], prefix: str) -> None:
    """Read one paper and compare all its duties."""
    tables = paper.get("tables", ())
    cells = [cell for table in tables for row in table for cell in row]
    reading = read("\n".join([paper["text"].strip(), *dict.fromkeys(cells)]), judge.gazetteer, tables)
    labels = [Labelled.of(row) for row in paper["duties"]]
    right: dict[int, Labelled] = {}
    for label in labels:
        where = f"{paper['name']}: {label.anchor[:50]}"
        duty = _duty_at(label.anchor, reading, right)
        if duty is not None:
            right[id(duty)] = label
        judge.count(f"{prefix}.found", int(duty is not None), 1, int(duty is not None), "" if duty else where)
        judge.names(f"{prefix}.lead", list(label.actors), duty.actors if duty else (), where)
        judge.names(f"{prefix}.coordinators", list(label.helpers), duty.coordinators if duty else (), where)
        written = "; ".join(limit.written for limit in duty.deadlines) if duty else ""
        judge.limits(f"{prefix}.deadline", label.limit, written, where)
    for extra in _read_into(reading, right):
        judge.count(f"{prefix}.found", 0, 0, 1, f"{paper['name']}: thừa {extra.text[:80]!r}")


def _read_into(reading: Reading, right: dict[int, Labelled]) -> Iterable[Duty]:
    """Yield what no label asks for; a further sentence of a labelled paragraph to the same actor is right."""
    lines: dict[int, set[tuple[str, ...]]] = {}
    for duty in reading.duties:
        if id(duty) in right:
            lines.setdefault(_line(reading, duty), set()).add(tuple(name.name for name in duty.actors))
    for duty in reading.duties:
        actors = tuple(name.name for name in duty.actors)
        if id(duty) not in right and actors not in lines.get(_line(reading, duty), ()):
            yield duty


def _line(reading: Reading, duty: Duty) -> int:
    return reading.text.rfind("\n", 0, duty.span.start + 1)


def _duty_at(anchor: str, reading: Reading, taken: dict[int, Labelled]) -> Duty | None:
    place = canonical(reading.text).find(canonical(anchor))
    if place < 0:
        raise ValueError(anchor)
    end = place + len(anchor)
    here = [duty for duty in reading.duties if duty.span.start < end and place < duty.span.end]
    return next((duty for duty in here if id(duty) not in taken), None)


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split("|") if name.strip())
