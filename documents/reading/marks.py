"""What is stamped on a paper beside its text: urgency, secrecy, circulation (ND30, Annex I)."""

import re

from documents.reading.findings import Span
from vietnamese.text import fold

_URGENCY = {"hoa toc": "hỏa tốc", "thuong khan": "thượng khẩn", "khan": "khẩn"}
_SECRECY = {"tuyet mat": "tuyệt mật", "toi mat": "tối mật", "mat": "mật"}
_CIRCULATION = ("xem xong tra lai", "luu hanh noi bo", "khong sao chup", "khong pho bien", "noi bo")
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
_TIMED = re.compile(r"^hoa toc\b.{0,40}$")
_ORDER = re.compile(r"^do (?:khan|mat)\s?:\s?")
_STAMPED = 40


def mark_of(line: str) -> tuple[str, str] | None:
    """Return the field and value of a line that is nothing but a stamp."""
    if len(line) > _STAMPED or not (line.isupper() or _ORDER.match(fold(line))):
        return None
    words = _ORDER.sub("", _DECORATION.sub("", fold(line)))
    if value := _URGENCY.get(words) or ("hỏa tốc" if _TIMED.match(words) else None):
        return "urgency", value
    if value := _SECRECY.get(words):
        return "secrecy", value
    if words in _CIRCULATION:
        return "circulation", _DECORATION.sub("", line).capitalize()
    return None


def find_marks(lines: list[tuple[str, int]]) -> dict[str, tuple[str, Span]]:
    """Return the stamps at the head of a paper, each field once."""
    marks: dict[str, tuple[str, Span]] = {}
    for line, start in lines:
        if found := mark_of(line):
            marks.setdefault(found[0], (found[1], Span(start, start + len(line))))
    return marks
