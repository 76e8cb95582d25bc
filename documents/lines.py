"""Rows in the words of COPY; no database and no Django: they may be written in any process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: What stands for no value; an empty cell is an empty text.
_NOTHING: Final = r"\N"


def line(values: Iterable[object]) -> str:
    """One row, its cells in the order of the columns."""
    return "\t".join([_cell(value) for value in values])


def behind(head: str, lines: str) -> str:
    """The same rows, each with these cells before its own."""
    return f"{head}\t" + lines.replace("\n", f"\n{head}\t") if lines else ""


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return _NOTHING if value is None else str(value)
