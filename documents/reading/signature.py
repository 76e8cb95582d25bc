"""The foot of a paper: the posts and name of who signed, and the list of recipients."""

import re
from dataclasses import dataclass, field

from documents.reading.findings import Signer, Span
from documents.reading.outline import paragraphs_of
from vietnamese.text import fold

_RECIPIENTS = re.compile(r"^(?:[-–]\s?)?Nơi nhận\s?:?", re.IGNORECASE)
_BULLET = re.compile(r"^[-–~•*+]\s*")
_TITLE = re.compile(
    r"^(?:(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|TUN|TM/|KT/)\b[.\s/]|.*\b(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|"
    r"THỨ TRƯỞNG|GIÁM ĐỐC|TRƯỞNG|"
    r"CHÁNH|BÍ THƯ|THƯỜNG TRỰC|CHỦ NHIỆM|TỔNG THANH TRA|THỐNG ĐỐC|HIỆU TRƯỞNG|KIỂM TOÁN|VIỆN TRƯỞNG|"
    r"CHỈ HUY|TƯ LỆNH|"
    r"CHỦ TOẠ|CHỦ TỌA|ỦY VIÊN|UỶ VIÊN|PHÓ|CHÍNH PHỦ|ỦY BAN|UỶ BAN|HỘI ĐỒNG|BAN CHỈ ĐẠO|TỔNG BIÊN TẬP|"
    r"CHÍNH ỦY|THẨM PHÁN|CHẤP HÀNH VIÊN|KIỂM SÁT VIÊN)\b)"
)
# Highlanders have names with one letter or an apostrophe: "Y Ngọc Hà", "K' Brểu".
_NAME = re.compile(
    r"^(?:(?:(?:Thiếu|Trung|Thượng|Đại) (?:tướng|tá|úy)|"
    r"(?:GS|PGS|TS|ThS|BS|BSCK|CK|KS|CN|LS|DS|NGƯT|TTƯT)I{0,3}\b\.?)[\s.,]*)*"
    r"(?P<name>[^\W\d_a-z](?:['’]|[^\W\d_]+)?(?:\s[^\W\d_a-z][^\W\d_]*){0,3}\s[^\W\d_a-z][^\W\d_]+)$"
)
_ENDS = ("./.", "/.", ".", "./")
_ANNEX = ("phu luc", "mau so", "danh muc", "bieu mau", "bieu so")
_ANNEX_TITLE = re.compile(r"PHỤ LỤC|Phụ lục(?:\s(?:số\s)?(?:[IVX]{1,5}|\d{1,2}))?\s?[:.]?$")
_REACH = 70


@dataclass(frozen=True)
class Foot:
    """What stands below the body, and where the body ends."""

    start: int
    signer: Signer | None = None
    recipients: tuple[str, ...] = ()
    spans: dict[str, Span] = field(default_factory=dict)

    @staticmethod
    def named(name: str) -> Signer:
        return Signer(" ".join(name.split()), ())


def find_signature(text: str, body_start: int) -> Foot:
    """Find the block of recipients and signature; an annex may hold forms with the same words."""
    lines = [(line, start) for line, start in paragraphs_of(text) if start >= body_start]
    at = _recipients_line(lines)
    if at is None:
        return _without_recipients(lines, len(text))
    recipients, recipients_span, below, beside = _recipients(lines, at)
    top = at
    while top > 0 and at - top < 8 and (_is_title(lines[top - 1][0]) or is_name(lines[top - 1][0])):
        top -= 1
    while top < at and not _is_title(lines[top][0]):
        top += 1  # a name with no post above it belongs to the body
    block = lines[top:at] + beside + lines[below : below + _REACH]
    signer, span = _signer(block)
    spans = {"recipients": recipients_span} if recipients else {}
    if signer and span:
        spans["signer"] = span
    return Foot(lines[top][1], signer, recipients, spans)


def _recipients_line(lines: list[tuple[str, int]]) -> int | None:
    first: int | None = None
    for at, (line, _) in enumerate(lines):
        if not _RECIPIENTS.match(line):
            continue
        if first is None:
            first = at
        above = [text for text, _ in lines[max(0, at - 8) : at]]
        if any(part.endswith(("./.", "/.", "./")) for part in above):
            return at
    return first


def _recipients(
    lines: list[tuple[str, int]], at: int
) -> tuple[tuple[str, ...], Span, int, list[tuple[str, int]]]:
    beside: list[tuple[str, int]] = []
    line, start = lines[at]
    rest = _RECIPIENTS.sub("", line).strip()
    found = [rest] if rest and not rest.startswith("(") and len(rest) > 3 else []
    end = start + len(line)
    below = at + 1
    while below < len(lines) and below < at + _REACH:
        line, place = lines[below]
        if line and (_is_title(line) or fold(line).startswith(_ANNEX)):
            break
        if _BULLET.match(line):
            recipient, _, tail = line.rpartition("; ")
            if recipient and (_is_title(tail) or _NAME.match(tail)):
                beside.append((tail, place + len(line) - len(tail)))  # the signature ran into the list
                line = recipient
            found.append(_BULLET.sub("", line))
        elif line and found and not found[-1].rstrip().endswith((";", ".")) and not _NAME.match(line):
            found[-1] = f"{found[-1]} {line}"
        elif line:
            break
        end = place + len(line)
        below += 1
        if found and fold(found[-1]).startswith("luu") and found[-1].rstrip().endswith((".", ";", ")")):
            break
    names = tuple(entry for item in found if (entry := item.strip().rstrip(";.,").strip()))
    return names, Span(start, end), below, beside


def _is_title(line: str) -> bool:
    return bool(line) and len(line) <= 90 and line.isupper() and _TITLE.match(line) is not None


def is_name(line: str) -> bool:
    return bool(line) and not line.isupper() and _NAME.match(line) is not None


def _signer(block: list[tuple[str, int]]) -> tuple[Signer | None, Span | None]:
    titles: list[str] = []
    begin = 0
    since = 0
    for line, start in block:
        if not line:
            continue
        if fold(line).startswith(_ANNEX) and titles:
            break
        if _is_title(line):
            if not titles:
                begin = start
            titles.append(line)
            since = 0
            continue
        if not titles:
            continue
        since += 1
        if (found := _NAME.match(line)) and not line.isupper():
            return Signer(" ".join(found["name"].split()), tuple(titles)), Span(begin, start + len(line))
        if since > 6:
            break
    return None, None


def _without_recipients(lines: list[tuple[str, int]], end: int) -> Foot:
    """A law, or a paper whose list of recipients is lost: the last post in capitals with a name below it."""
    limit = next(
        (at for at, (line, _) in enumerate(lines) if _ANNEX_TITLE.match(line)),
        len(lines),
    )
    for at in range(limit - 1, max(-1, limit - 40), -1):
        if not _is_title(lines[at][0]):
            continue
        top = at
        while top > 0 and _is_title(lines[top - 1][0]):
            top -= 1
        signer, span = _signer(lines[top:limit])
        if signer and span:
            return Foot(lines[top][1], signer, (), {"signer": span})
    return Foot(lines[limit][1] if limit < len(lines) else end)
