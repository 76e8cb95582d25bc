"""Names read by their place: what stands before "chủ trì", or fills a cell or the place behind a label."""

from collections.abc import Iterator
from dataclasses import replace

from documents.reading import standard, vocabulary
from documents.reading.findings import Named, Span
from documents.reading.mentions import Mentions
from documents.reading.phrases import Listed

_SEPARATORS = frozenset({",", ";"})
_INSIDE = {"các", "về", "ở"}
_GOES_ON = 9
_NEW_NAME = 14


def up_to_predicate(mentions: Mentions, at: int, listed: Listed | None) -> Listed | None:
    """Let a name that is not known go on to "chủ trì", "có trách nhiệm", where only words stand between."""
    tokens = mentions.tokens
    begin = listed.end if listed else at
    if begin >= len(tokens) or (listed is None and not may_open(mentions, at)):
        return listed
    reach = min(begin + (_GOES_ON if listed else _NEW_NAME), len(tokens))
    stop = next((i for i in range(begin, reach) if vocabulary.PREDICATES.end_of(tokens, i)), None)
    if stop is not None and listed and vocabulary.MANNERS.end_of(tokens, begin) == stop:
        return listed  # "Sở A và Sở B luân phiên chủ trì"
    if stop is not None and tokens[at].low == "người" and tokens[stop].low not in ("có", "chịu"):
        return listed  # "Người chủ trì" is nobody yet
    if stop is None or stop == begin:
        return listed
    charged = tokens[stop].low in ("có", "chịu")  # a verb before "có trách nhiệm" says what the body is for
    if any(_breaks(mentions, i, stop, charged=charged) for i in range(begin, stop)):
        return listed
    first = listed.names[-1].span.start if listed else tokens[at].start
    stop = next((i for i in range(begin + 1, stop) if vocabulary.MANNERS.end_of(tokens, i) == stop), stop)
    words = " ".join(mentions.text[first - mentions.offset : tokens[stop - 1].end - mentions.offset].split())
    whole = Named(words, words, Span(first, tokens[stop - 1].end))
    return Listed((*(listed.names[:-1] if listed else ()), whole), stop)


def up_to_colon(mentions: Mentions, listed: Listed | None, *, listing: bool) -> Listed | None:
    """Let a name go on to a colon before an order: "Phòng Tài chính kế toán: Bố trí …"."""
    tokens = mentions.tokens
    begin = listed.end if listed else 0
    stop = next((i for i in range(begin, min(begin + 12, len(tokens))) if tokens[i].low == ":"), None)
    if stop is None or stop == begin or not (listing or stop - begin <= 3):
        return listed
    kind = vocabulary.NOUNS.end_of(tokens, 0)  # "Nhà thầu vệ sinh công nghiệp: làm sạch …"
    opens = may_open(mentions, 0) or (kind is not None and tokens[0].capital and kind + 1 < stop)
    if not mentions.verb_at(stop + 1) or not (listed or (listing and opens)):
        return listed
    signs = {",", "-", "–"} if listing else set()
    between = tokens[begin:stop]
    if any(not token.word[0].isalnum() and token.low not in signs for token in between):
        return listed
    if not listing and any(token.capital or token.low in standard.NAME_ENDS for token in between):
        return listed
    first = listed.names[-1].span.start if listed else tokens[0].start
    words = " ".join(mentions.text[first - mentions.offset : tokens[stop - 1].end - mentions.offset].split())
    whole = Named(
        words, words, Span(first, tokens[stop - 1].end), group=bool(listed and listed.names[-1].group)
    )
    return Listed((*(listed.names[:-1] if listed else ()), whole), stop)


def before_verb(mentions: Mentions, at: int = 0) -> Listed | None:
    """Read the words up to a verb or a sign as one name: "phối hợp với cha mẹ học sinh quản lý …"."""
    tokens, end = mentions.tokens, at
    while end < len(tokens) and end - at < _NEW_NAME and tokens[end].word[0].isalnum():
        begun = end > at + (tokens[at].low == "người")  # "người sử dụng lao động": what he does is his name
        if begun and (mentions.verb_at(end) or tokens[end].low in standard.NAME_ENDS - {"các"}):
            break
        end += 1
    closed = end >= len(tokens) or mentions.verb_at(end) or not tokens[end].word[0].isalnum()
    alone = vocabulary.NOUNS.end_of(tokens, at) == end and mentions.tokens[at].low in (
        "đơn",
        "tổ",
        "cơ",
        "cá",
    )
    if end == at or alone or not closed or tokens[at].low in standard.NAME_ENDS or mentions.verb_at(at):
        return None
    words = " ".join(
        mentions.text[tokens[at].start - mentions.offset : tokens[end - 1].end - mentions.offset].split()
    )
    return Listed((Named(words, words, Span(tokens[at].start, tokens[end - 1].end), group=True),), end)


def may_open(mentions: Mentions, at: int) -> bool:
    """A name begins with a capital; a verb, a lead-in or "Cơ quan", "Người" names nobody."""
    tokens = mentions.tokens
    several = tokens[at].low == "các" and at + 1 < len(tokens) and tokens[at + 1].word[0].islower()
    return (
        tokens[at].capital
        and not mentions.verb_at(at)
        and (several or tokens[at].low not in standard.NAME_ENDS)
        and (vocabulary.NOUNS.end_of(tokens, at) is None or tokens[at].low == "chủ")  # "Chủ rừng"
        and vocabulary.NOT_HEADS.end_of(tokens, at) is None
        and tokens[at].low not in _OPENERS
    )


_OPENERS = frozenset(
    {"hội", "cuộc", "công", "việc", "nội", "nhiệm", "kế", "chương", "đề", "dự", "văn", "ai", "mỗi",
     "từng", "do", "để", "nhằm", "căn", "trên", "ngoài", "đồng", "tuy", "vì", "tên", "họ", "vai", "thời",
     "trách", "quyền", "nguyên", "hình", "thủ", "lý", "mục", "yêu", "kinh", "điều", "khoản"}
)  # fmt: skip


def _breaks(mentions: Mentions, at: int, stop: int, *, charged: bool) -> bool:
    """A name holds no sign, no word that ends names, and a verb only as its last words."""
    token = mentions.tokens[at]
    if not (token.word[0].isalnum() or token.low in "-–&") or token.low in standard.NAME_ENDS - _INSIDE:
        return True
    if charged:
        return False
    verb = vocabulary.NAME_ENDING_VERBS.end_of(mentions.tokens, at)
    return verb is not None and verb > at + 1 and verb != stop


def names_filling(mentions: Mentions) -> tuple[Named, ...]:
    """Read a text that is nothing but names; no names when anything else stands in it."""
    listed = mentions.list_at(0)
    return listed.names if listed and listed.end >= len(mentions.tokens) else ()


def item_by_item(mentions: Mentions) -> Iterator[Named]:
    """Read a list in which a name goes on with words that no name holds: to the next comma."""
    tokens, at = mentions.tokens, 0
    while at < len(tokens):
        item = mentions.item_at(at)
        end = item.end if item else at + 1
        joined = end < len(tokens) and tokens[end].low == "và"
        stop = next((i for i in range(end, len(tokens)) if tokens[i].low in _SEPARATORS), len(tokens))
        if item and (stop == end or joined):
            yield from item.names
            stop = end
        else:
            start = tokens[at].start - mentions.offset
            words = mentions.text[start : tokens[stop - 1].end - mentions.offset]
            group = bool(item and item.names[-1].group)
            yield Named(words, words, Span(tokens[at].start, tokens[stop - 1].end), group=group)
        at = stop + 1


def moved(names: tuple[Named, ...], span: Span) -> tuple[Named, ...]:
    """Return the names of a cell at the place of the text where its task stands."""
    return tuple(replace(name, span=span) for name in names)
