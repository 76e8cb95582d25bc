"""Lists from a file on disk, row by row: xlsx, csv and jsonl of any length, in constant memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from sheets.heads import table_in
from sheets.reading import Row, Unreadable, csv_cell, headings_of, json_lines, row_of, sheet_lines

#: A text of law fits into one cell of a csv; a workbook's own limit is 32,767.
LONGEST: Final = 4_000_000
csv.field_size_limit(LONGEST)


def headings(path: Path, known: frozenset[str]) -> list[str]:
    """The headings of the list, in order; those of a jsonl file are the keys of its first line."""
    for cells in _lines(path, known):
        return headings_of(list(cells[1].keys() if isinstance(cells[1], dict) else cells[1]))
    raise Unreadable(_("The file is empty."))


def rows(path: Path, known: frozenset[str]) -> Iterator[Row]:
    """The rows below the headings; empty ones are left out."""
    names: list[str] = []
    for number, cells in _lines(path, known):
        if isinstance(cells, dict):
            values = cells
        elif not names:
            names = headings_of(list(cells))
            continue
        else:
            values = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        if any(cell not in (None, "") for cell in values.values()):
            yield row_of(number, values, LONGEST)


def _lines(path: Path, known: frozenset[str]) -> Iterator[tuple[int, Any]]:
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        raise Unreadable(_("The file is empty."))
    if start.startswith(b"PK"):
        return table_in(_workbook(path), known)
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return _json_lines(path)
    if b"\0" in start:
        raise Unreadable(_("This is not a list. Give a file .xlsx, .csv or .jsonl."))
    return table_in(_csv(path), known)


def _workbook(path: Path) -> Iterator[tuple[int, list[Any]]]:
    damaged = _("The Excel file is damaged. Open it, save it anew and upload that.")
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except Exception:
        raise Unreadable(damaged) from None
    try:
        yield from sheet_lines(book.worksheets[0])
    except Exception:
        raise Unreadable(damaged) from None
    finally:
        book.close()


def _json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8-sig") as file:
        yield from json_lines(file)


def _csv(path: Path) -> Iterator[tuple[int, list[Any]]]:
    for encoding in ("utf-8-sig", "cp1258"):
        try:
            with path.open(encoding=encoding, newline="") as file:
                yield from _csv_lines(file)
        except UnicodeDecodeError:
            continue
        return
    raise Unreadable(_("The CSV file cannot be read. Open it in Excel and save it as .xlsx."))


def _csv_lines(file: Any) -> Iterator[tuple[int, list[Any]]]:
    first = file.readline()
    file.seek(0)
    reader = csv.reader(file, delimiter=max(",;\t", key=first.count))
    try:
        for cells in reader:
            yield reader.line_num, [csv_cell(cell) for cell in cells]
    except csv.Error:
        raise Unreadable(_("The CSV file cannot be read. Open it in Excel and save it as .xlsx.")) from None
