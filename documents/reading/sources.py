"""From a file to its text: plain text, Word (.docx) and PDF with text; everything else is refused."""

import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdf
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf.errors import DependencyError

from documents.reading.decode import decode, mended
from documents.reading.errors import ReadingError
from documents.reading.stamps import with_stamps

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_PAGES = 2_000
MAX_CHARACTERS = 20_000_000

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
)

logging.getLogger("pypdf").setLevel(logging.ERROR)  # a damaged file is our refusal, not a page of warnings


def text_of_file(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a file on disk."""
    if not path.exists():
        raise ReadingError("missing", f"Không tìm thấy tệp {path}. Hãy kiểm tra lại đường dẫn.")
    if not path.is_file():
        raise ReadingError("not_a_file", f"{path} không phải là tệp. Hãy chọn một tệp.")
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise _too_big(max_bytes)
        return text_of(path.read_bytes(), max_bytes)
    except OSError:
        raise ReadingError(
            "unreadable", f"Không mở được tệp {path}. Hãy kiểm tra quyền đọc tệp rồi thử lại."
        ) from None


def text_of(data: bytes, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a file; the content decides what it is, not its name."""
    if not data:
        raise ReadingError("empty", "Tệp không có nội dung. Hãy chọn tệp khác.")
    if len(data) > max_bytes:
        raise _too_big(max_bytes)
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _text_of_docx(data)
    if b"%PDF-" in data[:1024]:
        return _text_of_pdf(data)
    if data.startswith(_OLE):
        raise ReadingError(
            "old_word",
            "Chưa đọc được tệp .doc kiểu cũ. Hãy mở tệp bằng Word, lưu lại dạng .docx rồi chọn tệp mới.",
        )
    if data.startswith(b"{\\rtf"):
        raise ReadingError(
            "rtf", "Chưa đọc được tệp .rtf. Hãy mở tệp bằng Word, lưu lại dạng .docx rồi chọn tệp mới."
        )
    if data.startswith(_BINARY):
        raise ReadingError("binary", "Đây không phải tệp văn bản. Hãy chọn tệp .docx, .pdf có chữ hoặc .txt.")
    return decode(data)


def _too_big(max_bytes: int) -> ReadingError:
    megabytes = max_bytes / (1024 * 1024)
    return ReadingError("too_big", f"Tệp lớn hơn {megabytes:g} MB nên không đọc được. Hãy chọn tệp nhỏ hơn.")


def _text_of_docx(data: bytes) -> str:
    _check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_lines(document))
    except Exception:  # python-docx and lxml raise many kinds; any of them means the same to the person
        raise _broken("Word") from None
    return mended(_with_text(text))


def _check_archive(data: bytes) -> None:
    """Count what an archive would unpack to before unpacking any of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise ReadingError(
                    "bomb", "Tệp nén chứa quá nhiều dữ liệu nên bị từ chối. Hãy chọn tệp khác."
                )
            names = {member.filename for member in members}
            if any(member.flag_bits & 1 for member in members):
                raise ReadingError("encrypted", "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại tệp.")
            if "word/document.xml" not in names:
                raise ReadingError(
                    "not_word", "Tệp nén này không phải văn bản Word. Hãy chọn tệp .docx, .pdf hoặc .txt."
                )
            for member in members:
                _check_member(archive, member)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise _broken("Word") from None


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """The size an archive states may be a lie: read the XML parts no further than they say."""
    if not member.filename.endswith((".xml", ".rels")):
        return
    with archive.open(member) as part:
        read = 0
        while chunk := part.read(1 << 20):
            read += len(chunk)
            if read > MAX_UNPACKED:
                raise ReadingError(
                    "bomb", "Tệp nén chứa quá nhiều dữ liệu nên bị từ chối. Hãy chọn tệp khác."
                )
            if b"<!ENTITY" in chunk or b"<!DOCTYPE" in chunk:
                raise _broken("Word")


def _lines(document: Document) -> Iterator[str]:
    """Yield paragraphs and table rows in the order of the page; page headers and footers are no content."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield _text_of_paragraph(block)
        else:
            yield from _rows(block, 0)


def _rows(table: Table, depth: int) -> Iterator[str]:
    for row in table.rows:
        seen: set[int] = set()
        for cell in row.cells:
            if id(cell._tc) in seen:  # a merged cell is given once for each column it spans
                continue
            seen.add(id(cell._tc))
            for block in cell.iter_inner_content():
                if isinstance(block, Paragraph):
                    yield _text_of_paragraph(block)
                elif depth < 5:
                    yield from _rows(block, depth + 1)


def _text_of_paragraph(paragraph: Paragraph) -> str:
    return paragraph.text.replace("\t", "    ")


def _text_of_pdf(data: bytes) -> str:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError("encrypted", "Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại tệp.")
        if len(reader.pages) > MAX_PAGES:
            raise ReadingError(
                "too_long", f"Tệp PDF có hơn {MAX_PAGES} trang nên không đọc được. Hãy chia nhỏ tệp."
            )
        pages: list[str] = []
        length = 0
        for page in reader.pages:
            words = page.extract_text() or ""
            pages.append(words if pages else with_stamps(page, words))
            length += len(pages[-1])
            if length > MAX_CHARACTERS:
                raise ReadingError(
                    "too_long", "Tệp PDF có quá nhiều chữ nên không đọc được. Hãy chia nhỏ tệp."
                )
    except ReadingError:
        raise
    except DependencyError:
        raise ReadingError("encrypted", "Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại tệp.") from None
    except Exception:  # a hostile PDF makes the parser raise nearly anything
        raise _broken("PDF") from None
    text = "\n\f\n".join(pages)
    if not text.strip("\f\n \t"):
        raise ReadingError(
            "scan", "Tệp PDF chỉ có ảnh chụp, không có chữ. Hãy nhận dạng chữ (OCR) hoặc gõ lại nội dung."
        )
    return _with_text(text)


def _with_text(text: str) -> str:
    if not text.strip():
        raise ReadingError("empty", "Tệp không có nội dung. Hãy chọn tệp khác.")
    return text


def _broken(kind: str) -> ReadingError:
    return ReadingError(
        "broken", f"Tệp {kind} bị hỏng hoặc không đúng định dạng. Hãy mở và lưu lại tệp rồi thử lại."
    )
