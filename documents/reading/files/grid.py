"""The columns of a table that only white parts: where each begins, and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.reading.files.words import GAP, Line, Word, said

#: White at the edge of a column is wider than a blank between two words, in heights of a line.
_WHITE = 0.45
#: So many lines of the rows show where the white runs.
_LOOKED_AT = 60
_BULLET = re.compile(r"[-–+•*]\s")


@dataclass(frozen=True)
class Grid:
    """The left edges of all columns but the first, which holds the numbers."""

    edges: tuple[float, ...]

    def is_crossed(self, line: Line) -> bool:
        """Whether a text runs over the edge of a column, as a paragraph does, or the heading of a section."""
        for edge in self.edges[1:]:
            before = [word.right for word in line.words if word.left < edge]
            after = [word.left for word in line.words if word.left >= edge]
            if before and after and min(after) - max(before) < _WHITE * line.height:
                return True
            if before and not after and max(before) > edge + line.height:
                return True
        return False

    def parts(self, line: Line) -> list[list[Word]]:
        """The words of each column; a text over several is one of the column it begins in."""
        parts: list[list[Word]] = [[] for _ in range(len(self.edges) + 1)]
        crossed = self.is_crossed(line)
        column = 0
        for word in line.words:
            place = sum((word.left + word.right) / 2 >= edge for edge in self.edges)
            column = column if crossed and place and column else place
            parts[column].append(word)
        return parts

    def cells(self, lines: Sequence[Line]) -> list[str]:
        """The lines of a cell are those of the page; only a bullet begins another."""
        cells = [""] * (len(self.edges) + 1)
        for line in lines:
            for at, words in enumerate(self.parts(line)):
                if words:
                    text = said(words)
                    cells[at] += ("\n" if _BULLET.match(text) else " ") + text
        return [cell.strip() for cell in cells]


def grid_of(headings: Sequence[Line], rows: Sequence[Line]) -> Grid:
    """An edge lies between two headings, in the widest white that they and the rows leave there."""
    columns = _columns(headings)
    near = [word for line in (*headings, *rows[:_LOOKED_AT]) for word in line.words]
    return Grid(tuple(_clearest(one, other, near) for one, other in pairwise(columns)))


def _columns(headings: Sequence[Line]) -> list[tuple[float, float]]:
    """The headings from left to right, each over all its lines; one over several others is none of them."""
    found: list[tuple[float, float]] = []
    pieces = [piece for at, line in enumerate(headings) for piece in _own(line, headings[at + 1 :])]
    for word in sorted((word for piece in pieces for word in piece), key=lambda one: one.left):
        if found and word.left - found[-1][1] <= GAP * headings[0].height:
            found[-1] = (found[-1][0], max(found[-1][1], word.right))
        else:
            found.append((word.left, word.right))
    return found


def _own(line: Line, below: Sequence[Line]) -> Iterator[tuple[Word, ...]]:
    """The pieces that stand over one heading at most of each line below."""
    for piece in line.pieces():
        left, right = piece[0].left, piece[-1].right
        if all(
            sum(one[0].left < right and one[-1].right > left for one in low.pieces()) < 2 for low in below
        ):
            yield piece


def _clearest(one: tuple[float, float], other: tuple[float, float], near: list[Word]) -> float:
    """The place between the middles of two headings over which the fewest words lie; or the widest."""
    left, right = sum(one) / 2, sum(other) / 2
    words = [word for word in near if word.right > left and word.left < right]
    marks = {left, right, one[1], other[0]}
    marks |= {edge for word in words for edge in (word.left, word.right) if left < edge < right}
    places = [((low + high) / 2, high - low) for low, high in pairwise(sorted(marks))]
    over = {place: sum(word.left < place < word.right for word in words) for place, _ in places}
    return min(places, key=lambda place: (over[place[0]], -place[1]))[0]
