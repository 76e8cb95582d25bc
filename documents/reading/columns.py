"""Take apart the two columns of a letterhead or a signature block printed side by side."""

import re
from collections.abc import Sequence

from vietnamese.text import fold

_GAP = re.compile(r"\S(\s{3,})\S")
_DATE_LINE = re.compile(r"ngay.{0,12}thang.{0,12}nam")
# What stands on the right of a letterhead: the name of the state, or on a Party paper the Party's.
_NATIONS = ("cong hoa xa hoi", "dang cong san viet nam")
# A draft leaves room for its number and day: no gap between columns.
_NO_NUMBER = re.compile(r"((?:Số|SỐ)\s?:)\s{3,}/")
_NO_DAY = re.compile(r"((?:ngày|tháng|năm))\s{3,}(?=tháng|năm|\d)")
_MOTTO = re.compile(r"doc lap\s?[-–]?\s?tu do")
_DATED_PLACE = re.compile(
    r"(?<=\s)(?:(?:TP\.|[^\W\d_a-zđ]\w{0,7}[^\W\d_A-ZĐ]\w{0,7})[\s-]{1,3}){0,4}"
    r"(?:TP\.|[^\W\d_a-zđ]\w{0,7}[^\W\d_A-ZĐ]\w{0,7})\s?,\s?(?:hồi.{4,24})?[Nn]gày[\s\dlO.…]{0,12}tháng"
)
_LONGEST_HEAD = 14
_WIDEST = 300
_BESIDE = re.compile(r"\s*(?:[Ss]ố|SỐ|[*_–-])")
_RECIPIENTS = re.compile(r"\s*[Nn][ơo]i\s[Nn]h[ậâạa]n", re.IGNORECASE)
_OTHER_SIDE = 6
_HEAD_ENDS = 200
_HEAD_LINES = 30
_FOOT_LINES = 60


def unfold_columns(lines: Sequence[str]) -> list[str]:
    """Return the lines with each two-column block as its left column, then its right column.

    Only the letterhead and the block of addressees and signature are treated: in a body table a row belongs
    together.
    """
    result: list[str] = []
    at = 0
    head_done = False
    while at < len(lines):
        line = lines[at]
        head_done = head_done or at > _HEAD_ENDS
        folded = "" if head_done else fold(line)
        edge = max(folded.find(nation) for nation in _NATIONS)
        if edge > 0 and line[:edge].strip().isupper() and not _GAP.search(line):
            head_done = True
            used, block = _run_together(lines[at : at + _LONGEST_HEAD])
            result.extend(block)
            at += used
            continue
        if edge > 12 and _is_beside(line, edge):
            head_done = True
            begin = _first_letterhead_line(result)
            above = result[begin:]
            used, block = _letterhead(above + list(lines[at : at + _HEAD_LINES]), edge)
            if used > len(above):  # else the date stands above the name of the state: no letterhead
                result[begin:] = block
                at += used - len(above)
                continue
        if _RECIPIENTS.match(line) and (gap := _GAP.search(line)):
            used, block = _foot(lines[at : at + _FOOT_LINES], gap.end() - 1)
            if used:
                result.extend(block)
                at += used
                continue
        result.append(line)
        at += 1
    return result


def _is_beside(line: str, edge: int) -> bool:
    """The name of the state in capitals; in a crooked scan the number may stand on its left."""
    name = line[edge:].rstrip()
    return name.isupper() and (line[:edge].strip().isupper() or line[:edge].endswith("   "))


def _run_together(lines: Sequence[str]) -> tuple[int, list[str]]:
    """A letterhead whose columns stand on one line with a single blank between them.

    Nothing but the words tells them apart: the name and motto of the state, and the dated place.
    """
    left: list[str] = []
    right: list[str] = []
    for used, line in enumerate(lines):
        if dated := _DATED_PLACE.search(line[:_WIDEST]):
            left.append(line[: dated.start()])
            right.append(line[dated.start() :])
            return used + 1, _told(left) + _told(right)
        folded = fold(line[:_WIDEST])
        motto = _MOTTO.search(folded)
        cut = max(*(folded.find(nation) for nation in _NATIONS), motto.start() if motto else -1)
        if cut < 0 and line.strip() and not (line.isupper() or _BESIDE.match(line)):
            return used, _told(left) + _told(right)
        left.append(line[:cut] if cut >= 0 else line)
        right.append(line[cut:] if cut >= 0 else "")
    return len(lines), _told(left) + _told(right)


def _told(lines: list[str]) -> list[str]:
    return [bare for line in lines if (bare := line.strip())]


def _first_letterhead_line(before: list[str]) -> int:
    """A letterhead may begin a line or two above the name of the state."""
    begin = len(before)
    while begin > 0 and len(before) - begin < 3 and before[begin - 1].strip().isupper():
        begin -= 1
    return begin


def _letterhead(lines: Sequence[str], right_edge: int) -> tuple[int, list[str]]:
    left: list[str] = []
    right: list[str] = []
    dated = False
    used = 0
    for line in lines:
        bare = line.strip()
        if not bare:
            if dated:
                break
            used += 1
            continue
        if dated and not _subject_goes_on(left, line):
            break
        one, other = _split(line, right_edge - _OTHER_SIDE)
        if one:
            left.append(one)
        if other:
            right.append(other)
        dated = dated or _DATE_LINE.search(fold(bare)) is not None
        used += 1
        if not dated and used > 12:
            break
    return used, left + right


def _subject_goes_on(left: list[str], line: str) -> bool:
    """Below the date only the subject of a letter (V/v …) still belongs to the left column."""
    about = any(fold(part).startswith("v/v") for part in left)
    addressed = fold(line.strip()).startswith("kinh gui")
    return about and not addressed and len(line.strip()) <= 60 and _indent(line) <= 12


def _foot(lines: Sequence[str], right_edge: int) -> tuple[int, list[str]]:
    left: list[str] = []
    right: list[str] = []
    used = 0
    for line in lines:
        folded = fold(line)
        if folded.lstrip().startswith(("phu luc", "mau so", "danh muc")) or _NATIONS[0] in folded:
            break  # an annex, or the letterhead of what is attached
        one, other = _split(line, int(right_edge * 0.6))
        if one:
            left.append(one)
        if other:
            right.append(other)
        used += 1
    return used, left + right


def _split(line: str, right_edge: int) -> tuple[str, str]:
    line = _NO_DAY.sub(r"\1 ", _NO_NUMBER.sub(r"\1 /", line))
    if gap := _GAP.search(line):
        return line[: gap.start() + 1].strip(), line[gap.end() - 1 :].strip()
    bare = line.strip()
    return ("", bare) if bare and _indent(line) >= right_edge else (bare, "")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
