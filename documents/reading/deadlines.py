"""Time limits as papers write them, and what each means as a date or a rhythm."""

import calendar
import re
from datetime import date, timedelta

from documents.reading.findings import Deadline, Span

_QUARTERS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "01": 1,
    "02": 2,
    "03": 3,
    "04": 4,
}
_EVERY = {
    "tuần": "week",
    "tháng": "month",
    "quý": "quarter",
    "6 tháng": "half_year",
    "06 tháng": "half_year",
    "sáu tháng": "half_year",
    "năm": "year",
    "ngày": "day",
    "3 tháng": "quarter",
    "03 tháng": "quarter",
    "9 tháng": "nine_months",
    "09 tháng": "nine_months",
}
_PERIOD = r"(?:tuần|tháng|quý|(?:0?[369]|sáu)\stháng|năm|ngày)"
_DAY = (
    r"(?:(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})|"
    r"(?P<d2>\d{1,2})\stháng\s(?P<m2>\d{1,2})(?:\snăm\s(?P<y2>\d{4}))?|(?P<d3>\d{1,2})/(?P<m3>\d{1,2}))(?!\d)"
)
_BEFORE = (
    r"(?:(?:xong|hoàn thành)\s)?(?:trước|chậm nhất(?:\slà)?(?:\s(?:đến|trong))?|muộn nhất(?:\slà)?|"
    r"đến hết|hết|trong|xong|vào|đến)\s"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "recurring",
        re.compile(
            rf"(?<!\w)(?:(?:trước|chậm nhất)\s(?:\d{{1,2}}\s?giờ[\w\s]{{0,12}}?)?"
            rf"ngày\s(?:thứ\s\w+|"
            rf"\d{{1,2}}(?:/\d{{1,2}})?)\s)"
            rf"(?:hàng|hằng|của)\s{_PERIOD}",
            re.IGNORECASE,
        ),
    ),
    (
        "recurring",
        re.compile(
            rf"(?<!\w)(?:(?P<regular>định kỳ)\s(?:(?:hàng|hằng|mỗi)\s)?|(?:hàng|hằng|mỗi)\s){_PERIOD}(?!\w)"
            rf"(?:(?:,\s(?:và\s)?|\svà\s|\shoặc\s)(?:(?:hàng|hằng|định kỳ)\s){{0,2}}{_PERIOD}(?!\w)(?!\s\d))*"
            rf"(?:\s\(trước ngày[^)\n]{{1,40}}\))?(?:\s(?:và|hoặc)\sđột xuất)?",
            re.IGNORECASE,
        ),
    ),
    ("adhoc", re.compile(r"(?<!\w)định kỳ(?:,|\shoặc|\svà)?\sđột xuất(?!\w)", re.IGNORECASE)),
    (
        "date",
        re.compile(rf"(?<!\w){_BEFORE}(?:\d{{1,2}}\s?giờ[\w\s]{{0,10}}?)?(?:ngày\s)?{_DAY}", re.IGNORECASE),
    ),
    (
        "quarter",
        re.compile(
            rf"(?<!\w)(?:{_BEFORE})?(?:cuối\s)?quý\s(?P<q>I{{1,3}}|IV|0?[1-4])(?:\s?/\s?|\snăm\s|"
            rf"\s)(?P<y>20\d{{2}}|19\d{{2}})(?!\d)",
            re.IGNORECASE,
        ),
    ),
    (
        "month",
        re.compile(
            rf"(?<!\w){_BEFORE}(?:cuối\s)?tháng\s(?P<m>\d{{1,2}})(?:\s?/\s?|\snăm\s)(?P<y>20\d{{2}}|"
            rf"19\d{{2}})(?!\d)",
            re.IGNORECASE,
        ),
    ),
    (
        "year",
        re.compile(
            r"(?<!\w)(?:(?:hoàn thành|xong)\s)?(?:trong|hết|đến hết|trước|cuối)\snăm\s(?P<y>20\d{2}|"
            r"19\d{2})(?!\s?[-–]\s?\d)(?!\d)",
            re.IGNORECASE,
        ),
    ),
    (
        "year",
        re.compile(r"(?:(?<=^)|(?<=[;,.]\s)|(?<=hoàn thành\s))[Đđ]ến\snăm\s(?P<y>20\d{2}|19\d{2})(?!\d)"),
    ),
    (
        "within",
        re.compile(
            r"(?<!\w)trong\s(?:thời hạn|vòng|"
            r"thời gian)\s(?P<n>\d{1,3})\s(?:\(\w+\)\s)?(?P<unit>ngày làm việc|ngày|tháng|giờ)"
            r"(?:,?\s(?:kể\s)?từ\s(?:ngày|khi)[^.,;\n]{0,60})?",
            re.IGNORECASE,
        ),
    ),
)
_CONTINUOUS = re.compile(r"(?:^|(?<=[;,.]\s))[Tt]hường xuyên(?!\w)")
_PERIODS = re.compile(rf"(?<!\w){_PERIOD}(?!\w)", re.IGNORECASE)
_CLAUSE_START = re.compile(r"(?:^|[;,.(:]\s?|\s(?:theo|và)\s)$")


def deadlines_in(text: str, offset: int, after_actor: int | None = None) -> tuple[Deadline, ...]:
    """Return the time limits of one sentence, in order.

    "hằng năm" counts only where a clause begins with it: "kế hoạch hằng năm" is no limit. `after_actor` is
    the place right behind the one who acts, where "thường xuyên" qualifies the duty.
    """
    found: list[Deadline] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if kind == "recurring" and not _is_limit(text, match):
                continue
            limit = _limit(kind, match, offset)
            if limit is not None:
                found.append(limit)
                taken.append((match.start(), match.end()))
    for match in _CONTINUOUS.finditer(text):
        found.append(_continuous(match.start(), match.end(), match.group(), offset))
    if after_actor is not None and text[after_actor:].lstrip().lower().startswith("thường xuyên"):
        start = text.lower().index("thường xuyên", after_actor)
        found.append(_continuous(start, start + 12, text[start : start + 12], offset))
    return tuple(sorted(found, key=lambda limit: limit.span.start))


def _is_limit(text: str, match: re.Match[str]) -> bool:
    if "regular" in match.re.groupindex and match["regular"]:
        return True
    if match.group().lower().startswith(("trước", "chậm")):
        return True
    return _CLAUSE_START.search(text[max(0, match.start() - 6) : match.start()]) is not None


def _continuous(start: int, end: int, written: str, offset: int) -> Deadline:
    return Deadline(written, "continuous", Span(start + offset, end + offset))


def _limit(kind: str, match: re.Match[str], offset: int) -> Deadline | None:
    written = " ".join(match.group().split()).rstrip(",")
    due: date | None = None
    every: tuple[str, ...] = ()
    try:
        if kind == "recurring":
            every = periods_of(written)
        elif kind == "date":
            due = _date(match, written)
            if due is None and match["y"] is None and match["y2"] is None:
                return None
        elif kind == "quarter":
            due = _last_day(int(match["y"]), _QUARTERS[match["q"].lower()] * 3)
        elif kind == "month":
            due = _last_day(int(match["y"]), int(match["m"]))
        elif kind == "year":
            due = date(int(match["y"]), 12, 31)
    except ValueError:
        return None
    if due is not None and kind != "date" and written.lower().startswith("trước"):
        due = _before(kind, due)
    return Deadline(
        written, kind, Span(match.start() + offset, match.start() + len(match.group()) + offset), due, every
    )


def _date(match: re.Match[str], written: str) -> date | None:
    day, month, year = (match["d"], match["m"], match["y"])
    if day is None:
        day, month, year = match["d2"], match["m2"], match["y2"]
    if day is None or year is None:
        return None
    due = date(int(year), int(month), int(day))
    return due - timedelta(days=1) if "trước" in written.lower() else due


def _before(kind: str, last: date) -> date:
    """A limit "before" a month, quarter or year is the day before it begins."""
    months = {"month": 1, "quarter": 3, "year": 12}[kind]
    return date(last.year, last.month - months + 1, 1) - timedelta(days=1)


def _last_day(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, calendar.monthrange(year, month)[1])


def periods_of(written: str) -> tuple[str, ...]:
    """Return the rhythms in "hàng tháng, quý, 6 tháng, năm", in order."""
    body = re.sub(
        r"\(trước ngày[^)]*\)|(?:trước|chậm nhất)\s.*?(?=hàng|hằng|của)", "", written, flags=re.IGNORECASE
    )
    every: list[str] = []
    for found in _PERIODS.finditer(body):
        period = _EVERY.get(" ".join(found.group().lower().split()))
        if period and period not in every:
            every.append(period)
    return tuple(every)
