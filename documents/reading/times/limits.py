"""By when something is due: prepositions before a time, spans of time, events, meetings, dated rounds."""

from dataclasses import dataclass, replace
from datetime import date

from documents.reading.times import words
from documents.reading.times.point import Point, day_before
from documents.reading.times.rhythms import Rhythm, Rhythms

_EVENT_REACH = 24
_AHEAD_REACH = 14
_OCCASION_REACH = 7
_MEETING_REACH = 6
_ROUND_REACH = 4
# Between a preposition and its time nothing else may stand; these alone make no limit of it.
_WEAK = frozenset({"tại", "dịp", "kịp", "ngay"})
_TIMED_MEETINGS = frozenset(
    {"giữa", "cuối", "đầu", "gần", "tháng", "thứ", "tiếp", "tới", "sau", "kế", "thường", "lần", "năm", "quý",
     "bất", "chuyên"},
)  # fmt: skip
_CALENDAR = frozenset({"date", "month", "quarter", "year"})
_MEETING_WORDS = _TIMED_MEETINGS | {"lệ", "kỳ", "đề", "nhất", "theo", "tiếp", "kiến", "dự", "hai", "ba",
                                    "tư", "sáu", "bảy", "tám", "chín", "mười"}  # fmt: skip


@dataclass(frozen=True)
class Limit:
    """A time limit in the tokens from `start` to `end`, and what it means.

    `bare` when no preposition says that something is due then: the place in the sentence has to.
    """

    start: int
    end: int
    kind: str
    due: date | None = None
    every: tuple[str, ...] = ()
    count: int | None = None
    unit: str | None = None
    since: str | None = None
    bare: bool = False
    sure: bool = True


class Limits(Rhythms):
    """Reads the limit that begins at a place of the tokens of one sentence."""

    def __init__(self, text: str, issued_on: date | None = None) -> None:
        super().__init__(text)
        self.issued_on = issued_on

    def limit_at(self, at: int) -> Limit | None:
        """Read the limit that begins here, the longest form first."""
        low = self.low(at)
        if low not in words.OPENERS and not low[:1].isdigit():
            return None
        found = (
            self._rounds_at(at)
            or self._rhythm(at)
            or self._ahead_of(at)
            or self._as_soon_as(at)
            or self._ranged(at)
        )
        if found:
            return found
        within, by = self._within(at), self._by(at)
        if within and by:  # "chậm nhất 17 giờ, ngày 20/5" is longer than a span of 17 hours
            return by if by.end > within.end else within
        return within or by or self._bare(at)

    # -- what the other readers found, as limits ----

    def _rhythm(self, at: int) -> Limit | None:
        found: Rhythm | None = self.rhythm_at(at)
        if found is None:
            return None
        while_so = self.range_at(found.end)  # "mỗi tháng 01 lần từ tháng 6 đến tháng 11/2022"
        end = while_so.end if while_so else found.end
        return Limit(at, end, found.kind, every=found.every, sure=found.sure)

    def _ranged(self, at: int) -> Limit | None:
        point = self.range_at(at)
        if point is not None and self.issued_on and point.last and point.last < self.issued_on:
            return Limit(at, point.end, "stated", bare=True)  # figures of a time gone by are asked for
        return self._of_point(at, point, bare=False) if point else None

    def _bare(self, at: int) -> Limit | None:
        point = self.point_at(at)
        return self._of_point(at, point, bare=True) if point else None

    def _of_point(self, at: int, point: Point, *, bare: bool, before: bool = False) -> Limit:
        said = bare and words.DAYTIMES.end_of(self.tokens, at) is None
        settled = point if said else point.after(self.issued_on)
        kind = "stated" if point.kind in ("part", "stretch") and not settled.dated else point.kind
        due = day_before(settled) if before else settled.last
        return Limit(at, point.end, "year" if kind == "part" else kind, due, bare=bare, sure=point.dated)

    # -- prepositions ----

    def _by(self, at: int) -> Limit | None:
        """Read "xong trước ngày 30/6/2026", "chậm nhất là trong tháng 6", "trước mùa mưa", "tại kỳ họp …"."""
        said: list[str] = []
        index = at
        while len(said) < 4 and (one := self.phrase(words.PREPOSITIONS, index)) is not None:
            said.append(one[0])
            index = one[1]
        if not said:
            brought = self._meeting_at(at) if self.low(at - 1) == "trình" else None
            return Limit(at, brought, "stated") if brought else None  # "trình kỳ họp cuối năm"
        before = any(one.endswith("trước") or one == "trước hết" for one in said)
        if (before or said == ["trong suốt"]) and (named := self._occasion_at(index)):
            return Limit(at, named, "stated", sure=not before or self.low(named - 1).isdigit())
        if said == ["trong suốt"] and self.low(index) in ("thời", "quá"):
            return Limit(at, self._event(index), "stated", sure=False)  # "trong suốt thời gian trưng bày"
        if said in (["vào"], ["trong"]) and (named := words.NAMED_HOURS.end_of(self.tokens, index)):
            return Limit(at, named, "stated")
        if meeting := self._meeting_at(index):
            return Limit(at, meeting, "stated")
        if set(said) <= _WEAK:
            return None
        alone = before or said == ["từ"]
        point = self.days_at(index) or (self._hour_alone(index) if alone else None)
        if point is None:
            return self._this_day(at, index, said)
        if point.kind == "stretch":
            ends = self.low(point.end) in words.CLAUSE_SIGNS or point.end >= len(self.tokens)
            return Limit(at, point.end, "stated") if ends else None
        if said == ["từ"] and self._begins_then(point):
            return Limit(at, point.end, "stated")  # "cấm biển từ 18 giờ 00 ngày 17/9/2024."
        if said == ["từ"] or (point.kind == "part" and not self._is_due(at, said)):
            return None
        if point.kind == "year" and not point.part and said in (["đến"], ["vào"], ["tới"]):
            ends = said == ["vào"] and (
                self.low(point.end) in (".", ";", ",") or point.end >= len(self.tokens)
            )
            return replace(self._of_point(at, point, bare=True), bare=not ends)
        return self._of_point(at, point, bare=False, before=before)

    def _begins_then(self, point: Point) -> bool:
        """Tell whether "từ 18 giờ ngày 17/9" closes a clause: from then on something is to be done."""
        return point.clock and self.low(point.end) in ("", ".", ";")

    def _is_due(self, at: int, said: list[str]) -> bool:
        """ "trong năm", "vào cuối năm" are limits only where something has to be done by then."""
        done = self.low(at - 1) in ("xong", "thành", "trình")
        return done or any(one not in ("trong", "vào", "hết") for one in said)

    def _hour_alone(self, at: int) -> Point | None:
        index, clock = self._past_clock(at)
        return Point(index, "stated", clock=True) if clock else None

    def _this_day(self, at: int, index: int, said: list[str]) -> Limit | None:
        """Read "trong ngày", "trong ngày làm việc": the day on which something comes in."""
        if said[-1] != "trong" or self.low(index) != "ngày":
            return None
        end = index + 3 if self.low(index + 1) + self.low(index + 2) == "làmviệc" else index + 1
        closed = self.low(end) in ("", ".", ";", ",", ")") or self.low(end) + self.low(end + 1) == "đốivới"
        return Limit(at, end, "stated") if closed else None

    def _occasion_at(self, at: int) -> int | None:
        """Go past "mùa mưa bão năm 2026", "Tết Nguyên đán Bính Ngọ 2026", "năm học mới"."""
        end = words.OCCASIONS.end_of(self.tokens, at)
        if end is None:
            return None
        reach = min(end + _OCCASION_REACH, len(self.tokens))
        while end < reach and (
            self.tokens[end].capital
            or self.low(end) in ("đán", "năm", "học", "mới")
            or self.low(end).isdigit()
        ):
            end += 1
        if self.low(end) == "-" and self.low(end + 1).isdigit() and self.low(end - 1).isdigit():
            end += 2
        return end

    def _meeting_at(self, at: int) -> int | None:
        """Go past "kỳ họp thường lệ cuối năm", "phiên họp thứ 5", "kỳ họp tháng 7/2026"."""
        end = words.MEETINGS.end_of(self.tokens, at)
        if end is None or self.low(end) not in _TIMED_MEETINGS:
            return None
        reach = min(end + _MEETING_REACH, len(self.tokens))
        while end < reach and (self.low(end) in _MEETING_WORDS or self._number_of_meeting(end)):
            if (year := self.year_at(end)) is not None:
                return year[1]
            end += 1
        round_ = self.low(end) in ("hằng", "hàng") and self.low(end + 1) in ("tháng", "quý", "năm")
        return end + 2 if round_ else end  # "tại phiên họp thường kỳ hàng tháng"

    def _number_of_meeting(self, at: int) -> bool:
        low = self.low(at)
        after_number = self.low(at - 1) in ("thứ", "lần", "tháng")
        return low.isdigit() or (after_number and self.tokens[at].word.isupper()) or (
            low == "/" and self.low(at - 1).isdigit()
        )  # fmt: skip

    # -- spans ----

    def _within(self, at: int) -> Limit | None:
        """Read "trong thời hạn 05 ngày làm việc kể từ ngày nhận", "chậm nhất 20 ngày trước khi …"."""
        said: list[str] = []
        index = at
        while len(said) < 4 and (one := self.phrase(words.WITHIN, index)) is not None:
            said.append(one[0])
            index = one[1]
        number = self.number_at(index)
        if number and self.low(number[1]) in ("-", "–", "đến") and (more := self.number_at(number[1] + 1)):
            number = more  # "trong 5 - 7 ngày"
        unit = self.phrase(words.UNIT_WORDS, number[1]) if number else None
        if number is None or unit is None or self.low(unit[1]) in words.LASTING:
            return None
        coming = self.low(unit[1]) == "tới" and said[:1] in (["trong"], ["trong vòng"])
        if coming:
            return Limit(at, unit[1] + 1, "within", count=number[0], unit=words.UNITS[unit[0]])
        since = self._since(unit[1])
        if not self._bounds(said, unit[0], since is not None) or (since is None and self._dated(unit[1])):
            return None
        end = since or unit[1]
        event = self.written(unit[1] + (self.low(unit[1]) == ","), end) if since else None
        return Limit(at, end, "within", count=number[0], unit=words.UNITS[unit[0]], since=event)

    def _dated(self, at: int) -> bool:
        """ "vào 3 tháng năm 2026" is a time, no span."""
        return self.year_at(at) is not None

    def _bounds(self, said: list[str], unit: str, since: bool) -> bool:
        """Tell whether a span is one in which something has to be done, not how long something lasts."""
        if not said:
            return since and unit in ("ngày làm việc", "giờ", "giờ làm việc", "ngày")
        if said[0] in (
            "trước",
            "ít nhất",
            "tối thiểu",
            "tối đa",
            "không quá",
            "thời hạn",
            "ngay",
            "vòng",
        ) and (len(said) < 2):
            return since
        if unit in ("năm", "quý"):
            return since or any("thời hạn" in one or "vòng" in one for one in said)
        return True

    def _since(self, at: int) -> int | None:
        """Go past ", kể từ ngày nhận đủ hồ sơ hợp lệ", "trước khi văn bản có hiệu lực"."""
        index = at + (self.low(at) == ",")
        start = words.SINCE.end_of(self.tokens, index)
        return self._event(start) if start else None

    def _event(self, at: int) -> int:
        """Go to the end of the clause that says what happens."""
        end = at
        while end < min(at + _EVENT_REACH, len(self.tokens)):
            low = self.low(end)
            if low in (",", ";", ":") or (low == "." and self._ends_sentence(end)):
                break
            if low == ")" and "(" not in (self.low(index) for index in range(at, end)):
                break
            end += 1
        return end

    def _ends_sentence(self, at: int) -> bool:
        return at + 1 >= len(self.tokens) or self.tokens[at + 1].start > self.tokens[at].end

    def _as_soon_as(self, at: int) -> Limit | None:
        """Read "ngay sau khi kết thúc đợt kiểm tra", "ngay khi nhận được Công điện này"."""
        start = words.AS_SOON.end_of(self.tokens, at)
        if start is None:
            return None
        end = self._event(start)
        return Limit(at, end, "stated", since=self.written(at, end)) if end > start else None

    def _ahead_of(self, at: int) -> Limit | None:
        """Read "trước khi khai mạc kỳ họp 03 ngày", "trước ngày kiểm tra ít nhất 48 giờ"."""
        if self.low(at) != "trước" or self.low(at + 1) not in ("khi", "ngày", "kỳ", "phiên", "hội", "giờ"):
            return None
        for index in range(at + 2, min(at + _AHEAD_REACH, len(self.tokens))):
            if self.low(index) in words.CLAUSE_SIGNS:
                return None
            number = self.number_at(index)
            unit = self.phrase(words.UNIT_WORDS, number[1]) if number else None
            if number and unit and (unit[1] >= len(self.tokens) or self.low(unit[1]) in words.CLAUSE_SIGNS):
                event = self.written(at, index)
                return Limit(at, unit[1], "within", count=number[0], unit=words.UNITS[unit[0]], since=event)
        return None

    # -- rounds ----

    def _rounds_at(self, at: int) -> Limit | None:
        """Read "đợt 1 trước ngày 30/4/2026, đợt 2 trước ngày 30/9/2026" as one limit: due with the last."""
        last: Limit | None = None
        count, index = 0, at
        while (turn := self._round_at(index)) is not None:
            last, count = turn, count + 1
            following = turn.end
            while self.low(following) in (",", ";", "và") and following < turn.end + 2:
                following += 1
            if following == turn.end:
                break
            index = following
        return replace(last, start=at) if last and count > 1 else None

    def _round_at(self, at: int) -> Limit | None:
        """Read one round: "đợt 1: tháng 3/2026", "lần 2 trước 30/9", "đợt II (hoàn thành trong quý IV)"."""
        if self.low(at) not in words.TURNS:
            return None
        index = at + 1 + (self.low(at + 1) == "thứ")
        if not (self.number_at(index) or self.low(index) in words.QUARTERS):
            return None
        index += 1
        for skipped in range(index, index + _ROUND_REACH):
            found = self._within(skipped) or self._ranged(skipped) or self._by(skipped) or self._bare(skipped)
            if found is not None:
                closed = self.low(found.end) == ")" and "(" in (self.low(i) for i in range(index, skipped))
                return replace(found, end=found.end + closed)
            if self.low(skipped) in (".", ";", ","):
                break
        return None


def is_calendar(kind: str) -> bool:
    """Tell whether a limit of this kind is a day, month, quarter or year."""
    return kind in _CALENDAR
