"""The text of a paper with a link wherever something of a form beside it stands, and the form's way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Place:
    """Where something was found; `page` is that of the original, 0 when it has no pages of its own."""

    start: int
    end: int
    field: str
    page: int = 0


def laid_out(text: str, places: Iterable[Place], turns: Sequence[int] = ()) -> SafeString:
    """The places are links to their fields, which works without a script; each page says its number.

    `places` stand in the order of the text and do not overlap; `turns` are where the pages begin.
    """
    marks: list[tuple[int, SafeString]] = [
        (turn, format_html('<span class="vt-turn">{}</span>', _("page %(number)d") % {"number": number}))
        for number, turn in enumerate(turns, 1)
        if turn < len(text)
    ]
    named: set[str] = set()
    at = 0
    pieces: list[str] = []
    for place in places:
        if place.end > len(text):
            break
        pieces += _between(text, at, place.start, marks)
        pieces.append(_link(place, text[place.start : place.end], first=place.field not in named))
        named.add(place.field)
        at = place.end
    pieces += _between(text, at, len(text), marks)
    return mark_safe("".join(pieces))


def _between(text: str, start: int, end: int, marks: list[tuple[int, SafeString]]) -> Iterator[str]:
    """The text between two places, with the turns of the pages up to there; those are taken from the list."""
    while marks and marks[0][0] <= end:
        turn, mark = marks.pop(0)
        yield escape(text[start : max(start, turn)])
        yield mark
        start = max(start, turn)
    yield escape(text[start:end])


def _link(place: Place, words: str, *, first: bool) -> SafeString:
    return format_html(
        '<a class="vt-place"{} href="#field-{}" data-place="{}"{} tabindex="-1">{}</a>',
        format_html(' id="place-{}"', place.field) if first else "",
        place.field,
        place.field,
        format_html(' data-page="{}"', place.page) if place.page else "",
        words,
    )
