"""The statement that ends a year of a register, to be signed (decree 30/2020, Articles 15 and 22).

The decree has no form for it: it says what the year holds, in the layout of the decree's minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from documents.archive.minutes import DECREE
from documents.archive.places import place_of
from documents.models import Register, RegisterYear
from documents.printing.minutes import Minutes
from vietnamese.counting import in_words
from vietnamese.dates import short

#: What a statement lists, with the reason of each number.
LISTED = {"voided": "Số đã hủy", "inserted": "Số chèn", "backdated": "Số ghi lùi ngày"}


def statement_of(register: Register, year: int, counters: list[RegisterYear], on: date) -> Minutes:
    """Minutes once every series is closed; before that figures as of the day."""
    closed = bool(counters) and all(counter.closed_at for counter in counters)
    about = f"Kết thúc {_book(register)} năm {year}" if closed else f"{_book(register)} năm {year}"
    return Minutes(
        agency=register.agency.name,
        number="",
        place=place_of(register.agency),
        on=on,
        title="BIÊN BẢN" if closed else "THỐNG KÊ SỐ VĂN BẢN",
        about=about if closed else f"{about[0].upper()}{about[1:]}, tính đến ngày {short(on)}",
        lines=list(_lines(counters, closed=closed)),
        signers=("VĂN THƯ CƠ QUAN", "NGƯỜI ĐỨNG ĐẦU CƠ QUAN"),
    )


def _book(register: Register) -> str:
    return f"{register.name[0].lower()}{register.name[1:]}"


def _lines(counters: list[RegisterYear], *, closed: bool) -> Iterator[str]:
    yield DECREE
    for place, counter in enumerate(counters, start=1):
        kept = counter.statement or counter.account()
        name = counter.type.name if counter.type else "Dãy số chung cho các loại văn bản"
        yield f"{place}. {name}"
        yield (
            f"- Số đầu: {kept['first']:02d}; số cuối: {kept['last']:02d}; "
            f"tổng số đã ghi: {kept['entries']} (bằng chữ: {in_words(kept['entries'])})."
        )
        for key, words in LISTED.items():
            yield from _listed(words, kept[key])
        if counter.closed_at and counter.closed_by:
            name = counter.closed_by.get_full_name()
            yield f"- Đã khóa sổ ngày {short(timezone.localdate(counter.closed_at))}, người khóa: {name}."
    if not counters:
        yield "Trong năm chưa có số nào được cấp."
    if closed:
        yield "Kể từ khi khóa sổ, không cấp, chèn hoặc hủy số nào của năm này./."


def _listed(words: str, rows: list[Any]) -> Iterator[str]:
    yield f"- {words}: {len(rows)}{'.' if not rows else ', gồm:'}"
    for number, reason in rows:
        yield f"+ {number}: {reason}{'' if reason.endswith('.') else '.'}"
