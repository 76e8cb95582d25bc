"""The passages of a paper in which duties stand, with what is written above each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from documents.reading import standard
from documents.reading.gazetteer import PhraseSet, tokens_of
from documents.reading.outline import Node, quoted_part
from documents.reading.verbs import DUTY_VERBS
from vietnamese.text import fold

_NOT_TASKS = re.compile(
    r"muc dich|yeu cau$|quan diem|muc tieu|danh gia|ket qua|tinh hinh|ton tai|han che|nguyen nhan|"
    r"giai thich tu ngu|"
    r"pham vi dieu chinh|doi tuong ap dung|quyen |hieu luc|chuyen tiep|kho khan|thuan loi|hien trang|"
    r"nguyen tac"
)
_CHARGES = re.compile(r"trach nhiem|nhiem vu|to chuc thuc hien|phan cong")
_ASSIGNS = re.compile(r"trach nhiem|to chuc thuc hien|phan cong|nhiem vu (?:cua|cac)")
_OF_A_MEETING = re.compile(r"Địa điểm|Thành phần")
_CONCLUDES = re.compile(r"ket luan|phan cong|y kien chi dao|giao nhiem vu")
_SENTENCE = re.compile(
    r"(?<=[^\s.][.;])\s+(?=[“\"]?[A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ])"
)
# "1. Chủ trì thực hiện các thủ tục sau:" orders something, though it stands like a heading.
_ORDERS = re.compile(r"(?:Chủ trì|Phối hợp|Giao)\s.*:$")
_BEGINS_ORDERS = re.compile(
    r"(?:yêu cầu|chỉ thị|giao|đề nghị|phân công|kết luận|nhiệm vụ)[^.\n]{0,120}:\s*$", re.IGNORECASE
)
_ABBREVIATIONS = (
    " TS.",
    " ThS.",
    " BS.",
    " KS.",
    " GS.",
    "PGS.",
    "GS.TS.",
    " TP.",
    " Tp.",
    " TX.",
    " Q.",
    " P.",
)
_ONLY_HELP = re.compile(r"[^.;\n]{3,300}\sphối hợp(?:\sthực hiện)?\s*(?:[.;]|$)")
_BULLET = re.compile(
    r"^(?:\(\d{1,2}\)[.:]?|[-–—+•●○▪*~]|[a-zđ]{1,2}\s?\)|[a-zđ]\.(?=\s)|\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[IVX]{1,6}[.)])\s*"
)
_VERBS = PhraseSet(set(DUTY_VERBS) - standard.VERBS_IN_NAMES)
_HEADS = PhraseSet(standard.HEADS)
_NOT_HEADS = PhraseSet(standard.NOT_HEADS)
_NOUNS = PhraseSet((*standard.GROUP_NOUNS, "liên quan"))


@dataclass(frozen=True)
class Piece:
    """A paragraph of the body with what stands above it."""

    text: str
    offset: int
    at: str
    above: tuple[Node, ...]
    numbered: bool = True


@dataclass(frozen=True)
class Sentence:
    text: str
    offset: int
    opens: bool


def pieces_of(root: Node) -> Iterator[Piece]:
    for line, start in root.paragraphs:
        yield Piece(line, start, "", (), numbered=False)
    pending: list[tuple[Node, tuple[Node, ...]]] = [(child, ()) for child in reversed(root.children)]
    while pending:
        node, above = pending.pop()
        inside = (*above, node)
        names_a_part = node.heading and (node.children or node.paragraphs)
        if node.text and not (names_a_part and not _ORDERS.match(node.text)):
            start = node.span.end - len(node.text)
            yield Piece(node.text, start, node.path, above)
        plain, quoted = quoted_part(node)
        for line, start in plain if quoted else node.paragraphs:
            yield Piece(line, start, node.path, inside, numbered=False)
        if quoted:
            for piece in pieces_of(quoted):
                yield replace(piece, at=node.path, above=(*inside, *piece.above))
        pending.extend((child, inside) for child in reversed(node.children))


def holds_no_tasks(above: tuple[Node, ...], place: int) -> bool:
    """Tell whether a heading above says that what follows is no task, and no line below it gives orders."""
    return any(
        node.heading
        and _NOT_TASKS.search(heading := fold(node.heading))
        and "trach nhiem" not in heading
        and not _orders_follow(node, place)
        for node in above
    )


def _orders_follow(node: Node, place: int) -> bool:
    """ "1. Về tình hình …", then "Chính phủ yêu cầu:" before a list of orders."""
    return any(start < place and _BEGINS_ORDERS.search(line[-200:]) for line, start in node.paragraphs)


def gives_duties(above: tuple[Node, ...]) -> bool:
    """Tell whether a heading says that what follows is what somebody has to do."""
    return any(_CHARGES.search(fold(node.heading)) for node in above if node.heading)


def concludes(above: tuple[Node, ...]) -> bool:
    """Tell whether minutes say here what was decided, and no longer what was said."""
    return any(_CONCLUDES.search(fold(node.heading)) for node in above if node.heading)


def invites(root: Node) -> bool:
    """Tell whether a paper says where a meeting is held and who takes part."""
    lines = [line for node in (root, *root.walk()) for line, _ in node.paragraphs]
    lines.extend(node.heading or node.text for node in root.walk())
    said = {found.group() for line in lines if (found := _OF_A_MEETING.match(line))}
    return len(said) > 1


def assigns(above: tuple[Node, ...]) -> bool:
    """Tell whether a heading says that what follows says who does what."""
    return any(_ASSIGNS.search(fold(node.heading)) for node in above if node.heading)


def sentences_of(text: str, offset: int) -> Iterator[Sentence]:
    start = 0
    bullet = _BULLET.match(text)
    first = True
    if bullet:
        start = bullet.end()
    for cut in _SENTENCE.finditer(text, start):
        if f" {text[: cut.start()]}"[-8:].endswith(_ABBREVIATIONS):
            continue
        if text[cut.start() - 1] == ";" and _within_list(text[start : cut.start() - 1], text[cut.end() :]):
            continue  # "Thủ trưởng các sở; Chủ tịch UBND các xã" is one list
        if _ONLY_HELP.match(text, cut.end()) and "chủ trì" in text[start : cut.start()]:
            continue  # "Sở A chủ trì; Sở B, Công an tỉnh phối hợp."
        yield Sentence(text[start : cut.start()], offset + start, first)
        start, first = cut.end(), False
    if start < len(text):
        yield Sentence(text[start:], offset + start, first)


def _within_list(before: str, after: str) -> bool:
    tokens = tokens_of(before[-400:])
    following = tokens_of(after[:80])
    fields = re.search(r"(?:sở|bộ|ban|phòng)(?:, ngành)?\s?:[^:]*$", before, re.IGNORECASE) is not None
    named = _HEADS.end_of(following, 0) is not None and _NOT_HEADS.end_of(following, 0) is None
    if not tokens or not (fields or named):
        return False
    verbs = (
        at
        for at, token in enumerate(tokens)
        if at
        and not token.capital
        and _VERBS.end_of(tokens, at)
        and tokens[at - 1].low not in ("các", "những", ",")
    )
    return next(verbs, None) is None or any(
        _NOUNS.end_of(tokens, len(tokens) - size) == len(tokens) for size in (1, 2, 3)
    )
