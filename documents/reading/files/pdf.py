"""PDF files with text: pages in order, without running heads and page numbers, footnotes below the text."""

import io
import logging
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from documents.reading.errors import ReadingError
from documents.reading.files.extract import Extract
from documents.reading.files.pdftables import Tables, tables_of
from documents.reading.stamps import with_stamps

MAX_PAGES = 2_000
MAX_CHARACTERS = 20_000_000
_EDGE = 3
_MAX_NOTE_LINES = 14
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"\s{0,8}(\d{1,3})\s{1,3}(?=[^\W\d_])")
#: A picture at least so many points wide and high can be a whole page.
_LARGE = 500
_MOST_PICTURES = 50
#: A page with fewer letters is a cover, or a picture with a stamp on it.
_FEW_LETTERS = 200
#: Of the letters of a Vietnamese page a quarter bear a mark; where nearly none does, the words were read by
#: a machine that knows no Vietnamese.
_MARKED = 0.05

logging.getLogger("pypdf").setLevel(logging.ERROR)  # a damaged file is our refusal, not a page of warnings


@dataclass(frozen=True)
class PdfText:
    """The words of a PDF, and the numbers of the pages that are pictures."""

    extract: Extract
    scanned: tuple[int, ...]


def read_pdf(data: bytes) -> PdfText:
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
    scanned: list[int] = []
    length = 0
    for number, page in enumerate(reader.pages, 1):
        words = page.extract_text() or ""
        if _is_picture(page, words):
            scanned.append(number)
        pages.append(words if pages else with_stamps(page, words))
        length += len(pages[-1])
        if length > MAX_CHARACTERS:
            raise ReadingError("too_long", "Tệp PDF có quá nhiều chữ nên không đọc được. Hãy chia nhỏ tệp.")
    if not any(words.strip() for words in pages):  # letters may be drawn as lines, too
        scanned = list(range(1, len(pages) + 1))
    found = _tables(data, pages)
    pages = [found.pages.get(number, words) for number, words in enumerate(pages)]
    return PdfText(Extract(joined(pages), found.tables, pages=tuple(pages)), tuple(scanned))


def _is_picture(page: pypdf.PageObject, words: str) -> bool:
    """Whether the page is a picture with no words, a few stamped on it, or words that are no Vietnamese."""
    letters = [letter for letter in words if letter.isalpha()]
    marked = sum(len(unicodedata.normalize("NFD", letter)) > 1 or letter in "đĐ" for letter in letters)
    if len(letters) >= _FEW_LETTERS and marked > _MARKED * len(letters):
        return False
    return _holds_large_picture(page)


def _holds_large_picture(holder: Any, depth: int = 0) -> bool:
    """A page, or a form on it, that shows a picture as large as a page."""
    try:
        objects = holder["/Resources"].get_object()["/XObject"].get_object()
        held = [objects[name].get_object() for name in list(objects)[:_MOST_PICTURES]]
        if any(min(int(one.get("/Width", 0)), int(one.get("/Height", 0))) >= _LARGE for one in held):
            return True
    except (KeyError, AttributeError, TypeError, ValueError, PyPdfError):
        return False
    forms = (one for one in held if one.get("/Subtype") == "/Form")
    return depth < 2 and any(_holds_large_picture(form, depth + 1) for form in forms)


def _tables(data: bytes, pages: list[str]) -> Tables:
    """A page whose lines cannot be followed costs its tables, not its text."""
    try:
        return tables_of(data, pages)
    except Exception:  # a damaged page makes the parser raise nearly anything
        return Tables((), {})


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
