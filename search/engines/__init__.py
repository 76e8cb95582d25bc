"""What an engine is asked and what it answers. Nothing here knows how any engine works."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

#: The engines there are; the behaviour suite runs over all of them.
ENGINES: Final = {"postgresql": "search.engines.postgres.PostgresEngine"}

#: BM25 as everybody uses it; other values measured worse on legal questions.
K1: Final = 1.2
B: Final = 0.75
#: What the row of the paper itself (its subject and number) adds to its best clause.
TITLE_WEIGHT: Final = 0.2


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"


@dataclass(frozen=True)
class Part:
    """A piece of a question: folded syllables that stand side by side, or other words for the same."""

    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Plan:
    """A question ready for an engine.

    A row answers when every part stands in it, by any alternative, and at least `most` of `typed` (the
    syllables and pairs of the question). Only rows whose audience names one of `keys` exist. Rows that hold
    all of `marked` (syllables with their marks) come before those that do not. Rows are ranked by BM25 over
    `terms`. Without parts and `most` it asks for all papers.
    """

    keys: frozenset[str]
    parts: tuple[Part, ...] = ()
    pairs: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    most: int = 0
    terms: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    types: tuple[int, ...] = ()
    issuers: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    hits_per_group: int = 4
    with_facets: bool = True


@dataclass(frozen=True)
class Hit:
    """A row that answers; `row` is its key in the projection."""

    row: int
    kind: str
    object_id: int
    anchor: str


@dataclass(frozen=True)
class Group:
    """A paper with the rows of it that answer, best first."""

    document: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Results:
    """One page of groups. Facets say for each value how many groups it would leave, its own filter aside.

    `more`: there are more groups than `total`, nobody has counted how many.
    """

    groups: tuple[Group, ...] = ()
    total: int = 0
    more: bool = False
    facets: dict[str, dict[int, int]] = field(default_factory=dict)


class Engine(Protocol):
    """Answers plans out of the projection as it stands when asked."""

    name: str

    def find(self, plan: Plan) -> Results: ...


def engine(name: str | None = None) -> Engine:
    """The engine of this name, or the one the settings choose."""
    path = ENGINES[name or str(getattr(settings, "SEARCH_ENGINE", "postgresql"))]
    found: Engine = import_string(path)()
    return found
