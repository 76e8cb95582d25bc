"""Lists out: XLSX and CSV in which no cell is a live formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any, Final

from django.http import FileResponse, Http404
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from vietnamese.dates import short

FORMATS: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
#: A cell that begins so is run by spreadsheet programs when they open a CSV.
LIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORBIDDEN: Final = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
_LONGEST_CELL: Final = 32_767


def answer(name: str, form: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """The list as a download in the format asked for; 404 for a format there is not."""
    if form not in FORMATS:
        raise Http404
    write = write_xlsx if form == "xlsx" else write_csv
    return download(partial(write, headings, rows), f"{name}.{form}", FORMATS[form])


def download(write: Callable[[IO[bytes]], None], name: str, content_type: str) -> FileResponse:
    """What `write` puts into a file, handed out from the disk: a long list takes no more memory."""
    file = TemporaryFile()  # noqa: SIM115  the answer closes it
    write(file)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    return response


def xlsx(headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    output = io.BytesIO()
    write_xlsx(headings, rows, output)
    return output.getvalue()


def write_xlsx(headings: Sequence[Any], rows: Iterable[Sequence[Any]], out: IO[bytes]) -> None:
    """A workbook of one sheet: dates stay dates, every text is typed as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title="Danh sách")
    for row in chain([headings], rows):
        sheet.append([_cell(sheet, value) for value in row])
    book.save(out)


def _cell(sheet: Any, value: Any) -> WriteOnlyCell:
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    elif value is not None and not isinstance(value, (date, int, float)):
        value = str(value).translate(_FORBIDDEN)[:_LONGEST_CELL]
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, datetime):
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    return cell


def csv_text(headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    output = io.BytesIO()
    write_csv(headings, rows, output)
    return output.getvalue()


def write_csv(headings: Sequence[Any], rows: Iterable[Sequence[Any]], out: IO[bytes]) -> None:
    """UTF-8 with the mark by which Excel knows it; a cell that would be run gets an apostrophe in front."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    writer = csv.writer(text)
    for row in chain([headings], rows):
        writer.writerow([inert(value) for value in row])
    text.detach()


def inert(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return short(value)
    text = str(value)
    return f"'{text}" if text.startswith(LIVE) else text
