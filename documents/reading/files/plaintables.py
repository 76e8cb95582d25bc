"""Tables without ruled lines: tasks in columns that only the white between them parts.

Nothing is guessed: a table begins below headings that start with "TT" and name a task and who does it, its
rows begin with numbers, and no word lies over two columns. What is less plain stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.reading.files.grid import Grid, grid_of
from documents.reading.files.words import Line, Word, lines_of, said
from documents.reading.layout import layout_of
from vietnamese.text import fold

Rows = list[list[str]]

_FIRST = re.compile(r"^(?:s?tt|so tt)\.?$")
_LONGEST_FIRST = 6
_NAMES_TASK = re.compile(r"noi dung|nhiem vu|cong viec")
_NAMES_ACTOR = re.compile(r"chu tri|thuc hien|phoi hop")
_NUMBER = re.compile(r"^\(?(?:[IVXLC]{1,6}|[A-Z]|\d{1,3}(?:\.\d{1,3}){0,3})[.)]?$")
_PAGE_NUMBER = re.compile(r"^\s*\d{1,3}\s*$")
#: Headings take so many lines at most.
_MOST_HEADINGS = 5
#: White between two lines, in their heights: more parts what stands above the headings, or below the table.
_NEAR, _FAR = 0.9, 4
#: A row that the page break has cut goes on for so many lines at most.
_MOST_CUT = 12


@dataclass
class PlainTables:
    """The tables found so far; one that reaches the foot of a page may go on at the head of the next."""

    tables: list[Rows] = field(default_factory=list)
    _open: Grid | None = None

    @property
    def goes_on(self) -> bool:
        """Whether the last table reaches the foot of its page."""
        return self._open is not None

    def read(self, words: Sequence[Word]) -> str | None:
        """Take the tables of a page, and return its text with a cell a line; None for a page without any."""
        lines = lines_of(words)
        told, at = self._go_on(lines)
        found = bool(told)
        while (headings := _headings(lines, at)) is not None:
            begin, end = headings
            told += [line.text for line in lines[at:begin]]
            if stop := self._begin(lines, begin, end):
                told += _told(self.tables[-1])
                at, found = stop, True
            else:
                told += [line.text for line in lines[begin:end]]
                at = end
        if not found:
            self._open = None
            return None
        return "\n".join([*told, *(line.text for line in lines[at:])])

    def _begin(self, lines: list[Line], begin: int, end: int) -> int:
        """Take the table below its headings; return where it stops, 0 when it is no plain table of tasks."""
        grid = grid_of(lines[begin:end], lines[end:])
        heading = ["TT", *grid.cells(lines[begin:end])[1:]]
        rows, stop = _rows(lines, end, grid)
        if not rows or layout_of([heading, *rows]) is None:
            return 0
        self.tables.append([heading, *rows])
        self._open = grid if stop == len(lines) else None
        return stop

    def _go_on(self, lines: list[Line]) -> tuple[list[str], int]:
        """Take the rest of a table that the page before began, a cut row first; what it says and its end."""
        grid, self._open = self._open, None
        at = begin = 1 if lines and _PAGE_NUMBER.match(lines[0].text) else 0
        headings = _headings(lines, begin)
        if grid is None or (headings is not None and headings[0] <= begin + 1):
            return [], 0
        while at < len(lines) and not _begins_row(lines[at], grid):
            if grid.is_crossed(lines[at]) or at - begin >= _MOST_CUT:
                return [], 0
            at += 1
        rows, stop = _rows(lines, at, grid)
        if not rows:
            return [], 0
        cut = grid.cells(lines[begin:at])
        last = self.tables[-1]
        last[-1] = [f"{above} {below}".strip() for above, below in zip(last[-1], cut, strict=True)]
        last.extend(rows)
        self._open = grid if stop == len(lines) else None
        return _told([cut, *rows]), stop


def may_hold_table(words: Sequence[Word]) -> bool:
    """Whether headings of a table of tasks stand on the page, the numbers beside them perhaps not read."""
    wide = [fold(line.text) for line in lines_of(words) if len(list(line.pieces())) > 2]
    return any(_NAMES_TASK.search(line) and _NAMES_ACTOR.search(line) for line in wide)


def _is_heading(line: Line) -> bool:
    """A line that begins with "TT", or with a short word that a scan has made of it."""
    pieces = [fold(said(piece)) for piece in line.pieces()]
    if len(pieces) < 3 or len(pieces[0]) > _LONGEST_FIRST:
        return False
    names = " ".join(pieces[1:])
    return bool(_FIRST.match(pieces[0]) or (_NAMES_TASK.search(names) and _NAMES_ACTOR.search(names)))


def _headings(lines: list[Line], start: int) -> tuple[int, int] | None:
    """The lines of the next headings: around "TT" on the left, down to the first number below it."""
    for at in range(start, len(lines)):
        head = lines[at]
        if not _is_heading(head):
            continue
        begin, end = at, at + 1
        while begin > start and at - begin < 2 and _belongs(lines[begin - 1], lines[begin], head):
            begin -= 1
        while end < len(lines) and end - at < _MOST_HEADINGS and not _is_below(lines[end], head):
            end += 1
        if end < len(lines) and _is_below(lines[end], head):
            return begin, end
    return None


def _belongs(above: Line, below: Line, head: Line) -> bool:
    """Whether a line above is part of the headings: near, and each piece stands over one of them, or between.

    A title is centred on the page, and over one of the columns by chance alone.
    """
    if below.top - above.bottom > _NEAR * head.height:
        return False
    columns = [(piece[0].left, piece[-1].right) for piece in head.pieces()]
    pieces = [(piece[0].left, piece[-1].right) for piece in above.pieces()]
    over = [[one for one in columns if left < one[1] and right > one[0]] for left, right in pieces]
    return (len(pieces) > 1 or any(over)) and all(
        not found or (len(found) == 1 and _in_line(piece, found[0], head.height))
        for piece, found in zip(pieces, over, strict=True)
    )


def _in_line(piece: tuple[float, float], column: tuple[float, float], height: float) -> bool:
    return abs(piece[0] - column[0]) < height / 3 or abs(sum(piece) - sum(column)) < height


def _is_below(line: Line, head: Line) -> bool:
    """Whether the line begins with a number that stands below the heading of the numbers."""
    first, above = next(line.pieces()), next(head.pieces())
    under = above[0].left - line.height < first[0].right and first[0].left < above[-1].right + line.height
    return under and len(first) == 1 and _NUMBER.match(first[0].text) is not None


def _rows(lines: list[Line], start: int, grid: Grid) -> tuple[Rows, int]:
    """The rows from a line on, and the line behind the last one."""
    rows: list[list[Line]] = []
    at = start
    while at < len(lines):
        line = lines[at]
        if _begins_row(line, grid):
            rows.append([line])
        elif not rows or line.top - rows[-1][-1].bottom > _FAR * line.height or grid.is_crossed(line):
            break
        else:
            rows[-1].append(line)
        at += 1
    return ([grid.cells(row) for row in rows], at) if _is_plain(rows, grid) else ([], start)


def _begins_row(line: Line, grid: Grid) -> bool:
    number = grid.parts(line)[0]
    return len(number) == 1 and _NUMBER.match(number[0].text) is not None


def _is_plain(rows: list[list[Line]], grid: Grid) -> bool:
    """Where numbers stand in the middle of their rows, nobody can say where a row begins."""
    tasks = [said(grid.parts(row[0])[1])[:1] for row in rows if not grid.is_crossed(row[0])]
    low = sum(not letter or letter.islower() for letter in tasks)
    return bool(tasks) and low * 5 <= len(tasks)


def _told(rows: Rows) -> list[str]:
    """Cells with white between them, so that no sentence goes on from one into the next."""
    return [f"{cell}\n" for row in rows for cell in row if cell]
