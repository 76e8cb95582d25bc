"""PDF files with text: pages in order, without running heads and page numbers, footnotes below the text."""

import io
import logging
import re
from collections import Counter

import pypdf
from pypdf.errors import DependencyError

from documents.reading.errors import ReadingError
from documents.reading.files.extract import Extract, Table
from documents.reading.files.pdftables import tables_of
from documents.reading.stamps import with_stamps

MAX_PAGES = 2_000
MAX_CHARACTERS = 20_000_000
_EDGE = 3
_MAX_NOTE_LINES = 14
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"\s{0,8}(\d{1,3})\s{1,3}(?=[^\W\d_])")

logging.getLogger("pypdf").setLevel(logging.ERROR)  # a damaged file is our refusal, not a page of warnings


def read_pdf(data: bytes) -> Extract:
    """Return the text of the pages; a PDF of pictures has none and gives an empty text."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError("encrypted", "Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại tệp.")
    except DependencyError:
        raise ReadingError("encrypted", "Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại tệp.") from None
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
            raise ReadingError("too_long", "Tệp PDF có quá nhiều chữ nên không đọc được. Hãy chia nhỏ tệp.")
    return Extract(joined(pages), _tables(data, pages), pages=tuple(pages))


def _tables(data: bytes, pages: list[str]) -> tuple[Table, ...]:
    """A page whose lines cannot be followed costs its tables, not its text."""
    try:
        return tables_of(data, pages)
    except Exception:  # a damaged page makes the parser raise nearly anything
        return ()


def joined(pages: list[str]) -> str:
    """Put pages together as one text: sentences run over the page break, notes stand at the end."""
    bare = without_furniture([page.split("\n") for page in pages])
    bodies: list[str] = []
    notes: list[str] = []
    expected = 1
    for lines in bare:
        body, found, expected = _without_notes(lines, expected)
        bodies.append("\n".join(body))
        notes += found
    return "\n\f\n".join(bodies) + ("\n\n" + "\n".join(notes) if notes else "")


def without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Take out the lines that stand at the same edge of most pages, page numbers apart."""
    if len(pages) < 3:
        return pages
    counted: Counter[str] = Counter()
    for lines in pages:
        counted.update({_shape(line) for line in _edges(lines)})
    often = {shape for shape, times in counted.items() if shape and times > max(2, len(pages) // 2)}
    return [_trimmed(lines, often) for lines in pages]


def _trimmed(lines: list[str], often: set[str]) -> list[str]:
    edge = {index for index in range(len(lines)) if index < _EDGE or index >= len(lines) - _EDGE}
    return [line for index, line in enumerate(lines) if index not in edge or _shape(line) not in often]


def _edges(lines: list[str]) -> list[str]:
    return lines if len(lines) <= 2 * _EDGE else lines[:_EDGE] + lines[-_EDGE:]


def _shape(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _without_notes(lines: list[str], expected: int) -> tuple[list[str], list[str], int]:
    """Part the notes at the foot of a page: numbered on from the last one, and marked in the text above."""
    low = max(1, len(lines) - _MAX_NOTE_LINES)
    for at in range(low, len(lines)):
        found = _NOTE.match(lines[at])
        if found is None or int(found[1]) not in (expected, 1):
            continue
        first = int(found[1])
        above = "\n".join(lines[:at])
        mark = re.compile(rf"(?<=[^\W\d_])({first})(?=[\s,.;:)])")
        if not mark.search(above):
            continue
        last = first
        for line in lines[at + 1 :]:
            if (another := _NOTE.match(line)) and int(another[1]) == last + 1:
                last += 1
        for number in range(first, last + 1):
            above = re.sub(rf"(?<=[^\W\d_]){number}(?=[\s,.;:)])", "", above, count=1)
        return above.split("\n"), lines[at:], last + 1
    return lines, [], expected
