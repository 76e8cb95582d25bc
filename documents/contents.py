"""What a text says of itself: its clauses and what it cites. No database: it may be read in any process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from documents.clauses import Piece, pieces
from documents.reading.citations import cited_papers
from documents.reading.findings import Citation
from documents.reading.gazetteer import STANDARD
from documents.reading.header import read_frame
from documents.reading.outline import build_outline


@dataclass(frozen=True)
class Contents:
    """In the order of the text."""

    pieces: tuple[Piece, ...] = ()
    citations: tuple[Citation, ...] = ()
    #: What a higher app makes of the pieces, one for each; empty where it was not asked.
    made: Sequence[Any] = ()


#: Makes something of the pieces of a text; a function of a module that needs no Django.
Make = Callable[[Sequence[Piece]], Sequence[Any]]


def contents_of(text: str, code: str, make: Make | None = None) -> Contents:
    """`code` is the number of the paper where its text does not say it."""
    if not text:
        return Contents()
    frame = read_frame(text)
    outline = build_outline(text, frame.body_start, frame.foot.start)
    first = outline.children[0].span.start if outline.children else frame.foot.start
    citations = cited_papers(text, STANDARD, frame.code or code, frame.body_start, first)
    found = tuple(pieces(outline))
    return Contents(found, citations, make(found) if make else ())


def contents_of_all(texts: list[tuple[str, str]], make: Make | None) -> list[Contents]:
    """The same of texts with their codes; it stands here because another process imports this module."""
    return [contents_of(text, code, make) for text, code in texts]
