"""Whose paper it is: the letterhead in capitals, the authority line, or the sentence that announces it."""

import re
from dataclasses import dataclass

from documents.reading import standard
from documents.reading.findings import Span
from documents.reading.gazetteer import Gazetteer, PhraseSet, Token, tokens_of
from vietnamese.text import canonical, clean, fold

_HEADS = PhraseSet(standard.HEADS)
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
_NEEDS_PARENT = re.compile(
    r"^(?:văn phòng|phòng\s.{1,60}|ban\s(?!chỉ đạo|chỉ huy).{1,40}|trung tâm\s.{1,60}|thanh tra)$"
)
_BODY_OF_PLACE = re.compile(
    r"^(?:chủ tịch\s)?(?:ủy ban nhân dân|hội đồng nhân dân|ban chỉ đạo|ủy ban mặt trận tổ quốc việt nam|"
    r"thường trực hội đồng nhân dân)$"
)
_LEVEL = re.compile(
    r"(?<!\w)(tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã(?! hội)|phường|thị trấn|đặc khu)\s(.+)$"
)
_ANNOUNCES = re.compile(
    r"(?<!\w)(?:(?:xây dựng|ban hành)\s(?:[^\W\d_]+\s){0,2}?(?:kế hoạch|chương trình|quy chế|hướng dẫn|"
    r"chỉ thị|"
    r"quyết định|đề án|phương án|quy định|kết luận|nghị quyết|thông tư|nghị định)|yêu cầu|đề nghị|thông báo|"
    r"có ý kiến|hướng dẫn|báo cáo|kính trình)(?!\w)",
    re.IGNORECASE,
)


_BARE_POST = re.compile(
    r"(?:phó\s)?(?:trưởng (?:ban|đoàn|phòng|công an|tiểu ban)|hiệu trưởng|(?:tổng )?giám đốc|chỉ huy trưởng|"
    r"chánh (?:văn phòng|thanh tra)|(?:cục|chi cục|tổng cục|vụ|viện|trạm|hạt) trưởng|chủ tịch|chủ nhiệm|"
    r"bí thư|thủ trưởng)(?:\sthường trực)?"
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


def is_bare_post(line: str) -> bool:
    """Tell whether a line is a post and no body: "HIỆU TRƯỞNG" signs a paper, no "GIÁM ĐỐC SỞ TƯ PHÁP"."""
    return _BARE_POST.fullmatch(canonical(clean(line)).lower().strip()) is not None


def officer_of(officer: Issuer, body: Issuer | None) -> Issuer:
    """Give an officer the place and the parent of the letterhead: "GIÁM ĐỐC SỞ TƯ PHÁP" of a province."""
    words = officer.name.split()
    for at in range(1, len(words) - 1) if body else ():
        if body and fold(body.name).startswith(fold(" ".join(words[at:]))):
            return Issuer(" ".join([*words[:at], body.name]), officer.span, body.parent)
    return officer


def issuer_of_lines(
    lines: list[tuple[str, int]], place: str | None, text: str, gazetteer: Gazetteer
) -> Issuer | None:
    """Read a letterhead: the agency stands below its parent, each perhaps on several lines."""
    starts = [at for at, (line, _) in enumerate(lines) if is_authority(line) and not _goes_on(lines, at)]
    if not starts:
        return None
    begin = starts[-1]
    agency = _lowered(" ".join(line for line, _ in lines[begin:]))
    parent = _lowered(" ".join(line for line, _ in lines[starts[-2] : begin])) if len(starts) > 1 else ""
    if not parent and begin > 0 and _LEVEL.match(_lowered(lines[begin - 1][0])):
        parent = _lowered(lines[begin - 1][0])
    span = Span(lines[begin][1], lines[-1][1] + len(lines[-1][0]))
    own_level = _LEVEL.search(agency)
    if _NEEDS_PARENT.match(agency) and parent and not own_level:
        agency = f"{agency} {parent}"
    elif (
        not own_level
        and (level := _LEVEL.search(parent))
        and not agency.startswith(("bộ ", "cục ", "tổng cục ", "trường ", "công ty ", "bệnh viện "))
    ):
        agency = f"{agency} {level.group()}"
    elif place and (agency.endswith(" tỉnh") or agency.endswith(" thành phố")):
        agency = f"{agency} {_bare(place).lower()}"
    elif _BODY_OF_PLACE.match(agency) and place:
        agency = f"{agency} {_level_of(place)} {_bare(place).lower()}"
    above = _cased(parent, text, gazetteer) if parent else None
    return Issuer(_cased(agency, text, gazetteer), span, above)


def _goes_on(lines: list[tuple[str, int]], at: int) -> bool:
    """ "ỦY BAN TRUNG ƯƠNG / MẶT TRẬN TỔ QUỐC VIỆT NAM" is one name on two lines."""
    if at == 0:
        return False
    above, here = fold(lines[at - 1][0]), fold(lines[at][0])
    return here.startswith("mat tran") and above.startswith("uy ban") and "nhan dan" not in above


def _bare(place: str) -> str:
    return re.sub(r"^(?:tỉnh|thành phố|tp\.?)\s", "", canonical(place), flags=re.IGNORECASE)


def _level_of(place: str) -> str:
    bare = canonical(_bare(place))
    return "thành phố" if bare in standard.CITIES else "tỉnh"


def _repaired(line: str) -> str:
    """Letterheads on the web lose the first letter of ỦY; OCR puts one before UBND, or errs in a tone."""
    fixed = re.sub(r"^(?:[UỦ]?Ỷ|Y)\s+BAN NHÂN", "ỦY BAN NHÂN", clean(line))
    words = fixed.split()
    for spelled in _OF_EVERY_PLACE if fixed.isupper() else ():
        size = len(spelled.split())
        if fold(" ".join(words[:size])) == fold(spelled):
            fixed = " ".join([spelled, *words[size:]])
    fixed = re.sub(r"(?<!\w)T[IÌÍĨỊ]NH(?!\w)", "TỈNH", fixed)
    return re.sub(r"^[A-ZĐ]UBND\b", "UBND", fixed)


def _lowered(line: str) -> str:
    lowered = canonical(_repaired(line)).lower()
    lowered = re.sub(r"(?<!\w)ubnd(?!\w)", "ủy ban nhân dân", lowered)
    return " ".join(re.sub(r"(?<!\w)hđnd(?!\w)", "hội đồng nhân dân", lowered).split())


def _cased(name: str, text: str, gazetteer: Gazetteer) -> str:
    """Give a name in capitals the letters it has in the body, in the gazetteer, or by the rule of names."""
    if printed := _as_printed(name, text):
        return printed
    tokens = tokens_of(name)
    words: list[str] = []
    at = 0
    while at < len(tokens):
        found = gazetteer.longest(tokens, at)
        if found and (piece := _keep_words(found[0].name, tokens[at].low, found[1] - at)):
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
    return joined[:1].upper() + joined[1:]


def _fixed(tokens: list[Token], at: int) -> tuple[str, int] | None:
    for size in (4, 3, 2):
        parts = tuple(token.low for token in tokens[at : at + size])
        if name := _SPELLED.get(parts) or _PLACES.get(parts):
            return name, size
    return None


def _keep_words(entry: str, first: str, size: int) -> str | None:
    """Use the gazetteer's capitals only where it spells out the same words."""
    tokens = [token for token in tokens_of(entry) if token.word[0].isalnum()]
    return entry if tokens and tokens[0].low == first and len(tokens) <= size + 1 else None


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
