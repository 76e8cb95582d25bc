"""Old Word files made for tests: the two streams of the container, as [MS-DOC] lays them out."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

_TEXT = 0x400
_PAGE = 512


@dataclass(frozen=True)
class Para:
    """A paragraph with its mark, the number of its list and its level, and what it ends in a table."""

    text: str
    number: int = 0
    level: int = 0
    in_table: bool = False
    edges: tuple[int, ...] = ()
    below: tuple[int, ...] = ()

    def properties(self) -> bytes:
        said = b""
        if self.number:
            said += struct.pack("<HBHh", 0x260A, self.level, 0x460B, self.number)
        if self.in_table:
            said += struct.pack("<HB", 0x2416, 1)
        if self.edges:
            flags = b"".join(
                struct.pack("<H18x", 0x20 if at in self.below else 0) for at in range(len(self.edges) - 1)
            )
            row = bytes([len(self.edges) - 1]) + struct.pack(f"<{len(self.edges)}h", *self.edges) + flags
            said += struct.pack("<HB", 0x2417, 1) + struct.pack("<HH", 0xD608, len(row) + 1) + row
        return said


def rows(*cells: Sequence[str], edges: Sequence[int], below: Sequence[int] = ()) -> list[Para]:
    """Rows of a table of one shape; the cells `below` go on from the row above, but not in the first row."""
    found: list[Para] = []
    for at, row in enumerate(cells):
        found += [Para(f"{cell}\x07", in_table=True) for cell in row]
        held = tuple(below) if at else ()
        found.append(Para("\x07", in_table=True, edges=tuple(edges), below=held))
    return found


def streams(paragraphs: Sequence[Para], levels: Sequence[tuple[int, str]] = ()) -> tuple[bytes, bytes]:
    """The document stream and the table stream; `levels` are the form and the text of one list's levels."""
    text = "".join(paragraph.text for paragraph in paragraphs)
    stream = bytearray(_TEXT) + text.encode("utf-16-le")
    stream += bytes(-len(stream) % _PAGE)
    page = len(stream) // _PAGE
    stream += _properties(paragraphs)
    table = bytearray()
    places = struct.pack("<2I", 0, len(text)) + struct.pack("<HIH", 0, _TEXT, 0)
    _entered(stream, table, 0x1A2, b"\x02" + struct.pack("<I", len(places)) + places)
    _entered(stream, table, 0x102, struct.pack("<3I", _TEXT, _TEXT + 2 * len(text), page))
    if levels:
        _entered(stream, table, 0xA2, struct.pack("<3H", 4, 0, 10))
        _entered(stream, table, 0x2E2, struct.pack("<Hi22xBx", 1, 77, 0))
        table += b"".join(map(_level, [*levels, *[(255, "")] * (9 - len(levels))]))
        _entered(stream, table, 0x2EA, struct.pack("<Ii12xI", 1, 77, 0xFFFFFFFF))
    struct.pack_into("<2i", stream, 0x4C, len(text), 0)
    return bytes(stream), bytes(table)


def _entered(stream: bytearray, table: bytearray, place: int, part: bytes) -> None:
    struct.pack_into("<2I", stream, place, len(table), len(part))
    table += part


def _level(level: tuple[int, str]) -> bytes:
    form, text = level
    return struct.pack("<iB23xH", 1, form, len(text)) + text.encode("utf-16-le")


def _properties(paragraphs: Sequence[Para]) -> bytes:
    page = bytearray(_PAGE)
    page[-1] = len(paragraphs)
    ends, at = [_TEXT], _PAGE - 2
    for index, paragraph in enumerate(paragraphs):
        ends.append(ends[-1] + 2 * len(paragraph.text))
        said = struct.pack("<H", 0) + paragraph.properties()
        said = bytes([0, (len(said) + 1) // 2]) + said + bytes(len(said) % 2)
        at = (at - len(said)) // 2 * 2
        page[at : at + len(said)] = said
        page[4 * (len(paragraphs) + 1) + 13 * index] = at // 2
    assert at > 17 * len(paragraphs) + 4, "too many paragraphs for one page"
    struct.pack_into(f"<{len(ends)}I", page, 0, *ends)
    return bytes(page)
