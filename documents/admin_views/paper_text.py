"""The text of a paper with a mark wherever something was found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

#: A longer text is cut on the screen; it is whole in the file and in the register.
SHOWN = 150_000
#: Findings of the header under the names of the form's fields.
FIELDS = {"symbol": "code", "titles": "signer_titles"}


@dataclass(frozen=True)
class Place:
    start: int
    end: int
    field: str


def places_of(findings: dict[str, Any]) -> list[Place]:
    """In the order of the text; of two that overlap the first one stays."""
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
            kept.append(place)
    return kept


def laid_out(text: str, findings: dict[str, Any]) -> SafeString:
    """The places are links to their fields: that works without a script."""
    return mark_safe("".join(_pieces(text[:SHOWN], places_of(findings))))


def _pieces(text: str, places: list[Place]) -> Iterator[str]:
    at = 0
    named: set[str] = set()
    for place in places:
        if place.end > len(text):
            break
        yield escape(text[at : place.start])
        first = place.field not in named
        named.add(place.field)
        yield format_html(
            '<a class="vt-place"{} href="#field-{}" data-place="{}" tabindex="-1">{}</a>',
            format_html(' id="place-{}"', place.field) if first else "",
            place.field,
            place.field,
            text[place.start : place.end],
        )
        at = place.end
    yield escape(text[at:])
