"""One question answered for one reader: the engine's groups as things that can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString

from agencies.permissions import reader_keys
from documents.force import Status, statuses
from documents.models import DocumentPage
from documents.presentation.marks import Mark, mark_of
from search.asking import Query, answer, plan, read
from search.choices import Choice, choices
from search.engines import Group, Hit, Plan, engine
from search.models import Row
from search.numbered import keys_of
from search.snippets import highlighted, snippet
from tasks.models import Task

PER_PAGE = 20


@dataclass(frozen=True)
class Passage:
    """A clause or task that answers: its name, where it leads, its words with the hits marked."""

    label: str
    address: str
    snippet: SafeString
    task: bool = False


@dataclass(frozen=True)
class Answer:
    """A paper that answers, with its status on the day asked for and the passages that do."""

    paper: DocumentPage
    force: str
    mark: Mark
    by: DocumentPage | None
    subject: SafeString
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Found:
    """One page of answers. `wider`: nothing holds all the words, these hold most of them."""

    answers: tuple[Answer, ...]
    total: int
    more: bool
    facets: dict[str, tuple[Choice, ...]]
    wider: bool = False
    stood_in: bool = False


def find(query: Query, user: Any) -> Found:
    """Answer a question; a constant number of database queries whatever is found.

    The engine filters by the reader's keys; what it gives is asked of `visible_to` once more before it is
    shown, so a right that was taken away counts at once.
    """
    words = read(query.text)
    results, wider = answer(engine(), planned(query, user))
    answers = show(results.groups, user, query, words.runs)
    return Found(
        answers, results.total, results.more, choices(results.facets, query), wider, results.stood_in
    )


def planned(query: Query, user: Any, per_page: int = PER_PAGE) -> Plan:
    """What an engine is asked for this reader. A number narrows to its papers; an unknown one is words."""
    keys = reader_keys(user)
    if not query.number:
        return plan(read(query.text), query, keys, per_page)
    if papers := keys_of(query.number, keys):
        return replace(plan(read(query.text), query, keys, per_page), among=tuple(papers))
    return plan(read(f"{query.number} {query.text}"), query, keys, per_page)


def count(query: Query, user: Any) -> int:
    """How many papers answer; nothing is read of them."""
    asked = replace(planned(query, user), offset=0, limit=0, with_facets=False)
    return engine().find(asked).total


def show(
    groups: Sequence[Group], user: Any, query: Query, runs: Sequence[tuple[str, ...]] = ()
) -> tuple[Answer, ...]:
    """The groups this reader may open, with the hits marked."""
    papers = _papers(groups, user)
    hits = list(_hits(groups))
    tasks = set(
        Task.objects.visible_to(user)
        .filter(pk__in=[hit.object_id for hit in hits if hit.kind == Row.Kind.TASK])
        .values_list("pk", flat=True)
    )
    told = statuses(papers.values(), query.at)
    successors = _visible({status.by.pk for status in told.values() if status.by}, user)
    rows = Row.objects.defer("terms", "exact").in_bulk([hit.row for hit in hits])
    return tuple(
        _answer(
            papers[group.document],
            told[group.document],
            successors,
            _passages(papers[group.document], group, rows, tasks, runs),
            runs,
        )
        for group in groups
        if group.document in papers
    )


def _hits(groups: Iterable[Group]) -> Iterable[Hit]:
    return (hit for group in groups for hit in group.hits)


def _papers(groups: Iterable[Group], user: Any) -> dict[int, DocumentPage]:
    keys = [group.document for group in groups]
    papers = (
        DocumentPage.objects.visible_to(user)
        .filter(pk__in=keys)
        .select_related("type", "issuer")
        .defer("text")
    )
    return {paper.pk: paper for paper in papers}


def _visible(papers: set[int], user: Any) -> set[int]:
    """Of the papers that ended others, those this reader may know of."""
    if not papers:
        return set()
    return set(DocumentPage.objects.visible_to(user).filter(pk__in=papers).values_list("pk", flat=True))


def _answer(
    paper: DocumentPage,
    status: Status,
    successors: set[int],
    passages: tuple[Passage, ...],
    runs: Sequence[tuple[str, ...]],
) -> Answer:
    by = status.by if status.by and status.by.pk in successors else None
    return Answer(paper, status.force.value, mark_of(status), by, highlighted(paper.subject, runs), passages)


def _passages(
    paper: DocumentPage, group: Group, rows: dict[int, Row], tasks: set[int], runs: Sequence[tuple[str, ...]]
) -> tuple[Passage, ...]:
    address = paper.get_url() or ""
    passages = []
    for hit in group.hits:
        row = rows.get(hit.row)
        is_task = hit.kind == Row.Kind.TASK
        if row is None or hit.kind == Row.Kind.DOCUMENT or (is_task and hit.object_id not in tasks):
            continue
        place = f"{address}#nhiem-vu" if is_task else f"{address}#{hit.anchor}"
        passages.append(Passage(row.title, place, snippet(row.text, runs), is_task))
    return tuple(passages)
