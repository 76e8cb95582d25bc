"""What an engine is asked and what it answers. Nothing here knows how any engine works."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

#: The engines there are. The behaviour suite runs over the first two; the third asks one of them.
ENGINES: Final[dict[str, str]] = {
    "postgresql": "search.engines.postgres.engine.PostgresEngine",
    "elasticsearch": "search.engines.elasticsearch.engine.ElasticsearchEngine",
    "either": "search.engines.either.EitherEngine",
}

#: BM25. A clause repeats its subject because it is law, not because it says more of it: that a word stands
#: there counts nearly as much as how often, so K1 is lower than usual (benchmarks/results/search.md).
K1: Final = 0.7
B: Final = 0.75
#: Pairs weigh a little less than syllables: each of theirs has been counted as two syllables already.
PAIR_WEIGHT: Final = 0.85
#: What the row of the paper itself (its subject and number) adds to its best clause.
TITLE_WEIGHT: Final = 0.2


class Sort(StrEnum):
    """`NUMBER`: the smallest number first, papers without one last; of one number the newest first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    NUMBER = "number"


#: What a facet counts by: the key of a type or agency, a year, the value of a status, the name of a field.
Value = int | str


@dataclass(frozen=True)
class Part:
    """A piece of a question: folded syllables that stand side by side, or other words for the same."""

    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Phrase:
    """Syllables that stand side by side: with their marks when one of them carries any, else under any."""

    syllables: tuple[str, ...]
    marked: bool


@dataclass(frozen=True)
class Plan:
    """A question ready for an engine.

    A row answers when every part stands in it, by any alternative, and at least `most` of `typed` (the
    syllables and pairs of the question). Only rows whose audience names one of `keys` exist. The syllables of
    each of `phrases` (as written, one spelling) stand in the row side by side, as written if one of them
    carries a mark. Rows that hold all of `marked` (syllables with their marks) come before those that do
    not, then papers that apply on the day `at` before those that have ended. Rows are ranked by BM25 over
    `terms`, those `aside` only in the names of papers; an engine that can weighs `written` (the syllables
    with their marks, in order) more. Without parts and `most` it asks for all papers. `any_of` is what an
    engine looks at of a long question: rows with one of these terms.

    Every filter narrows rows: `types`, `issuers`, `years`, `since` and `until` (day of issue, both included;
    rows without a day fall out), `forces` (status on the day `at`), `fields`, `leads` and `coordinates` (of
    tasks), `kinds`, `among` (only these papers) and `without` (not these).
    """

    keys: frozenset[str]
    parts: tuple[Part, ...] = ()
    pairs: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    most: int = 0
    any_of: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    types: tuple[int, ...] = ()
    issuers: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    at: date | None = None
    forces: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    leads: tuple[int, ...] = ()
    coordinates: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    among: tuple[int, ...] | None = None
    without: tuple[int, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    hits_per_group: int = 4
    with_facets: bool = True


@dataclass(frozen=True)
class Hit:
    """A row that answers, as the projection has it now."""

    kind: str
    object_id: int
    anchor: str
    title: str
    text: str


@dataclass(frozen=True)
class Group:
    """A paper with the rows of it that answer, best first."""

    document: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Results:
    """One page of groups. Facets say for each value how many groups it would leave, its own filter aside.

    Their names: type, issuer, year, force, field, lead, coordinate.
    `more`: there are more groups than `total`, nobody has counted how many. `engine` is the name of the one
    that answered; `stood_in`: the one that should have was away.
    """

    groups: tuple[Group, ...] = ()
    total: int = 0
    more: bool = False
    facets: dict[str, dict[Value, int]] = field(default_factory=dict)
    engine: str = ""
    stood_in: bool = False


#: The filter of a plan that belongs to each facet.
FACETS: Final = {
    "type": "types",
    "issuer": "issuers",
    "year": "years",
    "force": "forces",
    "field": "fields",
    "lead": "leads",
    "coordinate": "coordinates",
}


class EngineAway(Exception):
    """The engine does not answer, or not in time; the question can be asked of another one."""


class Engine(Protocol):
    """Answers plans out of the projection as it stands when asked."""

    name: str

    def find(self, plan: Plan) -> Results: ...


def engine(name: str | None = None) -> Engine:
    """The engine of this name, or the one the settings choose."""
    path = ENGINES[name or str(getattr(settings, "SEARCH_ENGINE", "postgresql"))]
    found: Engine = import_string(path)()
    return found
