"""Rows by COPY: for many at once some ten times quicker than INSERT, and no object for each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

#: What stands for no value; an empty cell is an empty text.
_NOTHING = r"\N"
#: So much text is sent at a time: the server writes rows while the next are put into words.
_PIECE = 1 << 16


def copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of a table of ours; each is a sequence of values in the order of the columns."""
    names = ", ".join(f'"{column}"' for column in columns)
    statement = f"COPY {table} ({names}) FROM STDIN (FORMAT csv, NULL '{_NOTHING}')"
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, _Pieces(iter(rows)), _PIECE)


class _Pieces:
    """The rows as a file that is written while it is read."""

    def __init__(self, rows: Iterator[Sequence[Any]]) -> None:
        self.rows = rows

    def read(self, size: int) -> str:
        piece = io.StringIO()
        write = csv.writer(piece, lineterminator="\n").writerow
        for row in self.rows:
            write([_NOTHING if value is None else value for value in row])
            if piece.tell() >= size:
                break
        return piece.getvalue()
