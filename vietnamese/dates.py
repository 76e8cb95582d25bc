"""Dates as Vietnamese papers and clerks write them."""

import re
from datetime import date, timedelta

from vietnamese.text import clean

FIRST_YEAR = 1900
LAST_YEAR = 2100

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})", re.ASCII)
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_IN_WORDS = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.ASCII | re.IGNORECASE)


def parse(text: str) -> date:
    """Read a date written the day first (5/3/2012, 05032012, in words) or as ISO.

    Raise ValueError with a sentence for the person who typed it.
    """
    written = clean(text).strip()
    if found := _YEAR_FIRST.fullmatch(written):
        year, month, day = (int(part) for part in found.groups())
    elif found := (
        _DAY_FIRST.fullmatch(written) or _SOLID.fullmatch(written) or _IN_WORDS.fullmatch(written)
    ):
        day, month, year = (int(part) for part in found.groups())
    else:
        raise ValueError(f"Không đọc được ngày “{written[:40]}”. Hãy viết ngày/tháng/năm, ví dụ 05/03/2012.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Năm {year} không hợp lệ. Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"Không có ngày {day:02}/{month:02}/{year} trong lịch. Hãy xem lại ngày và tháng."
        ) from None


def short(day: date) -> str:
    """Write 05/03/2012."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def long(day: date) -> str:
    """Write the date as at the head of a paper: days below 10 and months 1 and 2 have a leading zero."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def next_working_day(day: date) -> date:
    """The next day that is neither Saturday nor Sunday; holidays are the office's to know."""
    following = day + timedelta(days=1)
    while following.weekday() >= 5:
        following += timedelta(days=1)
    return following
