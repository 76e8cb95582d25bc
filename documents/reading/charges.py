"""Who is charged by a sentence: who stands in it, who is named behind the task, who helps him at once."""

import re
from dataclasses import dataclass, replace

from documents.reading.findings import Named
from documents.reading.handed import Reader, handed_to
from documents.reading.mentions import Mentions
from documents.reading.orders import Setting
from documents.reading.passages import Sentence, assigns
from documents.reading.phrases import Listed
from documents.reading.subjects import acting_in, named_again

_BESIDE = re.compile(r"\s*,?\s?cùng(?:\svới)?\s*")


@dataclass(frozen=True)
class Charge:
    """Who is charged by a sentence, where it begins to say with what, and on which grounds."""

    listed: Listed | None = None
    rest_at: int = 0
    ordered: bool = False
    handed: bool = False

    @property
    def own(self) -> bool:
        """Tell whether the sentence itself names who is charged."""
        return self.listed is not None

    @property
    def nobody(self) -> bool:
        """Tell whether it names everybody and so nobody: "các cấp, các ngành"."""
        return self.listed is not None and all(name.diffuse for name in self.listed.names)


def charge_of(
    sentence: Sentence, mentions: Mentions, setting: Setting, above: Listed | None, mentions_of: Reader
) -> Charge:
    """Return who is charged in a sentence; `above`: whom a heading addresses."""
    text, offset, piece = sentence.text, sentence.offset, setting.piece
    plain = not (setting.normative or setting.telling)
    listing = plain and bool(piece.at) and assigns(piece.above)
    acting = acting_in(text, mentions, loose=plain and setting.below, listing=listing, item=piece.numbered)
    if acting is None and above is not None and setting.headed:
        acting = named_again(text, offset, above)
    if acting:
        return Charge(acting.listed, acting.begins - offset, acting.ordered)
    if plain and piece.at and (handed := handed_to(text, offset, mentions_of, alone=not setting.headed)):
        return Charge(handed.listed, handed.begins, ordered=True, handed=True)
    return Charge()


def parted(charge: Charge, text: str, offset: int) -> tuple[Charge, tuple[Named, ...]]:
    """Part "Sở A cùng Công an tỉnh kiểm tra …": who is named behind "cùng" helps."""
    names = charge.listed.names if charge.listed else ()
    for at in range(1, len(names)):
        between = text[names[at - 1].span.end - offset : names[at].span.start - offset]
        if _BESIDE.fullmatch(between) and charge.listed:
            return replace(charge, listed=replace(charge.listed, names=names[:at])), names[at:]
    return charge, ()
