"""Time limits as papers write them, and what each means as a date or a rhythm."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from documents.reading.findings import Deadline, Span

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_EVERY = {
    "tuần": "week",
    "tháng": "month",
    "quý": "quarter",
    "năm": "year",
    "1 năm": "year",
    "ngày": "day",
    "3 tháng": "quarter",
    "6 tháng": "half_year",
    "sáu tháng": "half_year",
    "9 tháng": "nine_months",
}
_UNITS = {
    "ngày làm việc": "working_day",
    "ngày": "day",
    "tuần": "week",
    "tháng": "month",
    "giờ": "hour",
    "giờ làm việc": "working_hour",
}
_PERIOD = r"(?:tuần|tháng|quý|0?1\snăm|(?:0?[369]|sáu)\stháng(?:\sđầu năm|\scuối năm)?|năm|ngày)"
_WHOLE_PERIOD = rf"{_PERIOD}(?!\w)(?!\s\d)"
_AT_HOUR = r"(?:(?:hồi\s|lúc\s)?\d{1,2}\s?(?:giờ|h|g)\s?(?:\d{1,2})?(?:\sphút)?,?\s(?:ngày\s)?|ngày\s)?"
_DAY = (
    r"(?:(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})|"
    r"(?P<d2>\d{1,2})\stháng\s(?P<m2>\d{1,2})(?:\s(?:năm\s)?(?P<y2>\d{4}))?|(?P<d3>\d{1,2})/(?P<m3>\d{1,2}))"
    r"(?![\d/])"
)
_BEFORE = (
    r"(?:xong\s)?(?:ngay\s)?(?:trước|hạn (?:cuối|chót)(?:\slà)?|"
    r"chậm nhất(?:\slà)?(?:\s(?:đến hết|đến|trong|trước|vào))?|"
    r"muộn nhất(?:\slà)?(?:\s(?:đến|trong|vào))?|đến hết|hết|trong|xong|vào|đến)\s"
)
_SINCE_DAY = (
    r"(?:từ\s(?:ngày\s)?\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?\s(?=đến\shết\s)|"
    r"từ\sngày\s\d{1,2}\s(?:tháng\s\d{1,2}\s(?:năm\s\d{4}\s)?)?(?=đến\shết\s))?"
)
_SINCE_MONTH = r"(?:từ\stháng\s\d{1,2}(?:/\d{4})?\s(?=đến\shết\s))?"
# "kịch bản tăng trưởng quý I/2026" says what is to be written, not by when.
_NO_MATTER = r"(?<!tăng trưởng\s)(?<!báo cáo\s)(?<!kế hoạch\s)(?<!nhiệm vụ\s)(?<!kết quả\s)(?<!tình hình\s)"
_PART_OF_MONTH = r"(?:(?P<part>(?:tuần\s)?(?:đầu|cuối)(?:\scủa)?|giữa)\s)?"
_YEAR = r"(?P<y>20\d{2}|19\d{2})(?!\s?[-–]\s?\d)(?!\d)"
_CLOCK = r"(?:\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2})?(?:\sphút)?,?\s)"
_EVERY_SO = rf"(?:hàng|hằng|mỗi)\s{_PERIOD}(?:\s\((?:từ|trước|bắt đầu)\s[^()\n]{{1,80}}\))?"
# "trước 15 giờ thứ Năm hằng tuần", "vào tuần đầu hằng quý", "Thứ Sáu hằng tuần"
_WEEKDAY = (
    rf"(?P<regular>(?:định kỳ\s)?(?:(?:trước|chậm nhất(?:\slà)?(?:\svào)?|vào)\s)?{_CLOCK}?"
    r"(?:(?:sáng|chiều|ngày)\s)?"
    r"(?:thứ\s\w+|chủ nhật|tuần\s(?:đầu|cuối)))"
)
_ON_A_DAY = (
    r"(?:định kỳ\s)?(?:trước|chậm nhất(?:\slà)?(?:\svào)?|vào)\s(?:\d{1,2}\s?(?:giờ|h)[\w\s]{0,12}?)?"
    r"ngày\s(?:làm việc\s)?(?:thứ\s\w+|cuối cùng|\d{1,2}(?:(?:/|\stháng\s)\d{1,2})?"
    r"(?:\svà\s(?:trước\s)?ngày\s\d{1,2}(?:(?:/|\stháng\s)\d{1,2})?)?)"
)
_FIXED = (
    r"(?:,?\s(?:vào|trước)\s(?:sáng\s|chiều\s)?thứ\s\w+(?!\w)|"
    r",?\s\((?:trước|chậm nhất|vào|xong|ngày|từ|gửi)\s[^()\n]{1,80}\)|"
    r",?\s(?:trước|chậm nhất(?:\slà)?|vào)\s(?:\d{1,2}\s?(?:giờ|h)(?:\s\d{1,2})?\s)?ngày\s"
    r"(?:thứ\s\w+|\d{1,2}(?:(?:/|\stháng\s)\d{1,2})?(?!\s?[/.]\d)"
    r"(?:\s(?:của\s)?tháng(?:\scuối|\sđầu)?(?:\s(?:quý|kỳ|sau))?)?))"
)
_MORE = (
    rf"(?:(?:,\s(?:và\s)?|\svà\s|\shoặc\s)(?:(?:hàng|hằng|mỗi|định kỳ|[Bb]áo cáo)\s){{0,2}}"
    rf"(?:{_WHOLE_PERIOD}|(?:giữa|cuối)\s(?:kỳ|nhiệm kỳ|năm))(?:{_FIXED})?)"
)
_RECURRING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w)(?P<regular>định kỳ)\s(?:(?:hàng|hằng|mỗi|"
        rf"theo)\s)?{_WHOLE_PERIOD}(?:{_FIXED})?{_MORE}{{0,6}}"
        rf"(?:{_FIXED})?(?:,?\s(?:và|hoặc)\sđột xuất)?",
        rf"(?<!\w){_WEEKDAY}\s(?:của\s)?{_EVERY_SO}",
        rf"(?<!\w)(?:trước|chậm nhất(?:\slà)?|vào)\s{_CLOCK}{_EVERY_SO}",
        r"(?<=sơ kết\s)(?P<regular>(?:0?[369]|sáu)\stháng)(?=,?\s(?:và\s)?tổng kết\s(?:(?:hàng|hằng)\s)?năm)",
        rf"(?<=báo cáo\s)(?P<regular>{_WHOLE_PERIOD}(?:{_FIXED}{_MORE}|{_MORE}{{2}}){_MORE}{{0,4}})",
        rf"(?<=báo cáo kết quả\s)(?P<regular>{_WHOLE_PERIOD}(?:{_FIXED}{_MORE}|{_MORE}{{2}}){_MORE}{{0,4}})",
        rf"(?<!\w){_ON_A_DAY}\s(?:của\s)?(?:hàng|hằng|mỗi|của)\s{_PERIOD}(?:\s(?:đầu|cuối)\s(?:quý|kỳ|năm))?(?!\w)",
        rf"(?<!\w)(?:hàng|hằng|mỗi)\s{_WHOLE_PERIOD}(?:{_FIXED})?{_MORE}{{0,6}}(?:,?\s(?:và|"
        rf"hoặc)\sđột xuất)?",
        r"(?<!\w)(?:mỗi|hàng|hằng)\s(?:học kỳ|tuần|tháng|quý|năm)\s(?:0?\d|một|hai|ba)\slần(?!\w)|"
        r"(?<!\w)(?:01|1|một)\slần\s?(?:/|trong|mỗi|một)\s?(?:tuần|tháng|quý|năm)(?!\w)|"
        r"(?<!\w)(?:(?:hàng|hằng|mỗi)\s)?(?:(?:0?[369]|sáu)\stháng|tuần|tháng|quý|năm)\s(?:01|1|một)\slần(?!\w)",
    )
)
_ADHOC = re.compile(
    r"(?<!\w)(?<!đánh giá\s)(?<!kiểm tra\s)định kỳ(?:,|\shoặc|\svà)?\sđột xuất(?!\w)", re.IGNORECASE
)
_DATED = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("date", rf"(?<!\w){_SINCE_DAY}{_BEFORE}{_AT_HOUR}{_DAY}"),
        (
            "quarter",
            rf"(?<!\w)(?:{_BEFORE}|{_NO_MATTER})(?:cuối\s)?quý\s(?P<q>I{{1,3}}|IV|0?[1-4])"
            rf"(?:\s?/\s?|\snăm\s|\s){_YEAR}(?:\svà các năm tiếp theo)?",
        ),
        (
            "month",
            rf"(?<!\w){_SINCE_MONTH}{_BEFORE}{_PART_OF_MONTH}tháng\s(?P<m>\d{{1,2}})(?:\s?/\s?|\snăm\s|\s){_YEAR}",
        ),
        ("half", rf"(?<!\w){_BEFORE}(?:6|06|sáu)\stháng\s(?P<half>đầu|cuối)\snăm\s{_YEAR}"),
        ("year", rf"(?<!\w)(?:xong\s)?(?:ngay\s)?(?:trong|hết|đến hết|trước|cuối)\snăm\s{_YEAR}"),
        (
            "within",
            r"(?<!\w)(?:(?:chậm nhất|muộn nhất)(?:\slà)?\s)?(?:(?:trong|sau)\s(?:thời hạn|vòng|"
            r"thời gian)?\s?|(?<=(?:chậm|muộn) nhất\s)|"
            r"(?<=(?:chậm|muộn) nhất là\s))(?P<n>\d{1,3})\s(?:\([\w\s]{1,16}\)\s)?"
            r"(?P<unit>ngày làm việc|giờ làm việc|ngày|tuần|tháng|giờ)(?!\w)(?!\s(?:đầu|cuối|qua|gần|nay|"
            r"tuổi))"
            r"(?P<since>,?\s(?:kể\s)?(?:từ\s(?:ngày|khi|thời điểm)|sau khi)[^.,;\n]{0,80}|"
            r"\strước (?:khi|ngày|Tết|kỳ|phiên)\s[^.,;\n]{2,80})?",
        ),
    )
)
_BARE = tuple(
    (kind, re.compile(rf"^(?:{pattern})", re.IGNORECASE))
    for kind, pattern in (
        ("date", rf"(?:ngày\s)?{_DAY}"),
        ("quarter", rf"quý\s(?P<q>I{{1,3}}|IV|0?[1-4])(?:\s?/\s?|\snăm\s|\s){_YEAR}"),
        ("month", rf"tháng\s(?P<m>\d{{1,2}})(?:\s?/\s?|\snăm\s|\s){_YEAR}"),
        ("month", rf"(?P<m>\d{{1,2}})\s?/\s?{_YEAR}$"),
        ("year", rf"(?:cả\s)?năm\s{_YEAR}"),
    )
)
_TO = r"\s?(?:,|và|-|–|đến)\s?"
_RANGES = tuple(
    (kind, re.compile(rf"^(?:từ\s)?{pattern}", re.IGNORECASE))
    for kind, pattern in (
        (
            "quarter",
            rf"quý\s(?:(?:I{{1,3}}|IV|0?[1-4]){_TO}(?:quý\s)?)+(?P<q>I{{1,3}}|IV|0?[1-4])"
            rf"(?:\s?/\s?|\snăm\s|\s){_YEAR}",
        ),
        ("month", rf"tháng\s(?:\d{{1,2}}{_TO}(?:tháng\s)?)+(?P<m>\d{{1,2}})(?:\s?/\s?|\snăm\s|\s){_YEAR}"),
    )
)
_BY_A_YEAR = re.compile(r"(?:(?<=^)|(?<=[;,.]\s)|(?<=hoàn thành\s))[Đđ]ến\snăm\s(?P<y>20\d{2}|19\d{2})(?!\d)")
# "Năm 2030 tổ chức tổng kết": a time with which a sentence begins.
_OPENS = tuple(
    (kind, re.compile(rf"^(?:{pattern})(?=[,\s])"))
    for kind, pattern in (
        ("quarter", rf"Quý\s(?P<q>I{{1,3}}|IV|0?[1-4])(?:/|\snăm\s){_YEAR}"),
        ("month", rf"Tháng\s(?P<m>\d{{1,2}})(?:/|\snăm\s){_YEAR}"),
        ("year", rf"Năm\s{_YEAR}"),
    )
)
_CONTINUOUS = re.compile(r"(?:^|(?<=[;,.]\s))[Tt]hường xuyên(?!\w)(?!\s?[.;]|$)|^[Tt]hường xuyên(?!\w)")
# A time that is no date: "tại kỳ họp cuối năm", "định kỳ báo cáo".
_STATED = (
    re.compile(
        r"(?<!\w)(?:(?:tại|trong|vào|trước)\s(?:các\s)?|(?<=vào chương trình\s))"
        r"(?:kỳ|phiên) họp\s(?:thường lệ\s|thường kỳ\s|tiếp theo\s|"
        r"chuyên đề\s)?(?:(?:giữa|cuối|đầu)\snăm(?:\s\d{4})?|gần nhất|tháng\s\d{1,2}(?:[/\s]\d{4})?|"
        r"thứ\s\w+|tiếp theo)"
    ),
    re.compile(  # "trong tuần 49", "chậm nhất thứ Tư", "trước 25 tháng Chạp", "trước Tết Nguyên đán"
        r"(?<!\w)trong\stuần\s(?:\d{1,2}(?:/\d{4})?(?![\w/])|(?:này|tới|sau)(?!\w))|"
        rf"(?<!\w)(?:trước|[Cc]hậm nhất(?:\slà)?(?:\svào)?|[Mm]uộn nhất(?:\slà)?|vào)\s{_CLOCK}?"
        r"(?:(?:sáng|chiều|ngày)\s)?[Tt]hứ\s(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)(?!\w)"
        r"(?:\s(?:tuần\s)?(?:này|tới|sau)(?!\w))?|"
        r"(?<!\w)(?:trước|[Cc]hậm nhất(?:\slà)?)\s(?:ngày\s)?\d{1,2}\stháng\s(?:Chạp|Giêng)(?!\w)|"
        r"(?<!\w)trước\s(?:dịp\s)?Tết(?:\s(?:[A-ZĐẤ]\w+|đán|năm|\d{4})){0,6}(?=\s?(?:[.;,)]|$))|"
        r"(?<!\w)trong\sngày(?:\slàm việc)?(?=\s?(?:[.;,)]|$)|\sđối với\s)"
    ),
    re.compile(
        r"(?:^|(?<=[;,]\s))[Đđ]ịnh kỳ(?=\s(?:báo cáo|tổng hợp|kiểm tra|rà soát|đánh giá|sơ kết|cập nhật))"
    ),
)
# "hằng năm" at the end of a clause is a rhythm, unless it says which plan or budget.
_AT_THE_END = re.compile(r"\s?(?:[.;,)]|$)")
# "thông báo … hằng ngày trên loa", "báo cáo hằng quý gửi Sở A": a rhythm before where it goes.
_ON_ITS_WAY = re.compile(r"\s(?:trên|gửi|trình|về)\s")
# "hằng tuần (trước 15 giờ thứ Năm)", "hằng tuần vào chiều thứ Sáu"
_DAY_SAID = re.compile(r"\)$|\s(?:vào|trước)\s(?:sáng\s|chiều\s)?thứ\s\w+$", re.IGNORECASE)
_SHORT_RHYTHM = re.compile(r"(?:ngày|tuần|tháng|quý)$")
_OF_A_REPORT = re.compile(r"báo cáo(?:\s[^\s,.;]+){0,3}\s$", re.IGNORECASE)
_OF_A_PLAN = re.compile(
    r"(?:kế hoạch|chương trình|dự toán|ngân sách|nhiệm vụ|định hướng|danh mục|chỉ tiêu|kinh phí|công tác|"
    r"hồ sơ|"
    r"số liệu|phát triển|đánh giá|xếp loại|mục tiêu)(?:\s[^\s,.;]+){0,5}\s$|(?:báo cáo|\bvà|\d năm)\s$",
    re.IGNORECASE,
)
_PERIODS = re.compile(rf"(?<!\w){_PERIOD}(?!\w)(?!\s\d)", re.IGNORECASE)
_CLAUSE_START = re.compile(r"(?:^|[;,.(:]\s?|\stheo\s)$")
_RHYTHM = re.compile(
    r"[Hh][àằ]ng\s|[Mm]ỗi\s|[Đđ]ịnh kỳ|\slần|\scủa\s|[Bb]áo cáo\s(?:kết quả\s)?\w|[Ss]ơ kết\s"
)
_TIMED = re.compile(r"\d|[Qq][Uu][Ýý]\s")
_WITHOUT_YEAR = re.compile(r"(?:trước|chậm nhất|muộn nhất|xong)", re.IGNORECASE)


def deadlines_in(
    text: str, offset: int, after_actor: int | None = None, issued_on: date | None = None
) -> tuple[Deadline, ...]:
    """Return the time limits of one sentence, in order.

    "hằng năm" counts only where a clause begins with it: "kế hoạch hằng năm" is no limit. `after_actor` is
    the place right behind the one who acts, where "thường xuyên" qualifies the duty. A limit without a year
    ("trước ngày 15/3") falls into the year after `issued_on`.
    """
    found: list[Deadline] = []
    taken: list[tuple[int, int]] = []
    for kind, match in _matches(text):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        if limit := _limit(kind, match, offset, issued_on):
            found.append(limit)
            taken.append((match.start(), match.end()))
    for pattern in _STATED:
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                span = Span(match.start() + offset, match.end() + offset)
                found.append(Deadline(" ".join(match.group().split()), "stated", span))
    for match in _CONTINUOUS.finditer(text):
        if found and match.start():
            continue  # said beside a limit it says how, not by when
        found.append(_continuous(match.start(), match.end(), match.group(), offset))
    if after_actor is not None and text[after_actor:].lstrip().lower().startswith("thường xuyên"):
        start = text.lower().index("thường xuyên", after_actor)
        found.append(_continuous(start, start + 12, text[start : start + 12], offset))
    return tuple(sorted(found, key=lambda limit: limit.span.start))


def stated_limits(text: str, offset: int, issued_on: date | None = None) -> tuple[Deadline, ...]:
    """Read the value behind "Thời gian hoàn thành:" or in such a column: "Quý III/2024", "Cả năm 2024"."""
    bare = text.lstrip()
    shift = offset + len(text) - len(bare)
    for kind, pattern in _RANGES:  # "Quý II - III/2026" lasts until the end of the last
        if (match := pattern.match(bare)) and (limit := _limit(kind, match, shift, issued_on)):
            return (limit,)
    if found := deadlines_in(text, offset, issued_on=issued_on):
        return found
    for kind, pattern in _BARE:
        if (match := pattern.match(bare)) and (limit := _limit(kind, match, shift, issued_on)):
            return (limit,)
    return ()


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    if _RHYTHM.search(text):
        for pattern in _RECURRING:
            for match in pattern.finditer(text):
                if _is_limit(text, match):
                    yield "recurring", match
        for match in _ADHOC.finditer(text):
            yield "adhoc", match
    if _TIMED.search(text):
        for kind, pattern in _DATED:
            for match in pattern.finditer(text):
                yield kind, match
        for kind, pattern in _OPENS:
            if opening := pattern.match(text):
                yield kind, opening
        for match in _BY_A_YEAR.finditer(text):
            yield "year", match


def _is_limit(text: str, match: re.Match[str]) -> bool:
    if "regular" in match.re.groupindex and match["regular"]:
        return True
    if _DAY_SAID.search(match.group()):
        return True
    if _AT_THE_END.match(text, match.end()) and not _OF_A_PLAN.search(
        text[max(0, match.start() - 60) : match.start()]
    ):
        return True
    if (
        match.group().lower().removeprefix("định kỳ ").startswith(("trước", "chậm", "vào"))
        or " lần" in match.group()
    ):
        return True
    if _CLAUSE_START.search(text[max(0, match.start() - 6) : match.start()]):
        return True
    return _goes_out(text, match)


def _goes_out(text: str, match: re.Match[str]) -> bool:
    """Tell whether what is sent or announced so often follows: "hằng quý gửi Sở A", "hằng ngày trên loa"."""
    way = _ON_ITS_WAY.match(text, match.end())
    if way is None or not _SHORT_RHYTHM.search(match.group()):
        return False
    before = text[max(0, match.start() - 60) : match.start()]
    return _OF_A_REPORT.search(before) is not None or not _OF_A_PLAN.search(before)


def _continuous(start: int, end: int, written: str, offset: int) -> Deadline:
    return Deadline(written, "continuous", Span(start + offset, end + offset))


def _limit(kind: str, match: re.Match[str], offset: int, issued_on: date | None) -> Deadline | None:
    printed = match.group().rstrip(" ,")
    written = " ".join(printed.split())
    span = Span(match.start() + offset, match.start() + len(printed) + offset)
    if kind == "recurring":
        return Deadline(written, kind, span, every=periods_of(written))
    if kind == "within":
        since = " ".join((match["since"] or "").strip(" ,").split()) or None
        count, unit = int(match["n"]), _UNITS[" ".join(match["unit"].lower().split())]
        return Deadline(written, kind, span, count=count, unit=unit, since=since)
    if kind == "adhoc":
        return Deadline(written, kind, span)
    try:
        due = _due(kind, match, written, issued_on)
    except ValueError:
        return None
    if kind == "date" and due is None and not (_year_is_missing(match) and _WITHOUT_YEAR.match(written)):
        return None
    return Deadline(written, "month" if kind == "half" else kind, span, due)


def _year_is_missing(match: re.Match[str]) -> bool:
    return match["y"] is None and match["y2"] is None


def _due(kind: str, match: re.Match[str], written: str, issued_on: date | None) -> date | None:
    if kind == "date":
        return _date(match, written, issued_on)
    year = int(match["y"])
    if kind == "quarter":
        quarter = match["q"].lower().lstrip("0")
        due = _last_day(year, (_QUARTERS.get(quarter) or int(quarter)) * 3)
    elif kind == "month":
        due = _in_month(year, int(match["m"]), match.groupdict().get("part"))
    elif kind == "half":
        due = _last_day(year, 6 if match["half"].lower() == "đầu" else 12)
    else:
        due = date(year, 12, 31)
    if not written.lower().removeprefix("xong ").startswith("trước"):
        return due
    late = kind == "month" and (match.groupdict().get("part") or "").endswith(("giữa", "cuối"))
    return due - timedelta(days=1) if late else _before(kind, due)


def _date(match: re.Match[str], written: str, issued_on: date | None) -> date | None:
    day, month, year = match["d"], match["m"], match["y"]
    if day is None:
        day, month, year = match["d2"] or match["d3"], match["m2"] or match["m3"], match["y2"]
    if year is None:
        if issued_on is None or not _WITHOUT_YEAR.match(written):
            date(2000, int(month), int(day))  # a day that no year has is no date
            return None
        due = date(issued_on.year, int(month), int(day))
        due = due if due >= issued_on else date(issued_on.year + 1, int(month), int(day))
    else:
        due = date(int(year), int(month), int(day))
    strict = "trước" in written.lower() and not re.search(r"trước\s\d{1,2}\s?(?:giờ|h|g)", written.lower())
    return due - timedelta(days=1) if strict else due


def _in_month(year: int, month: int, part: str | None) -> date:
    """The first week ends on the 7th, the beginning of a month on the 10th, its middle on the 15th."""
    words = (part or "").lower().removesuffix(" của")
    day = {"tuần đầu": 7, "đầu": 10, "giữa": 15}.get(words)
    return date(year, month, day) if day else _last_day(year, month)


def _before(kind: str, last: date) -> date:
    """A limit "before" a month, quarter or year is the day before it begins."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[kind]
    return date(last.year, last.month - months + 1, 1) - timedelta(days=1)


def _last_day(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, calendar.monthrange(year, month)[1])


def periods_of(written: str) -> tuple[str, ...]:
    """Return the rhythms in "hàng tháng, quý, 6 tháng, năm", in order."""
    if re.search(r"của tháng (?:đầu|cuối) (?:quý|kỳ)|tháng (?:đầu|cuối) quý", written, re.IGNORECASE):
        return ("quarter",)
    body = re.sub(
        r"\([^()]*\)|(?:trước|chậm nhất|vào)\s.*?(?=hàng|hằng|của|mỗi|,|$)", "", written, flags=re.I
    )
    every: list[str] = []
    for found in _PERIODS.finditer(body):
        words = " ".join(found.group().lower().split()).removesuffix(" đầu năm").removesuffix(" cuối năm")
        period = _EVERY.get(words.lstrip("0"))
        if period and period not in every:
            every.append(period)
    return tuple(every)
