"""The name of one agency or officer: by the longest match in the gazetteer, or by its form."""

from documents.reading import standard, vocabulary
from documents.reading.findings import Named
from documents.reading.gazetteer import Entry
from documents.reading.groups import Groups
from documents.reading.phrases import Listed
from vietnamese.text import fold

_LOWER_HEADS = frozenset(
    {
        "đại",
        "cơ",
        "bộ",
        "giáo",
        "nhân",
        "tổ",
        "công",
        "chủ",
        "người",
        "lãnh",
        "thủ",
        "doanh",
        "lực",
        "tỉnh",
        "thường",
        "ban",
        "chính",
        "điện",
        "cảnh",
    }
)
_NOT_ALONE = frozenset(
    {"ban", "bộ", "sở", "phòng", "hội", "vụ", "viện", "báo", "đài", "quỹ", "trường", "cục", "đội", "trạm",
     "khoa", "trưởng"}
)  # fmt: skip
# Small units of one body, told apart by where they are: "Đồn Biên phòng Mường Lèo".
_POSTED = frozenset({"đồn", "đội", "trạm", "hạt"})
_PLACES = frozenset({"xã", "phường", "huyện", "tỉnh"})
_NUMERALS = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"})
_MAX_NAME = 16


class Names(Groups):
    """Reads one name, its level, its place and whose part it is."""

    def _name_at(self, at: int, depth: int) -> Listed | None:
        if at >= len(self.tokens) or depth > 3:
            return None
        found = self.gazetteer.longest(self.tokens, at)
        if found is not None and any(token.capital for token in self.tokens[at : found[1]]):
            return self._known(at, *found)
        head = vocabulary.HEADS.end_of(self.tokens, at)
        other = vocabulary.NOT_HEADS.end_of(self.tokens, at)
        if head is None or (other is not None and other >= head):
            return None
        if not (self.tokens[at].capital or self.tokens[at].low in _LOWER_HEADS):
            return None
        if not self.tokens[at].capital and (head == at + 1 or self._low(at + 1) == "phận"):
            return None
        return self._unknown(at, head, depth)

    def _known(self, at: int, entry: Entry, end: int) -> Listed:
        name = entry.name
        if (several := self._collective(at, end)) is not None:
            return several
        if (levels := self._levels(at, end)) is not None:
            return levels
        if self._field_goes_on(at, end):
            stop = self._run(at, end)
            whole = Listed((self._named(self._slice(at, stop), at, stop),), stop)
            return self._collective(at, stop) or whole
        index, suffix = self._level(end)
        if index == end and (place := vocabulary.PLACES.end_of(self.tokens, end)):
            index, suffix = place, self._suffix(end, place)
        index = self._parent(index)
        if index > end and not suffix:
            suffix = self._slice(end, index)
        full = f"{name} {suffix}".strip()
        return Listed((self._named(full, at, index, known=not suffix, group=entry.group),), index)

    def _levels(self, at: int, end: int) -> Listed | None:
        """Read "Công an tỉnh, thành phố trực thuộc Trung ương": one body at places of several kinds."""
        if self._low(end - 1) not in ("tỉnh", "huyện", "xã", "phường", "quận") or self._low(end) != ",":
            return None
        group = self._group_at(end - 1, loose=True)
        named = group is not None and group[1] < len(self.tokens) and self.tokens[group[1]].capital
        if group is None or group[1] <= end or named or self._low(end + 1) == self._low(end - 1):
            return None
        return Listed((self._named(self._slice(at, group[1]), at, group[0], group=True),), group[0])

    def _field_goes_on(self, at: int, end: int) -> bool:
        """ "Phòng Nông nghiệp và Địa chính", "Sở Giao thông vận tải - Xây dựng" go on."""
        more = self._low(end) in ("và", "-") and end + 1 < len(self.tokens) and self.tokens[end + 1].capital
        return more and self._low(at) in ("sở", "phòng", "bộ") and not self._new_item(end + 1)

    def _unknown(self, at: int, head: int, depth: int) -> Listed | None:
        if (several := self._collective(at, head)) is not None:
            return several
        if (group := self._group_at(head)) is not None:
            return Listed((self._named(self._slice(at, group[1]), at, group[0], group=True),), group[0])
        inner = self._name_at(head, depth + 1)
        if inner is None and self._is_activity(at, head):
            return None
        if not inner and vocabulary.WHOLE_POSTS.end_of(self.tokens, at) == head and self.verb_at(head):
            return Listed((self._named(self._slice(at, head), at, head),), head)
        end = inner.end if inner else self._run(at, head)
        if self._low(end) in ("cấp", "khu", "chi"):
            end, _ = self._level(end)
        if inner and self._low(at) in _POSTED:
            end = self._capitals(end)
        if not inner and end == head == at + 1 and self.tokens[at].low in _NOT_ALONE:
            return None
        end = self._parent(end)
        if several := self._collective(at, end):
            return several
        name = self._slice(at, end)
        if self._low(at) == "tỉnh" or self._low(at) == "thường":
            name = name[0].upper() + name[1:]
        return Listed((self._named(name, at, end, group=bool(inner and inner.names[-1].group)),), end)

    def _is_activity(self, at: int, head: int) -> bool:
        """ "Thanh tra đột xuất" is done, "Thanh tra tỉnh" and "Kiểm toán nhà nước" do it."""
        named = head < len(self.tokens) and (
            self.tokens[head].capital or vocabulary.LEVELS.end_of(self.tokens, head) is not None
        )
        return vocabulary.ACTIVITIES.end_of(self.tokens, at) == head and not named

    def _run(self, at: int, head: int) -> int:
        """Take words into a name until something that cannot belong to one."""
        index = head
        several = vocabulary.COLLECTIVE.end_of(self.tokens, at) is not None
        while index < len(self.tokens) and index - at < _MAX_NAME:
            token = self.tokens[index]
            if token.low == "và" and not self._new_item(index + 1):
                index += 1
                continue
            if (purpose := self._purpose(at, index)) > index:
                index = purpose
                continue
            if token.low == "/" and self.tokens[index - 1].low.isdigit() and index + 1 < len(self.tokens):
                index += 2
                continue
            if token.low in "-–" and index + 1 < len(self.tokens) and self.tokens[index + 1].capital:
                index += 1
                continue
            if not token.word[0].isalnum():
                break
            if self._placed(head, index) or (self._closed(head, index) and self.verb_at(index)):
                break
            begun = index > head or token.capital
            if begun and (inside := vocabulary.VERBS_IN_NAMES.end_of(self.tokens, index)):
                index = inside
                continue
            if token.low == "về" and index + 1 < len(self.tokens) and self.tokens[index + 1].word.isupper():
                index += 1
                continue
            if not token.capital and index > at + 1 and several and self._group_at(index):
                break
            if token.low == "số" and index + 1 < len(self.tokens) and self.tokens[index + 1].low.isdigit():
                index += 2
                continue
            if not token.capital and (self._ends_name(index) or self._ending_verb(index)):
                break
            index += 1
        while index > head and self.tokens[index - 1].low == "và":
            index -= 1
        return index

    def _closed(self, head: int, index: int) -> bool:
        """After "… Quốc gia", "… Việt Nam" a name is complete; right behind its head they only begin it."""
        pair = self._low(index - 2) + self._low(index - 1)
        return index > head + 2 and (pair in ("quốcgia", "việtnam") or self._low(index - 1) == "tỉnh")

    def _placed(self, head: int, index: int) -> bool:
        """After the name of a place or a number no plain word goes on with a name: "… Hoa Ban", "… số 3"."""
        token, last = self.tokens[index], self.tokens[index - 1]
        if index < head + 2 or not token.word[0].islower() or self._level_word(index):
            return False
        if vocabulary.COMPOUNDS.end_of(self.tokens, index - 1) is not None:
            return False
        before = self.tokens[index - 2]
        proper = last.capital and before.capital and not (last.word.isupper() or before.word.isupper())
        proper = proper and vocabulary.HEADS.end_of(self.tokens, index - 2) is None  # "- Bộ Công an"
        return proper or last.word.isdigit() or last.word in _NUMERALS

    def _level_word(self, at: int) -> bool:
        return vocabulary.LEVELS.end_of(self.tokens, at) is not None or self._low(at) in ("cấp", "khu", "và")

    def _ends_name(self, index: int) -> bool:
        """ "việc" ends a name, "việc làm" and "đối ngoại" are fields of work."""
        pair = self._low(index) + " " + self._low(index + 1)
        if self._low(index - 1) == "hậu" or self._low(index - 1) + self._low(index) == "hàngkhông":
            return False  # "Hậu cần - Kỹ thuật", "Cảng hàng không"
        if self._low(index) == "bị" and self._low(index - 1) in ("thiết", "trang"):
            return False  # "Phòng Vật tư - Thiết bị y tế"
        if self._low(index) == "số" and not self._low(index + 1).isdigit():
            return False  # "kinh tế số"
        return self._low(index) in standard.NAME_ENDS and pair not in ("việc làm", "đối ngoại")

    def _purpose(self, at: int, index: int) -> int:
        """Read on where the name says what the body is for: "phòng, chống ma túy", "thực hiện Đề án 06"."""
        low = self._low(index)
        if (paired := vocabulary.PAIRS.end_of(self.tokens, index)) is not None:
            return paired
        if low == "về" and self._low(index - 2) + self._low(index - 1) == "tộiphạm":
            return index + 1
        end = vocabulary.PURPOSES.end_of(self.tokens, index)
        named = end is not None and end < len(self.tokens) and self.tokens[end].capital
        return end if end and named and vocabulary.PURPOSE_BODIES.end_of(self.tokens, at) else index

    def _ending_verb(self, at: int) -> bool:
        """Tell whether a verb stands here; "trình" in "công trình" is none."""
        if self.tokens[at - 1].word == "lý" and self.tokens[at - 2].word == "Quản":
            return False  # "Cục Quản lý xử lý vi phạm hành chính"
        end = vocabulary.NAME_ENDING_VERBS.end_of(self.tokens, at)
        if vocabulary.FALSE_VERBS.end_of(self.tokens, at) is not None:
            return False
        return end is not None and (end > at + 1 or not self._second_half(at))

    def _new_item(self, at: int) -> bool:
        """Tell whether what follows "và" is another agency or a verb rather than more of this name."""
        if at >= len(self.tokens) or vocabulary.DETERMINERS.end_of(self.tokens, at):
            return True
        if not self.tokens[at].capital:
            noun = vocabulary.NOUNS.end_of(self.tokens, at) and not vocabulary.NOT_HEADS.end_of(
                self.tokens, at
            )
            head = vocabulary.HEADS.end_of(self.tokens, at)  # "Tổ đại biểu và đại biểu Hội đồng nhân dân"
            return bool(noun) or self.verb_at(at) or (head is not None and head >= at + 3)
        head = vocabulary.HEADS.end_of(self.tokens, at)
        return (head is not None and not self._is_activity(at, head)) or self.gazetteer.longest(
            self.tokens, at
        ) is not None

    def _collective(self, at: int, end: int) -> Listed | None:
        """Read "UBND các huyện, thị xã, thành phố": one body at many places."""
        if self._low(end) == "cấp" and vocabulary.LEVELS.end_of(self.tokens, end + 1):
            return None  # "UBND cấp xã" is one body of each place; what follows is no part of it
        determined = vocabulary.DETERMINERS.end_of(self.tokens, end)
        at_places = determined is not None and self._low(determined) in vocabulary.PLACE_NOUNS
        if vocabulary.COLLECTIVE.end_of(self.tokens, at) is None and not at_places:
            return None
        single = self._low(end) in ("tỉnh", "huyện", "xã", "phường", "thành")
        group = self._group_at(end, loose=determined is not None)
        if group is None or (determined is None and single and self.tokens[group[1] - 1].low == "tỉnh"):
            return None
        first = group[1] + 1 if self._low(group[1]) == ":" else group[1]
        if (first > group[1] or self._one_level(end, group[1])) and (
            places := self._places(at, end, group[1], first)
        ):
            return places
        stop = self._place_names(group[0]) if group[0] == group[1] else group[0]
        name = self._slice(at, stop if stop > group[0] else group[1])
        return Listed((self._named(name, at, stop, group=True),), stop)

    def _place_names(self, at: int) -> int:
        """Go past "Quảng Trị, Huế, Đà Nẵng" after "UBND các tỉnh, thành phố"."""
        end = self._place_name(at)
        while end > at:
            at = end
            joined = at + 1 if self._low(at) in (",", "và") else at
            end = max(at, self._place_name(joined)) if joined > at else at
            end = at if end <= joined else end
        return at

    def _place_name(self, at: int) -> int:
        """Go past one name of a place; the name of a body is none."""
        other = self.verb_at(at) or vocabulary.HEADS.end_of(self.tokens, at) is not None
        level = self._low(at - 2) + " " + self._low(at - 1)
        placed = level in ("đặc khu", "thị xã") or self._low(at - 1) in _PLACES
        end = self._capitals(at) if placed else at
        if end >= at + 2 and self.gazetteer.longest(self.tokens, at) is None:
            return end  # "đặc khu Trường Sa"
        if other or vocabulary.NOUNS.end_of(self.tokens, at) or self.gazetteer.longest(self.tokens, at):
            return at
        end = vocabulary.PLACES.end_of(self.tokens, at) or self._capitals(at)
        begins_sentence = end == at + 1 and self._low(at - 1) == ":" and self._low(end).isalpha()
        return at if begins_sentence else end  # "UBND các xã: Chốt quân số"

    def _one_level(self, end: int, stop: int) -> bool:
        """Tell whether places of one kind follow: "các xã A, B", not "các xã, phường, đặc khu C"."""
        start = vocabulary.DETERMINERS.end_of(self.tokens, end)
        return start is not None and vocabulary.LEVELS.end_of(self.tokens, start) == stop

    def _places(self, at: int, end: int, level_end: int, first: int) -> Listed | None:
        """Read "UBND các phường: A, B, thị trấn C" as one body for each place."""
        head = self._slice(at, end)
        level = self._slice(vocabulary.DETERMINERS.end_of(self.tokens, end) or end, level_end)
        names: list[Named] = []
        index = first
        while (stop := self._place_name(index)) > index:
            names.append(self._named(f"{head} {level} {self._slice(index, stop)}", index, stop))
            if self._low(stop) not in (",", "và"):
                break
            index = stop + 1
            if named := self._another_level(index):
                level, index = self._slice(index, named), named
        return Listed(tuple(names), stop) if names else None

    def _another_level(self, at: int) -> int | None:
        """Go past "thị trấn", "và các phường" before a place of another kind."""
        start = vocabulary.DETERMINERS.end_of(self.tokens, at) or at
        level = vocabulary.LEVELS.end_of(self.tokens, start)
        placed = level is not None and level < len(self.tokens) and self.tokens[level].capital
        return level if placed else None

    def _level(self, at: int) -> tuple[int, str]:
        """Read "tỉnh Lào Cai", "phường Văn Phú", "cấp tỉnh" after a name."""
        stop = vocabulary.LEVELS.end_of(self.tokens, at + 1) if self._low(at) == "cấp" else None
        if stop is not None:
            while self._low(stop) in (",", "và") and self._low(stop + 1) == "cấp":
                further = vocabulary.LEVELS.end_of(self.tokens, stop + 2)
                if further is None:
                    break
                stop = further
            return stop, self._slice(at, stop)
        if self._low(at) + self._low(at + 1) == "chinhánh":  # "Ngân hàng A Chi nhánh tỉnh B"
            stop, _ = self._level(at + 2)
            stop = stop if stop > at + 2 else self._capitals(at + 2)
            return (stop, self._slice(at, stop)) if stop > at + 2 else (at, "")
        if self._low(at) == "số" and self._low(at + 1).isdigit():
            return at + 2, self._slice(at, at + 2)
        if self._low(at) + self._low(at + 1) == "khuvực":  # "Tòa án nhân dân khu vực 1", "… Khu vực X"
            stop = at + 3 if self._low(at + 2).isdigit() else self._capitals(at + 2)
            return (stop, self._slice(at, stop)) if stop > at + 2 else (at, "")
        level = vocabulary.LEVELS.end_of(self.tokens, at)
        if level is None:
            return at, ""
        stop = self._capitals(level)
        return stop, self._suffix(at, stop)

    def _suffix(self, at: int, stop: int) -> str:
        """Return the place after a name; the province of the paper itself adds nothing."""
        suffix = self._slice(at, stop)
        bare = fold(suffix).removeprefix("tinh ").removeprefix("thanh pho ")
        return "" if self.home and bare == self.home else suffix

    def _parent(self, at: int) -> int:
        """Read " - Bộ Công an", "của Chính phủ", and whose a Party committee is: "Đảng ủy UBND tỉnh"."""
        if self._low(at - 2) + self._low(at - 1) in ("đảngủy", "đảngbộ") and (inner := self._name_at(at, 3)):
            return inner.end
        if vocabulary.POSTS.end_of(self.tokens, at + 1) is not None:
            return at
        council = self._low(at) in ("hđnd", "hội") and self._low(at - 1) != "-"  # "Ban Dân tộc HĐND tỉnh"
        if council and self.tokens[at].capital and (body := self.gazetteer.longest(self.tokens, at)):
            return body[1]
        if self._low(at) == "công" and self._low(at + 1) == "an" and self.tokens[at].capital:
            inner = self._name_at(at, 3)  # "Phòng A Công an tỉnh"
            return inner.end if inner else at
        if self._low(at) in ("-", "–") and (inner := self._name_at(at + 1, 3)):
            return inner.end
        if self._low(at) == "của" and (inner := self._name_at(at + 1, 3)):
            return inner.end
        return at
