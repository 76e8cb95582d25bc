"""Spreadsheets (.xlsx): the annex tables that tasks often come in."""

import io
import re
from collections.abc import Iterator

import openpyxl
from openpyxl.utils.cell import range_boundaries

from documents.reading.files.archive import Archive, opened
from documents.reading.files.extract import Extract, Table

_MAX_ROWS = 20_000
_MAX_COLUMNS = 60
_MAX_MERGED = 50_000
_MAX_SHEETS = 50
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_sheet(data: bytes) -> Extract:
    """Return each sheet as a table and as text, a row a line; formulas give their last value."""
    with opened(data) as archive:
        merged = list(_merged(archive))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        tables: list[Table] = []
        for index, sheet in enumerate(book.worksheets[:_MAX_SHEETS]):
            rows = [
                [_shown(value) for value in row]
                for row in sheet.iter_rows(max_row=_MAX_ROWS, max_col=_MAX_COLUMNS, values_only=True)
            ]
            _fill(rows, merged[index] if index < len(merged) else [])
            tables.append(_used(rows))
        book.close()
    return Extract("\n\n".join("\n".join(_lines(table)) for table in tables), tuple(tables))


def _used(rows: list[list[str]]) -> Table:
    """Leave out empty rows and the empty columns to the right."""
    kept = [row for row in rows if any(row)]
    width = max((at + 1 for row in kept for at, cell in enumerate(row) if cell), default=0)
    return tuple(tuple(row[:width]) for row in kept)


def _lines(table: Table) -> Iterator[str]:
    for row in table:
        yield "\n".join(dict.fromkeys(cell for cell in row if cell))


def _shown(value: object) -> str:
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return str(value.strftime("%d/%m/%Y"))
    shown = str(int(value) if isinstance(value, float) and value.is_integer() else value)
    return "\n".join(bare for line in shown.splitlines() if (bare := " ".join(line.split())))


def _merged(archive: Archive) -> Iterator[list[tuple[int, int, int, int]]]:
    """Yield the merged ranges of each sheet in order; the streaming reader leaves them out."""
    names = (name for name in archive.names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name))
    for name in sorted(names, key=lambda name: int(re.sub(r"\D", "", name))):
        root = archive.xml(name)
        found = root.iter(f"{_MAIN}mergeCell") if root is not None else ()
        yield [
            bounds
            for cell, _ in zip(found, range(_MAX_MERGED), strict=False)
            if (bounds := _bounds(str(cell.get("ref", "")))) is not None
        ]


def _bounds(reference: str) -> tuple[int, int, int, int] | None:
    try:
        left, top, right, bottom = range_boundaries(reference)
    except (ValueError, TypeError):
        return None
    return (left, top, right, bottom) if None not in (left, top, right, bottom) else None


def _fill(rows: list[list[str]], merged: list[tuple[int, int, int, int]]) -> None:
    budget = _MAX_ROWS * _MAX_COLUMNS
    for left, top, right, bottom in merged:
        if top > len(rows) or left > len(rows[top - 1]):
            continue
        value = rows[top - 1][left - 1]
        for row in rows[top - 1 : bottom]:
            for column in range(left - 1, min(right, len(row))):
                row[column] = value
                budget -= 1
        if budget < 0:
            return
