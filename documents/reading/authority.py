"""Whose paper it is, weighed from all that says so: letterhead, line of authority, body, signature."""

import re
from collections.abc import Sequence

from documents.reading.findings import Signer, Span
from documents.reading.gazetteer import Gazetteer
from documents.reading.imprint import Imprint
from documents.reading.issuers import Issuer, cased, is_authority, issuer_in_body, lowered
from documents.reading.kinds import kind_titled
from documents.reading.letterhead import completed, issuer_of_lines, level_of
from documents.reading.marks import mark_of
from documents.reading.signature import is_name
from documents.reading.titles import Line, Title, is_state
from vietnamese.text import fold

# Papers in which the authority stands in a line of its own before "Căn cứ".
_DECIDING = frozenset({"QĐ", "NQ", "NĐ", "CT", "L", "PL", "TT", "TTLT", "NQLT", "QC", "QyĐ", "CĐ", None})
_POST = re.compile(
    r"(?:chủ tịch|(?:tổng )?giám đốc|(?:bộ|(?:tổng |chi )?cục|vụ|viện|hiệu|chỉ huy|hạt|đội|trạm) trưởng|"
    r"trưởng(?: (?:ban|phòng|đoàn|khoa))?|chánh (?:văn phòng|thanh tra|án)|bí thư|tổng thanh tra|thống đốc|"
    r"tư lệnh|chủ nhiệm)(?=\s|$)"
)
_RESTS_ON = ("Căn cứ", "Xét ", "Theo ", "Thực hiện")
_JOINT = re.compile(r"LIÊN (?:TỊCH|SỞ|NGÀNH|BỘ|CƠ QUAN)")
_JOINT_SYMBOL = re.compile(r"^(?:TTLT|NQLT|[A-ZĐ][A-Za-z]{0,3}L[TNS])-")
_PLACE_BELOW = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s")
_DATED = re.compile(r"ngay.{0,14}thang.{0,14}nam|^(?:so|luat so)\b")
_ON_BEHALF = re.compile(r"^(?:TM|T/M|TM/)[./\s]\s?")
_BODY_LINES = 16
_HEAD_LINES = 14


def find_issuer(
    text: str,
    lines: list[Line],
    imprint: Imprint,
    title: Title | None,
    kind: str | None,
    body_at: int,
    gazetteer: Gazetteer,
) -> Issuer | None:
    """The authority a decision names is its issuer, and the letterhead says of which place; else that."""
    place = imprint.place
    head = _letterhead(lines, imprint.number_at)
    joint = _is_joint(lines, title, imprint.symbol)
    named = issuer_of_lines(head, place, text, gazetteer, joint=joint)
    authority = _of_title(lines, title) or (_below_subject(lines, body_at) if kind in _DECIDING else None)
    if authority:
        return _of_authority(authority, named, head, place, text, gazetteer)
    if named is None and imprint.number_at is not None:
        below = lines[imprint.number_at + 1 : imprint.number_at + 6]
        named = issuer_of_lines(
            [pair for pair in below if pair[0].isupper() and is_authority(pair[0])][:2],
            place,
            text,
            gazetteer,
        )
    begin = max(body_at, 0)
    return named or issuer_in_body(lines[begin : begin + _BODY_LINES], gazetteer)


def issuer_of_signer(
    signer: Signer, span: Span, place: str | None, text: str, gazetteer: Gazetteer
) -> Issuer | None:
    """Where nothing else says whose paper it is: on whose behalf it is signed."""
    if not signer.titles or not (behalf := _ON_BEHALF.match(signer.titles[0])):
        return None
    body = signer.titles[0][behalf.end() :]
    return issuer_of_lines([(body, span.start + behalf.end())], place, text, gazetteer)


def _letterhead(lines: list[Line], number_at: int | None) -> list[Line]:
    """The lines in capitals above the number; without one, those at the top of the paper."""
    head: list[Line] = []
    for printed, start in lines[: _HEAD_LINES if number_at is None else number_at]:
        line = _without_state(printed)
        if is_state(line) or mark_of(line) is not None or not any(letter.isalpha() for letter in line):
            continue
        if number_at is None and (kind_titled(line) or not (line.isupper() or _DATED.search(fold(line)))):
            break
        if line.isupper() and kind_titled(line) is None:
            head.append((line, start))
    return head


def _without_state(line: str) -> str:
    """Cut the name of the state off a letterhead whose columns ran together."""
    cut = min((at for words in ("cong hoa xa", "doc lap") if (at := fold(line).find(words)) > 0), default=-1)
    return line[:cut].rstrip() if cut > 0 else line


def _is_joint(lines: list[Line], title: Title | None, symbol: str | None) -> bool:
    titled = title is not None and _JOINT.search(lines[title.at][0]) is not None
    return titled or (symbol is not None and _JOINT_SYMBOL.match(symbol) is not None)


def _of_title(lines: list[Line], title: Title | None) -> Line | None:
    """ "CHỈ THỊ / CỦA BAN THƯỜNG VỤ TỈNH ỦY"."""
    if title is None:
        return None
    at, words = title.at, title.authority
    if words is None and at + 1 < len(lines) and lines[at + 1][0].startswith("CỦA "):
        at, words = at + 1, lines[at + 1][0][4:]
    if words is None or not is_authority(words):
        return None
    return words, lines[at][1] + lines[at][0].index(words)


def _below_subject(lines: list[Line], body_at: int) -> Line | None:
    """ "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" before "Căn cứ"; a post above a name is only who signed."""
    for at in range(body_at + 1, min(body_at + 4, len(lines))):
        line, start = lines[at]
        if not line.isupper():
            return None
        if not is_authority(line):
            continue
        after = at + 1
        while after < len(lines) and _PLACE_BELOW.match(lines[after][0]) and lines[after][0].isupper():
            line = f"{line} {lines[after][0]}"
            after += 1
        following = lines[after][0] if after < len(lines) else ""
        words = lowered(line)
        bare = (post := _POST.match(words)) is not None and post.end() == len(words)
        if is_name(following) or following.startswith("(") or (bare and not following.startswith(_RESTS_ON)):
            return None
        return line, start
    return None


def _of_authority(
    authority: Line,
    named: Issuer | None,
    head: Sequence[Line],
    place: str | None,
    text: str,
    gazetteer: Gazetteer,
) -> Issuer:
    """ "GIÁM ĐỐC SỞ TƯ PHÁP": the letterhead says of which province, and to whom the body belongs."""
    line, start = authority
    words = lowered(line)
    post = _POST.match(words)
    body = words[post.end() :].strip() if post else words
    own = named.name.lower() if named else ""
    if post and own and (not body or own.startswith(body)):
        words = f"{post.group()} {own}"
    else:
        above = next((name for piece, _ in head if level_of(name := lowered(piece))), "")
        words = completed(words, level_of(above) or level_of(own), place)
    parent = named.parent if named else None
    return Issuer(cased(words, text, gazetteer), Span(start, start + len(line)), parent)
