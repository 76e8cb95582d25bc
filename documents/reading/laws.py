"""Laws cited by name with a date or a year, and technical standards, which are no papers of the register."""

import re
from datetime import date

from documents.reading.findings import NamedLaw, Span, Standard

_KIND = r"(?:Luật|Bộ luật|Bộ Luật|Pháp lệnh)"
# What follows the word "Luật" where no name does: "Luật này", "Luật có hiệu lực", "Luật được thông qua".
_NO_NAME = (
    r"(?:này|số|có|được|quy định|đã|hiện hành|và|hoặc|trên|nêu|đó|cũ|mới|khác|do|của|để|với|theo|thì|"
    r"không|là|liên|sau|"
    r"từ|tại|về|trong|năm|ngày|gia|sư)(?!\w)"
)
_STOP = (
    r"\s(?:có hiệu lực|hiệu lực|kể từ|từ ngày|trước ngày|sau ngày|đã|quy định|được|thông qua|cho đến|"
    r"đến ngày|và các)(?!\w)"
)
_OTHER = rf"(?:,|;|\svà|\shoặc)\s{_KIND}\s"
_DATED = (
    r"(?:,?\s(?:được Quốc hội thông qua\s|đã được Quốc hội thông qua\s|thông qua\s)?ngày\s"
    r"(?:(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})|(?P<d2>\d{1,2})\stháng\s(?P<m2>\d{1,2})\snăm\s(?P<y2>\d{4}))|"
    r",?\snăm\s(?P<year>(?:19|20)\d{2})|\s(?P<bare>(?:19|20)\d{2}))(?!\d)"
)
_PLAIN = rf"{_KIND}\s(?!{_NO_NAME}|[Ss]ửa đổi)(?:(?!{_STOP}|{_OTHER})[^\n;:.()\d“”]){{2,120}}?"
# The name of a law that amends others holds theirs, eleven of them or more.
_AMENDING = rf"{_KIND}\s[Ss]ửa đổi(?:(?!{_STOP})(?:[^\n;:.()\d“”]|\d{{1,3}}(?=\s[Ll]uật))){{2,600}}?"
_LAW = re.compile(rf"(?<!\w)(?P<name>{_PLAIN}|{_AMENDING}|Hiến pháp){_DATED}")
_STANDARD = re.compile(
    r"(?<!\w)(?P<kind>QCVN|TCVN|QCXDVN|TCXDVN|TCXD|TCN|TCCS|QCĐP|TCVN\s?ISO)\s?"
    r"(?P<code>\d{1,5}(?:-\d{1,3})?\s?(?:[:-]\s?\d{4})(?:/[A-ZĐ]{2,10}(?:[-&][A-ZĐ]{2,8})?)?)"
)


def named_laws(text: str) -> tuple[NamedLaw, ...]:
    """Return laws cited by name with a date or a year, each at its first mention."""
    laws: dict[tuple[str, int | None, date | None], NamedLaw] = {}
    for found in _LAW.finditer(text):
        try:
            dated = _day(found)
        except ValueError:
            continue
        name = " ".join(found["name"].split()).rstrip(" ,")
        year = dated.year if dated else int(found["year"] or found["bare"])
        law = NamedLaw(name, dated, year, Span(found.start(), found.end()))
        laws.setdefault((name.lower(), year, dated), law)
    return tuple(laws.values())


def _day(found: re.Match[str]) -> date | None:
    parts = [found[name] or found[f"{name}2"] for name in ("d", "m", "y")]
    return date(int(parts[2]), int(parts[1]), int(parts[0])) if parts[0] else None


def standards(text: str) -> tuple[Standard, ...]:
    """Return technical standards (QCVN, TCVN), each at its first mention."""
    found: dict[str, Standard] = {}
    for match in _STANDARD.finditer(text):
        code = " ".join(match.group().split())
        found.setdefault(code, Standard(code, Span(match.start(), match.end())))
    return tuple(found.values())
