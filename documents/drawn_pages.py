"""The pages of a PDF or a picture, drawn one at a time for whoever compares them with what was read."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from documents.reading.errors import ReadingError
from documents.reading.files.cage import draw_in_cage
from documents.reading.sources import kind_of

#: Kinds of files, by the names the cage knows them, that are pages.
DRAWN: Final = frozenset({"pdf", "picture"})


def draw_page(content: bytes, number: int) -> bytes | None:
    """A page as WebP, the first is 1; None when there is none, or it cannot be drawn."""
    with suppress(ReadingError):
        if (kind := kind_of(content)) in DRAWN:
            return draw_in_cage(kind, content, number).content
    return None


def count_pages(content: bytes) -> int:
    """How many pages can be drawn; none of files that are no pages."""
    with suppress(ReadingError):
        if (kind := kind_of(content)) in DRAWN:
            return draw_in_cage(kind, content).pages
    return 0
