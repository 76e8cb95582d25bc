"""Tasks given in the tables of an annex: number, task, who leads, who helps, by when, what comes out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from documents.reading.deadlines import deadlines_in, stated_limits
from documents.reading.findings import Deadline, Duty, Named, Span
from documents.reading.gazetteer import Gazetteer
from documents.reading.labelled import FormReader
from documents.reading.layout import Row, layout_of
from documents.reading.mentions import Mentions
from documents.reading.placed import item_by_item, moved, names_filling
from vietnamese.text import clean

_ORDINAL = re.compile(r"^\(?(?:\d{1,2}|[A-Z])\)?(?:=.*)?$")
_BULLET = re.compile(r"^\s*[-–+•*]\s*", re.MULTILINE)
# "Sở A (chủ trì)", "Công an tỉnh phối hợp": what part is said behind the name.
_PART = re.compile(
    r"^(?P<who>.+?)\s*[-–:(]?\s*(?P<part>chủ trì|phối hợp)(?:\sthực hiện)?\)?$", re.IGNORECASE | re.DOTALL
)
# "Sở A chủ trì, phối hợp với Công an tỉnh": both parts in one line.
_BOTH_PARTS = re.compile(
    r"^(?P<lead>.+?)\s+chủ trì,?\s(?:và\s)?phối hợp\s(?:(?:cùng\s)?với\s|cùng\s)?(?P<help>.+)$"
)
_SAYS_PART = re.compile(r"(?<!\w)(?:chủ trì|phối hợp)(?!\w)", re.IGNORECASE)
_MAX_CELL = 4000


def table_duties(
    tables: Sequence[Sequence[Row]], text: str, gazetteer: Gazetteer, home: str | None, issued_on: date | None
) -> tuple[tuple[Duty, ...], frozenset[str]]:
    """Return the tasks of all tables that have a column for the task and one for who does it.

    With them the lines of their cells: what the text says there again is no other task.
    """
    reader = _TableReader(text, gazetteer, home, issued_on)
    duties = tuple(duty for table in tables for duty in reader.duties(table))
    return duties, frozenset(reader.lines)


class _TableReader:
    def __init__(self, text: str, gazetteer: Gazetteer, home: str | None, issued_on: date | None) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.home = home
        self.issued_on = issued_on
        self.forms = FormReader(gazetteer, home, issued_on)
        self.place = 0
        self.lines: set[str] = set()

    def duties(self, table: Sequence[Row]) -> Iterator[Duty]:
        layout = layout_of(table)
        if layout is None:
            return
        section = ""
        for row in table[layout.first_row :]:
            self.lines.update(" ".join(line.split()) for cell in row for line in clean(cell).split("\n"))
            self.lines.update((" ".join(" ".join(row).split()), f"| {' | '.join(row)} |"))  # typed as text
            cells = {name: _cell(row, at) for name, at in layout.columns.items()}
            filled = {cell for cell in map(clean, row) if cell.strip()}
            if not cells["task"] or all(_ORDINAL.match(cell.strip()) for cell in filled):
                continue
            if _is_section(cells, filled):
                section = _label(cells.get("number", "")) or _label(cells["task"])
                continue
            if duty := self._duty(cells, section):
                yield duty

    def _duty(self, cells: dict[str, str], section: str) -> Duty | None:
        task = " ".join(cells["task"].split())
        span = self._span(cells["task"])
        lead, both = cells.get("lead", ""), cells.get("both", "")
        if not both and not cells.get("help") and _SAYS_PART.search(lead):
            lead, both = "", lead  # "Đơn vị thực hiện" holds who leads and who helps
        leads, helpers = self._names(lead, span), self._names(cells.get("help", ""), span)
        if both:
            leads, helpers = self._parts(both, span, leads, helpers)
        if not leads and not helpers:
            return None
        number = _label(cells.get("number", ""))
        known = all(name.known or name.group for name in (*leads, *helpers))
        return Duty(
            at=".".join(part for part in (section if section != number else "", number) if part),
            role="lead" if leads else "coop_list",
            actors=leads,
            coordinators=helpers,
            deadlines=self._limits(cells.get("time", ""), task, span),
            report=None,
            actor_source="table",
            sure=0.95 if known else 0.8,
            why=("table",) if known else ("table", "unknown_agency"),
            text=task,
            span=span,
            product=" ".join(cells.get("product", "").split()) or None,
        )

    def _parts(
        self, cell: str, span: Span, leads: tuple[Named, ...], helpers: tuple[Named, ...]
    ) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
        """Read a column for both: "Chủ trì: Sở A. Phối hợp: Sở B", or "Sở A chủ trì" and "Sở B phối hợp"."""
        form = self.forms.read("; ".join(_BULLET.sub("", cell).split("\n")), 0, "")
        if form.leads or form.actors or form.helpers:
            found = form.leads + form.actors, form.helpers
            return leads + moved(found[0], span), helpers + moved(found[1], span)
        for line in re.split(r"[\n;]", _BULLET.sub("", cell)):
            if parts := _BOTH_PARTS.match(line.strip(" ;,.")):
                leads += self._names(parts["lead"], span)
                helpers += self._names(parts["help"], span)
                continue
            said = _PART.match(line.strip(" ;,."))
            names = self._names(said["who"] if said else line, span)
            if said and said["part"].lower() == "phối hợp":
                helpers += names
            else:
                leads += names
        return leads, helpers

    def _names(self, cell: str, span: Span) -> tuple[Named, ...]:
        lines = [line.strip(" ;,.") for line in _BULLET.sub("", cell).split("\n")]
        lines = [line for line in lines if line]
        read = [names_filling(self._mentions(line)) for line in lines]
        if not all(read) and len(lines) > 1 and (whole := names_filling(self._mentions(" ".join(lines)))):
            return moved(whole, span)  # one name broken over lines by hand
        found: list[Named] = []
        for line, names in zip(lines, read, strict=True):
            found.extend(names or item_by_item(self._mentions(line)))
        return moved(tuple(found), span)

    def _mentions(self, line: str) -> Mentions:
        return Mentions(line, 0, self.gazetteer, self.home)

    def _limits(self, cell: str, task: str, span: Span) -> tuple[Deadline, ...]:
        words = " ".join(cell.split())
        if not words:
            limits = deadlines_in(task, 0, issued_on=self.issued_on)
        else:
            limits = stated_limits(words, 0, self.issued_on)
        if words and not limits:
            return (Deadline(words, "stated", span),)
        return tuple(replace(limit, span=span) for limit in limits)

    def _span(self, task: str) -> Span:
        """Find the task in the text, below the last one found."""
        first = next((" ".join(line.split()) for line in task.split("\n") if line.strip()), "")[:80]
        at = self.text.find(first, self.place)
        if at < 0:
            return Span(self.place, self.place)
        self.place = at + len(first)
        return Span(at, at + len(first))


def _is_section(cells: dict[str, str], filled: set[str]) -> bool:
    """A heading inside the table: one text over all columns, or a task nobody is named for."""
    words = {cell for cell in filled if _label(cell) != cell.strip(" .)")}
    who = cells.get("lead", "") + cells.get("help", "") + cells.get("both", "")
    return len(words) <= 1 or not (who or cells.get("time")) or cells["task"] == cells.get("lead")


def _cell(row: Row, at: int) -> str:
    return clean(row[at])[:_MAX_CELL].strip() if at < len(row) else ""


def _label(cell: str) -> str:
    """Return a number of a row or a section: "II.", "1.2", "3)"."""
    found = re.match(r"\s*([IVXLC]{1,6}|[A-Z]|\d{1,3}(?:\.\d{1,3}){0,3})(?=[.)\s]|$)", cell)
    return found[1] if found else ""
