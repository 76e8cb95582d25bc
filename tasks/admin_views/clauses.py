"""The clauses a task can stand on: those of the published text, or of the draft before it is published."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents.clauses import pieces
from documents.models import DocumentPage
from documents.reading.gazetteer import STANDARD
from documents.reading.header import read_header
from documents.reading.outline import build_outline
from vietnamese.text import clean

SHOWN = 90


@dataclass(frozen=True)
class Place:
    """`quote` is what the clause says, heading and text."""

    anchor: str
    path: str
    quote: str

    @property
    def words(self) -> str:
        line = " ".join(self.quote.split())
        return f"{self.path or _('Opening')}: {line[:SHOWN]}{'…' if len(line) > SHOWN else ''}"


def places_of(document: DocumentPage) -> list[Place]:
    """In the order of the text."""
    if document.live:
        return [
            Place(row.anchor, row.path or row.label, _quote(row.heading, row.text))
            for row in document.clauses.only(
                "anchor", "path", "label", "heading", "text", "document"
            ).order_by("order")
        ]
    text = document.get_latest_revision_as_object().text
    if not text:
        return []
    text = clean(text)
    head = read_header(text, STANDARD)
    outline = build_outline(text, head.body_start, head.body_end)
    return [
        Place(piece.anchor, piece.path or piece.label, _quote(piece.heading, piece.text))
        for piece in pieces(outline)
    ]


def _quote(heading: str, text: str) -> str:
    return "\n".join(filter(None, [heading, text]))
