"""Names of agencies and their other spellings, found in text by the longest match."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from documents.reading import standard
from documents.reading.bodies import BODIES
from vietnamese.text import canonical

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_BETWEEN = frozenset("-–")
_AND = "và"


class Token(NamedTuple):
    """A run of letters and digits, or one other sign, with its place in the text."""

    low: str
    word: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.word[0].isupper()


def tokens_of(text: str, offset: int = 0) -> list[Token]:
    """Split a piece of text that begins at `offset` of the paper."""
    lowered = canonical(text).lower()
    if len(lowered) != len(text):  # a letter of another script that grows in lower case
        lowered = "".join(letter.lower()[0] for letter in canonical(text))
    make = tuple.__new__  # half the time of the constructor, and this is where most of the time goes
    return [
        make(Token, (lowered[start:end], text[start:end], start + offset, end + offset))
        for start, end in (found.span() for found in _TOKEN.finditer(text))
    ]


class PhraseSet:
    """A set of phrases, matched whole and as long as possible."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._tree: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            parts = tuple(token.low for token in tokens_of(phrase))
            self._tree.setdefault(parts[0], []).append(parts)
        for choices in self._tree.values():
            choices.sort(key=len, reverse=True)

    @property
    def openers(self) -> frozenset[str]:
        """Return the words that one of the phrases begins with."""
        return frozenset(self._tree)

    def end_of(self, tokens: Sequence[Token], at: int) -> int | None:
        """Return the index after the longest phrase that starts here."""
        if at >= len(tokens):
            return None
        for parts in self._tree.get(tokens[at].low, ()):
            if at + len(parts) <= len(tokens) and all(
                tokens[at + step].low == part for step, part in enumerate(parts)
            ):
                return at + len(parts)
        return None


@dataclass(frozen=True)
class Entry:
    """One agency: the name to show, what else it is called, and whether it stands for several."""

    name: str
    aliases: tuple[str, ...] = ()
    group: bool = False


class _Step:
    __slots__ = ("below", "comma", "entry")

    def __init__(self) -> None:
        self.below: dict[str, _Step] = {}
        self.comma = False
        self.entry: Entry | None = None


class Gazetteer:
    """The agencies to look for. Blanks and hyphens inside a name do not matter, accents do.

    A comma may be left out, but stands only where a spelling has one: "Tài chính, Kế hoạch" are two.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)

    def merged(self, entries: Iterable[Entry]) -> "Gazetteer":
        """Return one that also knows these; where both know a spelling, the new meaning holds."""
        return Gazetteer([*self.entries, *entries])

    @cached_property
    def _root(self) -> _Step:
        root = _Step()
        for entry in self.entries:
            for spelling in (*entry.aliases, entry.name):
                step = root
                for part in _key_parts(spelling):
                    if part == ",":
                        step.comma = True
                    else:
                        step = step.below.setdefault(part, _Step())
                if step is not root:
                    step.entry = entry
        return root

    def longest(
        self, tokens: Sequence[Token], at: int, prefix: Sequence[str] = ()
    ) -> tuple[Entry, int] | None:
        """Return the entry whose longest spelling starts here, and the index after it.

        `prefix` stands for words said once before a list: "các Sở: Tài chính, Xây dựng".
        """
        step: _Step | None = self._root
        for part in prefix:
            step = step.below.get(part) if step else None
        best: tuple[Entry, int] | None = None
        index = at
        while step is not None and index < len(tokens):
            low = tokens[index].low
            following = step.below.get(_AND if low == "&" else low)
            between = low in _BETWEEN or (low == "," and step.comma)
            if following is None and between and index > at and index + 1 < len(tokens):
                index += 1
                low = tokens[index].low
                following = step.below.get(_AND if low == "&" else low)
            if following is None:
                break
            index += 1
            step = following
            if step.entry is not None:
                best = (step.entry, index)
        return best

    def resolve(self, name: str) -> str | None:
        """Return the name to show for a spelling that is known as a whole."""
        tokens = tokens_of(name)
        found = self.longest(tokens, 0)
        return found[0].name if found and found[1] == len(tokens) else None


def _key_parts(spelling: str) -> list[str]:
    parts: list[str] = []
    for token in tokens_of(spelling):
        if token.low == "&":
            parts.append(_AND)
        elif token.low not in _BETWEEN:
            parts.append(token.low)
    return parts


def _standard_entries() -> list[Entry]:
    entries: list[Entry] = []
    for head in (*standard.FIELD_HEADS, *standard.FIELD_POSTS):
        for name, shorter in standard.FIELDS.items():
            entries.append(Entry(f"{head} {name}", tuple(f"{head} {alias}" for alias in shorter)))
    entries.extend(Entry(name, aliases) for name, aliases in BODIES.items())
    return entries


STANDARD = Gazetteer(_standard_entries())
