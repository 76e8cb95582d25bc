"""Word files of 1997–2003 (.doc): the text lies in pieces that a table in the file puts in order [MS-DOC]."""

import io
import re
import struct
from collections.abc import Iterator

import olefile

from documents.reading.errors import ReadingError
from documents.reading.files.extract import Extract, Table

_MAGIC = 0xA5EC
_ENCRYPTED = 0x0100
_SECOND_TABLE = 0x0200
_COMPRESSED = 0x40000000
_TEXT_LENGTHS = 0x4C  # characters of the body, then of the footnotes
_PIECE_TABLE = 0x01A2
_CELL, _PAGE, _LINE, _PARAGRAPH, _NO_BREAK, _SOFT = "\x07", "\x0c", "\x0b", "\r", "\x1e", "\x1f"
_FIELD = re.compile(r"\x13[^\x13-\x15]*(?:\x14([^\x13-\x15]*))?\x15")
_CONTROL = re.compile(r"[\x00-\x06\x08\x0e-\x1f]")


def read_old_word(data: bytes) -> Extract:
    """Return the body and the footnotes below it."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
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
    """Put the pieces of the document stream in order, as its table stream says."""
    body, notes = struct.unpack_from("<2i", stream, _TEXT_LENGTHS)
    text = "".join(_pieces(stream, table))[: max(0, body) + max(0, notes)]
    return Extract(_plain(text), tuple(_tables(text)))


def _pieces(stream: bytes, table: bytes) -> Iterator[str]:
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
            yield stream[begin : begin + characters].decode("cp1252", "replace")
        else:
            yield stream[where : where + 2 * characters].decode("utf-16-le", "replace")


def _plain(text: str) -> str:
    for _ in range(5):  # fields may hold fields
        text = _FIELD.sub(lambda field: field.group(1) or "", text)
    text = text.replace(_CELL, "\n").replace(_PARAGRAPH, "\n").replace(_LINE, "\n").replace(_PAGE, "\n\f\n")
    return _CONTROL.sub("", text.replace(_NO_BREAK, "-").replace(_SOFT, ""))


def _tables(text: str) -> Iterator[Table]:
    """Yield runs of paragraphs that hold cells: two cell marks in a row end a row of the table."""
    rows: list[tuple[str, ...]] = []
    for block in re.split(rf"{_CELL}{_CELL}", text):
        before, _, _ = block.rpartition("\r") if _CELL not in block else ("", "", "")
        if before and rows:
            yield tuple(rows)
            rows = []
        cells = block.split(_CELL)
        if len(cells) > 1:
            first = cells[0].rsplit("\r", 1)[-1] if not rows else cells[0]
            rows.append(tuple(" ".join(_plain(cell).split()) for cell in (first, *cells[1:])))
    if rows:
        yield tuple(rows)
