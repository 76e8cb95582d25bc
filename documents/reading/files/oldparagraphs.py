"""What an old Word file says of its paragraphs: the list, the style, and whether they end a cell or a row."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

_PARAGRAPHS = 0x102
_PAGE = 512
_LEVEL, _LIST = 0x260A, 0x460B
_IN_TABLE, _ENDS_ROW = 0x2416, 0x2417
_ROW, _MERGED = 0xD608, 0xD62B
#: Bytes of what follows a property, by the last three bits of its name; 0 says its size itself.
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_NO_LIST = (0, 0x7FF)
_MOST_CELLS = 64


@dataclass
class Listed:
    """What a paragraph or a style says of its list: None where it says nothing, "0" for none."""

    number: str | None = None
    level: int | None = None


@dataclass
class Paragraph:
    """`edges` and `below` are those of the cells of the row it ends: where each begins and, behind the last
    one, where the row ends; and which go on from the row above."""

    style: int = 0
    listed: Listed = field(default_factory=Listed)
    in_table: bool = False
    ends_cell: bool = False
    ends_row: bool = False
    edges: tuple[int, ...] = ()
    below: frozenset[int] = frozenset()


class Paragraphs:
    """Found by where the mark that ends a paragraph lies in the file.

    Where that cannot be followed, the text has no numbers and no tables from there on.
    """

    def __init__(self, stream: bytes, table: bytes) -> None:
        found: list[tuple[int, Paragraph]] = []
        with suppress(struct.error, IndexError):
            found.extend(_found(stream, table))
        found.sort(key=lambda one: one[0])
        self._ends = [end for end, _ in found]
        self._said = [said for _, said in found]

    def at(self, mark: int) -> Paragraph:
        index = bisect_right(self._ends, mark)
        return self._said[index] if index < len(self._said) else Paragraph()


def _found(stream: bytes, table: bytes) -> Iterator[tuple[int, Paragraph]]:
    """Each run of alike paragraphs with where it ends; they lie in pages of 512 bytes."""
    start, size = struct.unpack_from("<2I", stream, _PARAGRAPHS)
    if size < 12:
        return
    count = (size - 4) // 8
    for (place,) in struct.iter_unpack("<I", table[start + 4 * (count + 1) : start + 4 * (2 * count + 1)]):
        begin = (place & 0x3FFFFF) * _PAGE
        page = stream[begin : begin + _PAGE]
        held = page[_PAGE - 1]
        for index, end in enumerate(struct.unpack_from(f"<{held}I", page, 4)):
            at = page[4 * (held + 1) + 13 * index] * 2
            yield end, _paragraph(page, at) if at else Paragraph()


def _paragraph(page: bytes, at: int) -> Paragraph:
    size = 2 * page[at] - 1 if page[at] else 2 * page[at + 1]
    at += 1 if page[at] else 2
    said = Paragraph(style=struct.unpack_from("<H", page, at)[0])
    said.listed = listed_in(page[at + 2 : at + size])
    for name, value in properties(page[at + 2 : at + size]):
        if name == _IN_TABLE:
            said.in_table = bool(value[0])
        elif name == _ENDS_ROW:
            said.ends_row = bool(value[0])
        elif name == _ROW:
            said.edges, below = _cells(value)
            said.below |= below
        elif name == _MERGED and value[2] == 1:
            said.below |= {value[1]}
    return said


def listed_in(said: bytes) -> Listed:
    """What properties say of the list."""
    found = Listed()
    for name, value in properties(said):
        if name == _LIST:
            number = abs(struct.unpack("<h", value)[0])
            found.number = "0" if number in _NO_LIST else str(number)
        elif name == _LEVEL:
            found.level = value[0]
        elif name == _ENDS_ROW and value[0]:
            return Listed("0")
    return found


def properties(said: bytes) -> Iterator[tuple[int, bytes]]:
    """Each property with its value; one of changing size begins with that size."""
    at = 0
    while at + 2 < len(said):
        (name,) = struct.unpack_from("<H", said, at)
        at += 2
        size = _SIZES[name >> 13] or said[at] + 1
        if name == _ROW:
            size = struct.unpack_from("<H", said, at)[0] + 1
        value = said[at : at + size]
        if len(value) < size:
            return
        yield name, value
        at += size


def _cells(row: bytes) -> tuple[tuple[int, ...], frozenset[int]]:
    count = min(row[2], _MOST_CELLS)
    edges = struct.unpack_from(f"<{count + 1}h", row, 3)
    flags = row[3 + 2 * (row[2] + 1) :]
    below = {
        cell
        for cell in range(min(count, len(flags) // 20))
        if struct.unpack_from("<H", flags, 20 * cell)[0] & 0x60 == 0x20
    }
    return edges, frozenset(below)
