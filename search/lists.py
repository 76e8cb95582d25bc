"""The lists of the admin, searched like everything else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from agencies.models import Agency, Alias
from agencies.permissions import reader_keys
from search.asking import Query, parts_of, plan, read
from search.engines import Part, Plan, engine
from search.models import Row
from search.names import names
from search.numbered import keys_of
from search.suggesting import titled
from search.text import syllables
from tasks.models import Task
from vietnamese.text import clean

#: Rows a list can show of one question; who needs more than that needs a filter.
MOST = 1_000
#: Tasks of one paper.
MOST_OF_ONE = 500
#: What answers for a paper.
PAPER = (Row.Kind.DOCUMENT.value, Row.Kind.CLAUSE.value, Row.Kind.PAGE.value)


def papers(text: str, user: Any) -> list[int]:
    """Papers of this number, or whose title begins so, or that answer; drafts for those who see them."""
    return papers_for(text, reader_keys(user))


def papers_for(text: str, keys: frozenset[str]) -> list[int]:
    """The same for whoever holds these keys."""
    numbered = keys_of(text, keys)
    begun = titled(syllables(text), sorted(keys))
    found = engine().find(_plan(text, keys, PAPER, 1))
    return list(dict.fromkeys([*numbered, *begun, *(group.document for group in found.groups)]))


def tasks(text: str, user: Any) -> list[int]:
    """Tasks that answer, and those of a paper asked for by its number."""
    keys = reader_keys(user)
    found = engine().find(_plan(text, keys, (Row.Kind.TASK.value,), MOST_OF_ONE))
    held = [hit.object_id for group in found.groups for hit in group.hits]
    if numbered := keys_of(text, keys):
        held += Task.objects.filter(document__in=numbered).values_list("pk", flat=True)
    return held


def agencies(text: str, user: Any) -> list[int]:
    """Agencies one of whose names holds every word of the question or the beginning of it, in any order.

    Names are read where they are: an engine groups what it finds by paper, and agencies are no papers. The
    question is taken apart as for an engine, so it knows the same abbreviations.
    """
    typed = syllables(clean(text.replace("\0", " ")))
    parts = list(parts_of(typed, names().abbreviations))
    called: dict[int, list[str]] = {}
    known = Agency.objects.visible_to(user)
    for pk, name, short in known.order_by("key").values_list("pk", "name", "short_name"):
        called[pk] = [name, short]
    for pk, alias in Alias.objects.filter(agency__in=known).values_list("agency", "text"):
        called[pk].append(alias)
    return [pk for pk, held in called.items() if any(_named_so(name, parts) for name in held)]


def _named_so(name: str, parts: Iterable[Part]) -> bool:
    said = f" {' '.join(syllables(name))}"
    return all(any(f" {' '.join(run)}" in said for run in part.alternatives) for part in parts)


def _plan(text: str, keys: frozenset[str], kinds: tuple[str, ...], hits: int) -> Plan:
    words = read(clean(text.replace("\0", " ")))
    asked = plan(words, Query(), keys, MOST)
    return replace(asked, kinds=kinds, hits_per_group=hits, with_facets=False)
