"""From a file to its text and tables: plain text, Word old and new, spreadsheets, PDF, pictures of pages."""

from dataclasses import replace
from pathlib import Path

from documents.reading.decode import decode, mended
from documents.reading.errors import ReadingError
from documents.reading.files.cage import Told, in_cage
from documents.reading.files.extract import Extract

MAX_BYTES = 20 * 1024 * 1024

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_BINARY = (b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF", b"BZh", b"\xfd7zXZ")
_NOT_TEXT = "Đây không phải tệp văn bản. Hãy chọn tệp .docx, .doc, .pdf hoặc .txt."


def text_of_file(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a file on disk."""
    return extract_of_file(path, max_bytes).text


def text_of(data: bytes, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a file; the content decides what it is, not its name."""
    return extract_of(data, max_bytes).text


def extract_of_file(path: Path, max_bytes: int = MAX_BYTES) -> Extract:
    """Return text and tables of a file on disk."""
    if not path.exists():
        raise ReadingError("missing", f"Không tìm thấy tệp {path}. Hãy kiểm tra lại đường dẫn.")
    if not path.is_file():
        raise ReadingError("not_a_file", f"{path} không phải là tệp. Hãy chọn một tệp.")
    try:
        if path.stat().st_size > max_bytes:
            raise _too_big(max_bytes)
        return extract_of(path.read_bytes(), max_bytes)
    except OSError:
        raise ReadingError(
            "unreadable", f"Không mở được tệp {path}. Hãy kiểm tra quyền đọc tệp rồi thử lại."
        ) from None


def extract_of(data: bytes, max_bytes: int = MAX_BYTES, told: Told | None = None) -> Extract:
    """Return text and tables of a file; every binary format is parsed in a caged child.

    `told` hears of each page that is a picture, for that takes seconds a page.
    """
    if not data:
        raise ReadingError("empty", "Tệp không có nội dung. Hãy chọn tệp khác.")
    if len(data) > max_bytes:
        raise _too_big(max_bytes)
    kind = kind_of(data)
    if kind is None:
        return Extract(decode(data))
    extract = in_cage(kind, data, told)
    if not extract.text.strip():
        raise ReadingError("empty", "Tệp không có nội dung. Hãy chọn tệp khác.")
    if kind in ("packed", "old_word") and (text := mended(extract.text)) != extract.text:
        tables = tuple(tuple(tuple(map(mended, row)) for row in table) for table in extract.tables)
        return replace(extract, text=text, tables=tables)
    return extract


def kind_of(data: bytes) -> str | None:
    """Return which reader the content asks for: packed, pdf, old_word, picture; None for plain text.

    Raises ReadingError for what nothing here reads.
    """
    if data.startswith(_ZIP):
        return "packed"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        return "old_word"
    if data.startswith(_PICTURES):
        return "picture"
    if data.startswith(b"{\\rtf"):
        raise ReadingError(
            "rtf", "Chưa đọc được tệp .rtf. Hãy mở tệp bằng Word, lưu lại dạng .docx rồi chọn tệp mới."
        )
    if data.startswith(_BINARY):
        raise ReadingError("binary", _NOT_TEXT)
    return None


def _too_big(max_bytes: int) -> ReadingError:
    megabytes = max_bytes / (1024 * 1024)
    return ReadingError("too_big", f"Tệp lớn hơn {megabytes:g} MB nên không đọc được. Hãy chọn tệp nhỏ hơn.")
