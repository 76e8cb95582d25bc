"""From text to terms: one way for writing and for asking, the same for every engine.

A term is a folded syllable or two neighbouring ones joined by "_". Pairs know what Vietnamese words are
without a dictionary; counted beside single syllables they find more than any word segmenter that was tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise
from operator import itemgetter

from vietnamese.text import canonical, clean, fold, words

#: Longer runs of letters are no syllables of any language; what follows would only fill the index.
LONGEST = 60
#: Syllables read of one row; a clause of this length is a whole book that no outline divides.
MOST = 40_000


#: A syllable folded, and as exact questions ask for it if it carries a mark.
Forms = tuple[str, tuple[str, ...]]


@lru_cache(maxsize=50_000)
def forms(token: str) -> Forms:
    """Both forms of a syllable; the marked one is small, with its tone in one place.

    The language has some seven thousand syllables, and no letter of one hangs on the next: looking one up is
    quicker than folding it, and folding syllables is the same as folding the text.
    """
    as_written = (small[:LONGEST] for small in words(canonical(token).lower()))
    return fold(token)[:LONGEST], tuple(
        small for small in as_written if not small.isascii() and small != fold(small)
    )


def tokens(text: str) -> list[Forms]:
    """The syllables and numbers of a text in order, each in both forms."""
    return list(map(forms, words(clean(text))[:MOST]))


def syllables(text: str) -> list[str]:
    """The folded syllables and numbers of a text, in order."""
    return folded_of(tokens(text))


def folded_of(found: Sequence[Forms]) -> list[str]:
    return list(map(itemgetter(0), found))


def pairs(found: Sequence[str]) -> list[str]:
    """Neighbouring syllables joined."""
    return list(map("_".join, pairwise(found)))


def count_terms(found: Sequence[str]) -> Counter[str]:
    """How often each syllable and each pair stands in the text."""
    return Counter(chain(found, pairs(found)))


def written(text: str) -> list[str]:
    """The syllables of a text as they are written, small and with the tone in one place, in order."""
    return [token[:LONGEST] for token in words(canonical(clean(text)).lower())[:MOST]]


def marked(text: str) -> set[str]:
    """The syllables that carry a mark or đ, in one spelling: what an exact question asks for."""
    return marked_of(tokens(text))


def marked_of(found: Sequence[Forms]) -> set[str]:
    return set(chain.from_iterable(map(itemgetter(1), found)))
