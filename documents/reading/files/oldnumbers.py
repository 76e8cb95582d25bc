"""The numbers an old Word file prints before paragraphs: its lists and styles say which [MS-DOC]."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from documents.reading.files.numbering import Level, Numbering
from documents.reading.files.oldparagraphs import Listed, Paragraph, listed_in

_STYLES, _LISTS, _OVERRIDES = 0xA2, 0x2E2, 0x2EA
_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    22: "decimalZero", 23: "bullet", 255: "none",
}  # fmt: skip


class OldNumbers:
    """Asked for each paragraph in the order of the text. Lists that cannot be followed print no numbers."""

    def __init__(self, stream: bytes, table: bytes) -> None:
        self.numbering = Numbering()
        self.styles: dict[int, tuple[Listed, int]] = {}
        try:
            if struct.unpack_from("<I", stream, _LISTS + 4)[0]:
                self.styles = dict(_styles(stream, table))
                _fill(self.numbering, stream, table)
        except (struct.error, IndexError, UnicodeDecodeError):
            self.numbering = Numbering()

    def label(self, paragraph: Paragraph) -> str:
        number, level, style = paragraph.listed.number, paragraph.listed.level, paragraph.style
        for _ in range(10):
            if number is not None or style not in self.styles:
                break
            of_style, style = self.styles[style]
            number, level = of_style.number, of_style.level if level is None else level
        return self.numbering.printed(number, level or 0)


def _styles(stream: bytes, table: bytes) -> Iterator[tuple[int, tuple[Listed, int]]]:
    """What each style of paragraphs says, and on which other style it rests."""
    (start,) = struct.unpack_from("<I", stream, _STYLES)
    size, count, base = struct.unpack_from("<3H", table, start)
    at = start + 2 + size
    for number in range(count):
        (length,) = struct.unpack_from("<H", table, at)
        style = table[at + 2 : at + 2 + length]
        at += 2 + length + (length & 1)
        if not style or style[2] & 0xF != 1:
            continue
        rests_on = struct.unpack_from("<H", style, 2)[0] >> 4
        behind = base + 4 + 2 * struct.unpack_from("<H", style, base)[0]
        (properties,) = struct.unpack_from("<H", style, behind)
        yield number, (listed_in(style[behind + 4 : behind + 2 + properties]), rests_on)


def _fill(numbering: Numbering, stream: bytes, table: bytes) -> None:
    """Enter the lists of the file, and the numbers under which paragraphs name them."""
    start, size = struct.unpack_from("<2I", stream, _LISTS)
    (count,) = struct.unpack_from("<H", table, start)
    at = start + size
    for index in range(count):
        (name,) = struct.unpack_from("<i", table, start + 2 + 28 * index)
        simple = table[start + 2 + 28 * index + 26] & 1
        numbering.abstract[str(name)] = levels = {}
        for level in range(1 if simple else 9):
            levels[level], at = _level(table, at)
    (start,) = struct.unpack_from("<I", stream, _OVERRIDES)
    (count,) = struct.unpack_from("<I", table, start)
    at = start + 4 + 16 * count
    for index in range(count):
        (name,) = struct.unpack_from("<i", table, start + 4 + 16 * index)
        numbering.lists[str(index + 1)] = str(name)
        at = _override(numbering, str(index + 1), table, at + 4, table[start + 4 + 16 * index + 12])


def _override(numbering: Numbering, number: str, table: bytes, at: int, count: int) -> int:
    """Levels that begin anew, or look otherwise, where paragraphs name the list by this number."""
    for _ in range(count):
        begin, flags = struct.unpack_from("<iI", table, at)
        at += 8
        level = flags & 0xF
        if flags & 0x20:
            own, at = _level(table, at)
            held = numbering.abstract.get(numbering.lists[number], {})
            numbering.lists[number] = f"{numbering.lists[number]} {number}"
            numbering.abstract[numbering.lists[number]] = {**held, level: own}
        elif flags & 0x10:
            numbering.restarts[number, level] = begin
    return at


def _level(table: bytes, at: int) -> tuple[Level, int]:
    begin, form = struct.unpack_from("<iB", table, at)
    words = at + 28 + table[at + 24] + table[at + 25]
    (length,) = struct.unpack_from("<H", table, words)
    end = words + 2 + 2 * length
    text = table[words + 2 : end].decode("utf-16-le")
    shown = "".join(f"%{ord(letter) + 1}" if ord(letter) < 9 else letter for letter in text)
    return Level(_FORMS.get(form, "decimal"), shown, max(0, begin)), end
