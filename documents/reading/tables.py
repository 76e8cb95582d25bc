"""Tasks given in the tables of an annex: number, task, who leads, who helps, by when, what comes out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from documents.reading.deadlines import stated_limits
from documents.reading.findings import Deadline, Duty, Named, Span
from documents.reading.gazetteer import Gazetteer
from documents.reading.mentions import Mentions
from vietnamese.text import clean, fold

_ROLES = (
    ("number", re.compile(r"^(?:tt|stt|so tt|so thu tu|so)$")),
    ("help", re.compile(r"phoi hop")),
    (
        "lead",
        re.compile(
            r"chu tri|(?:co quan|don vi|nguoi|to chuc) (?:duoc giao|thuc hien|chiu trach nhiem)|phan cong"
        ),
    ),
    ("time", re.compile(r"thoi (?:gian|han)|tien do|han hoan thanh|^hoan thanh|lo trinh")),
    ("product", re.compile(r"san pham|ket qua|dau ra")),
    (
        "task",
        re.compile(r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|ten van ban|muc tieu|chi tieu|viec"),
    ),
)
_ORDINAL = re.compile(r"^\(?(?:\d{1,2}|[A-Z])\)?(?:=.*)?$")
_BULLET = re.compile(r"^\s*[-–+•*]\s*", re.MULTILINE)
_HEADER_REACH = 10
_MAX_HEADER = 120
_MAX_CELL = 4000


@dataclass
class _Layout:
    """Which column says what, and where the rows begin."""

    columns: dict[str, int] = field(default_factory=dict)
    first_row: int = 0


def table_duties(
    tables: Sequence[Sequence[Sequence[str]]],
    text: str,
    gazetteer: Gazetteer,
    home: str | None,
    issued_on: date | None,
) -> tuple[Duty, ...]:
    """Return the tasks of all tables that have a column for the task and one for who does it."""
    reader = _TableReader(text, gazetteer, home, issued_on)
    return tuple(duty for table in tables for duty in reader.duties(table))


def layout_of(table: Sequence[Sequence[str]]) -> _Layout | None:
    """Find the rows of headings; they may be two, with "chủ trì" and "phối hợp" below one heading."""
    for at, row in enumerate(table[:_HEADER_REACH]):
        columns = _columns(row)
        if "task" not in columns:
            continue
        first = at + 1
        if first < len(table) and {"lead", "help"} & set(below := _columns(table[first])):
            same = table[first][columns["task"] :][:1] == list(row[columns["task"] :][:1])
            if same or below.get("task") in (None, columns["task"]):
                columns |= {role: place for role, place in below.items() if role in ("lead", "help", "time")}
                first += 1
        if {"lead", "help"} & set(columns):
            return _Layout(columns, first)
    return None


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        heading = " ".join(fold(clean(cell[:_MAX_HEADER])).split())
        if len(cell) > _MAX_HEADER or ("chu tri" in heading and "phoi hop" in heading):
            continue  # a column that says which of the two
        role = next((role for role, pattern in _ROLES if pattern.search(heading)), None)
        if role and role not in found:
            found[role] = place
    return found


class _TableReader:
    def __init__(self, text: str, gazetteer: Gazetteer, home: str | None, issued_on: date | None) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.home = home
        self.issued_on = issued_on
        self.place = 0

    def duties(self, table: Sequence[Sequence[str]]) -> Iterator[Duty]:
        layout = layout_of(table)
        if layout is None:
            return
        section = ""
        for row in table[layout.first_row :]:
            cells = {name: _cell(row, at) for name, at in layout.columns.items()}
            filled = {cell for cell in map(clean, row) if cell.strip()}
            if not cells["task"] or all(_ORDINAL.match(cell.strip()) for cell in filled):
                continue
            who = cells.get("lead", "") + cells.get("help", "")
            if len(filled) == 1 or not (who or cells.get("time")) or cells["task"] == cells.get("lead"):
                section = _label(cells.get("number", "")) or _label(cells["task"])
                continue
            if duty := self._duty(cells, section):
                yield duty

    def _duty(self, cells: dict[str, str], section: str) -> Duty | None:
        task = " ".join(cells["task"].split())
        span = self._span(cells["task"])
        leads, helpers = self._names(cells.get("lead", ""), span), self._names(cells.get("help", ""), span)
        if not leads and not helpers:
            return None
        number = _label(cells.get("number", ""))
        limits = self._limits(cells.get("time", ""), span)
        known = all(name.known or name.group for name in (*leads, *helpers))
        return Duty(
            at=".".join(part for part in (section if section != number else "", number) if part),
            role="lead" if leads else "coop_list",
            actors=leads,
            coordinators=helpers,
            deadlines=limits,
            report=None,
            actor_source="table",
            sure=0.95 if known else 0.8,
            why=("table",) if known else ("table", "unknown_agency"),
            text=task,
            span=span,
            product=" ".join(cells.get("product", "").split()) or None,
        )

    def _names(self, cell: str, span: Span) -> tuple[Named, ...]:
        lines = [line.strip(" ;,.") for line in _BULLET.sub("", cell).split("\n")]
        lines = [line for line in lines if line]
        read = [self._listed(line, span) for line in lines]
        if not all(read) and len(lines) > 1 and (whole := self._listed(" ".join(lines), span)):
            return whole  # one name broken over lines by hand
        found: list[Named] = []
        for line, names in zip(lines, read, strict=True):
            found.extend(names or [Named(line, line, span)])
        return tuple(found)

    def _listed(self, line: str, span: Span) -> tuple[Named, ...]:
        mentions = Mentions(line, 0, self.gazetteer, self.home)
        listed = mentions.list_at(0)
        if listed is None or listed.end < len(mentions.tokens):
            return ()
        return tuple(
            Named(name.name, name.written, span, name.group, name.known, name.diffuse)
            for name in listed.names
        )

    def _limits(self, cell: str, span: Span) -> tuple[Deadline, ...]:
        words = " ".join(cell.split())
        limits = stated_limits(words, 0, self.issued_on) if words else ()
        if words and not limits:
            return (Deadline(words, "stated", span),)
        return tuple(
            Deadline(
                limit.written, limit.kind, span, limit.due, limit.every, limit.count, limit.unit, limit.since
            )
            for limit in limits
        )

    def _span(self, task: str) -> Span:
        """Find the task in the text, below the last one found."""
        first = next((" ".join(line.split()) for line in task.split("\n") if line.strip()), "")[:80]
        at = self.text.find(first, self.place)
        if at < 0:
            return Span(self.place, self.place)
        self.place = at + len(first)
        return Span(at, at + len(first))


def _cell(row: Sequence[str], at: int) -> str:
    return clean(row[at])[:_MAX_CELL].strip() if at < len(row) else ""


def _label(cell: str) -> str:
    """Return a number of a row or a section: "II.", "1.2", "3)"."""
    found = re.match(r"\s*([IVXLC]{1,6}|[A-Z]|\d{1,3}(?:\.\d{1,3}){0,3})(?=[.)\s]|$)", cell)
    return found[1] if found else ""
