"""Who acts in a sentence that orders something, and how the sentence says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from documents.reading import standard, vocabulary
from documents.reading.findings import Span
from documents.reading.gazetteer import Token, tokens_of
from documents.reading.mentions import Mentions
from documents.reading.phrases import Listed
from documents.reading.placed import item_by_item, up_to_colon, up_to_predicate
from vietnamese.text import canonical

ASSIGNS = re.compile(
    r"(?<!\w)(?P<word>(?:[Kk]ính |[Tt]rân trọng )?[Đđ]ề nghị|[Kk]iến nghị|"
    r"[Gg]iao(?!\s(?:thông|dịch|lưu|ban|tiếp)\s)(?:\scho|\snhiệm vụ cho|\strách nhiệm cho)?|[Yy]êu cầu|"
    r"[Pp]hân công(?:\scho)?|[Ủủ]y quyền cho|(?<=ý kiến: )Chuyển(?:\scho|\sđến)?)\s(?=\S)"
)
# "Nhận được Công điện này, yêu cầu các đơn vị …": nobody stands before whom is asked.
_ASKS_ALL = re.compile(rf"(?:{ASSIGNS.pattern})|[^,.;:]{{3,80}}, (?:yêu cầu|đề nghị)\s")
LEAD_IN = re.compile(
    r"^(?:Trên cơ sở|Căn cứ|Định kỳ|Hàng|Hằng|Trong|Để|Theo(?! dõi)|Khi|Trước|Đối với|Ngoài|Sau|Từ|Tại|"
    r"Nhằm|Hết|Đến|Thường xuyên|Trường hợp|Với|Năm \d{4}|Quý [IV\d]|Tháng \d|"
    r"(?:\d{1,2}|Ba|Sáu|Mỗi|Một|Hai) (?:tháng|quý|năm|tuần)|"
    r"Thứ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)|Chậm nhất|Muộn nhất|Kể từ|Nhận được|Qua|Cùng với)"
    r"(?!\w)"
)
# "Về dự án A: …", "Ở địa phương: …". What stands before the colon is the matter, not who acts.
_ONLY = re.compile(r"^(?:Riêng|Trước mắt,?|Đồng thời,?|Ngoài ra,?|Tuy nhiên,?)\s(?=\S)")
# "Sở A là cơ quan thường trực …" charges it; any other "là" describes.
STANDING = re.compile(
    r"\s*là\s(?:(?:cơ quan|đơn vị|bộ phận|lực lượng)\s)?(?:đầu mối|thường trực|nòng cốt|chủ trì)(?!\w)",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"^(?:Các (?:[Ôô]ng|[Đđ]ồng chí)|Về|Đối với|Riêng|Ở|Tại|Trong|Trên)\s[^:\n]{1,160}:\s*(?=\S)"
)
_CONCERNS = re.compile(r"^Đối với (?P<who>[^:.;\n]{3,120}?)\s?:\s*(?=\S)")
_CARRIES_OUT = re.compile(r"(?<!\w)(?:có trách nhiệm|chịu trách nhiệm) (?:tổ chức )?thi hành")
_RESPONSIBLE = re.compile(r"\s(?:có|chịu) trách nhiệm(?!\w)")
_AGREES = re.compile(r"^(?:Thống nhất|Đồng ý|Nhất trí)(?: chủ trương)?$")
_MATTER = re.compile(r"^[^:\n]{3,160}:\s*(?=\S)")
_ISSUER_SPEAKS = frozenset({"yêucầu", "đềnghị"})
_ADVERBS = frozenset({",", "sẽ", "cần", "phải"})
_BEFORE_PREDICATE = frozenset(
    {
        "theo",
        "trong",
        "căn",
        "trên",
        "khi",
        "hàng",
        "hằng",
        "định",
        "năm",
        "quý",
        "tháng",
        "thứ",
        "trước",
        "chậm",
        "muộn",
        "từ",
        "đến",
        "sau",
        "vào",
        "kể",
        "tại",
    }
)
# Words that go on with a noun, so that what follows a name is no predicate: "Sở Y tế tỉnh bạn".
_NO_PREDICATE = standard.NAME_ENDS | {"tỉnh", "xã", "huyện", "hai", "mới", "cũ", "nêu", "nói", "liên"} | {
    "cấp", "cơ", "thấy", "ghi", "biểu", "hoan", "trân", "rất", "mong", "cảm", "luôn", "vẫn", "hiện", "vừa",
    "cũng", "chỉ", "còn", "gồm", "mà", "nào", "ấy", "kia",
}  # fmt: skip
# What a line below the name of an agency begins with when it says something of the matter instead.
_NOUN_OPENERS = re.compile(
    r"^(?:Công tác|Kinh phí|Nguồn|Thời gian|Thời hạn|Thời điểm|Địa điểm|Nội dung|Kết quả|Số|Tổng|Việc|Ngày|"
    r"Đối tượng|Thành phần|Tỷ lệ|Tỉ lệ|Mục tiêu|Chỉ tiêu|Nguyên tắc|Hồ sơ|Quy trình|Trường hợp|Phụ lục|"
    r"Nếu|Lý do|Căn cứ|Biểu|Mẫu|Danh sách|Danh mục|Sản phẩm|Cơ cấu|Hình thức|Phương thức|Phạm vi|Đơn vị|"
    r"Cơ quan|Cán bộ|Quá|Hơn|Khoảng|Gần|Có|Còn|Hiện|"
    r"Người|Nhân dân|Mỗi|Từng|Mức|Giá|Điều|Khoản|Chương|Mục|Năm|Tháng|Quý|Lưu|Như|Noi|Nơi|Trên đây|Ghi chú|"
    r"Điện thoại|Email|Địa chỉ|Quyết định|Nghị quyết|Nghị định|Thông tư|Luật|Kế hoạch|Chỉ thị|Công văn)(?!\w)"
)


@dataclass(frozen=True)
class Acting:
    """Agencies that act, the place of the text where what they do begins, and whether it is ordered."""

    listed: Listed
    begins: int
    ordered: bool


def acting_in(
    text: str, mentions: Mentions, *, loose: bool, listing: bool = False, item: bool = False
) -> Acting | None:
    """Find who acts: at the start, after a lead-in or a topic, or after "giao …".

    `loose` lets any word follow a known agency; without it a verb that duties begin with has to. `listing`:
    the heading above says that who does what follows, so whatever stands before "Chủ trì …" and a colon acts.
    `item`: in a numbered item "Sở A thông báo …" is an order, elsewhere the end of a paper.
    """
    if executors := _executors(text, mentions):
        return executors
    if (listing or (loose and item)) and (acting := _concerned(text, mentions, listing=listing)):
        return acting
    for index, ordered in _starts(text, mentions):
        listed = mentions.list_at(index)
        if index == 0 or ordered:
            listed = up_to_predicate(mentions, index, listed)
        if index == 0 and (loose or listing) and not ordered:
            listed = up_to_colon(mentions, listed, listing=listing)
        if listed is None or (not ordered and _issuer_speaks(mentions, listed.end, item=item)):
            continue
        if ordered and all(name.diffuse for name in listed.names) and not _ASKS_ALL.match(text):
            continue  # "Ban Thường vụ chỉ đạo …, phân công các đồng chí …": who stands first is charged
        if acting := _acting(mentions, listed, ordered, at_start=index == 0, loose=loose):
            return acting
    return _behind_matter(text, mentions) if loose else None


def _executors(text: str, mentions: Mentions) -> Acting | None:
    """Read "A, B và C chịu trách nhiệm thi hành …": nothing but names stands before it, whatever they are."""
    charged = _CARRIES_OUT.search(text)
    if charged is None or not charged.start() or ASSIGNS.search(text[: charged.start()]):
        return None
    end = _token_at(mentions, mentions.offset + charged.start())
    listed = mentions.list_at(0)
    if listed is None or listed.end >= end or _TOPIC.match(text):
        return None  # the names are known, or another one stands first
    names = tuple(item_by_item(Mentions(text[: charged.start()], mentions.offset, mentions.gazetteer)))
    return Acting(Listed(names, end), mentions.offset + charged.start(), ordered=False)


def named_again(text: str, offset: int, above: Listed) -> Acting | None:
    """Read "Đơn vị kinh doanh vận tải có trách nhiệm …" below the heading that names just this body."""
    name = above.names[0]
    if len(above.names) > 1 or not canonical(text).lower().startswith(canonical(name.written).lower()):
        return None
    end = len(name.written)
    if not _RESPONSIBLE.match(text, end):
        return None
    here = replace(name, span=Span(offset, offset + end))
    return Acting(Listed((here,), 0), offset + end, ordered=False)


def _behind_matter(text: str, mentions: Mentions) -> Acting | None:
    """Read "Kiểm tra liên ngành: Sở A chủ trì, Sở B phối hợp"."""
    matter = _MATTER.match(text)
    listed = mentions.list_at(_token_at(mentions, mentions.offset + matter.end())) if matter else None
    if listed is None or vocabulary.PREDICATES.end_of(mentions.tokens, listed.end) is None:
        return None
    return Acting(listed, mentions.tokens[listed.end].start, ordered=False)


def _concerned(text: str, mentions: Mentions, *, listing: bool) -> Acting | None:
    """Read "Đối với các hộ chăn nuôi: tổ chức …"; whatever is named below a heading that says who does what,
    elsewhere nothing but bodies."""
    concerned = _CONCERNS.match(text)
    if concerned is None:
        return None
    place = mentions.offset + concerned.end()
    end = _token_at(mentions, place)
    who = concerned.start("who")
    orders_another = ASSIGNS.match(text, concerned.end()) is not None
    body = mentions.list_at(_token_at(mentions, mentions.offset + who))
    if body is None or orders_another or not mentions.verb_at(end):
        return None
    if not listing and mentions.tokens[body.end].low != ":":
        return None
    names = tuple(item_by_item(Mentions(concerned["who"], mentions.offset + who, mentions.gazetteer)))
    named = names and not all(name.diffuse for name in names)
    return Acting(Listed(names, end), place, ordered=True) if named else None


def _acting(
    mentions: Mentions, listed: Listed, ordered: bool, *, at_start: bool, loose: bool
) -> Acting | None:
    tokens, end = mentions.tokens, listed.end
    if end < len(tokens) and tokens[end].low == ":":
        return Acting(listed, tokens[end].end, ordered)
    while end < len(tokens) and tokens[end].low in _ADVERBS:
        end += 1
    if low(tokens, end) == "được" and low(tokens, end + 1) in ("giao", "phân"):
        end, ordered = end + (2 if low(tokens, end + 1) == "giao" else 3), True
    if end >= len(tokens):
        return None
    standing = STANDING.match(mentions.text, tokens[end].start - mentions.offset) is not None
    acts = standing or mentions.verb_at(end) or ordered or (at_start and phrase_then_verb(mentions, end))
    if acts or (loose and _any_predicate(mentions, listed, tokens[end])):
        return Acting(listed, tokens[end].start, ordered)
    return None


def _any_predicate(mentions: Mentions, listed: Listed, token: Token) -> bool:
    """Every name is known, and a plain word follows that does not go on with the name."""
    certain = all(
        name.known
        or mentions.gazetteer.longest(tokens_of(name.written), 0) is not None
        or (name.group and not name.diffuse)
        or not any(word[0].islower() for word in name.written.split())
        for name in listed.names
    )
    return certain and token.word[0].islower() and token.low not in _NO_PREDICATE


def _starts(text: str, mentions: Mentions) -> Iterator[tuple[int, bool]]:
    """Yield the tokens at which the name may stand, and whether an order stands before it."""
    plain = [(0, False)]
    if topic := _TOPIC.match(text):
        plain.append((_token_at(mentions, mentions.offset + topic.end()), False))
    if LEAD_IN.match(text):
        commas = [i for i, token in enumerate(mentions.tokens[:160]) if token.low == ","][:8]
        plain.extend((i + 1, False) for i in commas)
    if only := _ONLY.match(text):
        plain.append((_token_at(mentions, mentions.offset + only.end()), False))
    if (ordered := _ordered_at(text, mentions, [index for index, _ in plain])) is not None:
        yield ordered, True
    yield from plain


def _ordered_at(text: str, mentions: Mentions, starts: list[int]) -> int | None:
    """Return the token after "giao", "yêu cầu", "đề nghị" where the paper gives an order by it."""
    topic = _TOPIC.match(text)  # "Về đề nghị của Sở A: giao Sở B …": what the matter asks for is no order
    order = (topic and ASSIGNS.match(mentions.text, topic.end())) or ASSIGNS.search(mentions.text)
    if order is None:
        return None
    before = text[: order.start()].rstrip()
    proposes = order["word"] == "kiến nghị"  # "Xem xét, kiến nghị Chính phủ": what is to be done itself
    index = _token_at(mentions, mentions.offset + order.end())
    opens = before.endswith((",", ";", ":", ".")) and not proposes
    if not before or opens or _AGREES.match(before) or order["word"][0].isupper():
        return index
    place = mentions.offset + order.start()
    for start in starts:
        listed = mentions.list_at(start)
        if listed and listed.end < len(mentions.tokens) and mentions.tokens[listed.end].start == place:
            return index
    return None


def _token_at(mentions: Mentions, place: int) -> int:
    tokens = mentions.tokens
    return next((i for i, token in enumerate(tokens) if token.start >= place), len(tokens))


def _issuer_speaks(mentions: Mentions, end: int, *, item: bool) -> bool:
    """ "Sở A đề nghị …" in a letter of Sở A: what it asks is the order."""
    said = low(mentions.tokens, end) + low(mentions.tokens, end + 1)
    return said in _ISSUER_SPEAKS or (said == "thôngbáo" and not item)


def low(tokens: list[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def phrase_then_verb(mentions: Mentions, at: int) -> bool:
    """Read "Sở A theo chức năng, nhiệm vụ được giao tăng cường …", "Sở A, trong phạm vi …, hướng dẫn …"."""
    tokens = mentions.tokens
    if low(tokens, at) not in _BEFORE_PREDICATE:
        return False
    return any(mentions.verb_at(index) for index in range(at + 2, min(at + 26, len(tokens))))


def begins_with_verb(mentions: Mentions) -> bool:
    """Tell whether a sentence orders something of who is addressed above, perhaps after a lead-in."""
    tokens = mentions.tokens
    if not tokens:
        return False
    if (
        mentions.verb_at(0)
        or mentions.text.startswith(("Là cơ quan", "Là đơn vị"))
        or STANDING.match(mentions.text)
    ):
        return True
    begins = LEAD_IN.match(mentions.text) is not None
    if begins or (tokens[0].low in ("đồng", "ngoài", "hàng", "hằng") and len(tokens) > 3):
        commas = [at for at, token in enumerate(tokens[:60]) if token.low == ","][:6]
        if any(mentions.verb_at(at + 1) for at in commas):
            return True
    return begins and phrase_then_verb(mentions, 0)


def may_begin_with_verb(mentions: Mentions) -> bool:
    """Below the name of an agency a line that begins with no noun we know of says what it has to do."""
    tokens = mentions.tokens
    if len(tokens) < 4 or not tokens[0].capital:
        return False
    counted = tokens[1].word.isdigit() and tokens[2].word[0].islower()  # "Tập 03 tiết mục văn nghệ"
    if not (counted or tokens[1].word[0].islower()):
        return False
    named = (vocabulary.DETERMINERS, vocabulary.NOUNS, vocabulary.HEADS, vocabulary.TAILS)
    if any(phrases.end_of(tokens, 0) for phrases in named) or tokens[0].low in standard.NAME_ENDS:
        return False
    return _NOUN_OPENERS.match(mentions.text) is None
