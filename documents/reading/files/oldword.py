"""Word files of 1997–2003 (.doc): the text lies in pieces that a table in the file puts in order [MS-DOC]."""

import io
import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

import olefile

from documents.reading.errors import ReadingError
from documents.reading.files.extract import Extract
from documents.reading.files.oldnumbers import OldNumbers
from documents.reading.files.oldparagraphs import Paragraph, Paragraphs
from documents.reading.files.oldtables import OldTables

_MAGIC = 0xA5EC
_ENCRYPTED = 0x0100
_SECOND_TABLE = 0x0200
_COMPRESSED = 0x40000000
_TEXT_LENGTHS = 0x4C  # characters of the body, then of the footnotes
_PIECE_TABLE = 0x01A2
_CELL, _PAGE, _LINE, _PARAGRAPH, _NO_BREAK, _SOFT = "\x07", "\x0c", "\x0b", "\r", "\x1e", "\x1f"
_ENDS = re.compile(r"[\r\x07]")
_FIELD = re.compile(r"\x13[^\x13-\x15]*(?:\x14([^\x13-\x15]*))?\x15")
_OPEN_FIELD = re.compile(r"\x13[^\x13\x14]*\x14")  # what it shows goes on in the next paragraph
_CONTROL = re.compile(r"[\x00-\x06\x08\x0e-\x1f]")


def read_old_word(data: bytes) -> Extract:
    """Return the body and the footnotes below it."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        if container.exists("EncryptedPackage"):  # a .docx or .xlsx under a password
            raise ReadingError("encrypted", "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại tệp.")
        if not container.exists("WordDocument"):
            raise ReadingError(
                "not_word", "Tệp này không phải văn bản Word. Hãy chọn tệp .docx, .doc, .pdf hoặc .txt."
            )
        stream = container.openstream("WordDocument").read()
        magic, flags = struct.unpack_from("<H8xH", stream)
        if magic != _MAGIC:
            raise ReadingError(
                "old_word", "Tệp Word quá cũ nên chưa đọc được. Hãy mở tệp bằng Word, lưu lại dạng .docx."
            )
        if flags & _ENCRYPTED:
            raise ReadingError("encrypted", "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại tệp.")
        table = container.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
    return extract_of_streams(stream, table)


def extract_of_streams(stream: bytes, table: bytes) -> Extract:
    """Put the pieces of the document stream in order, as its table stream says, and number the paragraphs."""
    body, notes = struct.unpack_from("<2i", stream, _TEXT_LENGTHS)
    pieces = list(_pieces(stream, table))
    text = "".join(piece.text for piece in pieces)[: max(0, body) + max(0, notes)]
    tables = OldTables()
    lines: list[str] = []
    for words, paragraph in _paragraphs(text, pieces, stream, table):
        lines.append(words)
        tables.add(words, paragraph)
    return Extract("".join(lines), tables.found())


@dataclass(frozen=True)
class _Piece:
    text: str
    begin: int
    """Where it lies in the stream."""
    width: int
    """Bytes of a letter."""


def _paragraphs(
    text: str, pieces: list[_Piece], stream: bytes, table: bytes
) -> Iterator[tuple[str, Paragraph]]:
    """Each paragraph with the number that is printed before it and a line's end, and what is said of it.

    A cell of a table ends with a paragraph, a row with one without words.
    """
    starts = list(accumulate((len(piece.text) for piece in pieces), initial=0))
    said, numbers = Paragraphs(stream, table), OldNumbers(stream, table)
    at = 0
    for mark in _ENDS.finditer(text):
        index = bisect_right(starts, mark.start()) - 1
        place = pieces[index].begin + (mark.start() - starts[index]) * pieces[index].width
        paragraph = replace(said.at(place), ends_cell=mark.group() == _CELL)
        yield _plain(numbers.label(paragraph) + text[at : mark.end()]), paragraph
        at = mark.end()
    yield _plain(text[at:]), Paragraph()


def _pieces(stream: bytes, table: bytes) -> Iterator[_Piece]:
    start, size = struct.unpack_from("<2I", stream, _PIECE_TABLE)
    at = start
    while at < start + size and table[at] == 1:  # formatting that the pieces refer to
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    length = struct.unpack_from("<I", table, at + 1)[0]
    count = (length - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    for index in range(count):
        where = struct.unpack_from("<I", table, at + 5 + 4 * (count + 1) + 8 * index + 2)[0]
        characters = places[index + 1] - places[index]
        if where & _COMPRESSED:
            begin = (where & ~_COMPRESSED) // 2
            yield _Piece(stream[begin : begin + characters].decode("cp1252", "replace"), begin, 1)
        else:
            words = stream[where : where + 2 * characters].decode("utf-16-le", "replace")
            yield _Piece(words, where, 2)


def _plain(text: str) -> str:
    for _ in range(5):  # fields may hold fields
        text = _FIELD.sub(lambda field: field.group(1) or "", text)
    text = _OPEN_FIELD.sub("", text)
    text = text.replace(_CELL, "\n").replace(_PARAGRAPH, "\n").replace(_LINE, "\n").replace(_PAGE, "\n\f\n")
    return _CONTROL.sub("", text.replace(_NO_BREAK, "-").replace(_SOFT, ""))
