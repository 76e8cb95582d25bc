"""From text to terms: one way for writing and for asking, the same for every engine.

A term is a folded syllable or two neighbouring ones joined by "_". Pairs know what Vietnamese words are
without a dictionary; counted beside single syllables they find more than any word segmenter that was tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from vietnamese.text import canonical, clean, fold, words

#: Longer runs of letters are no syllables of any language; what follows would only fill the index.
LONGEST = 60
#: Syllables read of one row; a clause of this length is a whole book that no outline divides.
MOST = 40_000
#: What stands where a name was left out.
LEFT_OUT = "[…]"


def syllables(text: str) -> list[str]:
    """The folded syllables and numbers of a text, in order."""
    return [token[:LONGEST] for token in words(fold(clean(text)))[:MOST]]


def pairs(found: Sequence[str]) -> list[str]:
    """Neighbouring syllables joined."""
    return [f"{first}_{second}" for first, second in pairwise(found)]


def count_terms(found: Sequence[str]) -> Counter[str]:
    """How often each syllable and each pair stands in the text."""
    counted = Counter(found)
    counted.update(pairs(found))
    return counted


def written(text: str) -> list[str]:
    """The syllables of a text as they are written, small and with the tone in one place, in order."""
    return [token[:LONGEST] for token in words(canonical(clean(text)).lower())[:MOST]]


def marked(text: str) -> set[str]:
    """The syllables that carry a mark or đ, in one spelling: what an exact question asks for."""
    return {token for token in {*written(text)} if not token.isascii() and _differs(token)}


@lru_cache(maxsize=30_000)
def _differs(token: str) -> bool:
    """Whether a syllable loses a mark when it is folded; the language has some seven thousand."""
    return token != fold(token)


def without(text: str, runs: Sequence[tuple[str, ...]]) -> str:
    """A cleaned text with LEFT_OUT wherever one of these runs of folded syllables stands."""
    kept: list[str] = []
    at = 0
    for start, end, _run in places(text, runs):
        kept += [text[at:start], LEFT_OUT]
        at = end
    return "".join([*kept, text[at:]])


def places(text: str, wanted: Sequence[tuple[str, ...]]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where runs of folded syllables stand in a cleaned text, in order, without overlaps, the longest first.

    Folding keeps each letter in its place, so a place in the folded text is the same place in the original.
    """
    found = _finder(tuple(wanted)).finditer(fold(text))
    return [(hit.start(), hit.end(), tuple(words(hit.group()))) for hit in found]


@lru_cache(maxsize=64)
def _finder(wanted: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """All runs of a question in one expression: a page marks some eighty texts with it."""
    runs = sorted((run for run in wanted if run), key=len, reverse=True)
    either = "|".join(r"[\W_]+".join(re.escape(syllable) for syllable in run) for run in runs)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])" if runs else r"(?!)")
