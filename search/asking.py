"""From what a person typed to what an engine is asked."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from search.engines import Engine, Part, Phrase, Plan, Results, Sort
from search.names import Abbreviations, names
from search.sources import without_source
from search.text import count_terms, marked, pairs, syllables, written
from vietnamese.text import clean

#: Up to so many parts, all must stand in a row; a longer question is content with most of its terms.
SHORT = 4
#: "Most": this share of a question's syllables and pairs. Whole sentences hold many words no text repeats.
SHARES = ((7, 0.5), (15, 0.34), (1_000, 0.2))
#: Beside a quotation so few: "định nghĩa của “người lao động”" asks for the quotation.
SHORT_BESIDE_QUOTES = 2
#: Fewer syllables and pairs than this leave nothing to drop.
FEWEST = 3
#: Parts read of a question.
MOST_PARTS = 60
#: Syllables of the longest words an abbreviation may stand for.
LONGEST_WORDS = 8

#: What a question may be narrowed by, several values each: the names on Query.
CHOSEN = ("types", "agencies", "years", "forces", "fields", "leads", "coordinates")

_QUOTED = re.compile(r'["“”«»]([^"“”«»]+)["“”«»]')


@dataclass(frozen=True)
class Query:
    """What was asked in the form. `everything`: show the list even when the number names one paper.

    `at` is the day whose status is asked for, today when None; `agencies` are those that issued; `number` is
    a number and symbol that the papers must have.
    """

    text: str = ""
    number: str = ""
    types: tuple[int, ...] = ()
    agencies: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    forces: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    leads: tuple[int, ...] = ()
    coordinates: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    at: date | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    everything: bool = False

    @property
    def filters(self) -> int:
        """How many values are chosen; the two ends of the days of issue count one each."""
        chosen = sum(len(getattr(self, name)) for name in CHOSEN)
        return chosen + sum(bool(one) for one in (self.since, self.until, self.number))


@dataclass(frozen=True)
class Words:
    """A question's text as terms: what must match, what ranks, what is marked in the answer.

    `parts` must all stand in a row, and `most` of `typed`; `aside` are terms that only name the source;
    `runs` are highlighted.
    """

    parts: tuple[Part, ...]
    typed: tuple[str, ...]
    pairs: tuple[str, ...]
    most: int
    terms: tuple[str, ...]
    aside: tuple[str, ...]
    marked: tuple[str, ...]
    written: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    runs: tuple[tuple[str, ...], ...]


def read(text: str, abbreviations: Abbreviations | None = None) -> Words:
    """Take a question apart: quoted words belong together, abbreviations bring what they stand for."""
    cleaned = clean(text)
    if abbreviations is None:
        abbreviations = names().abbreviations
    parts: list[Part] = []
    quotes: list[Part] = []
    phrases: list[Phrase] = []
    at = 0
    for quoted in _QUOTED.finditer(cleaned):
        parts += parts_of(syllables(cleaned[at : quoted.start()]), abbreviations)
        if run := tuple(syllables(quoted[1])):
            quotes.append(Part((run,)))
            as_written = tuple(written(quoted[1]))
            with_marks = bool(marked(quoted[1]))
            phrases.append(Phrase(as_written if with_marks else run, with_marks))
            parts.append(quotes[-1])
        at = quoted.end()
    parts += parts_of(syllables(cleaned[at:]), abbreviations)
    parts = parts[:MOST_PARTS]
    run_on = [syllable for part in parts for syllable in part.alternatives[0]]
    side_by_side = [*dict.fromkeys(pairs(run_on))]
    typed = [*dict.fromkeys([*run_on, *side_by_side])]
    other = [run for part in parts for run in part.alternatives[1:]]
    said = without_source(cleaned)
    short = len(parts) - len(quotes) <= (SHORT if not quotes else SHORT_BESIDE_QUOTES)
    return Words(
        parts=tuple(parts if short else quotes),
        typed=tuple(typed),
        pairs=tuple(side_by_side),
        most=0 if short else _most(len(typed)),
        terms=tuple(dict.fromkeys([*typed, *(term for run in other for term in (*run, *pairs(run)))])),
        aside=tuple(sorted({*typed} - count_terms(syllables(said)).keys())),
        marked=tuple(sorted(marked(cleaned))) if short else (),
        written=tuple(written(said)) if marked(cleaned) else (),
        phrases=tuple(phrases),
        runs=tuple(dict.fromkeys([*(run for part in parts for run in part.alternatives), *pairwise(run_on)])),
    )


def relaxed(plan: Plan) -> Plan | None:
    """The question when nothing holds all its words: most will do; None when there is nothing to drop."""
    if plan.most or len(plan.typed) < FEWEST:
        return None
    return replace(plan, parts=(), most=_most(len(plan.typed)), marked=())


def answer(engine: Engine, plan: Plan) -> tuple[Results, bool]:
    """What the engine finds; if no row of any filter holds all words, what holds most, and True."""
    found = engine.find(plan)
    if found.total or any(found.facets.values()) or (wider := relaxed(plan)) is None:
        return found, False
    return engine.find(wider), True


def plan(words: Words, query: Query, keys: frozenset[str], per_page: int) -> Plan:
    """The question of one page of results for a reader who holds these keys."""
    return Plan(
        keys=keys,
        parts=words.parts,
        pairs=words.pairs,
        typed=words.typed,
        most=words.most,
        terms=words.terms,
        aside=words.aside,
        marked=words.marked,
        written=words.written,
        phrases=words.phrases,
        types=query.types,
        issuers=query.agencies,
        years=query.years,
        forces=query.forces,
        fields=query.fields,
        leads=query.leads,
        coordinates=query.coordinates,
        since=query.since,
        until=query.until,
        at=query.at,
        sort=query.sort,
        offset=(query.page - 1) * per_page,
        limit=per_page,
    )


def parts_of(typed: Sequence[str], abbreviations: Abbreviations) -> Iterable[Part]:
    """Single syllables, and the longest runs that have another name."""
    at = 0
    while at < len(typed):
        for size in range(min(LONGEST_WORDS, len(typed) - at), 0, -1):
            run = tuple(typed[at : at + size])
            if others := abbreviations.get(run):
                yield Part((run, *others))
                at += size
                break
        else:
            yield Part(((typed[at],),))
            at += 1


def _most(number: int) -> int:
    share = next(share for longest, share in SHARES if number <= longest)
    return max(1, math.ceil(number * share))
