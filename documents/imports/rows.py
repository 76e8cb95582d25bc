"""A row of a list becomes the values of a paper, or sentences about its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agencies.names import Names
from documents import secrecy, symbols
from documents.models import DocumentPage
from sheets.columns import Column
from sheets.reading import Row
from vietnamese.text import clean


@dataclass
class Line:
    """A row on its way: `what` is new, changed, same, conflict or wrong; `problems` has column and reason."""

    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    what: str = ""
    paper: DocumentPage | None = None

    def refuse(self, reason: str, column: str = "", what: str = "wrong") -> None:
        self.problems.append((column, reason))
        self.what = what


class RowReader:
    """Reads the cells that a list has, by the columns of the resource.

    With `issuers` a name that is no agency's of ours is kept as it is written on the paper.
    """

    def __init__(self, columns: list[Column], issuers: Names | None = None) -> None:
        self.columns = columns
        self.issuers = issuers

    def read(self, row: Row) -> Line:
        line = Line(row)
        for heading, reason in row.wrong.items():
            line.refuse(reason, heading)
        for column in self.columns:
            if column.column_name in row.wrong:
                continue
            if column.attribute == "issuer" and self.issuers is not None:
                self._issuer(line, row.values.get(column.column_name))
            else:
                self._cell(line, column)
        self._number(line)
        if degree := secrecy.stamped(str(line.values.get("text") or "")):
            line.values.pop("text")
            line.refuse(secrecy.refusal(degree), self._heading("text"))
        if not line.problems:
            self._days(line)
        return line

    def _cell(self, line: Line, column: Column) -> None:
        try:
            value = column.widget.clean(line.row.values.get(column.column_name))
        except ValueError as wrong:
            line.refuse(str(wrong), column.column_name)
            return
        if column.required and value in (None, ""):
            line.refuse(_("This cell is empty; it must be filled in."), column.column_name)
            return
        longest = None if column.read else DocumentPage._meta.get_field(column.attribute).max_length
        if longest is not None and isinstance(value, str) and len(value) > longest:
            told = _("This cell has %(found)d characters; at most %(most)d fit.")
            line.refuse(told % {"found": len(value), "most": longest}, column.column_name)
            return
        line.values[column.attribute] = value

    def _issuer(self, line: Line, cell: Any) -> None:
        assert self.issuers is not None
        written = clean(str(cell or "")).strip()
        try:
            line.values["issuer"] = self.issuers.find(written) if written else None
        except ValueError:
            line.values["issuer"] = None
            line.values.setdefault("issuer_as_written", written[:255])

    def _number(self, line: Line) -> None:
        """ "15" beside a symbol, or the whole number as it is printed."""
        if "code" not in line.values:
            return
        written: str = line.values.pop("code")
        line.values.update(number=None, suffix="")
        for attribute, said in (("code", written), ("symbol", line.values.get("symbol") or "")):
            if wrong := symbols.unreadable(said):
                line.refuse(wrong, self._heading(attribute))
                return
        if found := symbols.NUMBER.fullmatch(written):
            line.values.update(number=int(found[1]), suffix=found[2].lower())
        elif not line.values.get("symbol") and (parts := symbols.parts_of(written)):
            line.values.update(parts)
        elif "/" in written:
            line.values["printed"] = written
        elif written:
            told = _("“%(value)s” is not a number of a paper, such as 15 or 12a.")
            line.refuse(told % {"value": written[:40]}, self._heading("code"))

    def _heading(self, attribute: str) -> str:
        return next(one.column_name for one in self.columns if one.attribute == attribute)

    def _days(self, line: Line) -> None:
        days = ("issued_on", "effective_on", "expires_on")
        if not any(map(line.values.get, days[1:])):
            return
        try:
            DocumentPage(**{name: line.values.get(name) for name in days}).check_days()
        except ValidationError as wrong:
            headings = {one.attribute: one.column_name for one in self.columns}
            for name, reasons in wrong.message_dict.items():
                for reason in reasons:
                    line.refuse(reason, headings.get(name, ""))
