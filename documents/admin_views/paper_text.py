"""The text of a paper with a mark wherever something was found in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

#: A longer text is cut on the screen; it is whole in the file and in the register.
SHOWN = 150_000
#: Findings of the header under the names of the form's fields.
FIELDS = {"symbol": "code", "titles": "signer_titles"}


@dataclass(frozen=True)
class Place:
    """Where something was found; `page` is that of the original, 0 when it has no pages of its own."""

    start: int
    end: int
    field: str
    page: int = 0


def places_of(findings: dict[str, Any]) -> list[Place]:
    """In the order of the text; of two that overlap the first one stays."""
    turns = turns_of(findings)
    header = findings.get("header", {})
    found = [
        Place(start, end, FIELDS.get(name, name)) for name, (start, end) in header.get("spans", {}).items()
    ]
    for index, cited in enumerate(findings.get("citations", [])):
        found += [Place(start, end, f"c{index}") for start, end in cited.get("spans", [])]
    numbered = len(findings.get("citations", []))
    for index, law in enumerate(findings.get("laws", []), start=numbered):
        start, end = law["span"]
        found.append(Place(start, end, f"c{index}"))
    kept: list[Place] = []
    for place in sorted(found, key=lambda one: (one.start, one.end)):
        if place.start < place.end and (not kept or place.start >= kept[-1].end):
            kept.append(replace(place, page=bisect_right(turns, place.start) if turns else 0))
    return kept


def turns_of(findings: dict[str, Any]) -> list[int]:
    """Where each page begins in the text; nothing when the file has no pages of its own."""
    turns: list[int] = findings.get("turns", []) if findings.get("pages") else []
    return turns if len(turns) > 1 else []


def laid_out(text: str, findings: dict[str, Any]) -> SafeString:
    """The places are links to their fields, which works without a script; each page says its number."""
    shown = text[:SHOWN]
    marks: list[tuple[int, SafeString]] = [
        (turn, format_html('<span class="vt-turn">{}</span>', _("page %(number)d") % {"number": number}))
        for number, turn in enumerate(turns_of(findings), 1)
        if turn < len(shown)
    ]
    named: set[str] = set()
    at = 0
    pieces: list[str] = []
    for place in places_of(findings):
        if place.end > len(shown):
            break
        pieces += _between(shown, at, place.start, marks)
        pieces.append(_link(place, shown[place.start : place.end], first=place.field not in named))
        named.add(place.field)
        at = place.end
    pieces += _between(shown, at, len(shown), marks)
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
