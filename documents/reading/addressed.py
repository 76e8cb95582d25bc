"""Who is addressed by what stands above a paragraph: a heading, or a line that ends with a colon."""

import re
from bisect import bisect_left

from documents.reading import vocabulary
from documents.reading.findings import Named, Span
from documents.reading.gazetteer import tokens_of
from documents.reading.handed import Reader
from documents.reading.mentions import Mentions
from documents.reading.outline import Node
from documents.reading.passages import assigns
from documents.reading.phrases import Listed
from documents.reading.placed import before_verb, item_by_item, may_open, names_filling
from documents.reading.standard import NAME_ENDS

_DUTY_WORD = r"(?:trách nhiệm|nhiệm vụ|quyền hạn|chức năng)"
_PREFIX = re.compile(
    r"^(?:Giao(?:\s(?:nhiệm vụ|trách nhiệm))?(?:\scho)?|Đề nghị|Kiến nghị|Yêu cầu|Đối với|"
    r"Phân công(?:\snhiệm vụ)?(?:\scho)?|"
    rf"{_DUTY_WORD}(?:(?:,|\svà)\s{_DUTY_WORD})*(?:\s(?:thi hành|thực hiện|chủ trì|phối hợp|cụ thể|quản lý|"
    r"quản lý nhà nước))?(?:\scủa)?)\s",
    re.IGNORECASE,
)
# "b) Chỉ đạo Chi cục A:" hands what stands below it to that body.
_DIRECTS = re.compile(r"^Chỉ đạo\s")
_AFTER_NAME = frozenset({":", "(", "có", "nơi", "trên"})
# "…, yêu cầu các sở, ban, ngành thực hiện các nội dung sau:" addresses the numbered items below.
_OPENS_LIST = re.compile(
    r"(?<!\w)(?:yêu cầu|đề nghị|kiến nghị|giao|chỉ thị|phân công)\s(?P<who>[^:\n]{3,600}):\s*$", re.IGNORECASE
)
_MAX_HEADING = 250
_MAX_NAME_WORDS = 14
_FEW_MORE = 3
_MAX_LISTED_WORDS = 30
_CHARGED = re.compile(r",?\s(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|thực hiện)$")
# "Cục A là đơn vị đầu mối, có nhiệm vụ:" charges the body it begins with.
_CHARGED_HEADING = re.compile(
    r"(?:có|chịu) (?:trách nhiệm|nhiệm vụ)[^:]{0,40}$|là (?:cơ quan|đơn vị)\s[^:]{3,60}$"
)
_ITEMS = frozenset({"number", "decimal"})
_BULLETS = frozenset({"dash", "plus", "point"})
# A heading that says more than names: a verb that no name holds, or a sign of a sentence.
_SENTENCE_SIGN = re.compile(r"[.:(]|(?<!\w)(?:phải|cần|được|đã|sẽ|không|là|để|khi|trong|theo|như|sau)(?!\w)")


class Addressees:
    """Remembers whom each heading of one paper names."""

    def __init__(self, root: Node, mentions_of: Reader) -> None:
        self._mentions_of = mentions_of
        self._headings: dict[int, Listed | None] = {}
        self._lists: dict[int, list[tuple[int, Listed]]] = {id(root): self._opening_lists(root)}
        self._root = root

    def above(self, nodes: tuple[Node, ...], place: int) -> Listed | None:
        """Return the agency that the nearest heading, or the line opening a list, names as addressed."""
        for depth, node in enumerate(reversed(nodes)):
            assigned = assigns(nodes[: len(nodes) - 1 - depth])
            if found := self._opened(node, place):
                return found
            if node.kind in _BULLETS and not node.text.endswith(":") and not self._only_names(node):
                continue
            if node.span.start not in self._headings:
                self._headings[node.span.start] = self._of_heading(node) or (
                    self._by_place(node) if assigned else None
                )
            if found := self._headings[node.span.start]:
                return found if depth < 3 else None
        return self._opened(self._root, place)

    def opens_list(self, text: str, numbered: bool) -> bool:
        """Tell whether a line only says whom the lines below it address: "1. Giao Sở A:"."""
        if not numbered and _OPENS_LIST.search(text[-800:]):
            return True
        bare = text.rstrip(" :")
        prefix = _PREFIX.match(bare) or (_DIRECTS.match(bare) if text.endswith(":") else None)
        begin = prefix.end() if prefix else 0
        mentions = self._mentions_of(bare[begin:], begin)
        listed = mentions.list_at(0)
        if listed is None:
            return False
        return listed.end >= len(mentions.tokens) or self._goes_on(mentions, listed) is not None

    def _opened(self, node: Node, place: int) -> Listed | None:
        if id(node) not in self._lists:
            self._lists[id(node)] = self._opening_lists(node)
        lists = self._lists[id(node)]
        at = bisect_left(lists, place, key=lambda entry: entry[0])
        return lists[at - 1][1] if at else None

    def _opening_lists(self, node: Node) -> list[tuple[int, Listed]]:
        if not node.children and not any(line.startswith("(") for line, _ in node.paragraphs):
            return []
        found: list[tuple[int, Listed]] = []
        for line, start in node.paragraphs:
            opens = _OPENS_LIST.search(line[-800:]) if line.endswith(":") else None
            if opens is None:
                continue
            place = start + max(0, len(line) - 800) + opens.start("who")
            mentions = self._mentions_of(opens["who"], place)
            listed = mentions.list_at(0) or before_verb(mentions)
            if listed is not None and not all(name.diffuse for name in listed.names):
                found.append((start, listed))
        return found

    def _of_heading(self, node: Node) -> Listed | None:
        text = (node.heading or node.text).rstrip()
        opens = text.endswith(":") or node.text.rstrip().endswith(":")
        text = text.rstrip(" :")
        if not text or len(text) > _MAX_HEADING:
            return None
        directs = _DIRECTS.match(text) if opens else None
        prefix = directs or _PREFIX.match(text)
        begin = prefix.end() if prefix else 0
        start = node.span.end - len(node.text) if node.text else node.span.start
        bare = text[begin:]
        mentions = self._mentions_of(_as_name(bare), start + begin)
        listed = mentions.list_at(0)
        rest = mentions.tokens[listed.end :] if listed else ()
        if text.isupper() and (listed is None or rest) and (whole := self._in_capitals(bare, start + begin)):
            return whole
        if listed is None and prefix and prefix.group().rstrip().endswith("của"):
            return self._whole(mentions, 0)
        if listed is None or all(name.diffuse for name in listed.names):
            return None
        if node.children and (whole := self._goes_on(mentions, listed)):
            return whole
        if directs and rest:
            return None
        charged = opens and _CHARGED_HEADING.search(text) is not None
        if charged and rest and rest[0].word[0].islower() and rest[0].low not in _AFTER_NAME | {"là"}:
            return self._up_to_charge(mentions, listed) or listed
        if rest and rest[0].low not in _AFTER_NAME and not prefix and not charged:
            if opens and mentions.verb_at(listed.end):
                return listed if len(rest) <= _FEW_MORE else None
            plain = all(token.word[0].isalnum() and token.low not in NAME_ENDS for token in rest)
            return self._whole(mentions, listed.end, listed) if plain and len(rest) <= _FEW_MORE else None
        if rest and rest[0].low in ("về", "thuộc") and prefix and prefix.group().rstrip().endswith("của"):
            return self._whole(mentions, listed.end, listed)
        return listed

    def _only_names(self, node: Node) -> bool:
        """Tell whether a bullet with lines below it says nothing but whose they are: "a) Vụ Thư viện"."""
        if not node.children or len(node.text) > _MAX_HEADING:
            return False
        prefix = _PREFIX.match(node.text)
        begin = prefix.end() if prefix else 0
        return bool(names_filling(self._mentions_of(node.text[begin:], node.span.start + begin)))

    def _goes_on(self, mentions: Mentions, listed: Listed) -> Listed | None:
        """Read a heading whose last name holds a comma: "Trung tâm Thông tin, Ứng dụng tiến bộ khoa học"."""
        tokens, end = mentions.tokens, listed.end
        if end + 1 >= len(tokens) or tokens[end].low != "," or not tokens[end + 1].capital:
            return None
        rest = tokens[end + 1 :]
        plain = all(token.word[0].isalnum() and token.low not in NAME_ENDS - {"và"} for token in rest)
        return self._whole(mentions, end, listed) if plain else None

    def _whole(self, mentions: Mentions, end: int, listed: Listed | None = None) -> Listed | None:
        """A heading that begins with a name, or says "Trách nhiệm của", is a name to its end."""
        tokens = mentions.tokens
        if not tokens or len(tokens) > end + _MAX_NAME_WORDS:
            return None
        first = listed.names[-1].span.start if listed else tokens[0].start
        words = " ".join(mentions.text[first - mentions.offset :].split())
        whole = Named(
            words, words, Span(first, tokens[-1].end), group=bool(listed and listed.names[-1].group)
        )
        return Listed((*(listed.names[:-1] if listed else ()), whole), len(tokens))

    def _up_to_charge(self, mentions: Mentions, listed: Listed) -> Listed | None:
        """Read "Cơ quan quản lý về trang bị thuộc Bộ A có trách nhiệm:": all before the charge is a name."""
        charge = _CHARGED_HEADING.search(mentions.text)
        tokens = mentions.tokens
        stop = next(
            (
                i
                for i, token in enumerate(tokens)
                if charge and token.start - mentions.offset >= charge.start()
            ),
            0,
        )
        if not listed.end < stop <= listed.end + _MAX_NAME_WORDS:
            return None
        first = listed.names[-1].span.start
        words = " ".join(
            mentions.text[first - mentions.offset : tokens[stop - 1].end - mentions.offset].split()
        )
        whole = Named(words, words, Span(first, tokens[stop - 1].end), group=listed.names[-1].group)
        return Listed((*listed.names[:-1], whole), stop)

    def _by_place(self, node: Node) -> Listed | None:
        """Below "Tổ chức thực hiện" an item with points below it names who is to do them."""
        text = _CHARGED.sub("", (node.heading or node.text).rstrip(" :"))
        if node.kind not in _ITEMS or not node.children or len(text.split()) > _MAX_LISTED_WORDS:
            return None
        start = node.span.end - len(node.text) if node.text else node.span.start
        mentions = self._mentions_of(text, start)
        if not may_open(mentions, 0) or _SENTENCE_SIGN.search(text):
            return None
        names = tuple(item_by_item(mentions))
        return Listed(names, len(mentions.tokens)) if names and not all(n.diffuse for n in names) else None

    def _in_capitals(self, text: str, offset: int) -> Listed | None:
        """Read "PHÒNG THAM MƯU": in capitals a name holds every word, verbs too."""
        words = text.split()
        tokens = tokens_of(text)
        head = vocabulary.HEADS.end_of(tokens, 0)
        if head is None or head >= len(tokens) or vocabulary.NOT_HEADS.end_of(tokens, 0):
            return None
        titled = " ".join(word[:1] + word[1:].lower() for word in words)
        if len(words) > _MAX_NAME_WORDS or len(titled) != len(text):
            return None
        mentions = self._mentions_of(titled, offset)
        listed = mentions.list_at(0)
        return listed if listed and listed.end == len(mentions.tokens) else None


def _as_name(text: str) -> str:
    """A heading all in capitals: read it as a sentence would write it, letter for letter."""
    sentence = text[:1] + text[1:].lower()
    return sentence if text.isupper() and " " in text and len(sentence) == len(text) else text
