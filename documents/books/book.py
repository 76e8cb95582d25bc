"""What a printed register or report is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

#: Rows read at a time: a year of thousands takes no more memory than a page.
CHUNK: Final = 500


class Numbers(Enum):
    """What the cover of a book says of its numbers."""

    NO_COVER = auto()
    OF_THE_LINES = auto()
    BY_HAND = auto()
    UNSAID = auto()


@dataclass(frozen=True)
class Book:
    """`rows` makes the rows of what was found; `widths` say how wide the columns are against each other."""

    slug: str
    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Callable[[Any], Iterator[list[Any]]]
    signed: str = "NGƯỜI LẬP SỔ"
    numbers: Numbers = Numbers.NO_COVER
