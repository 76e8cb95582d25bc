"""Tables of a PDF: ruled lines make the cells, merged ones are filled in, parts on several pages are one.

Pages without ruled lines may hold columns that the white between them parts.
"""

import io
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from documents.reading.files.extract import Table
from documents.reading.files.plaintables import PlainTables
from documents.reading.files.words import Word

# Only pages that may give tasks are looked at: finding lines takes a hundred times as long as reading words.
_TASKS = re.compile(r"chủ\s+trì|phối\s+hợp|đầu\s+mối|(?:đơn\s+vị|cơ\s+quan)\s+thực\s+hiện", re.IGNORECASE)
_BULLET = re.compile(r"\s*\n(?!\s*[-–+•*]\s)\s*")
_MAX_PAGES = 60
_SECONDS = 10.0

_Rows = list[list[str]]


@dataclass(frozen=True)
class Tables:
    """What was found, and the words of pages with plain columns anew, a cell a line, by their places."""

    tables: tuple[Table, ...]
    pages: Mapping[int, str]


def tables_of(data: bytes, pages: Sequence[str]) -> Tables:
    """Return the tables of the pages whose words speak of who does what; none where time runs out."""
    wanted = [number for number, words in enumerate(pages) if _TASKS.search(words)]
    if not wanted:
        return Tables((), {})
    import pdfplumber  # half of the start of the child, and few papers need it

    ruled: list[_Rows] = []
    plain = PlainTables()
    rewritten: dict[int, str] = {}
    begun = time.process_time()
    with pdfplumber.open(io.BytesIO(data)) as paper:
        for number in range(wanted[0], min(len(paper.pages), wanted[0] + _MAX_PAGES)):
            over = number > wanted[-1] + 1 and not plain.goes_on
            if over or time.process_time() - begun > _SECONDS:
                break
            page = paper.pages[number]
            found = page.find_tables()
            for place, table in enumerate(found):
                _take(ruled, _filled(table), goes_on=place == 0)
            if not found and (words := plain.read(_words(page))) is not None:
                rewritten[number] = words
            page.close()
    tables = [*(rows for rows in ruled if len(rows) > 1), *plain.tables]
    return Tables(tuple(tuple(tuple(row) for row in rows) for rows in tables), rewritten)


def _words(page: Any) -> list[Word]:
    return [
        Word(word["text"], word["x0"], word["x1"], word["top"], word["bottom"])
        for word in page.extract_words()
    ]


def _take(found: list[_Rows], rows: _Rows, *, goes_on: bool) -> None:
    """Add a table, or the rest of the one on the page before: as wide, its headings perhaps repeated."""
    last = found[-1] if found else None
    if not rows:
        return
    if not goes_on or last is None or len(last[0]) != len(rows[0]):
        found.append(rows)
        return
    repeated = 0
    while repeated < min(2, len(rows), len(last)) and rows[repeated] == last[repeated]:
        repeated += 1
    rest = rows[repeated:]
    if rest and not rest[0][0].strip() and any(cell.strip() for cell in rest[0]):
        last[-1] = [_joined(above, below) for above, below in zip(last[-1], rest[0], strict=True)]
        rest = rest[1:]  # a row that the page break had cut
    last.extend(rest)


def _joined(above: str, below: str) -> str:
    return above if above == below else f"{above} {below}".strip()


def _filled(table: Any) -> _Rows:
    """Return the words of every cell; a cell merged over several places stands in each of them."""
    words: list[list[str | None]] = table.extract()
    boxes = [list(row.cells) for row in table.rows]
    width = max((len(row) for row in words), default=0)
    columns = [_middle(_first(row[at] for row in boxes if at < len(row)), 0) for at in range(width)]
    rows: _Rows = []
    for number, row in enumerate(words):
        middle = _middle(_first(boxes[number]), 1)
        cells = [
            _plain(cell) if cell is not None else _covering(words, boxes, number, at, (columns[at], middle))
            for at, cell in enumerate(row)
        ]
        rows.append(cells + [""] * (width - len(cells)))
    return rows


def _covering(
    words: list[list[str | None]],
    boxes: list[list[Any]],
    number: int,
    at: int,
    middle: tuple[float, float],
) -> str:
    """Find the merged cell over a place: to the left in the row, or above in the column."""
    places = [(number, left) for left in range(at - 1, -1, -1)]
    places += [(above, at) for above in range(number - 1, -1, -1)]
    for row, column in places:
        box = boxes[row][column] if column < len(boxes[row]) else None
        if box is None:
            continue
        inside = box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3]
        if inside:
            return _plain(words[row][column] or "")
    return ""


def _first(boxes: Iterable[Any]) -> Any:
    return next((box for box in boxes if box is not None), None)


def _middle(box: Any, axis: int) -> float:
    return (box[axis] + box[axis + 2]) / 2 if box is not None else 0.0


def _plain(words: str) -> str:
    """The lines of a cell are those of the page; only a bullet begins another."""
    return _BULLET.sub(" ", words).strip()
