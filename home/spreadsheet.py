"""Lists as Excel files whose cells are only text, numbers and days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """One sheet with its headings frozen; `name` is the file's name without extension."""
    book = Workbook()
    sheet = book.active
    sheet.title = name[:31]
    for place, heading in enumerate(headings, 1):
        _write(sheet.cell(1, place), str(heading))
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = 60 if place == 1 else 22
    for number, values in enumerate(rows, 2):
        for place, value in enumerate(values, 1):
            _write(sheet.cell(number, place), value)
    sheet.freeze_panes = "A2"
    written = BytesIO()
    book.save(written)
    response = HttpResponse(written.getvalue(), content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


def _write(cell: Cell, value: Any) -> None:
    """A text that begins with "=" stays a text: typed by somebody, it must not become a formula."""
    if isinstance(value, date):
        cell.value = value
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int):
        cell.value = value
    elif value is not None:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:32_000]
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.alignment = Alignment(wrap_text=True, vertical="top")
