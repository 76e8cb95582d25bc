"""Tables typed as text: rows of one paragraph each, their cells parted by bars or by tabs."""

from collections.abc import Iterator
from itertools import groupby

from documents.reading.layout import Row

_SIGNS = ("|", "\t")
_FEWEST_CELLS = 3
_FEWEST_ROWS = 2


def typed_tables(text: str) -> list[list[Row]]:
    """Return the runs of lines that have the same sign between as many cells: a heading and its rows."""
    tables: list[list[Row]] = []
    for sign in _SIGNS:
        if sign in text:
            tables.extend(_tables_by(sign, text))
    return tables


def _tables_by(sign: str, text: str) -> Iterator[list[Row]]:
    rows = (_cells(line, sign) for line in text.split("\n"))
    for size, run in groupby(rows, key=len):
        table = list(run)
        if size >= _FEWEST_CELLS and len(table) >= _FEWEST_ROWS:
            yield [row for row in table if not _is_rule(row)]


def _cells(line: str, sign: str) -> tuple[str, ...]:
    bare = line.strip(" \r")
    if sign == "|":
        bare = bare.removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in bare.split(sign)) if sign in bare else ()


def _is_rule(row: Row) -> bool:
    """Tell whether a row is only a line drawn below the heading."""
    return all(set(cell) <= set("-:= ") for cell in row) and any(row)
