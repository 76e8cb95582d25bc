"""Numbers of papers in whatever way people type them, and provisions (khoản 2 Điều 5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vietnamese.text import clean, fold

_KEY = re.compile(
    r"(?P<number>\d+(?:\.\d+)?[a-z]{0,2}?)(?:[/-](?P<year>(?:19|20)\d\d))?(?:[/-](?P<symbol>.*))?"
)
_TYPED = re.compile(r"(?P<number>\d{1,6}(?:\.\d{1,4})?(?:[a-z](?![a-z]))?)(?P<rest>.*)", re.DOTALL)
_IN_FULL = re.compile(
    r"\bngay\s+\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*|\s+thang\s+\d{1,2}\s+nam\s+)(\d{4})\b"
)
_YEAR = re.compile(r"\bnam\s+((?:19|20)\d\d)\b")
_LAST_DAY = re.compile(r"(?<=\S)\s+\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*((?:19|20)\d\d)$")
_LAST_YEAR = re.compile(r"(?<=\w)\s((?:19|20)\d\d)$")
_NUMBER_FOLLOWS = re.compile(r"\s*((?:(?<=\s)so\s*[:.]?\s*)?\d.*)", re.DOTALL)
_PIECE = re.compile(r"[^\W_]+")
_BLANKS = re.compile(r"\s+")
_DIEU = r"dieu\s+(?P<dieu>\d+[a-z]?)"
_KHOAN = r"khoan\s+(?P<khoan>\d+[a-z]?)"
_DIEM = r"diem\s+(?P<diem>[a-z]{1,2})"
_UPWARD = re.compile(rf"\b(?:{_DIEM},?\s+)?(?:{_KHOAN},?\s+)?{_DIEU}\b")
_DOWNWARD = re.compile(rf"\b{_DIEU},?\s+{_KHOAN}(?:,?\s+{_DIEM})?\b")

#: More pieces than a symbol has (30/2020/TTLT-BTC-BCA-BQP …), or longer ones: these are words.
MOST_PIECES = 6
LONGEST_PIECE = 10


@dataclass(frozen=True)
class Numbered:
    """A question for a paper by its number. `symbol` is folded and without separators: "khbcd"."""

    number: str
    symbol: str = ""
    types: tuple[int, ...] = ()
    year: int | None = None

    @property
    def bare(self) -> bool:
        """Nothing but digits were typed."""
        return not (self.symbol or self.types or self.year)

    @property
    def like_a_year(self) -> bool:
        return self.bare and self.number.isdigit() and 1900 <= int(self.number) <= 2100


@dataclass(frozen=True)
class Provision:
    """A place in a paper, as its anchor; `rest` is the question without it."""

    anchor: str
    rest: str

    @property
    def anchors(self) -> list[str]:
        """The place and what it stands in, the narrowest first."""
        steps = re.split(r"(?=-(?:khoan|diem)-)", self.anchor)
        return ["".join(steps[:size]) for size in range(len(steps), 0, -1)]


def split_key(key: str) -> tuple[str, str, int | None]:
    """Number, symbol without separators, the year if the key has one: "30/2020/nd-cp" → 30, ndcp, 2020."""
    found = _KEY.fullmatch(key)
    if not found:
        return "", _solid(key), None
    year = found["year"]
    return found["number"], _solid(found["symbol"] or ""), int(year) if year else None


def parse(text: str, types: Mapping[str, tuple[int, ...]]) -> Numbered | None:
    """Read a number; None when the text is words.

    `types` gives the types of papers by folded name and abbreviation. Read are "15/KH-BCĐ", "15 kh bcd",
    "KH 15", "KH15", "Kế hoạch 15", "số 15 năm 2012", "1427/qd-ttg", "15/KH-BCĐ 05/03/2012", "1427".
    """
    asked = _BLANKS.sub(" ", fold(clean(text)).strip(" .,;:\"'“”?"))
    year = None
    for pattern in (_IN_FULL, _LAST_DAY, _YEAR):
        if found := pattern.search(asked):
            year = year or int(found[1])
            asked = f"{asked[: found.start()]} {asked[found.end() :]}".strip()
    asked, of_types = _type(asked, types)
    asked = re.sub(r"^so\s*[:.]?\s*(?=\d)", "", asked.strip())
    if year is None and (found := _LAST_YEAR.search(asked)):
        year, asked = int(found[1]), asked[: found.start()]
    typed = _TYPED.fullmatch(asked)
    if typed is None:
        return None
    pieces = _PIECE.findall(typed["rest"])
    if pieces and re.fullmatch(r"(?:19|20)\d\d", pieces[0]):
        year = year or int(pieces.pop(0))
    if len(pieces) > MOST_PIECES or any(len(piece) > LONGEST_PIECE for piece in pieces):
        return None
    number = re.sub(r"^0+(?=\d)", "", typed["number"])
    return Numbered(number, "".join(pieces), of_types, year)


def provision(text: str) -> Provision | None:
    """The provision a question names, as its anchor: "khoản 2 Điều 5 luật 53" → dieu-5-khoan-2."""
    cleaned = clean(text)
    asked = fold(cleaned)
    found = _DOWNWARD.search(asked) or _UPWARD.search(asked)
    if not found:
        return None
    anchor = f"dieu-{found['dieu']}"
    if found["khoan"]:
        anchor += f"-khoan-{found['khoan']}"
    if found["diem"]:
        letter = cleaned[found.start("diem") : found.end("diem")].lower().replace("đ", "dd")
        anchor += f"-diem-{letter}"
    rest = f"{cleaned[: found.start()]} {cleaned[found.end() :]}"
    return Provision(anchor, rest.strip(" ,.;"))


def _solid(symbol: str) -> str:
    return "".join(_PIECE.findall(fold(clean(symbol))))


def _type(asked: str, types: Mapping[str, tuple[int, ...]]) -> tuple[str, tuple[int, ...]]:
    """Take the longest name or abbreviation of a type off the front, if a number follows it."""
    for name in sorted(types, key=len, reverse=True):
        if asked.startswith(name) and (rest := _NUMBER_FOLLOWS.match(asked[len(name) :])):
            return rest[1], types[name]
    return asked, ()
