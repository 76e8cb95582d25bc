"""Times that come round: "định kỳ hằng quý", "trước ngày 05 hằng tháng", "02 lần/năm"."""

from dataclasses import dataclass

from documents.reading.gazetteer import PhraseSet
from documents.reading.times import words
from documents.reading.times.points import Points

_ON = PhraseSet(("trước", "chậm nhất", "chậm nhất là", "chậm nhất vào", "chậm nhất là vào", "muộn nhất",
                 "muộn nhất là", "vào", "đến", "xong trước", "hạn cuối", "hạn cuối là"))  # fmt: skip
_ASIDE = frozenset({"trước", "chậm", "muộn", "vào", "xong", "ngày", "từ", "gửi", "bắt", "thứ"})
_OF_REPORTS = frozenset({"báo cáo", "kết quả"})
_AGAIN = PhraseSet(("hằng", "hàng", "mỗi", "định kỳ", "báo cáo", "theo"))
_PER = PhraseSet(("/", "trong", "mỗi", "một", "trên", "hằng", "hàng", "trong một", "trong mỗi", "/ 1"))
_LAST_ONE = PhraseSet(("cuối cùng", "đầu tiên", "cuối", "đầu"))
_NEXT = PhraseSet(("sau", "kế tiếp", "tiếp theo", "liền kề", "tiếp sau", "liền sau"))
_TIMES_A_YEAR = {2: "half_year", 4: "quarter", 12: "month"}
# How often in so much time: "02 lần trong năm"; of anything else only "02 buổi/năm" says so.
_TURNS = frozenset({"lần", "kỳ", "đợt"})
_MORE = 6
_ASIDE_REACH = 24


@dataclass(frozen=True)
class Rhythm:
    """What comes round how often. `sure` when nothing else can be meant: a kind of plan is "hằng năm" too."""

    end: int
    every: tuple[str, ...]
    sure: bool
    kind: str = "recurring"


class Rhythms(Points):
    """Reads rhythms at a place of the tokens."""

    def rhythm_at(self, at: int) -> Rhythm | None:
        """Read the rhythm that begins here."""
        regular = self.low(at) + self.low(at + 1) == "địnhkỳ"
        start = at + 2 if regular else at
        if regular and (adhoc := self._adhoc_at(at)):
            return adhoc
        return (
            self._times_at(words.AT_LEAST.end_of(self.tokens, start) or start)
            or self._each_weekday(start)
            or self._in_a_month(start)
            or self._on_a_day(start, regular)
            or self._every_so(start, regular)
            or self._of_a_report(at)
        )

    # -- how long one round is ----

    def _period_at(self, at: int) -> tuple[str | None, int] | None:
        """Read "quý", "6 tháng", "01 năm", "học kỳ"; the rhythm it makes may have no name."""
        number = self.number_at(at) if self.low(at) != "năm" else None
        unit = self.phrase(words.UNIT_WORDS, number[1] if number else at)
        if number and (unit is None or number[0] > 60):
            return None
        if unit is None or ((named := words.ROUNDS.end_of(self.tokens, at)) and named > unit[1]):
            named = words.ROUNDS.end_of(self.tokens, at)
            return ("half_year" if self.low(at) == "nửa" else None, named) if named else None
        after = (self.low(unit[1]), self.low(unit[1] + 1))  # "4 giờ/lần", "02 giờ một lần"
        hourly = unit[0] == "giờ" and number is not None and after in (("/", "lần"), ("một", "lần"))
        if unit[0] in ("giờ", "phút", "giờ làm việc", "ngày làm việc") and not hourly:
            return None
        if self._numbered(unit[1]):
            return None
        name = words.RHYTHMS.get(f"{number[0]} {unit[0]}" if number else unit[0])
        end = unit[1]
        if number and self.low(end) in ("đầu", "cuối") and self.low(end + 1) == "năm":
            end += 2
        return name, end

    def _numbered(self, at: int) -> bool:
        """ "năm 2026", "quý II", "tháng 3" are one time, not a rhythm."""
        low = self.low(at)
        if words.COUNTED.end_of(self.tokens, at + 1) is not None:
            return False  # "mỗi năm 02 lần", "mỗi tuần 02 tin, bài"
        return low.isdigit() or low in ("i", "ii", "iii", "iv") or (low == "/" and self.low(at + 1).isdigit())

    # -- "định kỳ hằng tháng, quý (trước ngày 10), năm và đột xuất" ----

    def _every_so(self, at: int, regular: bool) -> Rhythm | None:
        every = words.EVERY.end_of(self.tokens, at)
        by = self.low(at) == "theo"
        if every is None and not (regular or by):
            return None
        start = every or at + by
        return self._periods(start, sure=regular or by, least=1 if by and not regular else 0)

    def _periods(self, at: int, *, sure: bool, least: int = 0) -> Rhythm | None:
        first = self._period_at(at)
        if first is None:
            return None
        names, end, more = [first[0]], first[1], 0
        fixed = self._fixed_at(end)
        end = fixed or end
        while more < _MORE and (following := self._next_period(end)) is not None:
            names.append(following[0])
            more, end = more + 1, following[1]
            if (day := self._fixed_at(end)) is not None:
                fixed = end = day
        if more < least - (fixed is not None):
            return None
        end = self._fixed_at(end) or end
        every = tuple(dict.fromkeys(name for name in names if name))
        return Rhythm(self._or_when_asked(end), every, sure=sure or bool(fixed))

    def _next_period(self, at: int) -> tuple[str | None, int] | None:
        index = at
        while self.low(index) in (",", "và", "hoặc") and index < at + 2:
            index += 1
        if index == at:
            return None
        for _ in range(2):
            index = _AGAIN.end_of(self.tokens, index) or index
        return self._period_at(index)

    def _or_when_asked(self, at: int) -> int:
        index = at + (self.low(at) == ",")
        asked = self.low(index) in ("và", "hoặc") and self.low(index + 1) + self.low(index + 2) == "độtxuất"
        return index + 3 if asked else at

    def _fixed_at(self, at: int) -> int | None:
        """Read the day on which each round ends: "(trước ngày 10/6)", ", trước 16 giờ thứ Sáu"."""
        index = at + (self.low(at) == ",")
        if self.low(index) == "(" and self.low(index + 1) in _ASIDE:
            reach = range(index + 2, min(index + _ASIDE_REACH, len(self.tokens)))
            return next((i + 1 for i in reach if self.low(i) == ")"), None)
        prepositions = _ON.end_of(self.tokens, index)
        if prepositions is None:
            return None
        hour, clock = self._past_clock(prepositions)
        by_hour = (hour - (self.low(hour - 1) == ",")) if clock and self.day_at(hour) is None else None
        return self._day_of_round(prepositions) or by_hour

    # -- "trong tháng 9 hằng năm", "quý IV hằng năm" ----

    def _in_a_month(self, at: int) -> Rhythm | None:
        prepositions = words.PREPOSITIONS.end_of(self.tokens, at) or at
        point = self.point_at(prepositions)
        if point is None or point.kind not in ("month", "quarter", "part") or point.dated:
            return None
        every = words.EVERY.end_of(self.tokens, point.end)
        return Rhythm(every + 1, ("year",), sure=True) if every and self.low(every) == "năm" else None

    # -- "trước ngày 05 hằng tháng", "vào thứ Hai hằng tuần" ----

    def _on_a_day(self, at: int, regular: bool) -> Rhythm | None:
        prepositions = _ON.end_of(self.tokens, at)
        start = prepositions or at
        if self.low(start) in ("đầu", "cuối") and (each := words.EVERY.end_of(self.tokens, start + 1)):
            round_ = self._period_at(each)  # "vào cuối mỗi ngày"
            return Rhythm(round_[1], (round_[0],) if round_[0] else (), sure=True) if round_ else None
        day = self._day_of_round(start)
        if day is None:
            clocked, clock = self._past_clock(start)
            day = clocked if clock else None
        if day is None:
            return None
        index = day + (self.low(day) in words.OF)
        every = words.EVERY.end_of(self.tokens, index)
        if every is None and self.low(day) in words.OF and (prepositions or regular):
            every = index  # "vào ngày làm việc cuối cùng của tháng"
        period = self._period_at(every) if every else None
        if period is None:
            return self._named_month(start, day) if prepositions or regular else None
        end = period[1]
        if self.low(end) in ("đầu", "cuối") and self.low(end + 1) in ("quý", "kỳ", "năm"):
            end += 2
        names = (period[0],) if period[0] else ()
        end = self._aside(end)
        return Rhythm(self._or_when_asked(end), names, sure=True)

    def _aside(self, at: int) -> int:
        """Go past "(từ ngày 14/02 đến hết ngày 22/02)": from when to when it comes round."""
        if self.low(at) != "(" or self.low(at + 1) not in ("từ", "bắt", "trước", "tháng", "quý", "vào"):
            return at
        reach = range(at + 2, min(at + _ASIDE_REACH, len(self.tokens)))
        return next((i + 1 for i in reach if self.low(i) == ")"), at)

    def _named_month(self, start: int, end: int) -> Rhythm | None:
        """Read "ngày 05 của tháng đầu quý", "ngày 10 tháng sau", "ngày 15/01 năm sau"."""
        following = _NEXT.end_of(self.tokens, end + 1) if self.low(end) == "năm" else None
        if following:
            return Rhythm(following, ("year",), sure=True)
        said = [self.low(index) for index in range(start, end)]
        if "tháng" not in said or said[-1].isdigit():
            return None
        return Rhythm(end, ("quarter" if "quý" in said else "month",), sure=True)

    def _day_of_round(self, at: int) -> int | None:
        """Go past a day that each round has: "ngày 05", "thứ Sáu", "ngày làm việc cuối cùng", "tuần đầu"."""
        start, _ = self._past_clock(at)
        end = self._weekday(start) or self._day_number(start)
        if end is None:
            return None
        return self._month_of_round(end)

    def _weekday(self, at: int) -> int | None:
        index = at + (self.low(at) == "ngày")
        if (named := words.WEEKDAYS.end_of(self.tokens, index)) is not None:
            return _LAST_ONE.end_of(self.tokens, named) or named
        if self.low(at) == "tuần":
            return _LAST_ONE.end_of(self.tokens, at + 1)
        if self.low(at) != "ngày":
            return None
        work = index + 2 if self.low(index) + self.low(index + 1) == "làmviệc" else index
        if self.low(work) == "thứ" and (number := self.number_at(work + 1)):
            return number[1]
        return _LAST_ONE.end_of(self.tokens, work)

    def _day_number(self, at: int) -> int | None:
        """Go past "ngày 15", "ngày 15/6 và ngày 15/12", "15 tháng 12"; a day of one year is none of these."""
        said = words.DAYS.end_of(self.tokens, at)
        index = said or at
        number = self.low(index)
        if not (number.isdigit() and len(number) <= 2 and 1 <= int(number) <= 31):
            return None
        end = index + 1
        month = self.low(end + 1)
        if self.low(end) in ("/", "tháng") and month.isdigit() and len(month) <= 2:
            end += 2
        elif said is None:
            return None
        if self.year_at(end) is not None or self.low(end) in ("/", "-", "–", "."):
            return None
        joined = end + 1 + (self.low(end + 1) == "trước")
        more = self._day_number(joined) if self.low(end) in ("và", ",") else None
        return more or end

    def _month_of_round(self, at: int) -> int:
        """Go past "của tháng cuối quý", "tháng sau"."""
        index = at + (self.low(at) in words.OF)
        if self.low(index) != "tháng":
            return at
        index += 1
        which = _LAST_ONE.end_of(self.tokens, index) or _NEXT.end_of(self.tokens, index)
        if which is None:
            return at
        index = which + (self.low(which) in words.OF)
        if self.low(index) in ("quý", "kỳ"):
            index += 1
            return _NEXT.end_of(self.tokens, index) or index
        return which

    # -- "02 lần/năm", "6 tháng một lần", "mỗi học kỳ 02 lần" ----

    def _times_at(self, at: int) -> Rhythm | None:
        if self.low(at - 1) == "quá":
            return None  # "không quá một lần trong một năm" forbids more
        number = self.number_at(at)
        counted = words.COUNTED.end_of(self.tokens, number[1]) if number else None
        if number and counted and (self.low(number[1]) in _TURNS or self.low(counted) == "/"):
            per = _PER.end_of(self.tokens, counted)
            period = self._period_at(per) if per else None
            if period is None:
                return None
            return Rhythm(self._aside(period[1]), self._so_often(number[0], period[0]), sure=True)
        index = words.EVERY.end_of(self.tokens, at) or at
        period = self._period_at(index)
        if period is None:
            return None
        slash = period[1] + (self.low(period[1]) == "/")
        if slash > period[1] and self.low(slash) == "lần":
            return Rhythm(slash + 1, self._so_often(1, period[0]), sure=True)
        often = self.number_at(words.AT_LEAST.end_of(self.tokens, slash) or slash)
        counted = words.COUNTED.end_of(self.tokens, often[1]) if often else None
        if often is None or counted is None or (index == at and self.low(often[1]) != "lần"):
            return None
        return Rhythm(counted, self._so_often(often[0], period[0]), sure=True)

    def _each_weekday(self, at: int) -> Rhythm | None:
        """Read "mỗi thứ Sáu", "vào các ngày thứ Hai hằng tuần" by its weekday alone."""
        every = words.EVERY.end_of(self.tokens, at)
        end = words.WEEKDAYS.end_of(self.tokens, every) if every else None
        return Rhythm(end, ("week",), sure=True) if end else None

    def _so_often(self, count: int, period: str | None) -> tuple[str, ...]:
        if period == "year" and count in _TIMES_A_YEAR:
            return (_TIMES_A_YEAR[count],)
        return (period,) if period else ()

    # -- "báo cáo tháng, quý, năm", "sơ kết 6 tháng, tổng kết năm", "định kỳ hoặc đột xuất" ----

    def _of_a_report(self, at: int) -> Rhythm | None:
        before = f"{self.low(at - 2)} {self.low(at - 1)}"
        years = self.number_at(at) is not None and self.low(at + 1) == "năm"  # "sơ kết 03 năm"
        if before == "sơ kết" and not years and (period := self._period_at(at)):
            index = period[1] + (self.low(period[1]) == ",")
            index += self.low(index) == "và"
            closes = self.low(index) + self.low(index + 1) == "tổngkết"
            return Rhythm(period[1], (period[0],) if period[0] else (), sure=True) if closes else None
        if before in _OF_REPORTS and self._period_at(at):
            return self._periods(at, sure=True, least=2)
        return None

    def _adhoc_at(self, at: int) -> Rhythm | None:
        """Read "định kỳ hoặc đột xuất": when it comes round and when it is asked for."""
        if f"{self.low(at - 2)} {self.low(at - 1)}" in ("đánh giá", "kiểm tra"):
            return None
        index = at + 2 + (self.low(at + 2) in (",", "hoặc", "và", "/"))
        asked = self.low(index) + self.low(index + 1) == "độtxuất"
        return Rhythm(index + 2, (), sure=True, kind="adhoc") if asked else None
