"""Head and foot of a paper as decree 30, Annex I lays them out, for the printed page.

The text of a paper mostly holds them too, in one column. Where everything it says there is known of the
paper, the laid out head and foot are printed in its place; otherwise the words of the text stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from documents.reading.header import Frame, read_frame
from documents.statuses import Family
from vietnamese.dates import long

if TYPE_CHECKING:
    from documents.models import Clause, DocumentPage

HEAD, FOOT = "head", "foot"
Stretch = tuple[int, int]
_COUNTRY: Final = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PARTY: Final = ("ĐẢNG CỘNG SẢN VIỆT NAM", "")
#: They say their name before the number.
_NAMED_BY_NUMBER: Final = frozenset({"Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"})
#: No head of a paper is longer; what is longer was not read rightly.
_LONGEST_HEAD: Final = 1_500


@dataclass(frozen=True)
class Formal:
    """What the head and the foot say; `stretches` are the parts of the text that say the same."""

    state: str
    motto: str
    parent: str
    issuer: str
    number: str
    place_and_day: str
    title: str
    """Empty for letters, which have no title and say what they are about below the number."""
    urgency: str
    recipients: Sequence[str]
    titles: Sequence[str]
    signer: str
    stretches: dict[str, Stretch]

    @property
    def has_foot(self) -> bool:
        return bool(self.signer or self.recipients)


def formal(document: DocumentPage, text: str, clauses: Sequence[Clause]) -> Formal:
    """As the paper is told to this reader, with the parts of `text` that need not be printed besides."""
    kind = document.type
    frame = read_frame(text) if text else None
    own = {HEAD: _head(frame), FOOT: _foot(frame, document)}
    foot_only_in_text = own[FOOT] is None and frame is not None and frame.foot.start < len(text)
    state, motto = _PARTY if kind.family == Family.PARTY else _COUNTRY
    letter = kind.name.startswith("Công văn")
    issuer = document.issuer
    return Formal(
        state=state,
        motto=motto,
        parent=issuer.parent.name if issuer and issuer.parent else "",
        issuer=document.issuer_name,
        number=_number(document),
        place_and_day=", ".join(
            filter(None, [document.place, long(document.issued_on) if document.issued_on else ""])
        ),
        title="" if letter else kind.name.removesuffix(" của Đảng"),
        urgency=document.get_urgency_display() if document.urgency else "",
        recipients=[] if foot_only_in_text else _lines(document.recipients),
        titles=_lines(document.signer_titles),
        signer="" if foot_only_in_text else document.signer,
        stretches={
            name: stretch for name, stretch in own.items() if stretch and not _in_a_clause(stretch, clauses)
        },
    )


def _number(document: DocumentPage) -> str:
    named = f"{document.type.name} số" if document.type.name in _NAMED_BY_NUMBER else "Số"
    if document.code:
        return f"{named}: {document.code}"
    return f"{named}:\u2003\u2003/{document.symbol}" if document.symbol else ""


def _head(frame: Frame | None) -> Stretch | None:
    """From the first word to the end of the subject."""
    if frame is None or frame.code is None or not 0 <= frame.body_at < len(frame.lines):
        return None
    line, start = frame.lines[frame.body_at]
    end = start + len(line)
    return (0, end) if end <= _LONGEST_HEAD else None


def _foot(frame: Frame | None, document: DocumentPage) -> Stretch | None:
    """Recipients and signature, when all they say is known; an annex below them is no part of it."""
    if frame is None or frame.foot.signer is None or not document.signer:
        return None
    if frame.foot.recipients and not document.recipients:
        return None
    return frame.foot.start, max(span.end for span in frame.foot.spans.values())


def _in_a_clause(stretch: Stretch, clauses: Sequence[Clause]) -> bool:
    start, end = stretch
    return any(clause.start < end and clause.end > start for clause in clauses)


def _lines(text: str) -> list[str]:
    """One entry a line, without the dash and the stop that the layout puts there."""
    return [line for line in (line.strip(" \t-–;.") for line in text.splitlines()) if line]
