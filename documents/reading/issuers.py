"""Names of who issues a paper: what may open one, its spelling, and the sentence that announces it."""

import re
from dataclasses import dataclass

from documents.reading import standard
from documents.reading.findings import Span
from documents.reading.gazetteer import Gazetteer, PhraseSet, Token, tokens_of
from vietnamese.text import canonical, clean, fold

# Heads of names that stand in letterheads and are too common in sentences.
_LETTERHEAD_HEADS = (
    "tổng liên đoàn", "tổng hội", "đại học", "đại học quốc gia", "binh đoàn", "thị ủy", "quận ủy", "tổ",
    "trung ương đoàn", "trung ương hội", "huyện đoàn", "xã đoàn", "thị đoàn", "quận đoàn", "cơ quan",
    "nhà khách", "hợp tác xã", "xã đội", "hđqt", "tctd", "cụm thi đua", "khối thi đua", "tổng cục",
    "trung đoàn", "tiểu khu", "đoàn kinh tế", "đội quản lý", "khu bảo tồn", "ngân hàng", "văn phòng",
    "bch", "btv", "đoàn tncs", "đoàn phường", "đoàn xã", "chi hội", "liên chi hội", "hợp tác xã",
)  # fmt: skip
_HEADS = PhraseSet((*standard.HEADS, *_LETTERHEAD_HEADS))
_NOT_HEADS = PhraseSet(standard.NOT_HEADS)
_PLACES: dict[tuple[str, ...], str] = {
    tuple(token.low for token in tokens_of(name)): name for name in standard.PROVINCES
}
_SPELLED: dict[tuple[str, ...], str] = {
    ("ủy", "ban", "nhân", "dân"): "Ủy ban nhân dân",
    ("hội", "đồng", "nhân", "dân"): "Hội đồng nhân dân",
    ("xã", "hội"): "xã hội",
    ("việt", "nam"): "Việt Nam",
    ("tổ", "quốc"): "Tổ quốc",
}
_OF_EVERY_PLACE = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN")
_ANNOUNCES = re.compile(
    r"(?<!\w)(?:(?:xây dựng|ban hành)\s(?:[^\W\d_]+\s){0,2}?(?:kế hoạch|chương trình|quy chế|hướng dẫn|"
    r"chỉ thị|"
    r"quyết định|đề án|phương án|quy định|kết luận|nghị quyết|thông tư|nghị định)|yêu cầu|đề nghị|thông báo|"
    r"có ý kiến|hướng dẫn|báo cáo|kính trình)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Issuer:
    name: str
    span: Span
    parent: str | None = None


def is_authority(line: str) -> bool:
    """Tell whether a line in capitals is an agency or an office, and not a subject."""
    if len(line) > 120 or line.endswith((";", ".", ":")):
        return False
    tokens = tokens_of(_repaired(line))
    return _HEADS.end_of(tokens, 0) is not None and _NOT_HEADS.end_of(tokens, 0) is None


def _repaired(line: str) -> str:
    """Letterheads on the web lose the first letter of ỦY; OCR puts one before UBND, or errs in a tone."""
    fixed = re.sub(r"^(?:[UỦ]?Ỷ|Y)\s+BAN NHÂN", "ỦY BAN NHÂN", clean(line))
    words = fixed.split()
    for spelled in _OF_EVERY_PLACE if fixed.isupper() else ():
        size = len(spelled.split())
        if fold(" ".join(words[:size])) == fold(spelled):
            fixed = " ".join([spelled, *words[size:]])
    fixed = re.sub(r"(?:^|(?<=DÂN ))T[IÌÍĨỊ]NH(?=\s)(?!\sGIA\b)", "TỈNH", fixed)
    fixed = re.sub(r"(?<!\w)THÀNH PH[OÓÒỎÔ](?!\w)", "THÀNH PHỐ", fixed)
    return re.sub(r"^[A-ZĐ]UBND\b", "UBND", fixed)


def lowered(line: str) -> str:
    lowered = canonical(_repaired(line)).lower()
    lowered = re.sub(r"(?<!\w)ubnd(?!\w)", "ủy ban nhân dân", lowered)
    lowered = re.sub(r"(?<!\w)bđbp(?!\w)", "bộ đội biên phòng", lowered)
    return " ".join(re.sub(r"(?<!\w)hđnd(?!\w)", "hội đồng nhân dân", lowered).split())


def cased(name: str, text: str, gazetteer: Gazetteer) -> str:
    """Give a name in capitals the letters it has in the body, in the gazetteer, or by the rule of names."""
    if printed := _as_printed(name, text):
        return printed
    tokens = tokens_of(name)
    words: list[str] = []
    at = 0
    while at < len(tokens):
        found = gazetteer.longest(tokens, at)
        if found and (piece := _keep_words(found[0].name, tokens[at : found[1]])):
            words.append(piece)
            at = found[1]
            continue
        if fixed := _fixed(tokens, at):
            words.append(fixed[0])
            at += fixed[1]
            continue
        words.append(_word(name, tokens[at].start, tokens[at].end, words))
        at += 1
    joined = re.sub(r"\s([,.;:)])", r"\1", " ".join(words))
    joined = joined if " & " in name else joined.replace(" & ", "&")
    return joined[:1].upper() + joined[1:]


def _fixed(tokens: list[Token], at: int) -> tuple[str, int] | None:
    for size in (5, 4, 3, 2):
        parts = tuple(token.low for token in tokens[at : at + size])
        if name := _SPELLED.get(parts) or _PLACES.get(parts):
            return name, size
    return None


def _keep_words(entry: str, printed: list[Token]) -> str | None:
    """Use the gazetteer's capitals only where it spells out the same words."""
    words = [token.low for token in tokens_of(entry) if token.word[0].isalnum()]
    spelled = [token.low for token in printed if re.search("[aăâeêioôơuưy]", fold(token.low))]
    same = all(word in words for word in spelled if word.isalpha())
    return entry if same and words and words[0] == printed[0].low and len(words) <= len(printed) + 1 else None


def _word(name: str, start: int, end: int, before: list[str]) -> str:
    word = name[start:end]
    previous = before[-1].split()[-1].lower() if before else ""
    if before and before[-1].lower().endswith("xã hội"):
        previous = ""  # "hội" heads a name, "xã hội" does not
    if len(word) > 1 and not re.search("[aăâeêioôơuưy]", fold(word)):
        return word.upper()  # TTXH, CHQS: no syllable is without a vowel
    after_level = previous in ("tỉnh", "phố", "huyện", "quận", "xã", "phường", "trấn", "khu")
    inside_place = (
        bool(before)
        and any(part in standard.PLACE_LEVELS for part in before[:-1])
        and before[-1][:1].isupper()
    )
    after_head = (
        previous in standard.HEADS or " ".join(part.lower() for part in before[-2:]) in standard.HEADS
    )
    return word[:1].upper() + word[1:] if after_level or inside_place or after_head or not before else word


def _as_printed(name: str, text: str) -> str | None:
    """Find the same words in the body of the paper, written as a name is."""
    lowered = canonical(text).lower()
    if len(lowered) != len(text):
        return None
    at = lowered.find(name)
    for _ in range(20):
        if at < 0:
            return None
        printed = text[at : at + len(name)]
        if (
            not printed.isupper()
            and printed[:1].isupper()
            and not lowered[at + len(name) : at + len(name) + 1].isalpha()
        ):
            return canonical(printed)
        at = lowered.find(name, at + 1)
    return None


def issuer_in_body(lines: list[tuple[str, int]], gazetteer: Gazetteer) -> Issuer | None:
    """Read "…, Ban chỉ đạo 138 tỉnh X xây dựng kế hoạch …" when the letterhead is missing."""
    for line, start in lines:
        for verb in _ANNOUNCES.finditer(line):
            clause = max(line.rfind(mark, 0, verb.start()) for mark in (", ", "; ", ". ", ": "))
            begin = clause + 2 if clause >= 0 else 0
            name = line[begin : verb.start()].strip()
            tokens = tokens_of(name)
            if (
                len(tokens) > 1
                and len(name) <= 120
                and tokens[0].capital
                and _HEADS.end_of(tokens, 0) is not None
            ):
                return Issuer(name, Span(start + begin, start + begin + len(name)))
            if fold(line).startswith(("i.", "1.")):
                return None
    return None
