"""Where the table of a list begins: registers stand under a title, and forms number their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, Final

from vietnamese.text import clean, fold

Line = tuple[int, Any]
#: So many rows are looked at for the headings.
_TITLE: Final = 30
#: A title may hold one word that is also a heading; headings are two at least.
_FEWEST: Final = 2
_NUMBERED: Final = re.compile(r"\(?(\d{1,2})\)?")


def heading_key(text: str) -> str:
    """Headings meet without accents, case and double blanks: "Ten co quan" is "Tên cơ quan"."""
    return " ".join(fold(clean(text)).replace("*", " ").split())


def table_in(lines: Iterable[Line], known: frozenset[str]) -> Iterator[Line]:
    """The rows from the headings on: the first row with most known headings, or the first that says anything.

    `known` are keys of headings. A row below that only counts the columns ((1), (2), …) is left out.
    """
    source = iter(lines)
    opening = [(number, cells) for number, cells in islice(source, _TITLE) if _said(cells)]
    if not opening:
        opening = list(islice((line for line in source if _said(line[1])), 1))
    counts = [len(known.intersection(map(heading_key, _said(cells)))) for _number, cells in opening]
    first = counts.index(max(counts)) if counts and max(counts) >= _FEWEST else 0
    below = opening[first + 1 :]
    if below and _counts_columns(_said(below[0][1])):
        below = below[1:]
    yield from chain(opening[first : first + 1], below, source)


def _said(cells: Iterable[Any]) -> list[str]:
    return [text for cell in cells if cell is not None and (text := str(cell).strip())]


def _counts_columns(said: list[str]) -> bool:
    found = [_NUMBERED.fullmatch(text) for text in said]
    numbers = [int(one[1]) for one in found if one]
    return len(numbers) == len(said) > _FEWEST and numbers == list(range(1, len(said) + 1))
