"""What a clerk registers from the head of a paper: number, type, subject, issuer, place and date."""

import re
from dataclasses import dataclass

from documents.reading.authority import find_issuer, issuer_of_signer
from documents.reading.findings import Header, Span
from documents.reading.gazetteer import Gazetteer
from documents.reading.imprint import Imprint, read_imprint, with_figures
from documents.reading.kinds import KINDS
from documents.reading.marks import find_marks
from documents.reading.outline import paragraphs_of
from documents.reading.signature import Foot, find_signature
from documents.reading.titles import Line, Title, find_subject, find_title, kind_of

_OPENING = 70
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

    lines: list[Line]
    spans: dict[str, Span]
    imprint: Imprint
    title: Title | None
    kind: str | None
    subject: str | None
    body_at: int
    body_start: int
    foot: Foot

    @property
    def code(self) -> str | None:
        return self.imprint.code


def read_frame(text: str) -> Frame:
    """The number of a paper and where its body is: half the price of the whole head."""
    lines = _opening(text)
    imprint = read_imprint(lines)
    spans = dict(imprint.spans)
    number_at = imprint.number_at
    title = find_title(lines)
    kind = kind_of(title, imprint.symbol, lines[number_at][0] if number_at is not None else "", lines)
    if title:
        spans["type"] = Span(lines[title.at][1], lines[title.at][1] + len(lines[title.at][0]))
    title_at = title.at if title else None
    after = max((at for at in (number_at, imprint.date_at, title_at) if at is not None), default=-1)
    subject, subject_span, subject_end = find_subject(lines, title, after, kind)
    if subject_span:
        spans["subject"] = subject_span
    body_at = max(after, subject_end)
    last = _past_addressees(lines, body_at)
    body_start = lines[last][1] + len(lines[last][0]) if 0 <= last < len(lines) else 0
    foot = find_signature(text, body_start)
    return Frame(lines, spans, imprint, title, kind, subject, body_at, body_start, foot)


def read_header(text: str, gazetteer: Gazetteer) -> Head:
    """Read the head and the foot of the paper."""
    frame = read_frame(text)
    lines, spans, imprint, foot = frame.lines, frame.spans, frame.imprint, frame.foot
    issuer = find_issuer(text, lines, imprint, frame.title, frame.kind, frame.body_at, gazetteer)
    marks = find_marks(lines[: frame.body_at + 1])
    spans |= {name: span for name, (_, span) in marks.items()}
    signer = foot.signer
    if signer is None and (meta := _META_SIGNER.search(text, 0, 3000)):
        signer, spans["signer"] = foot.named(meta["name"]), Span(meta.start("name"), meta.end("name"))
    spans |= foot.spans
    if issuer is None and signer and "signer" in spans:
        issuer = issuer_of_signer(signer, spans["signer"], imprint.place, text, gazetteer)
    if issuer:
        spans["issuer"] = issuer.span
    header = Header(
        number=imprint.number,
        symbol=imprint.symbol,
        code=imprint.code,
        place=imprint.place,
        issued_on=imprint.issued_on,
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
    )
    return Head(header, frame.body_start, foot.start)


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
        lines.append((with_figures(line[:2000]), start))
        if len(lines) >= _OPENING:
            break
    return lines
