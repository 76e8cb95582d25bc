"""What a clerk registers from the head of a paper: number, type, subject, issuer, place and date."""

import re
from dataclasses import dataclass
from datetime import date

from documents.reading import standard
from documents.reading.codes import CODE, PARTY_CODE
from documents.reading.findings import Header, Span
from documents.reading.gazetteer import Gazetteer
from documents.reading.issuers import (
    Issuer,
    is_authority,
    is_bare_post,
    issuer_in_body,
    issuer_of_lines,
    officer_of,
)
from documents.reading.kinds import KINDS, kind_titled
from documents.reading.marks import find_marks, mark_of
from documents.reading.outline import paragraphs_of
from documents.reading.signature import Foot, find_signature
from documents.reading.titles import BODY, Title, find_subject, find_title, is_state, kind_of
from vietnamese.text import fold

_OPENING = 70
_NUMBER = re.compile(
    rf"(?P<law>(?:Bộ\s)?Luật\s|Pháp lệnh\s|Nghị quyết\s)?(?<!\w)(?:Số|SỐ|"
    rf"số)(?:\shiệu)?\s?[:.]{{0,2}}\s{{0,3}}(?:(?P<party>{PARTY_CODE})|(?P<code>{CODE}))"
)
_BLANK_NUMBER = re.compile(
    r"(?:Số|SỐ)\s?:?\s?[.…_\sIl]{0,40}/\s?(?P<symbol>(?:(?:19|"
    r"20)\d{2}\s?/\s?)?[A-ZĐ][\wĐđ]{1,14}(?:\s?-\s?[A-ZĐ][\w]{0,14}){0,3})"
)
_DATE = re.compile(
    r"(?P<place>(?:(?:Thành phố|thành phố|tỉnh|Tỉnh|huyện|xã|phường|thị xã|Tp\.?|TP\.?|"
    r"[A-ZĐĂÂÊÔƠƯÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ]"
    r"[\w'.-]{0,14})[ ,.-]{1,2}){0,6}?)\s?,?\s?[Nn]gày\s{0,3}(?P<day>\d{1,2}|"
    r"[.…_ ]{1,12})?\s{0,3}tháng\s{0,3}"
    r"(?P<month>\d{1,2}|[.…_ ]{1,12})?\s{0,3}năm\s{0,3}(?P<year>\d{4}|20[.…_ ]{0,4})?"
)
_META_SIGNER = re.compile(r"Người ký\s?:?\s?(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,4})")


@dataclass(frozen=True)
class Head:
    """The header, and where the parts of the paper around the body are."""

    header: Header
    body_start: int
    body_end: int


@dataclass
class Frame:
    """What says where the parts of a paper are: number, day, title and subject above, the signature below."""

    lines: list[tuple[str, int]]
    spans: dict[str, Span]
    number_at: int | None
    number: int | str | None
    symbol: str | None
    code: str | None
    place: str | None
    issued_on: date | None
    title: Title | None
    kind: str | None
    subject: str | None
    body_at: int
    body_start: int
    foot: Foot


def read_frame(text: str) -> Frame:
    """The number of a paper and where its body is: half the price of the whole head."""
    lines = _opening(text)
    spans: dict[str, Span] = {}
    number_at = _number_line(lines)
    number, symbol, code = _number(lines, number_at, spans)
    place, issued_on, date_at = _place_and_date(lines, number_at, spans)
    title = find_title(lines)
    kind = kind_of(title, symbol, lines[number_at][0] if number_at is not None else "", lines)
    if title:
        spans["type"] = Span(lines[title.at][1], lines[title.at][1] + len(lines[title.at][0]))
    title_at = title.at if title else None
    after = max((at for at in (number_at, date_at, title_at) if at is not None), default=-1)
    subject, subject_span, subject_end = find_subject(lines, title, after, kind)
    if subject_span:
        spans["subject"] = subject_span
    body_at = max(after, subject_end)
    last = _past_addressees(lines, body_at)
    body_start = lines[last][1] + len(lines[last][0]) if 0 <= last < len(lines) else 0
    foot = find_signature(text, body_start)
    return Frame(
        lines, spans, number_at, number, symbol, code, place, issued_on, title, kind, subject, body_at,
        body_start, foot,
    )  # fmt: skip


def read_header(text: str, gazetteer: Gazetteer) -> Head:
    """Read the head and the foot of the paper."""
    frame = read_frame(text)
    spans, foot = frame.spans, frame.foot
    issuer = _issuer(text, frame, gazetteer)
    if issuer:
        spans["issuer"] = issuer.span
    marks = find_marks(frame.lines[: frame.body_at + 1])
    spans |= {name: span for name, (_, span) in marks.items()}
    signer = foot.signer
    if signer is None and (meta := _META_SIGNER.search(text, 0, 3000)):
        signer, spans["signer"] = foot.named(meta["name"]), Span(meta.start("name"), meta.end("name"))
    spans |= foot.spans
    return Head(
        Header(
            number=frame.number,
            symbol=frame.symbol,
            code=frame.code,
            place=frame.place,
            issued_on=frame.issued_on,
            type=frame.kind,
            type_name=KINDS.get(frame.kind) if frame.kind else None,
            subject=frame.subject,
            issuer=issuer.name if issuer else None,
            signer=signer,
            recipients=foot.recipients,
            parent=issuer.parent if issuer else None,
            urgency=marks["urgency"][0] if "urgency" in marks else None,
            secrecy=marks["secrecy"][0] if "secrecy" in marks else None,
            circulation=marks["circulation"][0] if "circulation" in marks else None,
            spans=spans,
        ),
        frame.body_start,
        foot.start,
    )


def _past_addressees(lines: list[tuple[str, int]], at: int) -> int:
    """Skip "Kính gửi:" and the agencies listed below it; their dashes are no part of the outline."""
    first = next(
        (i for i in range(max(at, 0), min(at + 8, len(lines))) if lines[i][0].startswith("Kính gửi")), None
    )
    if first is None:
        return at
    last = first
    while last + 1 < len(lines) and re.match(r"[-–•+*]\s?\S", lines[last + 1][0]):
        last += 1
    return last


def _opening(text: str) -> list[tuple[str, int]]:
    lines: list[tuple[str, int]] = []
    for line, start in paragraphs_of(text[:20000]):
        lines.append((line[:2000], start))
        if len(lines) >= _OPENING:
            break
    return lines


def _number_line(lines: list[tuple[str, int]]) -> int | None:
    for at, (line, _) in enumerate(lines):
        if BODY.match(line):
            return None
        if (found := _NUMBER.search(line)) and "hiệu" not in line[: found.end()]:
            before = line[: found.start()].strip()
            if not before or before.isupper():
                return at
        if (blank := _BLANK_NUMBER.search(line)) and blank.start() <= 12:
            return at
    return None


def _number(
    lines: list[tuple[str, int]], at: int | None, spans: dict[str, Span]
) -> tuple[int | str | None, str | None, str | None]:
    if at is None:
        return None, None, None
    line, start = lines[at]
    if found := _NUMBER.search(line):
        group = "party" if found["party"] else "code"
        printed = found[group].rstrip("-–. ")
        spans["code"] = Span(start + found.start(group), start + found.start(group) + len(printed))
        code = re.sub(r"/{2,}", "/", re.sub(r"\s+", "", printed).replace("–", "-"))
        digits, rest = re.split(r"[/-]", code, maxsplit=1)
        symbol = re.sub(r"^(?:19|20)\d{2}/", "", rest)
        return int(digits) if digits.isdigit() else digits, symbol, code
    if blank := _BLANK_NUMBER.search(line):
        spans["symbol"] = Span(start + blank.start("symbol"), start + blank.end("symbol"))
        return None, re.sub(r"^(?:19|20)\d{2}/", "", re.sub(r"\s+", "", blank["symbol"])), None
    return None, None, None


def _place_and_date(
    lines: list[tuple[str, int]], number_at: int | None, spans: dict[str, Span]
) -> tuple[str | None, date | None, int | None]:
    for at, (line, start) in enumerate(lines):
        if BODY.match(line) or (number_at is not None and at > number_at + 12):
            break
        begin = 0
        if at == number_at and (found := _NUMBER.search(line)):
            begin = found.end()
        if not (found := _DATE.search(line, begin)) or found.start() - begin > 12:
            continue
        place = found["place"].strip(" ,")
        if whole := _with_line_above(place, lines, at):
            spans["issued_on"] = Span(start + found.end("place"), start + found.end())
            spans["place"] = Span(lines[at - 1][1], start + found.start("place") + len(place))
            return whole, _day(found), at
        if not place and number_at is None and not line.lstrip().lower().startswith("ngày"):
            continue
        spans["issued_on"] = Span(start + found.end("place"), start + found.end())
        if place:
            spans["place"] = Span(start + found.start("place"), start + found.start("place") + len(place))
        return place or None, _day(found), at
    return None, None, None


def _with_line_above(place: str, lines: list[tuple[str, int]], at: int) -> str | None:
    """A place whose name was broken over two lines: "Sơn", "La, ngày …"."""
    if not place or at == 0 or home_of(place) or len(lines[at - 1][0]) > 20:
        return None
    whole = f"{lines[at - 1][0]} {place}"
    return whole if home_of(whole) else None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except (TypeError, ValueError):
        return None


# With it the signature begins: what stands below in capitals are posts.
_SIGNS_FOR = re.compile(r"(?:TM|T/M|KT|K/T|TL|TUQ|Q)\.?\s")


def _issuer(text: str, frame: Frame, gazetteer: Gazetteer) -> Issuer | None:
    lines, number_at, body_at = frame.lines, frame.number_at, frame.body_at
    place, title = frame.place, frame.title
    stop = number_at if number_at is not None else _letterhead_end(lines)
    letterhead = [
        (line, start)
        for line, start in (_without_state(line, start) for line, start in lines[:stop])
        if line.isupper() and not is_state(line) and kind_titled(line) is None and mark_of(line) is None
    ]
    if title is not None and (authority := _authority_of_title(lines, title, gazetteer, letterhead, text)):
        return authority
    for line, start in lines[body_at + 1 : body_at + 4]:
        if not line.isupper() or (letterhead and _SIGNS_FOR.match(line)):
            break
        if is_authority(line) and not (letterhead and is_bare_post(line)):
            level = next((above for above, _ in lines[:stop] if above.startswith("TỈNH ")), None)
            officer = issuer_of_lines([(line, start)], level or place, text, gazetteer)
            return officer and officer_of(officer, issuer_of_lines(letterhead, place, text, gazetteer))
    named = issuer_of_lines(letterhead, place, text, gazetteer) if letterhead else None
    if named is None and number_at is not None:
        below = [
            pair
            for pair in lines[number_at + 1 : number_at + 6]
            if is_authority(pair[0]) and pair[0].isupper()
        ]
        named = issuer_of_lines(below[:2], place, text, gazetteer) if below else None
    return named or issuer_in_body(lines[max(body_at, 0) : max(body_at, 0) + 16], gazetteer)


def _authority_of_title(
    lines: list[tuple[str, int]],
    title: Title,
    gazetteer: Gazetteer,
    letterhead: list[tuple[str, int]],
    text: str,
) -> Issuer | None:
    """ "CHỈ THỊ / CỦA BAN THƯỜNG VỤ TỈNH ỦY": the letterhead says which province's."""
    at, words = title.at, title.authority
    if words is None and at + 1 < len(lines) and lines[at + 1][0].startswith("CỦA "):
        at, words = at + 1, lines[at + 1][0][4:]
    if words is None or not is_authority(words):
        return None
    start = lines[at][1] + lines[at][0].index(words)
    whole = next((line for line, _ in letterhead if line.startswith(words.split()[-2] + " ")), "")
    last = " ".join(words.split()[-2:])
    if letterhead and (owner := next((line for line, _ in letterhead if line.startswith(f"{last} ")), whole)):
        words = f"{words} {owner[len(last) :].strip()}" if owner.startswith(last) else words
    return issuer_of_lines([(words, start)], None, text, gazetteer)


def _letterhead_end(lines: list[tuple[str, int]]) -> int:
    """Without a number the letterhead is what stands in capitals at the top."""
    for at, (line, _) in enumerate(lines[:12]):
        if line and not line.isupper():
            return at
    return 0


def _without_state(line: str, start: int) -> tuple[str, int]:
    """Cut the name of the state off a letterhead whose columns ran together."""
    cut = min((at for words in ("cong hoa xa", "doc lap") if (at := fold(line).find(words)) > 0), default=-1)
    return (line[:cut].rstrip(), start) if cut > 0 else (line, start)


def home_of(place: str | None) -> str | None:
    """Return the province a paper is dated in, in the spelling used everywhere else."""
    if place is None:
        return None
    folded = (
        fold(place).removeprefix("tinh ").removeprefix("thanh pho ").removeprefix("tp. ").removeprefix("tp ")
    )
    return next((name for name in standard.PROVINCES if fold(name) == folded), None)
