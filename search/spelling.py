"""Did you mean: another spelling of a question that finds nothing.

Syllables one letter away are looked up in the table of terms, which pairs of them stand side by side decides.
That table also counts papers the reader may not open, so a spelling is offered only when rows the reader may
see hold all its words; its accents are those of such a row.
"""

from __future__ import annotations

import math
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import Any

from search.asking import Query
from search.engines import Hit, engine
from search.finding import planned
from search.models import Term
from search.text import syllables
from vietnamese.text import clean, fold
from vietnamese.text import syllables as split

#: Longer questions hold too many readings; longer runs of letters are no syllables.
MOST_SYLLABLES = 8
LONGEST_SYLLABLE = 10
#: Readings kept of each syllable, syllables that may change, and whole questions tried on the engine.
READINGS = 12
MOST_CHANGED = 2
TRIED = 3
#: What changing a syllable costs, against the logarithm of how often two stand side by side.
PRICE = 1.5


@dataclass(frozen=True)
class Spelling:
    """A question that would find something, and how many papers."""

    text: str
    total: int


def corrected(query: Query, user: Any) -> Spelling | None:
    """The likeliest spelling of the question that finds something for this reader."""
    typed = syllables(query.text)
    if not typed or len(typed) > MOST_SYLLABLES:
        return None
    for reading in _readings(typed)[:TRIED]:
        asked = replace(query, text=" ".join(reading), page=1)
        plan = replace(planned(asked, user), limit=1, offset=0, hits_per_group=1, with_facets=False)
        found = engine().find(plan)
        if found.total:
            return Spelling(_written(query.text, typed, reading, found.groups[0].hits), found.total)
    return None


def _readings(typed: Sequence[str]) -> list[tuple[str, ...]]:
    """Other readings of the syllables, the likeliest first."""
    known = _counts({one for syllable in typed for one in (syllable, *_near(syllable))})
    kept = [_kept(syllable, known) for syllable in typed]
    beside = _counts({f"{a}_{b}" for left, right in pairwise(kept) for a, b in product(left, right)})
    paths = [_Path((), 0, 0.0)]
    for syllable, near in zip(typed, kept, strict=True):
        longer = [path.longer(one, one != syllable, known, beside) for path in paths for one in near]
        allowed = [path for path in longer if path.changed <= MOST_CHANGED]
        paths = sorted(allowed, key=lambda path: -path.worth)[: READINGS * READINGS]
    return [path.reading for path in paths if path.changed]


def _kept(syllable: str, known: dict[str, int]) -> list[str]:
    """The syllable itself and the commonest of those one letter away."""
    near = {one for one in _near(syllable) if one in known and one != syllable}
    return [syllable, *sorted(near, key=lambda one: -known[one])[: READINGS - 1]]


@dataclass(frozen=True)
class _Path:
    """The beginning of a reading: how many syllables it changes, and how likely it is."""

    reading: tuple[str, ...]
    changed: int
    worth: float

    def longer(self, one: str, change: bool, known: dict[str, int], beside: dict[str, int]) -> _Path:
        """A syllable nobody wrote is worth nothing, a common one hardly more than a rare one; pairs count."""
        worth = self.worth - PRICE * change + math.log1p(known.get(one, 0)) / 4
        if self.reading:
            worth += math.log1p(beside.get(f"{self.reading[-1]}_{one}", 0))
        return _Path((*self.reading, one), self.changed + change, worth)


def _near(syllable: str) -> Iterator[str]:
    """What is one letter away: left out, changed, put in, two letters exchanged; no numbers."""
    if not syllable.isalpha() or not syllable.isascii() or not 1 < len(syllable) <= LONGEST_SYLLABLE:
        return
    for place in range(len(syllable) + 1):
        before, after = syllable[:place], syllable[place:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in string.ascii_lowercase:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def _counts(terms: Iterable[str]) -> dict[str, int]:
    wanted = [term for term in terms if term]
    return dict(Term.objects.filter(term__in=wanted, n__gt=0).values_list("term", "n"))


def _written(text: str, typed: Sequence[str], reading: Sequence[str], hits: Sequence[Hit]) -> str:
    """The question with the changed syllables as the row that answers has them."""
    cleaned = clean(text)
    held = _spelled(hits)
    pieces: list[str] = []
    at = 0
    for (_, start, end), old, new in zip(split(fold(cleaned)), typed, reading, strict=False):
        pieces += [cleaned[at:start], cleaned[start:end] if old == new else held.get(new, new)]
        at = end
    return "".join([*pieces, cleaned[at:]])


def _spelled(hits: Sequence[Hit]) -> dict[str, str]:
    """The syllables of what answers by their folded form, as first written there."""
    found: dict[str, str] = {}
    for hit in hits:
        written = f"{hit.title}\n{hit.text}"
        for token, start, end in split(fold(written)):
            found.setdefault(token, written[start:end].lower())
    return found
