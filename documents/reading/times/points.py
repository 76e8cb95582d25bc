"""A time that can be found in a calendar: a day, week, month, quarter, half, year, and lists and ranges."""

import re
from dataclasses import replace
from datetime import date

from documents.reading.gazetteer import PhraseSet, Token, tokens_of
from documents.reading.times import words
from documents.reading.times.point import Point

_CLOCK = re.compile(r"\d{1,2}[hg](?:\d{2})?")
_TYPED = re.compile(r"(?=[ol]*\d)(?=\d*[ol])[\dol]{2,4}")
_LUNAR = frozenset({"chạp", "giêng"})
_FAR = 12


def _without_letters(token: Token) -> Token:
    """Read a number typed or scanned with the letters O and l: "O1/O2/2O26"."""
    if not _TYPED.fullmatch(token.low):
        return token
    return token._replace(low=token.low.replace("o", "0").replace("l", "1"))


class Points:
    """Reads points of time at a place of the tokens of one sentence."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = [_without_letters(token) for token in tokens_of(text)]

    # -- words ----

    def low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def phrase(self, phrases: PhraseSet, at: int) -> tuple[str, int] | None:
        """Return the longest of the phrases that stands here, and the token after it."""
        end = phrases.end_of(self.tokens, at)
        return None if end is None else (" ".join(token.low for token in self.tokens[at:end]), end)

    def written(self, at: int, end: int) -> str:
        return " ".join(self.text[self.tokens[at].start : self.tokens[end - 1].end].split())

    def number_at(self, at: int) -> tuple[int, int] | None:
        """Read "05", "05 (năm)", "mười lăm"."""
        if (low := self.low(at)).isdigit() and len(low) <= 3:
            end = at + 1
            if self.low(end) == "(" and (said := words.NUMBER_WORDS.end_of(self.tokens, end + 1)):
                end = said + 1 if self.low(said) == ")" else end
            return int(low), end
        said_so = self.phrase(words.NUMBER_WORDS, at)
        return (words.NUMBERS[said_so[0]], said_so[1]) if said_so else None

    def year_at(self, at: int) -> tuple[int, int] | None:
        """Read "/2026", "năm 2026", "2026"; "2026 - 2030" is no year."""
        if self.low(at) in ("/", "năm") or (self.low(at) == "của" and self.low(at + 1) == "năm"):
            at += 2 if self.low(at) == "của" else 1
        low = self.low(at)
        if not (len(low) == 4 and low.isdigit() and low[:2] in ("19", "20")):
            return None
        ranged = self.low(at + 1) in ("-", "–") and self.low(at + 2).isdigit()
        return None if ranged else (int(low), at + 1)

    # -- one point ----

    def point_at(self, at: int) -> Point | None:
        """Read the longest time that stands here by itself."""
        part = self.phrase(words.PARTS, at)
        if part and (found := self._part_of(part[0], part[1])):
            return found
        return (
            self.moment_at(at)
            or self._week_at(at)
            or self._months_at(at)
            or self._quarters_at(at)
            or self._half_at(at)
            or self._term_at(at)
            or self._stretch_at(at)
            or self._years_at(at)
        )

    def moment_at(self, at: int) -> Point | None:
        """Read "17 giờ 00 ngày 05/6/2026", "chiều thứ Sáu, ngày 5/6", "thứ Tư tuần này", "cùng ngày"."""
        start, clock = self._past_clock(at)
        if (these := words.THESE_DAYS.end_of(self.tokens, start)) is not None:
            return Point(these, "stated", clock=True)
        named = words.WEEKDAYS.end_of(self.tokens, start + (self.low(start) == "ngày"))
        if named is not None:
            after = named + (self.low(named) in (",", "("))
            if (day := self.day_at(after)) and (self.low(after) == "ngày" or day.dated):
                closed = self.low(after - 1) == "(" and self.low(day.end) == ")"
                return replace(day, end=day.end + closed, clock=clock)
            week = named + (self.low(named) == "tuần")
            near = words.NEAR.end_of(self.tokens, week)
            return Point(near or named, "stated", clock=clock)
        day = self.day_at(start)
        return replace(day, clock=clock) if day else None

    def _past_clock(self, at: int) -> tuple[int, bool]:
        """Go past "17 giờ 00 phút", "17h00", "lúc 8 giờ", "chiều"; tell whether an hour is said."""
        index = at + (self.low(at) in ("hồi", "lúc"))
        clock = False
        if _CLOCK.fullmatch(self.low(index)):
            index, clock = index + 1, True
            index += self.low(index).isdigit() and len(self.low(index)) == 2 and self.low(index + 1) == "ngày"
        elif self.low(index).isdigit() and self.low(index + 1) in ("giờ", "h", "g"):
            index, clock = index + 2, True
            index += self.low(index).isdigit() and len(self.low(index)) < 3 and self.low(index + 1) not in (
                "/", ".", "-", "tháng"
            )  # fmt: skip
            index += self.low(index) == "phút"
        if clock:
            index += self.low(index) == ","
        daytime = words.DAYTIMES.end_of(self.tokens, index)
        return (daytime, clock) if daytime else (index if clock else at, clock)

    def day_at(self, at: int) -> Point | None:
        """Read "ngày 15/3/2026", "15 tháng 3 năm 2026", "15/3", "25 tháng Chạp"; "ngày 15" is only a day."""
        said = words.DAYS.end_of(self.tokens, at)
        at = said or at
        number = self.low(at)
        if not (number.isdigit() and len(number) <= 2):
            return None
        sign, month = self.low(at + 1), self.low(at + 2)
        if said and sign == "tết":
            return Point(at + 2, "stated")
        if said and sign in ("và", ",", "-") and (more := self.day_at(at + 2)) and more.kind == "date":
            return more  # "ngày 18 và 19/5/2024"
        if sign == "tháng" and month in _LUNAR:
            return Point(at + 3, "stated")
        numeric = sign in ("/", ".", "-", "–") and self._close(at + 1)
        if not (numeric or sign == "tháng") or not (month.isdigit() and len(month) <= 2):
            return None
        year = self._year_of_day(at + 3, sign)
        if year is None and (sign not in ("/", "tháng") or self.low(at + 3) in ("/",)):
            return None
        return self._day(int(number), int(month), year, at + 3)

    def _day(self, day: int, month: int, year: tuple[int, int] | None, end: int) -> Point | None:
        try:
            there = date(year[0] if year else 2000, month, day)
        except ValueError:
            return None
        if year is None:
            return Point(end, "date", day=(day, month))
        return Point(year[1], "date", there, there)

    def _year_of_day(self, at: int, sign: str) -> tuple[int, int] | None:
        if sign == "tháng":
            return self.year_at(at)
        low = self.low(at + 1)
        if self.low(at) != sign or len(low) != 4 or not low.isdigit() or self.low(at + 2) == "/":
            return None
        return int(low), at + 2

    def _close(self, at: int) -> bool:
        """A full stop between numbers of a date has no blank behind it."""
        if self.low(at) != ".":
            return True
        return at + 1 < len(self.tokens) and self.tokens[at + 1].start == self.tokens[at].end

    def _week_at(self, at: int) -> Point | None:
        """Read "tuần 49", "tuần này", "tuần đầu tháng 12"."""
        if self.low(at) != "tuần":
            return None
        index = at + 1 + (self.low(at + 1) in ("thứ", "lễ"))
        if (number := self.number_at(index)) and number[0] <= 53:
            end = number[1]
            of = end + (self.low(end) == "của")
            if longer := self._months_at(of) or self._quarters_at(of):
                return replace(longer, kind="stated", first=None, last=None, months=None)
            year = self.year_at(end)
            return Point(year[1] if year else end, "stated")
        near = words.NEAR.end_of(self.tokens, at + 1)
        return Point(near, "stated") if near else None

    def _part_of(self, part: str, at: int) -> Point | None:
        """Read "cuối tháng 6/2026", "đầu quý III năm 2026", "giữa năm 2026", "cuối tháng này"."""
        at += self.low(at) in words.OF
        longer = self._months_at(at, part) or self._quarters_at(at, part) or self._years_at(at, part)
        if longer:
            return longer
        named = words.STRETCHES.end_of(self.tokens, at) or words.TERMS.end_of(self.tokens, at)
        if named:
            return self._stretch_at(at) or Point(named, "stretch")
        unit = self.phrase(words.UNIT_WORDS, at)
        if unit and unit[0] in ("tuần", "tháng", "quý", "năm"):
            months = (1, 12) if unit[0] == "năm" else None
            end = words.NEAR.end_of(self.tokens, unit[1]) or unit[1]
            return Point(end, "part", months=months, part=part)
        return None

    def _months_at(self, at: int, part: str = "") -> Point | None:
        """Read "tháng 6/2026", "tháng 3 và tháng 4/2026", "tháng 5, 6/2026", "tháng này"."""
        start = words.MONTHS.end_of(self.tokens, at)
        if start is None:
            return None
        if (near := words.NEAR.end_of(self.tokens, start)) is not None:
            return Point(near, "stated")
        return self._series(start, "month", words.MONTHS, part)

    def _quarters_at(self, at: int, part: str = "") -> Point | None:
        """Read "quý III/2026", "Quý I, II năm 2026", "quý II - III/2026", "quý này"."""
        start = words.QUARTER_WORDS.end_of(self.tokens, at)
        if start is None:
            return None
        if (near := words.NEAR.end_of(self.tokens, start)) is not None:
            return Point(near, "stated")
        return self._series(start, "quarter", words.QUARTER_WORDS, part)

    def _series(self, at: int, kind: str, word: PhraseSet, part: str) -> Point | None:
        """Read numbers of months or quarters up to their year; without a year only the first is sure."""
        numbers: list[int] = []
        index, alone = at, at
        while (number := self._ordinal(index, kind)) is not None and len(numbers) < _FAR:
            numbers.append(number)
            index += 1
            dash = index + (self.low(index) in ("-", "–"))  # "tháng 11-2013"
            if (year := self.year_at(dash)) is not None:
                more = self._another(year[1], kind, word)
                if more is None:
                    return self._of_months(numbers, kind, part, year)
                index = more
                continue
            closed = self.low(index) in ("", ".", ";", ")")
            alone = index if len(numbers) == 1 or closed else alone
            following = self._next_number(index, word)
            if following is None:
                break
            index = following
        if not numbers:
            return None
        whole = alone == index
        said = self._of_months(numbers if whole else numbers[:1], kind, part, None)
        return replace(said, end=alone)

    def _ordinal(self, at: int, kind: str) -> int | None:
        low = self.low(at)
        if kind == "quarter":
            return words.QUARTERS.get(low.lstrip("0"))
        return int(low) if low.isdigit() and len(low) <= 2 and 1 <= int(low) <= 12 else None

    def _next_number(self, at: int, word: PhraseSet) -> int | None:
        """Return where the next number of the series stands: behind ",", "và", "-", perhaps "tháng" again."""
        index = at
        while self.low(index) in words.JOINS and index < at + 2:
            index += 1
        return (word.end_of(self.tokens, index) or index) if index > at else None

    def _another(self, at: int, kind: str, word: PhraseSet) -> int | None:
        """Go on with "tháng 11/2025 và tháng 12/2025": the same word and another year."""
        following = self._next_number(at, word)
        if following is None or self.low(at) == "đến" or self._ordinal(following, kind) is None:
            return None
        named = word.end_of(self.tokens, following - 1) == following
        return following if named and self.year_at(following + 1) else None

    def _of_months(self, numbers: list[int], kind: str, part: str, year: tuple[int, int] | None) -> Point:
        first, last = numbers[0], numbers[-1]
        first = min(first, last)  # the series goes on into the next year; only its end counts
        months = (first * 3 - 2, last * 3) if kind == "quarter" else (first, last)
        point = Point(0, kind, months=months, part=part)
        return replace(point.in_year(year[0]), end=self._further(year[1])) if year else point

    def _further(self, at: int) -> int:
        """Go past "và các năm tiếp theo"."""
        low = [self.low(index) for index in range(at, at + 5)]
        return at + 5 if low[0] == "và" and low[2:] == ["năm", "tiếp", "theo"] else at

    def _half_at(self, at: int) -> Point | None:
        """Read "6 tháng đầu năm 2026", "9 tháng năm 2026", "nửa cuối năm 2026"."""
        number = self.number_at(at)
        if number is None or self.low(number[1]) != "tháng" or number[0] not in (3, 6, 9):
            return None
        index = number[1] + 1
        late = self.low(index) == "cuối"
        index += self.low(index) in ("đầu", "cuối")
        if self.low(index) != "năm" or (late and number[0] == 9):
            return None
        months = (13 - number[0], 12) if late else (1, number[0])
        year = self.year_at(index)
        point = Point(index + 1, "month", months=months)
        return replace(point.in_year(year[0]), end=year[1]) if year else point

    def _stretch_at(self, at: int) -> Point | None:
        """Read "giai đoạn 2026 - 2030", "năm học 2025-2026", "nhiệm kỳ 2025 - 2030"."""
        start = words.STRETCHES.end_of(self.tokens, at)
        if start is None:
            return None
        first, sign, last = self.low(start), self.low(start + 1), self.low(start + 2)
        if not (first.isdigit() and last.isdigit() and sign in ("-", "–") and len(first) == len(last) == 4):
            return None
        return Point(start + 3, "stretch")

    def _term_at(self, at: int) -> Point | None:
        """Read "học kỳ II năm học 2025 - 2026"."""
        start = words.TERMS.end_of(self.tokens, at)
        if start is None or self.low(start).lstrip("0") not in words.QUARTERS:
            return None
        year = self._stretch_at(start + 1)
        return Point(year.end if year else start + 1, "stretch")

    def _years_at(self, at: int, part: str = "") -> Point | None:
        """Read "năm 2026", "cuối năm 2026", "năm nay", "năm 2026 và các năm tiếp theo"."""
        if self.low(at) != "năm":
            return None
        if (year := self.year_at(at)) is not None:
            point = Point(0, "year", months=(1, 12), part=part).in_year(year[0])
            return replace(point, end=self._further(year[1]))
        near = words.NEAR.end_of(self.tokens, at + 1)
        return Point(near, "stated") if near else None

    # -- several points ----

    def range_at(self, at: int) -> Point | None:
        """Read "từ ngày 01/01 đến hết ngày 30/3/2026", "từ tháng 3 đến tháng 4/2026", "từ nay đến 31/12"."""
        if self.low(at) != "từ":
            return None
        first = self.point_at(at + 1) or self._bare_day(at + 1)
        end = first.end if first else at + 2 if self.low(at + 1) == "nay" else None
        if end is None:
            return None
        index = end + (self.low(end) == "cho")
        if self.low(index) not in ("đến", "tới"):
            inside = first is not None and any(self.low(i) == "đến" for i in range(at, end))
            return first if inside else None  # "từ quý II đến quý IV/2026" is one series
        index += 2 if self.low(index + 1) in ("hết", "trước") else 1
        return self.point_at(index)

    def _bare_day(self, at: int) -> Point | None:
        """The first day of a range may leave out its month: "từ ngày 05 đến ngày 10/3/2026"."""
        day = self.low(at + 1)
        plain = self.low(at) == "ngày" and day.isdigit() and len(day) <= 2
        return Point(at + 2, "day") if plain else None

    def days_at(self, at: int) -> Point | None:
        """Read several days: "15/6 và ngày 15/12/2026"; the last counts, and gives the others its year."""
        found = self.point_at(at)
        while found is not None and found.kind == "date" and self.low(found.end) in (",", "và"):
            index = found.end + 1 + (self.low(found.end + 1) == "và")
            more = self.day_at(index)
            if more is None or (self.low(index) != "ngày" and self.low(found.end) != "và"):
                break
            found = replace(more, clock=found.clock)
        return found
