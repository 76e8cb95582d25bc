"""Where the findings of a reading stand in its text, under the names of the fields that hold them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import Any

from documents.presentation.placed_text import Place

#: A longer text is cut on the screen; it is whole in the file and in the register.
SHOWN = 150_000
#: Findings of the header under the names of the form's fields.
FIELDS = {"symbol": "code", "titles": "signer_titles"}


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
