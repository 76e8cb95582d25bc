"""Papers made up for measuring: plans of some 3.5 kB with a head, a legal basis, clauses and recipients.

Their words follow each other as in the demonstration's plan. The same seed makes the same papers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from search.management.made_up import Writer
from vietnamese.dates import long

SEED: Final = 138
SYMBOL: Final = "KH-UBND"
_FIRST_DAY: Final = date(1990, 1, 1)
_A_YEAR: Final = 500
_POINTS: Final = 12


def papers(first: int, last: int) -> Iterator[dict[str, Any]]:
    """Rows for import_documents; each cites one that came shortly before it."""
    writer = Writer(SEED + first)
    for number in range(first, last):
        yield _paper(writer, number)


def _paper(writer: Writer, number: int) -> dict[str, Any]:
    day, code = _day(number), _code(number)
    subject = f"Kế hoạch {writer.words(14)}"
    return {
        "type": "Kế hoạch",
        "number": code,
        "symbol": SYMBOL,
        "issuer": "Ủy ban nhân dân tỉnh",
        "issued_on": day.isoformat(),
        "subject": subject[:400],
        "signer": "Nguyễn Văn An",
        "body": "\n".join(_lines(writer, number, day, subject)),
    }


def _lines(writer: Writer, number: int, day: date, subject: str) -> Iterator[str]:
    yield "ỦY BAN NHÂN DÂN TỈNH"
    yield f"Số: {_code(number)}/{SYMBOL}"
    yield f"Thanh Hóa, {long(day)}"
    yield f"KẾ HOẠCH\n{subject}"
    if number:
        cited = max(0, number - 7)
        yield f"Căn cứ Kế hoạch số {_code(cited)}/{SYMBOL} {long(_day(cited))} của Ủy ban nhân dân tỉnh;"
    for place in range(1, _POINTS + 1):
        yield f"{place}. {writer.words(26)}."
        yield f"a) {writer.words(10)};"
    yield "Nơi nhận:\n- Các sở, ban, ngành;\n- Lưu: VT."


def _code(number: int) -> str:
    return f"{number % _A_YEAR + 1:02}"


def _day(number: int) -> date:
    """So many papers a year, so that a number of one year is given once."""
    year, within = divmod(number, _A_YEAR)
    return _FIRST_DAY.replace(year=_FIRST_DAY.year + year) + timedelta(days=within // 2)
