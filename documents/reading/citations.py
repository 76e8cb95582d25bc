"""The papers that a paper cites: numbered ones in every real spelling, and laws cited by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from documents.reading.findings import Citation, NamedLaw, Span
from documents.reading.gazetteer import Gazetteer
from documents.reading.kinds import NAMES_LONGEST_FIRST, kind_named, kind_of_symbol
from documents.reading.mentions import Mentions
from vietnamese.numbers import key_of

_GROUP = r"[A-ZĐƠƯ][A-Za-zĐđƠơƯưÂâÊêÔô0-9&.]{0,14}(?<!\.)"
_JOIN = r"\s?[-–]\s?"
# 15/KH-BCĐ, 30/2020/NĐ-CP, 66.18/2026/NQ-CP, 04/KH-BCA-C41, 42/2024/QH15
CODE = (
    r"\d{1,6}(?:\.\d{1,3})?[a-z]?\s?/{1,2}\s?(?:(?:19|20)\d{2}\s?/{1,2}\s?)?"
    rf"{_GROUP}(?:{_JOIN}{_GROUP}(?:[-–]{_GROUP}){{0,4}})?"
)
# 48-CT/TW, 684-QĐ/TU, 2449-CV/ĐU
PARTY_CODE = rf"\d{{1,5}}\s?[-–]\s?[A-ZĐ][A-Za-zĐđ]{{0,5}}\s?/\s?{_GROUP}(?:[-–]{_GROUP})?"
_NUMBERED = re.compile(rf"(?<![\w./:\-–,])(?:(?P<party>{PARTY_CODE})|(?P<code>{CODE}))")
_KIND = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in NAMES_LONGEST_FIRST)
_KIND_BEFORE = re.compile(rf"(?<!\w)({_KIND})(?!\w)", re.IGNORECASE)
_INCOMPLETE = re.compile(
    rf"(?<!\w)(?P<kind>{_KIND})\s(?:(?P<so>số\s?:?\s?)(?P<one>\d{{1,5}})|(?P<two>\d{{2,4}}))(?![\w/]|"
    rf"[-–.,]\d|\s?[-–/]\s?[A-ZĐ]|\s?%)",
    re.IGNORECASE,
)
_NOT_A_NUMBER = re.compile(r"\s(?:năm|tháng|ngày|quý|tuần|người|điểm|nội dung|nhiệm vụ|của năm)(?!\w)")
_DATE = re.compile(
    r"[\s,(]{0,3}(?:ký\s|ban hành\s)?(?:ngày\s{0,2})"
    r"(?:(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})|"
    r"(\d{1,2})\s{0,2}tháng\s{0,2}(\d{1,2})\s{0,2}năm\s{0,2}(\d{4}))",
    re.IGNORECASE,
)
_OF = re.compile(r"[\s,]{0,3}(?:của|do)\s", re.IGNORECASE)
_NEXT_NAME = re.compile(r"\s(?=(?:Chính phủ|Thủ tướng|Quốc hội|Bộ|UBND|Ủy ban nhân dân)\s)")
_LAW = re.compile(
    r"(?<!\w)(?P<name>(?:Luật|Bộ luật|Bộ Luật|Pháp lệnh)\s(?!này|số\s|sửa đổi)[^\n;:.()\d“”]{2,120}?)\s"
    r"(?:(?:được Quốc hội thông qua\s)?ngày\s(?:(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})|"
    r"(?P<d2>\d{1,2})\stháng\s(?P<m2>\d{1,2})\snăm\s(?P<y2>\d{4}))|năm\s(?P<year>(?:19|20)\d{2})|"
    r"(?P<bare>(?:19|20)\d{2}))(?!\d)",
)
_BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Triển khai|CĂN CỨ)(?!\w)")
_AND_ANOTHER = re.compile(rf"\s?(?:,|và|,\svà)\s(?:{_KIND})(?:\ssố)?\s?:?\s?", re.IGNORECASE)
_NAMED_NOT_NUMBERED = frozenset({"Luật", "BL", "HP", "PL", "DA", "BB", "HĐ"})
_OF_THE_ASSEMBLY = frozenset({"Luật", "BL", "NQ", "PL", "HP", "L"})
_WINDOW = 140
_LONGEST_BASIS = 6000


@dataclass
class _Paper:
    """What is gathered about one cited paper while reading on."""

    code: str
    kind: str
    dates: list[date] = field(default_factory=list)
    issuer: str | None = None
    basis: bool = False
    places: list[Span] = field(default_factory=list)

    def finding(self) -> Citation:
        return Citation(
            code=self.code,
            type=self.kind,
            dated=self.dates[0] if self.dates else None,
            issuer=self.issuer,
            role="legal_basis" if self.basis else "cited",
            places=tuple(self.places),
            other_dates=tuple(self.dates[1:]),
        )


def cited_papers(
    text: str,
    gazetteer: Gazetteer,
    own_code: str | None,
    body: int,
    preamble_end: int,
    skip: Iterable[Span] = (),
) -> tuple[Citation, ...]:
    """Return every paper cited, in the order of first mention, spelling variants counted together."""
    own = key_of(own_code) if own_code else None
    skipped = {span.start for span in skip}
    papers: dict[tuple[str, str], _Paper] = {}
    last: tuple[int, _Paper] | None = None
    mentions = sorted(_mentions(text))
    complete = _complete_numbers(mentions)
    for start, end, printed, kind in mentions:
        code = printed
        if start in skipped:
            continue
        if "/" not in code and len(whole := complete.get((kind, key_of(code)), {})) == 1:
            code = next(iter(whole.values()))
        key = (key_of(code), "" if "/" in code else kind)
        if key[0] == own:
            continue
        paper = papers.setdefault(key, _Paper(code, kind))
        if paper.code.isupper() and not code.isupper():
            paper.code = code
        paper.places.append(Span(start, end))
        _note(paper, text, end, gazetteer)
        if last and last[1].issuer is None and _AND_ANOTHER.fullmatch(text, last[0], start):
            last[1].issuer = paper.issuer  # "Chỉ thị số 10 và Đề án 375 của UBND tỉnh"
        last = (end, paper)
        line = text.rfind("\n", max(0, start - _LONGEST_BASIS), start) + 1
        if body <= start < preamble_end and _BASIS.match(text, line):
            paper.basis = True
    return tuple(paper.finding() for paper in papers.values())


def _mentions(text: str) -> list[tuple[int, int, str, str]]:
    found = [mention for match in _NUMBERED.finditer(text) if (mention := _numbered(text, match))]
    taken = {start for start, _, _, _ in found}
    for match in _INCOMPLETE.finditer(text):
        number = match["one"] or match["two"]
        start = match.start("one") if match["one"] else match.start("two")
        if start in taken or not match["kind"][0].isupper() or _NOT_A_NUMBER.match(text, match.end()):
            continue
        kind = kind_named(match["kind"])
        if (
            kind is None
            or kind in _NAMED_NOT_NUMBERED
            or (not match["so"] and number.startswith(("19", "20")) and len(number) == 4)
        ):
            continue
        found.append((start, match.end(), number, kind))
    return found


def _numbered(text: str, match: re.Match[str]) -> tuple[int, int, str, str] | None:
    printed = match.group().rstrip("-–. ")
    code = re.sub(r"/{2,}", "/", re.sub(r"\s+", "", printed).replace("–", "-"))
    _, _, symbol = code.partition("-" if match["party"] else "/")
    while symbol[:4].isdigit():
        symbol = symbol[5:]
    window = text[max(0, match.start() - _WINDOW) : match.start()]
    window = window[max(window.rfind("\n"), window.rfind(";"), window.rfind(". ")) + 1 :]
    if re.search(r"(?:QCVN|TCVN|TCXDVN|QCXDVN|TCN)[\w\s:.]{0,12}$", window):
        return None
    kind = kind_of_symbol(symbol)
    before = list(_KIND_BEFORE.finditer(window))
    near = before[-1] if before else None
    adjacent = near is not None and re.fullmatch(r"\s*(?:số|liên tịch)?\s*:?\s*", window[near.end() :])
    if re.match(r"(?:UBTV)?QH[I\d]", symbol):
        named = kind_named(near.group()) if near else None
        default = "NQ" if symbol.startswith("UBTV") else "Luật"
        kind = named if named in _OF_THE_ASSEMBLY else default
    elif kind is None:
        dashed = "-" in symbol or (match["code"] and re.match(r"\d+/(?:19|20)\d{2}/", code))
        if (not dashed and not adjacent) or len(symbol) < 2:
            return None
        kind = (kind_named(near.group()) if near is not None and adjacent else None) or "CV"
    elif "-" not in symbol and "/" not in symbol and not adjacent and not match["party"]:
        return None
    return match.start(), match.start() + len(printed), code, kind


def _complete_numbers(mentions: list[tuple[int, int, str, str]]) -> dict[tuple[str, str], dict[str, str]]:
    """Index complete codes by type and bare number: "Đề án 08" is 08-ĐA/TU if that is the only one."""
    index: dict[tuple[str, str], dict[str, str]] = {}
    for _, _, code, kind in mentions:
        if "/" in code:
            number = re.split(r"[/-]", key_of(code), maxsplit=1)[0]
            index.setdefault((kind, number), {}).setdefault(key_of(code), code)
    return index


def _note(paper: _Paper, text: str, end: int, gazetteer: Gazetteer) -> None:
    at = end
    if (dated := _DATE.match(text, at)) and (day := _day(dated)):
        at = dated.end()
        if day not in paper.dates:
            paper.dates.append(day)
    if paper.issuer is not None and paper.dates:
        return
    of = _OF.match(text, at) or _NEXT_NAME.match(text, at)
    if of:
        names = Mentions(text[of.end() : of.end() + 160].split("\n", 1)[0], of.end(), gazetteer)
        item = names.item_at(0)
        if item and (of.re is _OF or item.names[0].known):
            last = item.names[-1].span.end
            paper.issuer = paper.issuer or " ".join(text[of.end() : last].split())
            if not paper.dates and (dated := _DATE.match(text, last)) and (day := _day(dated)):
                paper.dates.append(day)


def _day(match: re.Match[str]) -> date | None:
    numbers = [int(part) for part in match.groups() if part]
    try:
        return date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return None


def named_laws(text: str) -> tuple[NamedLaw, ...]:
    """Return laws cited by name with a date or a year, each at its first mention."""
    laws: dict[tuple[str, int | None, date | None], NamedLaw] = {}
    for found in _LAW.finditer(text):
        parts = [found[name] for name in ("d", "m", "y")]
        if parts[0] is None:
            parts = [found[name] for name in ("d2", "m2", "y2")]
        dated: date | None = None
        if parts[0] is not None:
            try:
                dated = date(int(parts[2]), int(parts[1]), int(parts[0]))
            except ValueError:
                continue
        name = " ".join(found["name"].split()).rstrip(" ,")
        year = int(found["year"] or found["bare"]) if dated is None else dated.year
        law = NamedLaw(name, dated, year, Span(found.start(), found.end()))
        laws.setdefault((name.lower(), year, dated), law)
    return tuple(laws.values())
