"""The report as a workbook to fill in, and back: every mistake is named by its row and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sheets.heads import heading_key
from sheets.reading import Row, Table
from sheets.writing import xlsx
from tasks.reports.gathering import Entry
from tasks.reports.statuses import Rating
from vietnamese.text import clean

if TYPE_CHECKING:
    from tasks.reports.figures import Figure

#: The headings of form 01, and what each fills.
CODE: Final = gettext_lazy("Code (do not change)")
COLUMNS: Final = {
    "task": gettext_lazy("Task or figure"),
    "part": gettext_lazy("Part or unit"),
    "result": gettext_lazy("Result of the period"),
    "cumulated": gettext_lazy("Cumulated"),
    "rating": gettext_lazy("Pace (Ahead, On track, Behind)"),
    "shortcomings": gettext_lazy("Shortcomings"),
    "proposals": gettext_lazy("Proposals"),
    "nothing": gettext_lazy("Nothing to report (x)"),
}
LONGEST: Final = 20_000
YES: Final = frozenset({"x", "co", "1"})


def template(entries: Iterable[Entry], figures: Iterable[Figure]) -> bytes:
    """What is known so far, to be corrected in a spreadsheet program."""
    rows = [
        [
            f"N{entry.assignment.pk}",
            entry.assignment.task.told_title,
            entry.assignment.get_part_display(),
            entry.result,
            entry.cumulated,
            entry.rating_words,
            entry.shortcomings,
            entry.proposals,
            "x" if entry.nothing else "",
        ]
        for entry in entries
    ]
    rows += [
        [
            f"S{one.indicator.pk}",
            one.indicator.name,
            one.indicator.unit,
            "" if one.value is None else shown(one.value),
            *[""] * 5,
        ]
        for one in figures
    ]
    return xlsx([CODE, *COLUMNS.values()], rows)


@dataclass(frozen=True)
class Mistake:
    row: int
    column: str
    words: str


@dataclass
class Filled:
    """What a filled-in workbook says; nothing of it counts while there are mistakes."""

    lines: dict[int, dict[str, Any]] = field(default_factory=dict)
    figures: dict[int, Decimal | None] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)


def read_filled(table: Table, parts: set[int], indicators: set[int]) -> Filled:
    """The lines and numbers of an uploaded table, for the parts and figures this report has."""
    filled = Filled()
    names = {heading_key(name): name for name in table.headings}
    missing = [str(words) for words in (CODE, COLUMNS["result"]) if heading_key(str(words)) not in names]
    if missing:
        words = _("This column is missing. Download the form again and fill that in.")
        filled.mistakes = [Mistake(1, name, words) for name in missing]
        return filled
    seen: set[str] = set()
    for row in table.rows:
        _read_row(row, filled, names, seen, parts, indicators)
    return filled


def _read_row(
    row: Row, filled: Filled, names: dict[str, str], seen: set[str], parts: set[int], indicators: set[int]
) -> None:
    for name, words in row.wrong.items():
        filled.mistakes.append(Mistake(row.number, name, words))
    if row.wrong:
        return
    code = _text(row, names, str(CODE)).upper()
    kind, place = code[:1], _number_of(code[1:])
    known = {"N": parts, "S": indicators}.get(kind, set())
    if place not in known:
        words = _("“%(code)s” is no task or figure of this report.") % {"code": code[:20]}
        filled.mistakes.append(Mistake(row.number, str(CODE), words))
    elif code in seen:
        filled.mistakes.append(Mistake(row.number, str(CODE), _("This row stands in the file twice.")))
    elif kind == "N":
        filled.lines[place] = _line(row, filled, names)
    else:
        filled.figures[place] = _figure(row, filled, names)
    seen.add(code)


def _number_of(digits: str) -> int:
    """The number behind the letter of a code; 0, which nothing has, when it is none."""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0


def _line(row: Row, filled: Filled, names: dict[str, str]) -> dict[str, Any]:
    line: dict[str, Any] = {}
    for name in ("result", "cumulated", "shortcomings", "proposals"):
        line[name] = _text(row, names, str(COLUMNS[name]))
        if len(line[name]) > LONGEST:
            words = _("The text is too long: %(limit_value)d characters at most") % {"limit_value": LONGEST}
            filled.mistakes.append(Mistake(row.number, str(COLUMNS[name]), words))
    line["nothing"] = heading_key(_text(row, names, str(COLUMNS["nothing"]))) in YES
    line["rating"] = _rating(row, filled, names)
    if line["nothing"] and line["result"]:
        words = _("The row has a result and says that there is nothing to report. Keep one of them.")
        filled.mistakes.append(Mistake(row.number, str(COLUMNS["nothing"]), words))
    return line


def _rating(row: Row, filled: Filled, names: dict[str, str]) -> str:
    written = _text(row, names, str(COLUMNS["rating"]))
    if not written:
        return ""
    for rating in Rating:
        if heading_key(str(rating.label)) == heading_key(written):
            return rating.value
    words = _("“%(text)s” is not one of: %(choices)s.") % {
        "text": written[:40],
        "choices": ", ".join(str(rating.label) for rating in Rating),
    }
    filled.mistakes.append(Mistake(row.number, str(COLUMNS["rating"]), words))
    return ""


def _figure(row: Row, filled: Filled, names: dict[str, str]) -> Decimal | None:
    try:
        return number(_text(row, names, str(COLUMNS["result"])))
    except ValueError as error:
        filled.mistakes.append(Mistake(row.number, str(COLUMNS["result"]), str(error)))
        return None


def number(written: str) -> Decimal | None:
    """A number as people here write it: 3.400 and 3400 are the same, a comma begins the decimals."""
    typed = clean(written).strip()
    text = typed.replace(" ", "")
    if not text:
        return None
    whole, comma, rest = text.partition(",")
    groups = whole.split(".")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]):
        whole = "".join(groups)
    try:
        value = Decimal(f"{whole}.{rest}" if comma else whole)
    except InvalidOperation:
        raise ValueError(
            _("“%(text)s” is not a number, for example 3.400 or 12,5.") % {"text": typed[:40]}
        ) from None
    if not value.is_finite() or value < 0 or value >= Decimal(10) ** 12:
        raise ValueError(_("A number from 0 to 999.999.999.999 is expected."))
    return round(value, 2)


def shown(value: Decimal) -> str:
    """3.400 or 12,5."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _text(row: Row, names: dict[str, str], heading: str) -> str:
    value = row.values.get(names.get(heading_key(heading), ""), "")
    return "" if value is None else clean(str(value)).strip()
