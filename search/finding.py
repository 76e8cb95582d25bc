"""One question answered for one reader: the engine's groups as things that can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from agencies.models import Agency
from agencies.permissions import reader_keys
from documents.force import Status, statuses
from documents.models import DocumentPage, DocumentType
from documents.presentation.marks import Mark, mark_of
from search.asking import Query, plan, read
from search.engines import Group, Hit, engine
from search.models import Row
from search.text import places
from tasks.models import Task

PER_PAGE = 20
#: Letters of a snippet, before and after the first hit.
BEFORE, AFTER = 80, 240


@dataclass(frozen=True)
class Passage:
    """A clause or task that answers: its name, where it leads, its words with the hits marked."""

    label: str
    address: str
    snippet: SafeString
    task: bool = False


@dataclass(frozen=True)
class Answer:
    """A paper that answers, with its status today and the passages that do."""

    paper: DocumentPage
    mark: Mark
    by: DocumentPage | None
    subject: SafeString
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Choice:
    """One value of a facet."""

    value: int
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Found:
    answers: tuple[Answer, ...]
    total: int
    more: bool
    facets: dict[str, tuple[Choice, ...]]


def find(query: Query, user: Any) -> Found:
    """Answer a question; a constant number of database queries whatever is found.

    The engine filters by the reader's keys; what it gives is asked of `visible_to` once more before it is
    shown, so a right that was taken away counts at once.
    """
    words = read(query.text)
    results = engine().find(plan(words, query, reader_keys(user), PER_PAGE))
    papers = _papers(results.groups, user)
    tasks = set(
        Task.objects.visible_to(user)
        .filter(pk__in=[hit.object_id for hit in _hits(results.groups) if hit.kind == Row.Kind.TASK])
        .values_list("pk", flat=True)
    )
    rows = Row.objects.in_bulk([hit.row for hit in _hits(results.groups)])
    told = statuses(papers.values())
    answers = tuple(
        _answer(papers[group.document], told[group.document], group, rows, tasks, words.runs)
        for group in results.groups
        if group.document in papers
    )
    return Found(answers, results.total, results.more, _facets(results.facets, query))


def _hits(groups: Iterable[Group]) -> list[Hit]:
    return [hit for group in groups for hit in group.hits]


def _papers(groups: Iterable[Group], user: Any) -> dict[int, DocumentPage]:
    keys = [group.document for group in groups]
    papers = (
        DocumentPage.objects.visible_to(user)
        .filter(pk__in=keys)
        .select_related("type", "issuer")
        .defer("text")
    )
    return {paper.pk: paper for paper in papers}


def _answer(
    paper: DocumentPage,
    status: Status,
    group: Group,
    rows: dict[int, Row],
    tasks: set[int],
    runs: Sequence[tuple[str, ...]],
) -> Answer:
    address = paper.get_url() or ""
    passages = []
    for hit in group.hits:
        row = rows.get(hit.row)
        if (
            row is None
            or hit.kind == Row.Kind.DOCUMENT
            or (hit.kind == Row.Kind.TASK and hit.object_id not in tasks)
        ):
            continue
        is_task = hit.kind == Row.Kind.TASK
        place = f"{address}#nhiem-vu" if is_task else f"{address}#{hit.anchor}"
        passages.append(Passage(row.title, place, snippet(row.text, runs), is_task))
    return Answer(paper, mark_of(status), status.by, highlighted(paper.subject, runs), tuple(passages))


def snippet(text: str, runs: Sequence[tuple[str, ...]]) -> SafeString:
    """The words around the first hit, in the original spelling, every hit marked; escaped."""
    first = next(iter(places(text, runs)), (0, 0))[0]
    start = max(0, first - BEFORE)
    end = min(len(text), first + AFTER)
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = text.rfind(" ", first, end) if text.rfind(" ", first, end) > first else end
    shown = highlighted(" ".join(text[start:end].split()), runs)
    return mark_safe(f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}")


def highlighted(text: str, runs: Sequence[tuple[str, ...]]) -> SafeString:
    """The text, escaped, with the runs of syllables in <mark>."""
    parts: list[str] = []
    at = 0
    for start, end in places(text, runs):
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))


def _facets(counted: dict[str, dict[int, int]], query: Query) -> dict[str, tuple[Choice, ...]]:
    """The values with their counts, most first; what is chosen stays, even when nothing is left of it."""
    types = dict(DocumentType.objects.values_list("pk", "name"))
    wanted = [*counted.get("issuer", {}), *query.agencies]
    agencies = {agency.pk: agency.shown for agency in Agency.objects.filter(pk__in=wanted)}
    years = {year: str(year) for year in [*counted.get("year", {}), *query.years]}
    return {
        "loai": _choices(counted.get("type", {}), query.types, types),
        "co_quan": _choices(counted.get("issuer", {}), query.agencies, agencies),
        "nam": tuple(
            sorted(_choices(counted.get("year", {}), query.years, years), key=lambda one: -one.value)
        ),
    }


def _choices(counted: dict[int, int], chosen: Sequence[int], names: dict[int, str]) -> tuple[Choice, ...]:
    values = {**dict.fromkeys((value for value in chosen if value in names), 0), **counted}
    found = [Choice(value, names[value], n, value in chosen) for value, n in values.items() if value in names]
    return tuple(sorted(found, key=lambda one: (-one.count, one.name)))
