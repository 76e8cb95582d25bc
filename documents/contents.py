"""What a text says of itself: its clauses and what it cites. No database: it may be read in any process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Final

from documents.clauses import Piece, pieces
from documents.lines import line
from documents.reading.citations import cited_papers
from documents.reading.findings import Citation
from documents.reading.gazetteer import STANDARD
from documents.reading.header import read_frame
from documents.reading.outline import build_outline

#: The columns of a clause that its text says, in the order of their cells.
OF_PIECE: Final = ("order", *(field.name for field in fields(Piece)))
_CELLS = attrgetter(*OF_PIECE[1:])


@dataclass(frozen=True)
class Contents:
    """In the order of the text."""

    pieces: tuple[Piece, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Ready:
    """Contents in the words the database takes: a line for each clause, without the key of the paper.

    `anchors` are those of the clauses the citations stand in; `made` is what a higher app makes of the
    clauses, None where it was not asked.
    """

    clauses: str = ""
    citations: tuple[Citation, ...] = ()
    anchors: tuple[str, ...] = ()
    made: Any = None


#: Makes something of the pieces of a text; a function of a module that needs no Django.
Make = Callable[[Sequence[Piece]], Any]


def contents_of(text: str, code: str) -> Contents:
    """`code` is the number of the paper where its text does not say it."""
    if not text:
        return Contents()
    frame = read_frame(text)
    outline = build_outline(text, frame.body_start, frame.foot.start)
    first = outline.children[0].span.start if outline.children else frame.foot.start
    citations = cited_papers(text, STANDARD, frame.code or code, frame.body_start, first)
    return Contents(tuple(pieces(outline)), citations)


def ready(text: str, code: str, make: Make | None) -> Ready:
    """The contents of a text as they are written with many others."""
    found = contents_of(text, code)
    lines = [line((order, *_CELLS(piece))) for order, piece in enumerate(found.pieces)]
    anchors = tuple(anchor_of(citation, found.pieces) for citation in found.citations)
    return Ready("\n".join(lines), found.citations, anchors, make(found.pieces) if make else None)


def all_ready(texts: list[tuple[str, str]], make: Make | None) -> list[Ready]:
    """The same of texts with their codes; it stands here because another process imports this module."""
    return [ready(text, code, make) for text, code in texts]


def anchor_of(citation: Citation, clauses: Sequence[Piece]) -> str:
    """The anchor of the clause that cites first."""
    return anchor_at(clauses, citation.places[0].start)


def anchor_at(clauses: Sequence[Any], place: int) -> str:
    """The anchor of the last clause that starts before the place."""
    low, high = 0, len(clauses)
    while low < high:
        middle = (low + high) // 2
        if clauses[middle].start <= place:
            low = middle + 1
        else:
            high = middle
    return str(clauses[low - 1].anchor) if low else ""
