"""Numbers and symbols of papers as they stand in running text: whole, shortened, broken or run together."""

import re
from typing import NamedTuple

from documents.reading.kinds import NAMES_LONGEST_FIRST, kind_named, kind_of_symbol, unglued
from vietnamese.numbers import key_of

_GROUP = r"[A-ZĐƠƯ][A-Za-zĐđƠơƯưÂâÊêÔô0-9&.]{0,14}(?<!\.)(?![^\W\d_])"
_JOIN = r"\s?[-–]\s?"
# 15/KH-BCĐ, 30/2020/NĐ-CP, 66.18/2026/NQ-CP, 04/KH-BCA-C41, 42/2024/QH15
CODE = (
    r"\d{1,6}(?:\.\d{1,3})?[a-z]?\s?/{1,2}\s?(?:(?:19|20)\d{2}\s?/{1,2}\s?)?"
    rf"{_GROUP}(?:{_JOIN}{_GROUP}(?:[-–]{_GROUP}){{0,4}})?"
)
# 48-CT/TW, 684-QĐ/TU, 2449-CV/ĐU
PARTY_CODE = rf"\d{{1,5}}\s?[-–]\s?[A-ZĐ][A-Za-zĐđ]{{0,5}}\s?/\s?{_GROUP}(?:[-–]{_GROUP})?"
KIND = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in NAMES_LONGEST_FIRST)
# The same names as proper names: "Kế hoạch 15", "Kế Hoạch 15", not "kế hoạch 15 ngày".
_PROPER_KIND = "|".join(
    r"\s".join([first, *(f"[{word[0].upper()}{word[0].lower()}]{word[1:]}" for word in rest)])
    for first, *rest in (name.split() for name in NAMES_LONGEST_FIRST)
)

# In a scan the first figure may stand apart: "số 1 25/2025/NĐ-CP", "số I 40/2025/NĐ-CP".
_APART = r"(?:(?<=[Ss]ố\s)[\dIl]\s(?=\d{1,3}/(?:19|20)\d{2}/))?"
_NUMBERED = re.compile(rf"(?<![\w./:\-–,]){_APART}(?:(?P<party>{PARTY_CODE})|(?P<code>{CODE}))")
KIND_BEFORE = re.compile(rf"(?<!\w)({KIND})(?!\w)", re.IGNORECASE)
_ADJACENT = re.compile(r"\s*(?:số|liên tịch)?\s*:?\s*")
_ASSEMBLY = re.compile(r"(?:UBTV)?QH[I\d]")
_HALF_ASSEMBLY = re.compile(r"QH\d")  # those of this century have two figures
_SHORT_BEFORE = re.compile(r"(?<!\w)(NQ|BL|PL)\s(?:số\s?)?:?\s?$")
_WITH_YEAR = re.compile(r"\d+/(?:19|20)\d{2}/")
_STANDARD_BEFORE = re.compile(r"(?:QCVN|TCVN|TCXDVN|QCXDVN|TCN)[\w\s:.]{0,12}$")
# "Quyết định số 01, 02 và 03/QĐ-UBND": only the last number carries the symbol.
_SHORTENED = re.compile(r"(?<![\w/.-])số\s:?\s?(\d{1,5}(?:(?:,\s|,?\svà\s)\d{1,5}){0,20})(?:,\s|,?\svà\s)$")
_INCOMPLETE = re.compile(
    rf"(?<!\w)(?P<kind>{_PROPER_KIND})\s(?:(?P<so>[Ss]ố\s?:?\s?)(?P<one>\d{{1,5}})|(?P<two>\d{{2,4}}))(?![\w/]|"
    r"[-–.,]\d|\s?[-–/]\s?[A-ZĐ]|\s?%)"
)
_NOT_A_NUMBER = re.compile(
    r"\s(?:năm|tháng|ngày(?!\s\d{1,2}[/.\-\s])|quý|tuần|người|điểm|nội dung|nhiệm vụ|của năm)(?!\w)"
)
_NAMED_NOT_NUMBERED = frozenset({"Luật", "BL", "HP", "PL", "DA", "BB", "HĐ"})
_OF_THE_ASSEMBLY = frozenset({"Luật", "BL", "NQ", "PL", "HP", "L"})
_WINDOW = 140


class Mention(NamedTuple):
    """One place where a paper is named by number."""

    start: int
    end: int
    code: str
    kind: str


def mentions_of(text: str) -> list[Mention]:
    """Return every mention in order; a bare number gets the code of the only paper it can mean."""
    found = [mention for match in _NUMBERED.finditer(text) for mention in _numbered(text, match)]
    taken = {mention.start for mention in found}
    found.extend(mention for mention in _incomplete(text) if mention.start not in taken)
    found.sort()
    whole = _whole_codes(found)
    return [mention._replace(code=_completed(mention, whole)) for mention in found]


def spelled(printed: str) -> str:
    """Return a printed code without the blanks and doubled strokes inside."""
    return re.sub(r"/{2,}", "/", re.sub(r"\s+", "", printed).replace("–", "-"))


def _numbered(text: str, match: re.Match[str]) -> list[Mention]:
    printed = match.group().rstrip("-–. ")
    code = re.sub(r"^[Il](?=\d)", "1", spelled(printed))
    number, stroke, symbol = code.partition("-" if match["party"] else "/")
    year = ""
    if symbol[:4].isdigit():
        year, symbol = symbol[:5], symbol[5:]
    window = text[max(0, match.start() - _WINDOW) : match.start()]
    window = window[max(window.rfind("\n"), window.rfind(";"), window.rfind(". ")) + 1 :]
    if _STANDARD_BEFORE.search(window):
        return []
    if not match["party"]:
        symbol = unglued(symbol)
        code = f"{number}{stroke}{year}{symbol}"
    kind = _kind(code, symbol, window, party=bool(match["party"]))
    if kind is None:
        return []
    mention = Mention(match.start(), match.start() + len(printed), code, kind)
    return [*_shortened(mention, code[len(number) :], window), mention]


def _kind(code: str, symbol: str, window: str, *, party: bool) -> str | None:
    """Tell the type by the symbol, or by the word before it; None when this is no code at all."""
    before = list(KIND_BEFORE.finditer(window))
    near = before[-1] if before else None
    adjacent = near is not None and _ADJACENT.fullmatch(window, near.end()) is not None
    named = kind_named(near.group()) if near is not None else None
    if _ASSEMBLY.match(symbol):
        if short := _SHORT_BEFORE.search(window):
            return short[1]
        return named if named in _OF_THE_ASSEMBLY else "NQ" if symbol.startswith("UBTV") else "Luật"
    kind = kind_of_symbol(symbol)
    if kind is None:
        dashed = "-" in symbol or (not party and _WITH_YEAR.match(code))
        if (not dashed and not adjacent) or len(symbol) < 2:
            return None
        return (named if adjacent else None) or "CV"
    if "-" not in symbol and "/" not in symbol and not adjacent and not party:
        return None
    return kind


def _shortened(last: Mention, tail: str, window: str) -> list[Mention]:
    listed = _SHORTENED.search(window)
    if listed is None:
        return []
    begin = last.start - len(window)
    return [
        Mention(begin + number.start(), begin + number.end(), number.group() + tail, last.kind)
        for number in re.compile(r"\d+").finditer(window, listed.start(1), listed.end(1))
    ]


def _incomplete(text: str) -> list[Mention]:
    found: list[Mention] = []
    for match in _INCOMPLETE.finditer(text):
        number = match["one"] or match["two"]
        start = match.start("one") if match["one"] else match.start("two")
        if _NOT_A_NUMBER.match(text, match.end()):
            continue
        kind = kind_named(match["kind"])
        year = not match["so"] and number.startswith(("19", "20")) and len(number) == 4
        if kind is not None and kind not in _NAMED_NOT_NUMBERED and not year:
            found.append(Mention(start, match.end(), number, kind))
    return found


def _whole_codes(mentions: list[Mention]) -> dict[tuple[str, str], dict[str, str]]:
    """Index complete codes by type and bare number, and those with a year by type, number and year."""
    index: dict[tuple[str, str], dict[str, str]] = {}
    for mention in mentions:
        if "/" not in mention.code or _is_cut(mention):
            continue
        key = key_of(mention.code)
        number = re.split(r"[/-]", key, maxsplit=1)[0]
        index.setdefault((mention.kind, number), {}).setdefault(key, mention.code)
        if key.count("/") == 2:
            index.setdefault((mention.kind, key.rpartition("/")[0]), {}).setdefault(key, mention.code)
    return index


def _completed(mention: Mention, whole: dict[tuple[str, str], dict[str, str]]) -> str:
    """ "Đề án 08" is 08-ĐA/TU, and a symbol cut at a column's edge is whole elsewhere, if only one fits."""
    if "/" not in mention.code:
        choices = whole.get((mention.kind, key_of(mention.code)), {})
    elif _is_cut(mention):
        choices = whole.get((mention.kind, key_of(mention.code).rpartition("/")[0]), {})
    else:
        return mention.code
    return next(iter(choices.values())) if len(choices) == 1 else mention.code


def _is_cut(mention: Mention) -> bool:
    """Tell whether only the type is left of the symbol: "105/2025/NĐ", or a scan cut it: "58/2024/QH1 5"."""
    head, _, symbol = mention.code.rpartition("/")
    half = _HALF_ASSEMBLY.fullmatch(symbol) is not None and "/20" in head
    return "/" in head and (half or ("-" not in symbol and kind_of_symbol(symbol) is not None))
