"""Sets of agencies: "các sở, ban, ngành có liên quan", "các huyện, thị xã", "các chủ đầu tư hạ tầng"."""

from documents.reading import standard, vocabulary
from documents.reading.phrases import Listed, Phrases

_POSTS = frozenset({"thủ trưởng", "chủ tịch", "bộ trưởng", "tổ trưởng"})
_BESIDE_BODIES = frozenset({"cánhân", "đơnvị", "cơquan"})
_BARE_OWNERS = frozenset(
    {"bộ", "sở", "cục", "tỉnh", "ngành", "ban", "viện", "trường", "xã", "phường", "đảng"}
)


class Groups(Phrases):
    """Reads a group where it stands; whose it is may be a name, which the reader of names knows."""

    def _name_at(self, at: int, depth: int) -> Listed | None:
        raise NotImplementedError

    def _group_at(self, at: int, loose: bool = False) -> tuple[int, int, bool] | None:
        """Return where a group ends, where the part to keep as its name ends, and whether it is nobody."""
        start = vocabulary.DETERMINERS.end_of(self.tokens, at) or at
        nouns: list[str] = []
        index = after = start
        while (end := self._noun_at(index, first=not nouns)) is not None:
            noun = " ".join(token.low for token in self.tokens[index:end])
            if nouns and nouns[0] not in _POSTS and noun in _POSTS and self.tokens[index].capital:
                index = after  # "các sở, Thủ trưởng các ban": the heads of bodies are another set
                break
            if nouns and nouns[0] in vocabulary.PLACE_NOUNS and noun not in vocabulary.PLACE_NOUNS:
                index = after  # "UBND các xã, phường và các đơn vị": the units are no places
                break
            nouns.append(noun)
            heads = start > at and self._low(end) == "trưởng"  # "các Vụ trưởng"
            index = after = end + heads
            if heads:
                break
            following = self._next_noun(index)
            if following is None or (start == at and self._each(following)):
                break
            index = following
        if not nouns and (start == at or self._low(start) + self._low(start + 1) != "thànhviên"):
            return None
        if nouns == ["bộ phận"] and start == at and self.tokens[at].capital:
            return None  # "Bộ phận chuyên môn Mầm non" is one
        if nouns == ["bản"] and self._low(at - 1) != "trưởng":
            return None  # "các bản vẽ", "các bản đồ"; a village stands beside others
        if nouns and nouns[-1] in standard.OPEN_NOUNS:
            index = self._kind(index, nouns[-1])
        said = index > after and vocabulary.TAILS.end_of(self.tokens, after) is None
        kept, narrowed = self._tails(index, start > at and nouns[-1:] != [] and nouns[-1] not in _POSTS)
        narrowed = narrowed or said
        inspected = said and vocabulary.INSPECTED.end_of(self.tokens, after) == index
        if start == at and len(nouns) < 2 and kept == index and not (loose or inspected):
            return None
        end, owned = self._owner(kept)
        diffuse = not narrowed and not owned and all(noun in standard.DIFFUSE_NOUNS for noun in nouns)
        return end, kept, diffuse

    def _each(self, at: int) -> bool:
        """ "Trạm Y tế, các trường học": what a determiner begins is another set."""
        before = self.tokens[at - 1].low
        return before in ("các", "những") and self._low(at - 2) in (",", "và")

    def _noun_at(self, at: int, first: bool) -> int | None:
        end = vocabulary.NOUNS.end_of(self.tokens, at)
        if end is None:
            return None
        longer = self.gazetteer.longest(self.tokens, at)
        if longer is not None and longer[1] > end and self.tokens[at].capital:
            return None
        if vocabulary.NOT_HEADS.end_of(self.tokens, at) or (not first and self._is_verb(at, end)):
            return None
        if not first and self.tokens[at].capital and end < len(self.tokens) and self._starts_name(at, end):
            return None
        return end

    def _is_verb(self, at: int, end: int) -> bool:
        """In a list "tổ chức" goes on to order; "tổ chức đảng" and "tổ chức liên quan" are bodies."""
        alone = self._low(at - 1) not in ("các", "những")
        if (
            alone
            and self._low(end) in ("và", ",")
            and self._low(end + 1) + self._low(end + 2) in _BESIDE_BODIES
        ):
            return False
        verb = vocabulary.VERBS.end_of(self.tokens, at)
        return verb is not None and verb >= end and vocabulary.TAILS.end_of(self.tokens, end) is None

    def _starts_name(self, at: int, end: int) -> bool:
        """A capital "Ban" before more words is the name of one agency, not the noun of a group."""
        head = vocabulary.HEADS.end_of(self.tokens, at)
        if head is not None and (head > end or vocabulary.DETERMINERS.end_of(self.tokens, end)):
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

    def _tails(self, at: int, owned: bool) -> tuple[int, bool]:
        narrowed = False
        index = at
        for _ in range(3):
            owner = self._owning_body(index) if owned or index > at else None
            if owner is None and self._low(index) in ("thuộc", "trực", "của"):
                owner = self._belonging_to(index)
            if owner is not None:
                index, narrowed = owner, True
            elif (end := vocabulary.TAILS.end_of(self.tokens, index)) is not None:
                index = end
            elif self._low(index) == "thành" and self._low(index + 1) == "viên":
                index, narrowed = index + 2, True
                skip = 1 if self._low(index) in ("trong", "của", "thuộc") else 0
                if inner := self._name_at(index + skip, 1):
                    index = inner.end
            elif self._low(index) in ("tỉnh", "huyện") and self._low(index + 1) != "ủy":
                index += 1
            elif self._low(index) == "có" and self._low(index + 1) == "tên":
                index, narrowed = self._listed_at(index + 2), True
            elif self._low(index) == "từ" and (end := self._places_between(index)):
                index, narrowed = end, True
            else:
                break
        return index, narrowed

    def _belonging_to(self, at: int) -> int | None:
        """Read "thuộc, trực thuộc Bộ", "thuộc Ủy ban nhân dân tỉnh", "của Tỉnh ủy"."""
        index = at + 1
        if self._low(index) == "," and self._low(index + 1) in ("trực", "thuộc"):
            index += 2
        if self._low(index) == "thuộc":
            index += 1
        if inner := self._name_at(index, 1):
            return inner.end
        bare = self._low(at) != "của" and self._low(index) in _BARE_OWNERS
        return index + 1 if bare and self.tokens[index].capital else None

    def _listed_at(self, at: int) -> int:
        """Go past "có tên tại Điều 1", "có tên trong phụ lục"."""
        index = at
        while index < len(self.tokens) and index - at < 8 and not self.verb_at(index):
            if not self.tokens[index].word[0].isalnum() or self._low(index) == "và":
                break
            index += 1
        return index

    def _places_between(self, at: int) -> int | None:
        """Read "các tỉnh, thành phố từ Quảng Ninh đến Hà Tĩnh"."""
        first = self._capitals(at + 1)
        if first == at + 1 or self._low(first) != "đến":
            return None
        last = self._capitals(first + 1)
        return last if last > first + 1 else None

    def _owning_body(self, at: int) -> int | None:
        """Read whose they are where the name follows at once: "các ban xây dựng Đảng Tỉnh ủy"."""
        if at >= len(self.tokens) or not self.tokens[at].capital:
            return None
        found = self.gazetteer.longest(self.tokens, at)
        if found is None and self._low(at - 1) == "chí" and (office := self._name_at(at, 1)):
            return office.end  # "các đồng chí Phó Chủ tịch UBND tỉnh"
        return found[1] if found else None

    def _kind(self, at: int, noun: str) -> int:
        """Read the words that say which firms or units: "các chủ đầu tư hạ tầng cụm công nghiệp"."""
        index = vocabulary.PAIRS.end_of(self.tokens, at) or at  # "các cơ quan tham mưu, giúp việc"
        if noun == "trường" and (taught := self._schooling(at)):
            return taught
        if noun in standard.WORKPLACES and (done := vocabulary.VERBS_IN_NAMES.end_of(self.tokens, at)):
            index = done
        done = vocabulary.VERBS.end_of(self.tokens, at)
        if done and self._low(done) in ("của", "thuộc"):
            return done  # "các cơ quan tham mưu của Tỉnh ủy"
        if self._low(at) == "chưa" and (left := vocabulary.VERBS.end_of(self.tokens, at + 1)):
            return self._left_undone(left)
        inspected = vocabulary.INSPECTED.end_of(self.tokens, index)
        if inspected is not None and (self.verb_at(inspected) or self._low(inspected) == "có"):
            return inspected  # "các cơ sở được kiểm tra chuẩn bị hồ sơ"
        while index < len(self.tokens) and index - at < 8:
            token = self.tokens[index]
            name = token.capital and noun in standard.NAMED_KINDS
            plain = token.word[0].isalpha() and (name or not token.capital)
            if (
                not plain
                or token.low in standard.NAME_ENDS
                or self.verb_at(index)
                or vocabulary.TAILS.end_of(self.tokens, index)
            ):
                break
            index += 1
        return index

    def _left_undone(self, at: int) -> int:
        """Go to the end of "chưa gửi báo cáo", "chưa hoàn thành chỉ tiêu": which of a group are meant."""
        index = at + 2 if self._low(at) + self._low(at + 1) == "báocáo" else at
        while index < len(self.tokens) and index - at < 6 and self.tokens[index].word[0].islower():
            if self._low(index) in standard.NAME_ENDS or self.verb_at(index):
                break
            index += 1
        return index

    def _schooling(self, at: int) -> int | None:
        """Go past "mầm non, tiểu học và THCS": which schools are meant, when more than one kind is named."""
        end = vocabulary.SCHOOLING.end_of(self.tokens, at)
        kinds = 0
        while end is not None:
            kinds, last = kinds + 1, end
            joined = last + (self._low(last) in (",", "và", "hoặc", "-", "/"))
            end = vocabulary.SCHOOLING.end_of(self.tokens, joined) if joined > last else None
        return last if kinds > 1 else None

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
