"""Time limits as papers write them: which of the times in a sentence say by when it is to be done.

The forms are those of the registry's notes on deadlines; `times` reads a time, this module judges it by
where it stands: "kế hoạch hằng năm" names a plan, "tăng trưởng quý I/2026" the matter of a report.
"""

import re
from collections.abc import Iterator
from datetime import date

from documents.reading.findings import Deadline, Span
from documents.reading.times.limits import Limit, Limits, is_calendar

# "hằng năm" at the end of a clause is a rhythm, unless it says which plan or budget.
_ENDS = frozenset({"", ".", ";", ",", ")"})
# "thông báo … hằng ngày trên loa", "báo cáo hằng quý gửi Sở A": a rhythm before where it goes.
_ON_ITS_WAY = frozenset({"trên", "gửi", "trình", "về", "tại"})
_OF_A_REPORT = re.compile(r"báo cáo(?:\s[^\s,.;]+){0,3}\s$", re.IGNORECASE)
_MATTER = re.compile(
    r"(?:kế hoạch|chương trình|dự toán|ngân sách|nhiệm vụ|định hướng|danh mục|chỉ tiêu|kinh phí|công tác|"
    r"hồ sơ|số liệu|phát triển|đánh giá|xếp loại|mục tiêu|kết quả|tình hình|tăng trưởng|kịch bản)"
    r"(?:\s[^\s,.;]+){0,5}\s$|(?:báo cáo|\bvà|\d năm)\s$",
    re.IGNORECASE,
)
_NAMED_BY_IT = re.compile(
    r"(?:tăng trưởng|báo cáo|kế hoạch|nhiệm vụ|kết quả|tình hình|hội nghị(?:\s[^\s,.;]+){0,5})\s$",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(r"(?:^|[;,.(:]\s?|\stheo\s)$")
_DONE = re.compile(r"(?:hoàn thành|xong|trình|hạn|thời hạn|thời gian)\s(?:\S+\s){0,2}$", re.IGNORECASE)
# "có hiệu lực trước ngày …", "số liệu tính đến ngày …": what happens then is not the duty.
_ANOTHER_MATTER = re.compile(
    r"(?:có hiệu lực(?: thi hành)?|hết hiệu lực|tính|ban hành|được cấp|đã\s\S+|phát sinh|xảy ra)\s$",
    re.IGNORECASE,
)
# "tổ chức Lễ khai mạc tại Hà Nội ngày 17/4/2024": what takes place on a day is due then.
_TAKES_PLACE = re.compile(
    r"(?<!\w)(?:tổ chức|khai mạc|bế mạc|khai giảng|ra quân|phát động|diễn ra|diễn tập|tập huấn|họp)(?!\w)"
    r"[^;]*$",
    re.IGNORECASE,
)
_OF_A_PAPER = re.compile(
    r"(?:số|quyết định|nghị quyết|kế hoạch|công văn|công điện|luật|nghị định|thông tư|chỉ thị|văn bản|"
    r"tờ trình|kết luận|thông báo|hướng dẫn|ban hành|ký|từ|đến)\s(?:[^,;]{0,60}\s)?$",
    re.IGNORECASE,
)
_CONTINUOUS = re.compile(r"(?:^|(?<=[;,.]\s))[Tt]hường xuyên(?!\w)(?!\s?[.;]|$)|^[Tt]hường xuyên(?!\w)")
_REGULARLY = re.compile(
    r"(?:^|(?<=[;,]\s))[Đđ]ịnh kỳ"
    r"(?=\s(?:báo cáo|tổng hợp|kiểm tra|rà soát|đánh giá|sơ,? |tổng kết|cập nhật|sơ kết))"
)
_DAYTIMES = frozenset({"sáng", "chiều", "tối"})
_CONTEXT = 70
_EVENT_REACH = 200


def deadlines_in(
    text: str, offset: int, after_actor: int | None = None, issued_on: date | None = None
) -> tuple[Deadline, ...]:
    """Return the time limits of one sentence, in order.

    "hằng năm" counts only where a clause begins with it: "kế hoạch hằng năm" is no limit. `after_actor` is
    the place right behind the one who acts, where "thường xuyên" qualifies the duty. A limit without a year
    ("trước ngày 15/3") falls into the year after `issued_on`.
    """
    times = Limits(text, issued_on)
    limits = list(_limits(times))
    if any(limit.kind != "stated" for limit in limits):  # a season is no limit beside a day
        limits = [limit for limit in limits if limit.sure or limit.kind != "stated"]
    found = [_deadline(times, limit, offset) for limit in limits]
    found.extend(_by_words(text, offset, bool(found), after_actor))
    return tuple(sorted(found, key=lambda limit: limit.span.start))


def stated_limits(text: str, offset: int, issued_on: date | None = None) -> tuple[Deadline, ...]:
    """Read the value behind "Thời gian hoàn thành:" or in such a column: "Quý III/2024", "Cả năm 2024"."""
    bare = text.lstrip()
    shift = offset + len(text) - len(bare)
    times = Limits(bare, issued_on)
    first = 1 if times.low(0) in ("cả", "từ") and times.low(1) != "ngày" else 0
    for start in dict.fromkeys((0, first)):
        limit = times.limit_at(start)
        if limit is not None and is_calendar(limit.kind):
            return _with_the_rest(times, limit, shift)
    if found := deadlines_in(text, offset, issued_on=issued_on):
        return found
    return _month_of_year(times, shift) or _stretch(times, shift)


def _stretch(times: Limits, shift: int) -> tuple[Deadline, ...]:
    """Read "năm học 2025 - 2026", "2026 - 2028", "cả năm": what fills the place of a time is one."""
    end = next((at for at in range(len(times.tokens)) if times.low(at) in (".", ";")), len(times.tokens))
    years = times.point_at(0)
    filled = years is not None and years.end == end
    plain = end == 3 and times.low(1) in ("-", "–") and times.low(0).isdigit() and times.low(2).isdigit()
    if not (filled or plain or (end == 2 and times.low(0) == "cả")):
        return ()
    return (_deadline(times, Limit(0, end, "stated"), shift),)


def _with_the_rest(times: Limits, limit: Limit, shift: int) -> tuple[Deadline, ...]:
    """A cell may hold several: "trước 15/12/2025; trước 10/01/2026"."""
    further = [more for more in _limits(times) if more.start >= limit.end]
    whole = Limit(0, limit.end, limit.kind, limit.due) if limit.start == 1 else limit
    return tuple(_deadline(times, one, shift) for one in (whole, *further))


def _month_of_year(times: Limits, shift: int) -> tuple[Deadline, ...]:
    """Read "9/2026" in a column of months."""
    if len(times.tokens) != 3 or times.low(1) != "/" or (year := times.year_at(1)) is None:
        return ()
    month = times.low(0)
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return ()
    point = Limits(f"tháng {month}/{year[0]}").point_at(0)
    return (_deadline(times, Limit(0, 3, "month", point.last), shift),) if point else ()


# -- which times are limits ----


def _limits(times: Limits) -> Iterator[Limit]:
    """Yield the limits of a sentence from left to right; each token is looked at once."""
    at = 0
    while at < len(times.tokens):
        limit = times.limit_at(at)
        if limit is not None and _is_limit(times, limit):
            yield limit
            at = limit.end
        elif limit is not None and limit.bare:
            at = limit.end
        else:
            at += 1


def _is_limit(times: Limits, limit: Limit) -> bool:
    place = times.tokens[limit.start].start
    before = times.text[max(0, place - _CONTEXT) : place]
    if limit.kind == "recurring" and not limit.sure:
        return _is_rhythm(times, limit, before)
    if limit.bare:
        return _is_placed(times, limit, before)
    begins = times.low(limit.start) == "từ"
    return not ((begins or is_calendar(limit.kind)) and _ANOTHER_MATTER.search(before))


def _is_rhythm(times: Limits, limit: Limit, before: str) -> bool:
    if times.low(limit.end) in _ENDS and not _MATTER.search(before):
        return True
    return _CLAUSE_START.search(before) is not None or _goes_out(times, limit, before)


def _goes_out(times: Limits, limit: Limit, before: str) -> bool:
    """Tell whether what is sent or announced so often follows: "hằng quý gửi Sở A", "hằng ngày trên loa"."""
    short = limit.every and limit.every[-1] in ("day", "week", "month", "quarter")
    if times.low(limit.end) not in _ON_ITS_WAY or not short:
        return False
    return _OF_A_REPORT.search(before) is not None or not _MATTER.search(before)


def _is_placed(times: Limits, limit: Limit, before: str) -> bool:
    """A time without a preposition is a limit where it is all of a clause, or right behind "hoàn thành"."""
    if limit.due is None:
        return False
    opens = not before.strip()
    closed = times.low(limit.end) in _ENDS
    begins = _CLAUSE_START.search(before) is not None
    low = times.low(limit.start)
    if limit.kind == "quarter":
        return not _NAMED_BY_IT.search(before)
    if limit.kind == "year" and low in ("đến", "tới"):
        return begins or before.endswith("hoàn thành ")
    if opens and limit.kind != "date":
        return times.tokens[limit.start].capital
    if low in ("đầu", "giữa", "cuối"):
        return not _NAMED_BY_IT.search(before)
    if closed and low in _DAYTIMES and not _OF_A_PAPER.search(before):
        return True  # "làm vệ sinh sân trường chiều 04/9"
    if limit.kind == "date" and _takes_place(times, limit, before):
        return True
    return closed and (begins or _DONE.search(before) is not None) and limit.kind != "year"


def _takes_place(times: Limits, limit: Limit, before: str) -> bool:
    """Tell whether a bare day closes a sentence that says what is held on it."""
    if times.low(limit.end) not in ("", ".", ";") or _OF_A_PAPER.search(before):
        return False
    place = times.tokens[limit.start].start
    return _TAKES_PLACE.search(times.text[max(0, place - _EVENT_REACH) : place]) is not None


def _by_words(text: str, offset: int, limited: bool, after_actor: int | None) -> Iterator[Deadline]:
    """Read "thường xuyên" and "định kỳ" where they stand alone."""
    for match in _REGULARLY.finditer(text):
        if not limited:
            yield _worded(match.start(), match.end(), "stated", text, offset)
    for match in _CONTINUOUS.finditer(text):
        if not (limited and match.start()):  # said beside a limit it says how, not by when
            yield _worded(match.start(), match.end(), "continuous", text, offset)
    if after_actor is not None and text[after_actor:].lstrip().lower().startswith("thường xuyên"):
        start = text.lower().index("thường xuyên", after_actor)
        yield _worded(start, start + 12, "continuous", text, offset)


def _worded(start: int, end: int, kind: str, text: str, offset: int) -> Deadline:
    return Deadline(text[start:end], kind, Span(start + offset, end + offset))


def _deadline(times: Limits, limit: Limit, offset: int) -> Deadline:
    start, end = times.tokens[limit.start].start, times.tokens[limit.end - 1].end
    return Deadline(
        times.written(limit.start, limit.end),
        limit.kind,
        Span(start + offset, end + offset),
        limit.due,
        limit.every,
        limit.count,
        limit.unit,
        limit.since,
    )
