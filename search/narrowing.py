"""What a question is narrowed by, each with the address of the question without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from search.addresses import DAYS, address
from search.asking import CHOSEN, Query
from search.choices import CHOICES, Choice
from search.finding import count
from search.forms import LABELS
from vietnamese.dates import short

#: Filters whose absence is counted for an empty result; each costs one question.
MOST_COUNTED = 5
#: More values of one kind are one chip: "coquan:UBND" is every district.
MOST_CHIPS = 8


@dataclass(frozen=True)
class Chip:
    """One filter: its words, the question without it, and where that leads. `left`: what it would find."""

    label: str
    words: str
    without: Query
    address: str
    left: int | None = None


def chips(query: Query, facets: dict[str, tuple[Choice, ...]]) -> list[Chip]:
    """Everything the question is narrowed by, in the order of the form."""
    return list(_chips(query, facets))


def unfiltered(query: Query) -> Query:
    """The question with its words alone."""
    nothing: dict[str, Any] = {**dict.fromkeys(CHOSEN, ()), **dict.fromkeys(DAYS.values())}
    return replace(query, number="", page=1, **nothing)


def counted(found: list[Chip], user: Any) -> list[Chip]:
    """The filters without which something would be found, the most first."""
    tried = [replace(chip, left=count(chip.without, user)) for chip in found[:MOST_COUNTED]]
    return sorted((chip for chip in tried if chip.left), key=lambda chip: -(chip.left or 0))


def _chips(query: Query, facets: dict[str, tuple[Choice, ...]]) -> Iterator[Chip]:
    if query.number:
        yield _chip("so", query.number, query, number="")
    for name, attribute in CHOICES.items():
        held = getattr(query, attribute)
        names = {choice.value: choice.name for choice in facets.get(name, ())}
        if len(held) > MOST_CHIPS:
            chosen = _("%(number)d chosen") % {"number": len(held)}
            yield _chip(name, chosen, query, **{attribute: ()})
            continue
        for value in held:
            rest = tuple(one for one in held if one != value)
            yield _chip(name, names.get(value, str(value)), query, **{attribute: rest})
    for name, attribute in DAYS.items():
        if day := getattr(query, attribute):
            yield _chip(name, short(day), query, **{attribute: None})


def _chip(name: str, words: str, query: Query, **changes: Any) -> Chip:
    without = replace(query, page=1, **changes)
    return Chip(str(LABELS[name]), words, without, address(without))
