"""What a text says of itself: its clauses and what it cites. No database: it may be read in any process."""

from __future__ import annotations

from dataclasses import dataclass

from documents.clauses import Piece, pieces
from documents.reading.citations import cited_papers
from documents.reading.findings import Citation
from documents.reading.gazetteer import STANDARD
from documents.reading.header import read_header
from documents.reading.outline import build_outline


@dataclass(frozen=True)
class Contents:
    """In the order of the text."""

    pieces: tuple[Piece, ...] = ()
    citations: tuple[Citation, ...] = ()


def contents_of(text: str, code: str) -> Contents:
    """`code` is the number of the paper where its text does not say it."""
    if not text:
        return Contents()
    head = read_header(text, STANDARD)
    outline = build_outline(text, head.body_start, head.body_end)
    first = outline.children[0].span.start if outline.children else head.body_end
    citations = cited_papers(text, STANDARD, head.header.code or code, head.body_start, first)
    return Contents(tuple(pieces(outline)), citations)


def contents_of_all(texts: list[tuple[str, str]]) -> list[Contents]:
    """The same of texts with their codes; it stands here because another process imports this module."""
    return [contents_of(text, code) for text, code in texts]
