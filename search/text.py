"""From text to terms: one way for writing and for asking, the same for every engine.

A term is a folded syllable or two neighbouring ones joined by "_". Pairs know what Vietnamese words are
without a dictionary; counted beside single syllables they find more than any word segmenter that was tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from vietnamese.text import canonical, clean, fold, words

#: Longer runs of letters are no syllables of any language; what follows would only fill the index.
LONGEST = 60
#: Syllables read of one row; a clause of this length is a whole book that no outline divides.
MOST = 40_000


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
