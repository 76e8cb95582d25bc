"""Words with their places on a page, put into lines from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

#: A gap wider than so many heights of a line parts columns; a blank takes a third.
GAP = 0.8


@dataclass(frozen=True)
class Word:
    """A word and the edges of the box around it; `top` is less than `bottom`."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Line:
    """Words side by side, from left to right; `height` is that of the lines of the page."""

    words: tuple[Word, ...]
    height: float

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    def pieces(self) -> Iterator[tuple[Word, ...]]:
        """The words between wide gaps."""
        piece = [self.words[0]]
        for word in self.words[1:]:
            if word.left - piece[-1].right > GAP * self.height:
                yield tuple(piece)
                piece = []
            piece.append(word)
        yield tuple(piece)

    @property
    def text(self) -> str:
        """As printed: wide gaps stay wide."""
        return "    ".join(said(piece) for piece in self.pieces())


def said(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words whose middles lie within the height of the words before them stand on one line."""
    if not words:
        return []
    height = median(word.bottom - word.top for word in words)
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.middle):
        if lines and word.middle - lines[-1][0].middle < height * 0.6:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(sorted(line, key=lambda one: one.left)), height) for line in lines]
