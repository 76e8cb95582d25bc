"""From raw text to one paragraph a line: borders, page numbers, hard wraps and page breaks undone."""

import re
from dataclasses import dataclass

from documents.reading.columns import unfold_columns
from documents.reading.findings import Joint, Span
from vietnamese.text import clean

# Several fonts of the nineties map ư to U+01A3; Vietnamese does not use that letter.
_MISMAPPED = str.maketrans({"Ƣ": "Ư", "ƣ": "ư"})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_NEW_PAGE = re.compile(r"[\x0b\x0c]")
_RULE = re.compile(r"^[\s\-_=–—.*~|]{3,}$")
_PAGE_NUMBER = re.compile(r"^\s*[-–]?\s*\d{1,3}\s*[-–]?\s*$", re.ASCII)

ENUMERATOR = re.compile(
    r"^[“\"]?(?:[-–—+•●○▪*~]\s*\S|[a-zđ]{1,2}\s?\)|[a-zđ]\.\s(?=[^\W\d_a-zđ])|\d{1,3}[.)](?!\d)|\d{1,3}(?:\.\d{1,3}){1,3}\.?\s|"
    r"[IVX]{1,6}[.)]\s|[A-H][.)]\s|(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\s*[.:]|"
    r"(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Phụ lục|PHỤ LỤC|Mẫu số)\s+(?:[IVXLC]+|\d+)\b|"
    r"Nơi nhận|Kính gửi)",
)
_TERMINAL = re.compile(r"[.;:!?…][”\"’')\]]*$")
_BROKEN_SYMBOL = re.compile(r"\d\s?[/-](?:\d{4}/)?[A-ZĐ](?:[A-Za-zĐđƯư]|-\s?)*[-/]$")
_SYMBOL_GOES_ON = re.compile(r"[A-ZĐ]{2}|TTg|C[PT]\b|[A-ZĐ]\d")
_DANGLING = re.compile(
    r"(?:^|[\s(])(?:và|của|với|về|các|tại|theo|do|bởi|hoặc|cho|để|trong|là|thứ|số|từ|đến|"
    r"Số|[Ss]ố:|những|một|giữa|bằng|ở)$"
    r"|[,–(]$|\s-$|\d\s?/$",
)
_MOTTO = re.compile(r"Độc lập\s?[-–]\s?Tự do")
_ALONE = re.compile(r"(?:Số|SỐ)\s?:|V/v\s|Căn cứ\s|Độc lập\s?[-–]\s?Tự do")
# Such a word ends a line in the middle of a name only where lines are wrapped by hand.
_DANGLING_NOUN = re.compile(
    r"(?:^|\s)(?:Bộ|Sở|Cục|Vụ|Viện|Phòng|Nghị|Quyết|Thông|Luật|Chỉ|Kế|Ủy|Uỷ|Chi cục|Tổng cục|Trung tâm|"
    r"Ngân hàng|tỉnh|huyện|xã|phường|thành phố)$"
)
_CONTINUING_DIGIT = re.compile(
    r"(?:^|\s)(?:số|ngày|tháng|năm|Điều|khoản|điểm|quý|lục|-|[Ss]ố:?|đến|và|từ)$|[,/]$"
)


@dataclass(frozen=True)
class Cleaned:
    """The text all findings point into, and the cuts that were healed."""

    text: str
    joints: tuple[Joint, ...]
    pages: tuple[int, ...] = (0,)


@dataclass
class _Line:
    text: str
    indent: int
    gap: int
    page: int = 0


def tidy(raw: str) -> Cleaned:
    """Clean the text and give each paragraph one line."""
    lines = _lines(raw)
    width = _wrap_width(lines)
    paragraphs: list[str] = []
    joints: list[tuple[int, int]] = []
    parts: list[str] = []
    last: _Line | None = None
    pages: list[tuple[int, int]] = []
    for line in lines:
        turned = last is not None and line.page > last.page
        if last is not None and (glue := _glue(last, line, width)) is not None:
            if line.gap:
                joints.append((len(paragraphs), sum(len(part) for part in parts) + len(glue)))
            if turned:
                pages.append((len(paragraphs), sum(len(part) for part in parts) + len(glue)))
            parts.extend((glue, line.text))
        else:
            if parts:
                paragraphs.append("".join(parts))
            parts = [line.text]
            if turned:
                pages.append((len(paragraphs), 0))
        last = line
    if parts:
        paragraphs.append("".join(parts))
    return _assemble(paragraphs, joints, pages)


def _assemble(paragraphs: list[str], joints: list[tuple[int, int]], pages: list[tuple[int, int]]) -> Cleaned:
    starts: list[int] = []
    place = 0
    for paragraph in paragraphs:
        starts.append(place)
        place += len(paragraph) + 1
    healed: list[Joint] = []
    for index, offset in joints:
        before = paragraphs[index][max(0, offset - 400) : offset].split()[-12:]
        after = paragraphs[index][offset : offset + 600].split()[:24]
        at = starts[index] + offset
        healed.append(Joint(" ".join(before), " ".join(after), Span(max(0, at - 1), at)))
    turns = tuple(starts[index] + offset for index, offset in pages)
    return Cleaned("\n".join(paragraphs), tuple(healed), (0, *turns))


def _lines(raw: str) -> list[_Line]:
    text = clean(raw)
    if "Ƣ" in text or "ƣ" in text:
        text = text.translate(_MISMAPPED)
    if _CONTROL.search(text):
        text = _CONTROL.sub(" ", text)
    rows = _NEW_PAGE.sub("\n\f\n", text).expandtabs(4).split("\n")
    rows = ["" if _RULE.match(row) else row.replace("|", "   ") for row in rows]
    rows = unfold_columns(rows)
    lines: list[_Line] = []
    gap = page = 0
    for index, row in enumerate(rows):
        page += row.count("\f")
        bare = " ".join(row.split())
        if not bare or (_PAGE_NUMBER.match(row) and _is_page_number(rows, index)):
            gap += 1
        else:
            lines.append(_Line(bare, len(row) - len(row.lstrip()), gap, page))
            gap = 0
    return lines


def _is_page_number(rows: list[str], index: int) -> bool:
    """A number alone in the middle of the line or next to a page break; in a table it is a cell."""
    row = rows[index]
    if len(row) - len(row.lstrip()) >= 20:
        return True
    around = rows[max(0, index - 2) : index] + rows[index + 1 : index + 3]
    return "\f" in around


def _wrap_width(lines: list[_Line]) -> int:
    """Return the width at which the text was wrapped by hand, or 0 when paragraphs are whole lines."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 40)
    if len(lengths) < 4:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    full = sum(1 for length in lengths if length >= width * 0.8)
    return width if width <= 125 and full >= len(lengths) * 0.4 else 0


def _glue(first: _Line, second: _Line, width: int) -> str | None:
    """Return what joins two lines of a sentence: a blank, nothing inside a symbol; None keeps them apart."""
    one, two = first.text, second.text
    if _BROKEN_SYMBOL.search(one[-40:]) and _SYMBOL_GOES_ON.match(two):
        return ""
    if ENUMERATOR.match(two) or _ALONE.match(two) or _MOTTO.match(one):
        return None
    tail = one[-24:]
    if _TERMINAL.search(tail) and not _DANGLING.search(tail):
        full = width and len(one) >= width - 12 and second.gap == 0
        indented = second.indent > first.indent + 1 or second.indent == 0
        return " " if full and not indented and not one.endswith((":", ";", "./.")) else None
    if two.isupper() and two[0].isalpha() and not one.isupper():
        return None
    opening = two[0]
    if second.gap and (len(one) < 30 or len(two) < 12 or not opening.islower()):
        return " " if _DANGLING.search(tail) and opening.islower() else None
    if opening.islower():
        return None if one.isupper() and "/" not in one else " "
    if opening.isdigit():
        return " " if _CONTINUING_DIGIT.search(tail) or _full(one, two, width) else None
    in_name = width and len(one) > width // 2 and _DANGLING_NOUN.search(tail)
    if second.gap == 0 and not one.isupper() and (in_name or _DANGLING.search(tail)):
        return " "
    return " " if second.gap == 0 and _full(one, two, width) and one.isupper() == two.isupper() else None


def _full(one: str, two: str, width: int) -> bool:
    """Tell whether the first word of the second line found no more room on the first."""
    return bool(width) and len(one) + 1 + len(two.split(" ", 1)[0]) >= width - 6
