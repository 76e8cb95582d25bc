"""The title of a paper and what it is about: type, authority named in the title, subject."""

import re
from dataclasses import dataclass

from documents.reading.findings import Span
from documents.reading.issuers import is_authority
from documents.reading.kinds import KINDS, NORMATIVE, RARE, kind_of_symbol, kind_titled
from vietnamese.text import fold

Line = tuple[str, int]

LETTER_SUBJECT = re.compile(r"^(?:V/v|v/v|V/V|Về việc|VỀ VIỆC|Trích yếu)\s?:?\s?")
BODY = re.compile(r"(?:Căn cứ|Kính gửi|Điều \d|Chương I\b|I\. )")
_BODY_STARTS = re.compile(
    r"(?:Căn cứ|Thực hiện|Theo |Xét |Để |Kính gửi|Trong |Ngày |Nhằm |Trên cơ sở|Sau khi|Qua |Điều \d|"
    r"Chương |Phần |"
    r"[IVX]{1,5}[.)]\s|\d{1,2}[.)]\s|\(?\s?Ban hành (?:kèm|theo)|\(?\s?Kèm theo|QUYẾT ĐỊNH\s?:|QUYẾT NGHỊ|"
    r"[-–+]\s)",
)
_BODY_SURELY_STARTS = re.compile(
    r"(?:Căn cứ|Kính gửi|Điều \d|Chương |Phần |[IVX]{1,5}[.)]\s|\d{1,2}[.)]\s|\(|QUYẾT ĐỊNH\s?:|[-–+]\s)",
)
_STATE = re.compile(
    r"^(?:cong|cong ?ho.*|.*xa hoi chu nghia.*|.*chu nghia viet nam.*|.*doc lap ?[-–]? ?tu do.*|"
    r".*dang cong san viet nam)$"
)
_DATED = re.compile(r"ngày\s{0,3}[\d.… ]{0,12}\s{0,3}tháng", re.IGNORECASE)
_PLACE_AND_DAY = re.compile(r".{2,40},\s?ngày\s.{0,12}tháng\s.{0,12}năm\s?[\d.…]{0,5}")
_NUMBERED = re.compile(r"(?:Số|SỐ|Luật số|số)\s?:?\s?[\d.…]")
_JOINT = re.compile(
    r"\s(?:LIÊN (?:TỊCH|SỞ|NGÀNH|BỘ)|CHUYÊN ĐỀ|HÀNH ĐỘNG|CÔNG TÁC|PHỐI HỢP|TÓM TẮT|TỔNG HỢP)$"
)
_TITLE_WORDS = tuple(
    sorted(
        (name.upper() for name in KINDS.values() if name not in ("Lệnh", "Công văn", "Luật", "Dự án")),
        key=len,
        reverse=True,
    )
)


@dataclass(frozen=True)
class Title:
    """The type, the line where it stands, and what the same line says behind it."""

    kind: str
    at: int
    rest: str = ""

    @property
    def authority(self) -> str | None:
        """ "CHỈ THỊ CỦA BAN BÍ THƯ" names who issued it."""
        words = self.rest
        return words[4:] if words.startswith("CỦA ") and is_authority(words[4:]) else None


def is_state(line: str) -> bool:
    """Tell whether a line is the name and motto of the state, or of the Party."""
    return _STATE.match(fold(line)) is not None


def find_title(lines: list[Line]) -> Title | None:
    """Find the line in capitals that names the type; a longer line counts if no line says just that."""
    longer: Title | None = None
    for at, (line, _) in enumerate(lines):
        if BODY.match(line):
            break
        bare = line.strip(" :*")
        if (named := kind_titled(bare) or kind_titled(_JOINT.sub("", bare))) and named != "CV":
            return Title(named, at)
        if longer is None and line.isupper() and (found := _opens_with_type(bare)):
            longer = Title(found[0], at, found[1])
    return longer


def _opens_with_type(line: str) -> tuple[str, str] | None:
    for word in _TITLE_WORDS:
        if line.startswith(f"{word} ") and (kind := kind_titled(word)):
            return kind, line[len(word) + 1 :]
    return None


def kind_of(title: Title | None, symbol: str | None, number_line: str, lines: list[Line]) -> str | None:
    """Weigh the title against the symbol: a symbol is mistyped more often than a title."""
    kind = kind_of_symbol(symbol) if symbol else None
    titled = title.kind if title else None
    if kind is None and titled:
        kind = titled
    if titled and titled != kind and not (kind in NORMATIVE and titled not in NORMATIVE):
        kind = titled
    if titled is None and kind in RARE and _is_letter(lines):
        kind = None
    if kind is None and symbol:
        kind = "Luật" if symbol[:2].upper() == "QH" and "uật" in number_line else "CV"
    return "CV" if kind is None and _is_letter(lines) else kind


def _is_letter(lines: list[Line]) -> bool:
    """A letter says what it is about and whom it addresses, even before it has a number."""
    about = any(LETTER_SUBJECT.match(line) for line, _ in lines[:20])
    return about and any(line.startswith("Kính gửi") for line, _ in lines[:30])


def find_subject(
    lines: list[Line], title: Title | None, after: int, kind: str | None
) -> tuple[str | None, Span | None, int]:
    """Return the subject, its place and the last line it takes."""
    if title is None:
        for at, (line, _) in enumerate(lines):
            if (found := LETTER_SUBJECT.match(line)) and at <= after + 4:
                return _taken(lines, at, _letter_subject_end(lines, at + 1), found.end())
            if BODY.match(line):
                break
        if kind in (None, "CV"):
            return None, None, -1
    begin = (title.at if title is not None else after) + 1
    if title is not None and title.rest and title.authority is None:
        skip = len(lines[title.at][0]) - len(title.rest)
        return _taken(lines, title.at, _subject_end(lines, title.at, begin), max(0, skip))
    if begin + 1 < len(lines) and fold(lines[begin][0]).startswith("cua ") and lines[begin][0].isupper():
        begin += 1  # a Party paper names its authority below the title
    if begin >= len(lines):
        return None, None, -1
    end = _subject_end(lines, begin, begin)
    return _taken(lines, begin, end, 0) if end > begin else (None, None, -1)


def _subject_end(lines: list[Line], begin: int, end: int) -> int:
    while end < len(lines) and end < begin + 12 and _in_subject(lines, begin, end):
        end += 1
    return end


def _in_subject(lines: list[Line], begin: int, at: int) -> bool:
    line = lines[at][0]
    starts_body = _BODY_STARTS if at > begin else _BODY_SURELY_STARTS
    if not line or starts_body.match(line) or _NUMBERED.match(line) or len(line) > 400 or is_state(line):
        return False
    if (line.isupper() and is_authority(line)) or _PLACE_AND_DAY.fullmatch(line):
        return False
    if at > begin and (line.isupper() != lines[begin][0].isupper() or lines[at - 1][0].endswith((".", ";"))):
        return False
    return line.isupper() or not (line.endswith((".", ":", ";")) and (len(line) > 60 or at > begin))


def _letter_subject_end(lines: list[Line], begin: int) -> int:
    """All between "V/v" and "Kính gửi" is subject, unless the rest of the letterhead lies in between."""
    end = begin
    while end < min(len(lines), begin + 12) and not lines[end][0].startswith("Kính gửi"):
        line = lines[end][0]
        if not line or line.isupper() or is_state(line) or _DATED.search(line) or _NUMBERED.match(line):
            break
        end += 1
    if end < len(lines) and lines[end][0].startswith("Kính gửi"):
        return end
    end = begin
    while end < min(len(lines), begin + 12) and _letter_subject_goes_on(lines, end):
        end += 1
    return end


def _letter_subject_goes_on(lines: list[Line], at: int) -> bool:
    """The subject of a letter runs down a narrow column, line by line."""
    line = lines[at][0]
    if not line or line.isupper() or len(line) > 60 or lines[at - 1][0].endswith((".", ";", ":")):
        return False
    return not (_BODY_SURELY_STARTS.match(line) or is_state(line) or _DATED.search(line))


def _taken(lines: list[Line], begin: int, end: int, skip: int) -> tuple[str, Span, int]:
    first, last = lines[begin], lines[end - 1]
    parts = [first[0][skip:], *(line for line, _ in lines[begin + 1 : end])]
    span = Span(first[1] + skip, last[1] + len(last[0]))
    return " ".join(" ".join(parts).split()).rstrip(" .;"), span, end - 1
