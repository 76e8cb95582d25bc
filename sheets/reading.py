"""Lists in: the bytes of an XLSX, CSV or JSONL file to rows, or a sentence about what is wrong with it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from sheets.heads import heading_key, table_in
from sheets.writing import LIVE
from vietnamese.text import clean

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 100
#: Of a sheet of Excel. A row may stand far below the others, behind blank ones.
LAST_ROW: Final = 1_048_576
#: A workbook is a zip: what it may unpack to, and of how many parts.
MOST_UNPACKED: Final = 100 * 1024 * 1024
MOST_MEMBERS: Final = 2_000
LONGEST_CELL: Final = 100_000
#: NUL and halves of surrogate pairs, which JSON can write and no text column can hold.
_UNSTORABLE: Final = re.compile(r"[\x00\ud800-\udfff]")


class Unreadable(Exception):
    """The file as a whole cannot be taken; str() is a sentence for the person who uploaded it."""


@dataclass(frozen=True)
class Row:
    """`number` is the row as the spreadsheet program counts it; `wrong` has a sentence per heading."""

    number: int
    values: dict[str, Any]
    wrong: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    headings: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class Formula:
    """A cell that would be computed: its value is nobody's word."""


def read(content: bytes, known: frozenset[str] = frozenset()) -> Table:
    """The first sheet; the kind of file is seen by its content. `known` are headings of its table."""
    if not content:
        raise Unreadable(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is larger than 20 MB. Split the list and import it in parts."))
    if content.startswith(b"PK"):
        lines = table_in(_xlsx(content), known)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            _("This is an old Excel file (.xls). Open it and save it as .xlsx, then upload that.")
        )
    elif content.startswith(b"%PDF"):
        raise Unreadable(_("This is a PDF. Upload a list as .xlsx, .csv or .jsonl."))
    elif content[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        lines = _keyed(list(json_lines(io.StringIO(_decode(content)))))
    else:
        lines = table_in(_csv(content), known)
    return _table(lines)


def _table(lines: Iterator[tuple[int, list[Any]]]) -> Table:
    headings: list[str] = []
    rows: list[Row] = []
    for number, cells in lines:
        if not headings:
            headings = headings_of(cells)
            continue
        values = {name: cell for name, cell in zip(headings, cells, strict=False) if name}
        if all(cell is None or cell == "" for cell in values.values()):
            continue
        if len(rows) >= MOST_ROWS:
            raise Unreadable(_("The list has more than 20,000 rows. Split it and import it in parts."))
        rows.append(row_of(number, values))
    if not headings:
        raise Unreadable(_("The file is empty."))
    if not rows:
        raise Unreadable(_("The file has headings but no rows."))
    return Table([name for name in headings if name], rows)


def headings_of(cells: list[Any]) -> list[str]:
    names = [_UNSTORABLE.sub("", _text(cell)) for cell in cells]
    while names and not names[-1]:
        names.pop()
    seen: dict[str, str] = {}
    for name in filter(None, names):
        key = heading_key(name)
        if key in seen:
            raise Unreadable(
                _("The column “%(name)s” stands in the file twice. Remove one.") % {"name": name}
            )
        seen[key] = name
    return names


def row_of(number: int, values: dict[str, Any], longest: int = LONGEST_CELL) -> Row:
    """A row, without the cells that are nobody's word; why not is said for each."""
    wrong = {}
    for name, value in values.items():
        if isinstance(value, Formula):
            wrong[name] = _("This cell is a formula. Copy it and paste it as a value.")
        elif isinstance(value, str) and value.startswith("#") and value.rstrip("!?").isupper():
            wrong[name] = _("This cell is an error of Excel (%(value)s).") % {"value": value[:20]}
        elif isinstance(value, str) and len(value) > longest:
            wrong[name] = _("This cell is too long.")
        elif isinstance(value, str) and _UNSTORABLE.search(value):
            wrong[name] = _("This cell holds a character that cannot be stored. Type the cell anew.")
    return Row(number, {name: None if name in wrong else value for name, value in values.items()}, wrong)


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, Formula) else clean(str(value)).strip()


# --- workbooks ---------------------------------------------------------------------------------------------
def _xlsx(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    _check_zip(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except Exception:
        raise Unreadable(_("The Excel file is damaged. Open it, save it anew and upload that.")) from None
    try:
        yield from sheet_lines(book.worksheets[0], MOST_COLUMNS)
    except Unreadable:
        raise
    except Exception:
        raise Unreadable(_("The Excel file is damaged. Open it, save it anew and upload that.")) from None
    finally:
        book.close()


def _check_zip(content: bytes) -> None:
    """Before anything is unpacked: is it a workbook, and how large would it be?"""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unreadable(_("The Excel file is damaged. Open it, save it anew and upload that.")) from None
    names = {member.filename for member in members}
    if any(name.startswith("word/") for name in names):
        raise Unreadable(_("This is a Word file. Upload a list as .xlsx, .csv or .jsonl."))
    if "xl/workbook.xml" not in names:
        raise Unreadable(_("This is not a list. Upload a file .xlsx, .csv or .jsonl."))
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unreadable(_("The file has macros. Save it as .xlsx, without macros, and upload that."))
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Unreadable(
            _("The file unpacks to more than 100 MB. Copy the rows to a new file and upload that.")
        )


def sheet_lines(sheet: Any, most_columns: int | None = None) -> Iterator[tuple[int, list[Any]]]:
    """The rows of a read-only sheet with their numbers; of those that are missing the first alone."""
    sheet.reset_dimensions()
    before = None
    for number, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW, max_col=most_columns), start=1):
        if cells is not before:  # all rows that are missing are one and the same object
            yield number, [_cell_of(cell) for cell in cells]
        before = cells


def _cell_of(cell: Any) -> Any:
    if cell.data_type == "f":
        return Formula()
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return clean(value).strip()
    if value is None or isinstance(value, (date, int, float)):
        return value
    return str(value)


# --- lines of JSON -----------------------------------------------------------------------------------------
def json_lines(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The object of each line, with the number of the line."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            raise Unreadable(_("Line %(number)d is not a JSON object.") % {"number": number})
        yield number, {str(name): _json_cell(cell) for name, cell in value.items()}


def _json_cell(value: Any) -> Any:
    if isinstance(value, list):
        return "\n".join(str(part) for part in value)
    if isinstance(value, (dict, bool)):
        return json.dumps(value, ensure_ascii=False)
    return clean(value).strip() if isinstance(value, str) else value


def _keyed(objects: list[tuple[int, dict[str, Any]]]) -> Iterator[tuple[int, list[Any]]]:
    """The columns are all keys of all lines, in the order in which they come."""
    names = list(dict.fromkeys(name for _number, cells in objects for name in cells))
    if len(names) > MOST_COLUMNS:
        raise Unreadable(_("The file has more than 100 columns; it is no list of this kind."))
    yield 0, names
    for number, cells in objects:
        yield number, [cells.get(name) for name in names]


# --- text --------------------------------------------------------------------------------------------------
def _csv(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    text = _decode(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise Unreadable(_("The file has more than 100 columns; it is no list of this kind."))
            yield reader.line_num, [csv_cell(cell) for cell in cells]
    except csv.Error:
        raise Unreadable(_("The CSV file cannot be read. Open it in Excel and save it as .xlsx.")) from None


def csv_cell(written: str) -> Any:
    value = clean(written).strip()
    if value.startswith("="):
        return Formula()
    if value.startswith("'") and written.strip()[1:2] in LIVE:
        return value[1:]
    return value


def _decode(content: bytes) -> str:
    """UTF-8, UTF-16 by its mark or its zeros, or windows-1258, the code page of older Vietnamese Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if content[:200].count(b"\0") > len(content[:200]) // 4:
        return _decoded(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    if b"\0" in content:
        raise Unreadable(_("This is not a list. Upload a file .xlsx, .csv or .jsonl."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "cp1258")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = clean(content.decode(encoding))
    except UnicodeDecodeError:
        text = "\0"
    odd = sum(not (character.isprintable() or character in "\r\n\t") for character in text)
    if odd > len(text) // 100:
        raise Unreadable(_("This is not a list. Upload a file .xlsx, .csv or .jsonl."))
    return text
