"""Number, place and date at the head of a paper, in drafts and bad scans too."""

import re
from dataclasses import dataclass, field
from datetime import date

from documents.reading import standard
from documents.reading.codes import CODE, PARTY_CODE
from documents.reading.findings import Span
from documents.reading.titles import BODY, Line
from vietnamese.text import canonical, fold

_SO = r"(?:[Ss]ố|SỐ|S[ôổồ])"
_NUMBER = re.compile(
    rf"(?<!\w){_SO}(?:\shiệu)?\s?[:.]{{0,2}}\s{{0,3}}(?:(?P<party>{PARTY_CODE})|(?P<code>{CODE}))"
)
_BLANK_NUMBER = re.compile(
    rf"{_SO}\s?:?\s?[.…_\s]{{0,40}}/\s?(?P<symbol>(?:(?:19|"
    r"20)\d{2}\s?/\s?)?[A-ZĐ][\wĐđ]{1,14}(?:\s?-\s?[A-ZĐ][\w]{0,14}){0,3})"
)
_WORD = (
    r"(?:Thành phố|thành phố|tỉnh|Tỉnh|huyện|xã|phường|thị xã|Tp\.?|TP\.?|"
    r"[A-ZĐĂÂÊÔƠƯÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ]"
    r"[\w'.-]{0,14})"
)
_DATE = re.compile(
    rf"(?P<place>(?:{_WORD}(?: - |[ ,.-]{{1,2}})){{0,6}}?)\s?,?\s?(?:(?:hồi|lúc)\s[^,\n]{{2,24}},?\s?)?"
    r"[Nn]gày\s{0,3}(?P<day>\d{1,2}|[.…_ ]{1,12})?\s{0,3}tháng\s{0,3}"
    r"(?P<month>\d{1,2}|[.…_ ]{1,12})?\s{0,3}năm\s{0,3}(?P<year>\d{4}|20[.…_ ]{0,4})?"
)
# A scan takes l and I for 1, O for 0: mended only where nothing but a figure can stand.
_SCANNED_NUMBER = re.compile(
    rf"({_SO}\s?[:.]?\s{{0,3}})([\dlIOo]{{1,6}})(?=\s?[/-])(\s?/\s?[12][\dOolI]{{3}}(?=\s?/))?"
)
_SCANNED_DATE = re.compile(
    r"([Nn]gày\s{0,3})([\dlIOo]{1,2})(\s{0,3}tháng\s{0,3})([\dlIOo]{1,2})(\s{0,3}năm\s{0,3})([12][\dlIOo]{3})"
)
_FIGURES = str.maketrans("lIOo", "1100")
_REACH = 12
# "Luật số: 42/2024/QH15": the only types that may stand before the number.
_KINDS_BEFORE = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết"})


@dataclass(frozen=True)
class Imprint:
    """What tells one paper of an agency from another, and the lines where it stands."""

    number: int | str | None = None
    symbol: str | None = None
    code: str | None = None
    place: str | None = None
    issued_on: date | None = None
    number_at: int | None = None
    date_at: int | None = None
    spans: dict[str, Span] = field(default_factory=dict)


def read_imprint(lines: list[Line]) -> Imprint:
    """Find the line of the number, then the dated place near it."""
    spans: dict[str, Span] = {}
    number_at = _number_line(lines)
    number, symbol, code = _number(lines, number_at, spans)
    place, issued_on, date_at = _place_and_date(lines, number_at, spans)
    return Imprint(number, symbol, code, place, issued_on, number_at, date_at, spans)


def with_figures(line: str) -> str:
    """Put figures where a scan has letters, keeping the length of the line."""
    return _SCANNED_DATE.sub(_figures_of, _SCANNED_NUMBER.sub(_figures_of, line))


def _figures_of(found: re.Match[str]) -> str:
    """Every second group is a figure."""
    parts = [part or "" for part in found.groups()]
    return "".join(part.translate(_FIGURES) if at % 2 else part for at, part in enumerate(parts))


def _number_line(lines: list[Line]) -> int | None:
    for at, (line, _) in enumerate(lines):
        if BODY.match(line):
            return None
        if (found := _NUMBER.search(line)) and "hiệu" not in line[: found.end()]:
            before = line[: found.start()].strip()
            if not before or before.isupper() or before in _KINDS_BEFORE:
                return at
        if (blank := _BLANK_NUMBER.search(line)) and blank.start() <= 12:
            return at
    return None


def _number(
    lines: list[Line], at: int | None, spans: dict[str, Span]
) -> tuple[int | str | None, str | None, str | None]:
    if at is None:
        return None, None, None
    line, start = lines[at]
    if found := _NUMBER.search(line):
        group = "party" if found["party"] else "code"
        printed = found[group].rstrip("-–. ")
        spans["code"] = Span(start + found.start(group), start + found.start(group) + len(printed))
        code = re.sub(r"/{2,}", "/", re.sub(r"\s+", "", printed).replace("–", "-"))
        digits, rest = re.split(r"[/-]", code, maxsplit=1)
        symbol = re.sub(r"^(?:19|20)\d{2}/", "", rest)
        return int(digits) if digits.isdigit() else digits, symbol, code
    if blank := _BLANK_NUMBER.search(line):
        spans["symbol"] = Span(start + blank.start("symbol"), start + blank.end("symbol"))
        return None, re.sub(r"^(?:19|20)\d{2}/", "", re.sub(r"\s+", "", blank["symbol"])), None
    return None, None, None


def _place_and_date(
    lines: list[Line], number_at: int | None, spans: dict[str, Span]
) -> tuple[str | None, date | None, int | None]:
    for at, (line, start) in enumerate(lines):
        if BODY.match(line) or (number_at is not None and at > number_at + _REACH):
            break
        begin = 0
        if at == number_at and (numbered := _NUMBER.search(line) or _BLANK_NUMBER.search(line)):
            begin = numbered.end()
        if not (found := _DATE.search(line, begin)) or found.start() - begin > _REACH:
            continue
        place = found["place"].strip(" ,")
        if whole := _with_line_above(place, lines, at):
            spans["issued_on"] = Span(start + found.end("place"), start + found.end())
            spans["place"] = Span(lines[at - 1][1], start + found.start("place") + len(place))
            return whole, _day(found), at
        if not place and number_at is None and not line.lstrip().lower().startswith("ngày"):
            continue
        spans["issued_on"] = Span(start + found.end("place"), start + found.end())
        if place:
            spans["place"] = Span(start + found.start("place"), start + found.start("place") + len(place))
        return _spelled(place), _day(found), at
    return None, None, None


def _with_line_above(place: str, lines: list[Line], at: int) -> str | None:
    """A place whose name was broken over two lines: "Sơn", "La, ngày …"."""
    if not place or at == 0 or home_of(place) or len(lines[at - 1][0]) > 20:
        return None
    whole = f"{lines[at - 1][0]} {place}"
    return whole if home_of(whole) else None


def _spelled(place: str) -> str | None:
    """A province whose accents a scan lost gets them back: "Hà Nôi"."""
    home = standard.province_named(place)
    return home if home and canonical(place).lower() != home.lower() else place or None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except (TypeError, ValueError):
        return None


def home_of(place: str | None) -> str | None:
    """Return the province a paper is dated in, in the spelling used everywhere else."""
    if place is None:
        return None
    folded = (
        fold(place).removeprefix("tinh ").removeprefix("thanh pho ").removeprefix("tp. ").removeprefix("tp ")
    )
    return standard.province_named(folded)
