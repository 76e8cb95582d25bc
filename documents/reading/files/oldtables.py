"""The tables of an old Word file, put together from its paragraphs; merged cells are filled in."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from documents.reading.files.extract import Table
from documents.reading.files.oldparagraphs import Paragraph

#: Edges of cells that lie so near each other, in twentieths of a point, are one.
_NEAR = 30
_MOST_COLUMNS = 60


@dataclass(frozen=True)
class _Row:
    cells: tuple[str, ...]
    edges: tuple[int, ...]
    below: frozenset[int]


@dataclass
class OldTables:
    """Told of the paragraphs in the order of the text."""

    _tables: list[Table] = field(default_factory=list)
    _rows: list[_Row] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)

    def add(self, words: str, paragraph: Paragraph) -> None:
        if not paragraph.in_table:
            self._end()
            return
        if paragraph.ends_row:
            self._rows.append(_Row(tuple(self._cells), paragraph.edges, paragraph.below))
            self._cells, self._lines = [], []
            return
        self._lines += [line for part in words.split("\n") if (line := " ".join(part.split()))]
        if paragraph.ends_cell:
            self._cells.append("\n".join(self._lines))
            self._lines = []

    def found(self) -> tuple[Table, ...]:
        self._end()
        return tuple(self._tables)

    def _end(self) -> None:
        if self._rows:
            self._tables.append(_filled(self._rows))
        self._rows, self._cells, self._lines = [], [], []


def _filled(rows: list[_Row]) -> Table:
    """Every row with as many cells: one over several columns, or several rows, stands in each of them."""
    columns: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.edges}):
        if not columns or edge - columns[-1] > _NEAR:
            columns.append(edge)
    table: list[tuple[str, ...]] = []
    for row in rows:
        above = table[-1] if table else ()
        cells: list[str] = []
        for at, own in enumerate(row.cells):
            words = above[len(cells)] if at in row.below and len(cells) < len(above) else own
            cells.extend([words] * min(_columns(row, at, columns), _MOST_COLUMNS - len(cells)))
        table.append(tuple(cells))
    return tuple(table)


def _columns(row: _Row, at: int, columns: list[int]) -> int:
    """Over how many columns of the table a cell lies."""
    if at + 1 >= len(row.edges):
        return 1
    begin = bisect_left(columns, row.edges[at] - _NEAR)
    end = bisect_left(columns, row.edges[at + 1] - _NEAR)
    return max(1, end - begin)
