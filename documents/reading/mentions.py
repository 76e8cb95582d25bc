"""Read the agencies that stand at a place of the text: known names, groups, and lists of both."""

from dataclasses import dataclass

from documents.reading import standard, vocabulary
from documents.reading.findings import Named, Span
from documents.reading.gazetteer import Entry, Gazetteer, Token, tokens_of
from vietnamese.text import fold

_LOWER_HEADS = frozenset(
    {"công", "chủ", "người", "lãnh", "thủ", "doanh", "lực", "tỉnh", "thường", "ban", "chính", "điện", "cảnh"}
)
_JOINS = frozenset({",", ";", "và", "cùng", "&"})
_MAX_NAME = 16
_MAX_ITEMS = 60


@dataclass(frozen=True)
class Listed:
    """Agencies named one after the other, and the token after them."""

    names: tuple[Named, ...]
    end: int


class Mentions:
    """Reads names out of the tokens of one paragraph."""

    def __init__(self, text: str, offset: int, gazetteer: Gazetteer, home: str | None = None) -> None:
        self.text = text
        self.offset = offset
        self.tokens: list[Token] = tokens_of(text, offset)
        self.gazetteer = gazetteer
        self.home = fold(home) if home else None

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
                item = item or self._abbreviation(place)
            if item is None:
                break
            names.extend(item.names)
            index = self._past_parenthesis(item.end)
            head = self._head_of(place) or head
            if not self._joined(index):
                break
        return Listed(tuple(names), index) if names else None

    def item_at(self, at: int) -> Listed | None:
        """Read one name or one group."""
        if at >= len(self.tokens):
            return None
        return self._fields_at(at) or self._group_item(at) or self._name_at(at, 0)

    def verb_at(self, at: int) -> bool:
        return vocabulary.VERBS.end_of(self.tokens, at) is not None

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
            if names and itself is not None and itself[1] >= found[1]:
                break  # "các Sở: Tài chính, Công an tỉnh"
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

    def _group_at(self, at: int, loose: bool = False) -> tuple[int, int, bool] | None:
        """Return where a group ends, where the part to keep as its name ends, and whether it is nobody."""
        start = vocabulary.DETERMINERS.end_of(self.tokens, at) or at
        nouns: list[str] = []
        index = after = start
        while (end := self._noun_at(index, first=not nouns)) is not None:
            noun = " ".join(token.low for token in self.tokens[index:end])
            if nouns and nouns[0] in vocabulary.PLACE_NOUNS and noun not in vocabulary.PLACE_NOUNS:
                index = after  # "UBND các xã, phường và các đơn vị": the units are no places
                break
            nouns.append(noun)
            after = end
            index = end
            following = self._next_noun(index)
            if following is None:
                break
            index = following
        if not nouns and (start == at or self._low(start) + self._low(start + 1) != "thànhviên"):
            return None
        if nouns and nouns[-1] in standard.OPEN_NOUNS:
            index = self._kind(index, nouns[-1])
        kept, narrowed = self._tails(index)
        if start == at and len(nouns) < 2 and kept == index and not loose:
            return None
        end, owned = self._owner(kept)
        diffuse = not narrowed and not owned and all(noun in standard.DIFFUSE_NOUNS for noun in nouns)
        return end, kept, diffuse

    def _noun_at(self, at: int, first: bool) -> int | None:
        end = vocabulary.NOUNS.end_of(self.tokens, at)
        if end is None:
            return None
        longer = self.gazetteer.longest(self.tokens, at)
        if longer is not None and longer[1] > end and self.tokens[at].capital:
            return None
        if vocabulary.NOT_HEADS.end_of(self.tokens, at) or (
            not first and vocabulary.VERBS.end_of(self.tokens, at)
        ):
            return None
        if not first and self.tokens[at].capital and end < len(self.tokens) and self._starts_name(at, end):
            return None
        return end

    def _starts_name(self, at: int, end: int) -> bool:
        """A capital "Ban" before more words is the name of one agency, not the noun of a group."""
        head = vocabulary.HEADS.end_of(self.tokens, at)
        if head is not None and head > end:
            return True
        following = self.tokens[end]
        return following.capital and vocabulary.NOUNS.end_of(self.tokens, end) is None

    def _next_noun(self, at: int) -> int | None:
        index = at
        if self._low(index) in (",", "và", "hoặc", "/", "&", "-", "–"):
            index += 1
            if self._low(index) in ("và", "hoặc"):
                index += 1
        index = vocabulary.DETERMINERS.end_of(self.tokens, index) or index
        return index if self._noun_at(index, first=False) is not None else None

    def _tails(self, at: int) -> tuple[int, bool]:
        narrowed = False
        index = at
        for _ in range(3):
            if (end := vocabulary.TAILS.end_of(self.tokens, index)) is not None:
                index = end
            elif self._low(index) == "thành" and self._low(index + 1) == "viên":
                index, narrowed = index + 2, True
                skip = 1 if self._low(index) in ("trong", "của", "thuộc") else 0
                if inner := self._name_at(index + skip, 1):
                    index = inner.end
            elif self._low(index) == "tỉnh" or self._low(index) == "huyện":
                index += 1
            elif self._low(index) in ("thuộc", "trực") and (inner := self._name_at(index + 1, 1)):
                index, narrowed = inner.end, True
            else:
                break
        return index, narrowed

    def _kind(self, at: int, noun: str) -> int:
        """Read the words that say which firms or units: "các chủ đầu tư hạ tầng cụm công nghiệp"."""
        index = at
        if noun in standard.WORKPLACES and (done := vocabulary.VERBS_IN_NAMES.end_of(self.tokens, at)):
            index = done
        while index < len(self.tokens) and index - at < 8:
            token = self.tokens[index]
            plain = token.word[0].isalpha() and not token.capital
            if (
                not plain
                or token.low in standard.NAME_ENDS
                or self.verb_at(index)
                or vocabulary.TAILS.end_of(self.tokens, index)
            ):
                break
            index += 1
        return index

    def _owner(self, at: int) -> tuple[int, bool]:
        """Read "của 2 tỉnh A và B (Lào)", "trên địa bàn tỉnh": whose they are, but not their name."""
        low = self._low(at)
        if low not in ("của", "trên", "trong", "ở", "tại", "có") or self.verb_at(at):
            return at, False
        if low == "trong" and self._low(at + 1) not in ("tỉnh", "huyện"):
            return at, False
        stops = ",;.:" if low == "của" else ",;.:("
        for index in range(at + 1, min(at + 14, len(self.tokens) + 1)):
            if index == len(self.tokens) or self.tokens[index].low in stops or self.verb_at(index):
                return (index, low == "của") if index > at + 1 else (at, False)
        return at, False

    def _name_at(self, at: int, depth: int) -> Listed | None:
        if at >= len(self.tokens) or depth > 3:
            return None
        found = self.gazetteer.longest(self.tokens, at)
        if found is not None and any(token.capital for token in self.tokens[at : found[1]]):
            return self._known(at, *found)
        if vocabulary.NOT_HEADS.end_of(self.tokens, at) is not None:
            return None
        head = vocabulary.HEADS.end_of(self.tokens, at)
        if head is None or not (self.tokens[at].capital or self.tokens[at].low in _LOWER_HEADS):
            return None
        if head == at + 1 and not self.tokens[at].capital:
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
            return Listed((self._named(self._slice(at, stop), at, stop),), stop)
        index, suffix = self._level(end)
        if (
            index == end
            and name.split()[-1] in ("tỉnh", "huyện", "ủy")
            and (place := vocabulary.PLACES.end_of(self.tokens, end))
        ):
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
        """ "Phòng Nông nghiệp và Địa chính" is more than the field that is known."""
        more = self._low(end) == "và" and end + 1 < len(self.tokens) and self.tokens[end + 1].capital
        return more and self._low(at) in ("sở", "phòng", "bộ") and not self._new_item(end + 1)

    def _unknown(self, at: int, head: int, depth: int) -> Listed | None:
        if (several := self._collective(at, head)) is not None:
            return several
        if (group := self._group_at(head)) is not None:
            return Listed((self._named(self._slice(at, group[1]), at, group[0], group=True),), group[0])
        inner = self._name_at(head, depth + 1)
        end = inner.end if inner else self._run(at, head)
        if (
            not inner
            and end == head
            and self.tokens[at].low in ("ban", "bộ", "sở", "phòng", "hội", "vụ", "viện")
        ):
            return None
        end = self._parent(end)
        if several := self._collective(at, end):
            return several
        name = self._slice(at, end)
        if self._low(at) == "tỉnh" or self._low(at) == "thường":
            name = name[0].upper() + name[1:]
        return Listed((self._named(name, at, end, group=bool(inner and inner.names[-1].group)),), end)

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
            if index > head and (inside := vocabulary.VERBS_IN_NAMES.end_of(self.tokens, index)):
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

    def _ends_name(self, index: int) -> bool:
        """ "việc" ends a name, "việc làm" and "đối ngoại" are fields of work."""
        pair = self._low(index) + " " + self._low(index + 1)
        return self._low(index) in standard.NAME_ENDS and pair not in ("việc làm", "đối ngoại")

    def _purpose(self, at: int, index: int) -> int:
        """Read on where the name says what the body is for: "phòng, chống ma túy", "thực hiện Đề án 06"."""
        low = self._low(index)
        if low == "phòng" and self._low(index + 1) == "," and self._low(index + 2) == "chống":
            return index + 3
        if low == "về" and self._low(index - 2) + self._low(index - 1) == "tộiphạm":
            return index + 1
        end = vocabulary.PURPOSES.end_of(self.tokens, index)
        named = end is not None and end < len(self.tokens) and self.tokens[end].capital
        return end if end and named and vocabulary.PURPOSE_BODIES.end_of(self.tokens, at) else index

    def _ending_verb(self, at: int) -> bool:
        """Tell whether a verb stands here; "trình" in "công trình" is none."""
        end = vocabulary.NAME_ENDING_VERBS.end_of(self.tokens, at)
        return end is not None and (end > at + 1 or self._low(at - 1) not in standard.BEFORE_FALSE_VERBS)

    def _new_item(self, at: int) -> bool:
        """Tell whether what follows "và" is another agency or a verb rather than more of this name."""
        if at >= len(self.tokens) or self.verb_at(at) or vocabulary.DETERMINERS.end_of(self.tokens, at):
            return True
        if not self.tokens[at].capital:
            return vocabulary.NOUNS.end_of(self.tokens, at) is not None
        return (
            vocabulary.HEADS.end_of(self.tokens, at) is not None
            or self.gazetteer.longest(self.tokens, at) is not None
        )

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
        if self._low(group[1]) == ":" and (places := self._places(at, end, group[1])):
            return places
        name = self._slice(at, group[1])
        return Listed((self._named(name, at, group[0], group=True),), group[0])

    def _places(self, at: int, end: int, colon: int) -> Listed | None:
        """Read "UBND các phường: A, B" as one body for each place."""
        head = self._slice(at, end)
        level = self._slice(vocabulary.DETERMINERS.end_of(self.tokens, end) or end, colon)
        names: list[Named] = []
        index = colon + 1
        while (stop := self._capitals(index)) > index:
            names.append(self._named(f"{head} {level} {self._slice(index, stop)}", index, stop))
            if self._low(stop) not in (",", "và"):
                break
            index = stop + 1
        return Listed(tuple(names), stop) if names else None

    def _capitals(self, at: int) -> int:
        index = at
        while index < len(self.tokens) and index - at < 6 and self.tokens[index].capital:
            index += 1
        return index

    def _level(self, at: int) -> tuple[int, str]:
        """Read "tỉnh Lào Cai", "phường Văn Phú", "cấp tỉnh" after a name."""
        if self._low(at) == "cấp" and vocabulary.LEVELS.end_of(self.tokens, at + 1):
            stop = at + 2
            while self._low(stop) in (",", "và") and self._low(stop + 1) == "cấp":
                stop += 3
            return stop, self._slice(at, min(stop, len(self.tokens)))
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
        if self._low(at) in ("-", "–") and (inner := self._name_at(at + 1, 3)):
            return inner.end
        if self._low(at) == "của" and (inner := self._name_at(at + 1, 3)):
            return inner.end
        return at

    def _low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def _span(self, at: int, end: int) -> Span:
        return Span(self.tokens[at].start, self.tokens[end - 1].end)

    def _slice(self, at: int, end: int) -> str:
        if end <= at:
            return ""
        start = self.tokens[at].start - self.offset
        return " ".join(self.text[start : self.tokens[end - 1].end - self.offset].split())

    def _named(self, name: str, at: int, end: int, known: bool = False, group: bool = False) -> Named:
        return Named(name, self._slice(at, end), self._span(at, end), group=group, known=known)
