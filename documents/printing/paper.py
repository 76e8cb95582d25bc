"""What is printed, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from vietnamese.dates import short

if TYPE_CHECKING:
    from documents.printing.cover import Cover

#: What is left to be written by hand.
DOTS: Final = "…………"
#: Millimetres of a lying A4 page and of its margins.
WIDTH, HEIGHT = 297, 210
ABOVE: Final = 20
LEFT, RIGHT = 30, 15
INSIDE: Final = WIDTH - LEFT - RIGHT


@dataclass(frozen=True)
class Paper:
    """A table with a title, lines below it, lines after the table and who signs; a book has a cover.

    `rows` are read once, one after the other.
    """

    title: str
    below: Sequence[str]
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Any]]
    signed: str = "NGƯỜI LẬP SỔ"
    after: Sequence[str] = ()
    cover: Cover | None = None

    def columns(self) -> list[float]:
        """The widths of the columns in millimetres; together as wide as the page."""
        return [INSIDE * width / sum(self.widths) for width in self.widths]

    def heads(self) -> tuple[list[str], list[str]]:
        """The names of the columns, and their numbers in brackets as in the decree's forms."""
        return list(self.headings), [f"({number})" for number in range(1, len(self.headings) + 1)]


def written(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return short(value)
    return "" if value is None else str(value)
