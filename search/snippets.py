"""Words of a row as they are shown: the original spelling, escaped, every hit marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape  # Django's own, which asks first whether a text is lazy, takes twice as long

from django.utils.safestring import SafeString, mark_safe

from vietnamese.runs import places

#: Letters of a snippet, before and after the first hit.
BEFORE, AFTER = 80, 240
#: Letters after a hit that tell whether two texts say the same there.
SAME = 60


def snippet(text: str, runs: Sequence[tuple[str, ...]]) -> SafeString:
    """The words around the first hit, in the original spelling, every hit marked; escaped."""
    whole = " ".join(text.split())
    found = told(whole, runs)
    first = found[0][0] if found else 0
    start = max(0, first - BEFORE)
    end = min(len(whole), first + AFTER)
    if start:
        start = whole.find(" ", start, first) + 1 or start
    if end < len(whole):
        end = whole.rfind(" ", first, end) if whole.rfind(" ", first, end) > first else end
    shown = _marked(whole, start, end, found)
    return mark_safe(f"{'…' if start else ''}{shown}{'…' if end < len(whole) else ''}")


def said(text: str, others: Sequence[str], runs: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of the others has what this text says from its first hit on."""
    whole = " ".join(text.split())
    found = told(whole, runs) if others else []
    if not found:
        return False
    first, end = found[0]
    words = whole[first : max(end, first + SAME)].rsplit(" ", 1)[0]
    return any(words in " ".join(other.split()) for other in others)


def highlighted(text: str, runs: Sequence[tuple[str, ...]]) -> SafeString:
    """The text, escaped, with the runs of syllables in <mark>."""
    return mark_safe(_marked(text, 0, len(text), told(text, runs)))


def _marked(text: str, start: int, end: int, places: Sequence[tuple[int, int]]) -> str:
    """This piece of the text, escaped, with these places in <mark>."""
    parts: list[str] = []
    at = start
    for begun, ended in places:
        if start <= begun and ended <= end:
            parts += [escape(text[at:begun]), "<mark>", escape(text[begun:ended]), "</mark>"]
            at = ended
    return "".join([*parts, escape(text[at:end])])


def told(text: str, runs: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """The places worth marking: a syllable alone is left out where it stands beside its neighbour elsewhere.

    Without accents "ho" of "ho tro" is also họ and hộ, which nobody asked for.
    """
    found = places(text, runs)
    held = {syllable for _, _, run in found if len(run) > 1 for syllable in run}
    return [(start, end) for start, end, run in found if len(run) > 1 or run[0] not in held]
