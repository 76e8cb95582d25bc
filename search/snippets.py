"""Words of a row as they are shown: the original spelling, escaped, every hit marked."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.text import places, syllables

#: Letters of a snippet, before and after the first hit.
BEFORE, AFTER = 80, 240


def snippet(text: str, runs: Sequence[tuple[str, ...]]) -> SafeString:
    """The words around the first hit, in the original spelling, every hit marked; escaped."""
    first = next(iter(told(text, runs)), (0, 0))[0]
    start = max(0, first - BEFORE)
    end = min(len(text), first + AFTER)
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = text.rfind(" ", first, end) if text.rfind(" ", first, end) > first else end
    shown = highlighted(" ".join(text[start:end].split()), runs)
    return mark_safe(f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}")


def highlighted(text: str, runs: Sequence[tuple[str, ...]]) -> SafeString:
    """The text, escaped, with the runs of syllables in <mark>."""
    parts: list[str] = []
    at = 0
    for start, end in told(text, runs):
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))


def told(text: str, runs: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """The places worth marking: a syllable alone is left out where it stands beside its neighbour elsewhere.

    Without accents "ho" of "ho tro" is also họ and hộ, which nobody asked for.
    """
    found = places(text, runs)
    held = {token for start, end in found if len(run := syllables(text[start:end])) > 1 for token in run}
    return [(start, end) for start, end in found if not _alone(text[start:end], held)]


def _alone(words: str, held: set[str]) -> bool:
    run = syllables(words)
    return len(run) == 1 and run[0] in held
