"""Read the agencies that stand at a place of the text: known names, groups, and lists of both."""

import re
from dataclasses import replace

from documents.reading import vocabulary
from documents.reading.findings import Named, Span
from documents.reading.names import Names
from documents.reading.phrases import Listed
from documents.reading.standard import NAME_ENDS

_JOINS = frozenset({",", ";", "và", "cùng", "&", "+"})
_MAX_ITEMS = 60
_FIELDS_REACH = 12
_RANK_REACH = 12
_FIELD_WORDS = 4
_COUNTS = frozenset({"hai", "ba", "bốn", "năm", "02", "03", "04"})
_UNIT_CODE = re.compile(r"[A-Z]{1,3}\d{2}")
# "Trưởng phòng" is every office's; with two words more an office tells whose it is.
_OFFICE_WORDS = 4


class Mentions(Names):
    """Reads names out of the tokens of one paragraph."""

    def list_at(self, at: int) -> Listed | None:
        """Read "A, B và C" from here on."""
        names: list[Named] = []
        index = at
        head: tuple[str, ...] = ()
        while len(names) < _MAX_ITEMS:
            place = self._past_joins(index) if names else index
            item = self.item_at(place)
            if item is None and names:
                item = self._same_head(head, place) if head else None
                item = item or self._abbreviation(place) or self._in_small_letters(place)
            if item is None:
                if names and (whole := self._with_fields(names[-1], index)):
                    names[-1], index = whole.names[0], self._past_parenthesis(whole.end)
                    if self._joined(index):
                        continue
                break
            names.extend(item.names)
            index = self._past_parenthesis(self._past_post(item.end))
            head = self._head_of(place) or head
            if not self._joined(index):
                break
        return Listed(tuple(names), index) if names else None

    def item_at(self, at: int) -> Listed | None:
        """Read one name or one group."""
        if at >= len(self.tokens):
            return None
        if self._low(at) + self._low(at + 1) == "cơquan" and self._low(at + 2) == "công":
            at += 2  # "cơ quan Công an tỉnh"
        return (
            self._counted(at)
            or self._fields_at(at)
            or self._posts_at(at)
            or self._unit_code(at)
            or self._kinds_at(at)
            or self._people_at(at)
            or self._group_item(at)
            or self._name_at(at, 0)
            or self._person_at(at)
        )

    def _in_small_letters(self, at: int) -> Listed | None:
        """Read a further body that begins with a small letter: "Đảng đoàn A, đảng đoàn các tổ chức B"."""
        head = vocabulary.HEADS.end_of(self.tokens, at)
        if head is None or head < at + 2 or head >= len(self.tokens) or self.verb_at(at):
            return None
        other = vocabulary.NOT_HEADS.end_of(self.tokens, at)
        named = self.tokens[head].capital or vocabulary.DETERMINERS.end_of(self.tokens, head) is not None
        return self._unknown(at, head, 0) if named and (other is None or other < head) else None

    def _with_fields(self, name: Named, at: int) -> Listed | None:
        """Let a name go on over commas: "Bộ phận Mầm non, Tiểu học duyệt", "Phòng Tổ chức, cán bộ (Sở A)".

        Only a verb behind fields in capitals, or brackets with whose it is, show that the comma is its own.
        """
        if name.known or name.group or self._low(at) != ",":
            return None
        index, capitals = at, True
        while self._low(index) == "," and index < at + _FIELDS_REACH:
            begin = end = index + 1
            while end < min(begin + _FIELD_WORDS, len(self.tokens)) and self._in_field(end):
                end += 1
            if end == begin:
                return None
            capitals = capitals and self.tokens[begin].capital
            index = end
        owned = self._low(index) == "(" and self.item_at(index + 1) is not None
        if not (owned or (capitals and self.verb_at(index))):
            return None
        span = Span(name.span.start, self.tokens[index - 1].end)
        words = " ".join(self.text[span.start - self.offset : span.end - self.offset].split())
        return Listed((replace(name, name=words, written=words, span=span),), index)

    def _in_field(self, at: int) -> bool:
        token = self.tokens[at]
        begins = token.capital and self._low(at - 1) == ","  # "Phòng Tổng hợp, Quy hoạch rà soát"
        done = vocabulary.VERBS.end_of(self.tokens, at - 1) == at + 1 and self.tokens[at - 1].capital
        plain = begins or done or not self.verb_at(at)
        return token.word[0].isalnum() and token.low not in NAME_ENDS and plain

    def _joined(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].low in _JOINS

    def _past_joins(self, at: int) -> int:
        for _ in range(2):
            if self._joined(at):
                at += 1
        if self._low(at) == "với" and self._low(at - 1) == "cùng":
            at += 1
        return at

    def _past_parenthesis(self, at: int) -> int:
        if self._low(at) != "(":
            return at
        for index in range(at + 1, min(at + 30, len(self.tokens))):
            if self.tokens[index].low == ")":
                return index + 1
        return at

    def _past_post(self, at: int) -> int:
        """Go past "- Trưởng Ban", "- Phó Trưởng Ban Thường trực": a post in a committee is no other body."""
        if self._low(at) not in ("-", "–") or vocabulary.POSTS.end_of(self.tokens, at + 1) is None:
            return at
        index = at + 1
        while index < len(self.tokens) and index - at < 14 and self.tokens[index].word[0].isalpha():
            index += 1
        return index

    def _person_at(self, at: int) -> Listed | None:
        """Read "đồng chí Nguyễn Văn A, Giám đốc Sở B" as the office, where one is named."""
        start = vocabulary.PERSONS.end_of(self.tokens, at)
        if start is None:
            return None
        if office := self._name_at(start, 0):
            return office
        end = self._capitals(start)
        if end < start + (1 if self._low(at) == "đ" else 2):
            return None
        joined = end + 1 if self._low(end) in (",", "-", "–") else end
        office = self._name_at(joined, 0) if joined > end else None
        if office is None or office.end < joined + _OFFICE_WORDS:
            stop = office.end if office else self._past_rank(end)
            return Listed((self._named(self._slice(start, end), at, end),), stop)
        name, stop = office.names[-1], office.end
        further = self.tokens[stop + 1].word if stop + 1 < len(self.tokens) else ""
        if self._low(stop) in (",", "-", "–") and further[:1].islower():
            stop = max(stop, self._past_rank(end))  # "- Công chức địa chính, đô thị:"
        return Listed((self._named(name.name, at, stop, name.known, name.group),), stop)

    def _people_at(self, at: int) -> Listed | None:
        """Read "các ông (bà) Bí thư chi bộ", "các đồng chí Ủy viên Ban Thường vụ": people by their post."""
        start = vocabulary.DETERMINERS.end_of(self.tokens, at) or at
        people = vocabulary.PEOPLE.end_of(self.tokens, start)
        if people is None or people >= len(self.tokens) or not self.tokens[people].capital:
            return None
        if (office := self._name_at(people, 1)) is None or len(office.names) > 1:
            return None
        several = start > at
        name = self._slice(at, office.end) if several else office.names[0].name
        return Listed((self._named(name, at, office.end, group=several),), office.end)

    def _past_rank(self, at: int) -> int:
        """Go past "- Chuyên viên", ", Kế toán" behind a person: a rank is no other body."""
        index = at + 1
        if (
            self._low(at) not in ("-", "–", ",")
            or index >= len(self.tokens)
            or not self.tokens[index].capital
        ):
            return at
        while index < len(self.tokens) and index - at < _RANK_REACH:
            if not (self.tokens[index].word[0].isalpha() or self._low(index) in (",", "-", "–")):
                break
            index += 1
        return index if self._low(index) in (":", "") else at

    def _counted(self, at: int) -> Listed | None:
        """Read "ba bên", "hai ngành", "lãnh đạo ba đơn vị": those who made a paper together."""
        start = at + 2 if self._low(at) + self._low(at + 1) == "lãnhđạo" else at
        end = vocabulary.PARTIES.end_of(self.tokens, start + 1)
        if self._low(start) not in _COUNTS or end is None or self._low(start - 1) == "thứ":
            return None
        return Listed((self._named(self._slice(at, end), at, end, group=True),), end)

    def _unit_code(self, at: int) -> Listed | None:
        """Read "PC04", "PA01": units of the police are called by their codes alone."""
        if at >= len(self.tokens) or not _UNIT_CODE.fullmatch(self.tokens[at].word):
            return None
        return Listed((self._named(self.tokens[at].word, at, at + 1),), at + 1)

    def _posts_at(self, at: int) -> Listed | None:
        """Read "Giám đốc các sở: Nội vụ, Tài chính" as one officer each."""
        start = vocabulary.FIELD_POSTS.end_of(self.tokens, at)
        fields = self._fields_at(start) if start and self._has_colon(start) else None
        if start is None or fields is None:
            return None
        post = self._slice(at, start)
        names = tuple(replace(field, name=f"{post} {field.name}") for field in fields.names)
        return Listed(names, fields.end)

    def _has_colon(self, at: int) -> bool:
        return any(token.low == ":" for token in self.tokens[at : at + 8])

    def _kinds_at(self, at: int) -> Listed | None:
        """Read "các Ban: Kỹ thuật, An toàn, Kinh doanh" as one body each."""
        start = vocabulary.DETERMINERS.end_of(self.tokens, at)
        noun = vocabulary.NOUNS.end_of(self.tokens, start) if start else None
        if start is None or noun is None or self._low(noun) != ":":
            return None
        names: list[Named] = []
        index = noun + 1
        while index < len(self.tokens) and self.tokens[index].capital and not self.verb_at(index):
            end = self._run(index, index + 1)
            names.append(self._named(f"{self._slice(start, noun)} {self._slice(index, end)}", index, end))
            if self._low(end) not in (",", "và"):
                return Listed(tuple(names), end) if len(names) > 1 else None
            index = end + 1
        return None

    def _head_of(self, at: int) -> tuple[str, ...]:
        low = self._low(at)
        return (low,) if low in ("sở", "bộ", "hội", "phòng") else ()

    def _same_head(self, head: tuple[str, ...], at: int) -> Listed | None:
        if at >= len(self.tokens) or not self.tokens[at].capital:
            return None
        found = self.gazetteer.longest(self.tokens, at, head)
        if found is None or (found[1] - at < 2 and not self.tokens[at].word.isupper()):
            return None
        return Listed((self._named(found[0].name, at, found[1], known=True, group=found[0].group),), found[1])

    def _abbreviation(self, at: int) -> Listed | None:
        """In a list of agencies letters alone name one too: "Sở Y tế, BCH BĐBP tỉnh"."""
        end = at
        while end < len(self.tokens) and end - at < 4 and self._is_short(end):
            end += 1
        if end == at or self._low(end) in ("/", ":"):
            return None
        stop, suffix = self._level(end)
        if stop == end and self._low(end) in ("tỉnh", "huyện", "xã"):
            stop += 1
        del suffix
        return Listed((self._named(self._slice(at, stop), at, stop),), stop)

    def _is_short(self, at: int) -> bool:
        word = self.tokens[at].word
        return len(word) >= 3 and word.isupper() and word.isalpha()

    def _fields_at(self, at: int) -> Listed | None:
        """Read "các Sở: Tài chính, Xây dựng" as one department each."""
        start = vocabulary.DETERMINERS.end_of(self.tokens, at)
        if start is None or self._low(start) not in ("sở", "bộ"):
            return None
        head = (self._low(start),)
        index = start + 1
        if self._low(index) == "," and (group := self._group_at(at)) and self._low(group[0]) == ":":
            index = group[0]  # "các Sở, ngành: Tài chính, Xây dựng"
        if self._low(index) == ":":
            index += 1
        names: list[Named] = []
        end = index
        while (found := self.gazetteer.longest(self.tokens, index, head)) is not None:
            itself = self.gazetteer.longest(self.tokens, index)
            other = itself[1] - found[1] if itself is not None else -1
            if names and (other > 0 or (other == 0 and head != ("bộ",))):
                break  # "các Sở: Tài chính, Công an tỉnh"; "các Bộ: Quốc phòng, Công an" are two
            names.append(self._named(found[0].name, index, found[1], known=True))
            end = found[1]
            index = self._past_joins(end)
            if index == end:
                break
        return Listed(tuple(names), end) if names else None

    def _group_item(self, at: int) -> Listed | None:
        if (found := self._group_at(at)) is None:
            return None
        end, kept, diffuse = found
        name = self._slice(at, kept).replace("liên có quan", "có liên quan")
        if vocabulary.DETERMINERS.end_of(self.tokens, at):
            name = name[0].lower() + name[1:]
        named = Named(name, self._slice(at, end), self._span(at, end), group=True, diffuse=diffuse)
        return Listed((named,), end)
