"""Runs of syllables in a text: where they stand, however marked, and the text without them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from vietnamese.text import clean, fold, words

#: Folded syllables that stand side by side.
Run = tuple[str, ...]

#: What stands where a run was left out.
LEFT_OUT: Final = "[…]"


def runs_of(lines: str) -> tuple[Run, ...]:
    """The runs of a text that names one a line; the empty text costs nothing."""
    return tuple(run for line in lines.splitlines() if (run := tuple(words(fold(clean(line))))))


def places(text: str, wanted: Sequence[Run]) -> list[tuple[int, int, Run]]:
    """Where runs stand in a cleaned text, in order, without overlaps, the longest first.

    Folding keeps each letter in its place, so a place in the folded text is the same place in the original.
    """
    found = _finder(tuple(wanted)).finditer(fold(text))
    return [(hit.start(), hit.end(), tuple(words(hit.group()))) for hit in found]


def holds(text: str, wanted: Sequence[Run]) -> bool:
    """Whether one of the runs stands in a text, cleaned or not."""
    return bool(wanted) and _finder(tuple(wanted)).search(fold(clean(text))) is not None


def without(text: str, wanted: Sequence[Run]) -> str:
    """A cleaned text with LEFT_OUT wherever one of the runs stands."""
    return Rest.of(text, wanted).text if wanted else text


@dataclass(frozen=True)
class Rest:
    """What is left of a text, and where its places went."""

    text: str
    cuts: tuple[tuple[int, int], ...]
    wanted: tuple[Run, ...]

    @staticmethod
    def of(text: str, wanted: Sequence[Run]) -> Rest:
        cuts = tuple((start, end) for start, end, _run in places(text, wanted))
        kept: list[str] = []
        at = 0
        for start, end in cuts:
            kept += [text[at:start], LEFT_OUT]
            at = end
        return Rest("".join([*kept, text[at:]]), cuts, tuple(wanted))

    def moved(self, place: int) -> int:
        """Where a place of the whole text is now; what stood inside a run stands at its beginning."""
        shift = 0
        for start, end in self.cuts:
            if place <= start:
                break
            if place < end:
                return start + shift
            shift += len(LEFT_OUT) - (end - start)
        return place + shift


@lru_cache(maxsize=64)
def _finder(wanted: tuple[Run, ...]) -> re.Pattern[str]:
    """All runs of a question in one expression: a page marks some eighty texts with it."""
    runs = sorted((run for run in wanted if run), key=len, reverse=True)
    either = "|".join(r"[\W_]+".join(re.escape(syllable) for syllable in run) for run in runs)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])" if runs else r"(?!)")
