"""Rows by COPY: for many at once some ten times quicker than INSERT, and no object for each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

#: What stands for no value; an empty cell is an empty text.
_NOTHING = r"\N"


def copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of a table of ours; each is a sequence of values in the order of the columns."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(
        [_NOTHING if value is None else value for value in row] for row in rows
    )
    lines.seek(0)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN (FORMAT csv, NULL '{_NOTHING}')", lines)
