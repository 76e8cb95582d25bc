"""The tokens of one paragraph, and how a run of them becomes a name with its place."""

from dataclasses import dataclass

from documents.reading import standard, vocabulary
from documents.reading.findings import Named, Span
from documents.reading.gazetteer import Gazetteer, Token, tokens_of
from vietnamese.text import fold


@dataclass(frozen=True)
class Listed:
    """Agencies named one after the other, and the token after them."""

    names: tuple[Named, ...]
    end: int


class Phrases:
    """What the readers of names and of groups share: the tokens, and words at a place of them."""

    def __init__(self, text: str, offset: int, gazetteer: Gazetteer, home: str | None = None) -> None:
        self.text = text
        self.offset = offset
        self.tokens: list[Token] = tokens_of(text, offset)
        self.gazetteer = gazetteer
        self.home = fold(home) if home else None

    def _low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def _span(self, at: int, end: int) -> Span:
        return Span(self.tokens[at].start, self.tokens[end - 1].end)

    def _slice(self, at: int, end: int) -> str:
        if end <= at:
            return ""
        start = self.tokens[at].start - self.offset
        return " ".join(self.text[start : self.tokens[end - 1].end - self.offset].split())

    def _named(self, name: str, at: int, end: int, known: bool = False, group: bool = False) -> Named:
        return Named(name, self._slice(at, end), self._span(at, end), group=group, known=known)

    def verb_at(self, at: int) -> bool:
        """Tell whether a verb of duties stands here; "trình" in "công trình" is none."""
        end = vocabulary.VERBS.end_of(self.tokens, at)
        if end is not None and vocabulary.FALSE_VERBS.end_of(self.tokens, at) is not None:
            return False
        return end is not None and (end > at + 1 or not self._second_half(at))

    def _second_half(self, at: int) -> bool:
        """Tell whether a verb of one syllable is the second half of a noun: "công trình", "độc lập"."""
        if self._low(at - 1) == "công":  # "Trung tâm Phục vụ hành chính công đưa …"
            return self._low(at) in ("trình", "lập", "cử", "giao", "nộp")
        return self._low(at - 1) in standard.BEFORE_FALSE_VERBS

    def _capitals(self, at: int) -> int:
        index = at
        while index < len(self.tokens) and index - at < 6:
            token = self.tokens[index]
            if index > at and token.low in "'’" and index + 1 < len(self.tokens):
                index += 1  # "K'Brệu"
                continue
            if not (token.capital or (index > at and token.word.isdigit() and len(token.word) < 3)):
                break
            index += 1
        return index
