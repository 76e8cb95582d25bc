"""One question answered for one reader: the engine's groups as things that can be shown."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString

from agencies.permissions import reader_keys
from documents.addresses import look_up_roots, where_read
from documents.force import Status, statuses
from documents.models import DocumentFile, DocumentPage
from documents.presentation.files import page_place
from documents.presentation.marks import Mark, mark_of
from search.asking import Query, Words, answer, plan, read
from search.choices import Choice, choices
from search.drafts import page_of
from search.engines import Group, Hit, Plan, engine
from search.models import Row
from search.names import names
from search.numbered import keys_of
from search.snippets import highlighted, said, snippet
from tasks.models import Task

PER_PAGE = 20


@dataclass(frozen=True)
class Passage:
    """A clause, page or task that answers: its name, where it leads, its words with the hits marked."""

    kind: str
    label: str
    address: str
    snippet: SafeString

    @property
    def task(self) -> bool:
        return self.kind == Row.Kind.TASK


@dataclass(frozen=True)
class Answer:
    """A paper that answers, with its status on the day asked for and the passages that do."""

    paper: DocumentPage
    force: str
    mark: Mark
    by: DocumentPage | None
    address: str
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
    engine: str = ""
    stood_in: bool = False


def find(query: Query, user: Any) -> Found:
    """Answer a question; a constant number of database queries whatever is found.

    The engine filters by the reader's keys; what it gives is asked of `visible_to` once more before it is
    shown, so a right that was taken away counts at once.
    """
    known = names()
    words = read(query.text, known.abbreviations)
    results, wider = answer(engine(), planned(query, user, words=words))
    return Found(
        answers=show(results.groups, user, query, words.runs),
        total=results.total,
        more=results.more,
        facets=choices(results.facets, query, known),
        wider=wider,
        engine=results.engine,
        stood_in=results.stood_in,
    )


def planned(query: Query, user: Any, per_page: int = PER_PAGE, words: Words | None = None) -> Plan:
    """What an engine is asked for this reader. A number narrows to its papers; an unknown one is words.

    `words` are those of the question's text, for who has read them already.
    """
    keys = reader_keys(user)
    words = words or read(query.text)
    if not query.number:
        return plan(words, query, keys, per_page)
    if papers := keys_of(query.number, keys):
        return replace(plan(words, query, keys, per_page), among=tuple(papers))
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
    told = statuses(papers.values(), query.at)
    successors = _visible({status.by.pk for status in told.values() if status.by}, user)
    shown = _Shown(_tasks(hits, user), _files(hits))
    return tuple(
        _answer(papers[group.document], told[group.document], successors, group, shown, runs)
        for group in groups
        if group.document in papers
    )


def _hits(groups: Iterable[Group]) -> Iterable[Hit]:
    return (hit for group in groups for hit in group.hits)


def _papers(groups: Iterable[Group], user: Any) -> dict[int, DocumentPage]:
    keys = [group.document for group in groups]
    papers = DocumentPage.objects.visible_to(user).filter(pk__in=keys).named().order_by()
    look_up_roots(papers)
    return {paper.pk: paper for paper in papers}


def _visible(papers: set[int], user: Any) -> set[int]:
    """Of the papers that ended others, those this reader may know of."""
    if not papers:
        return set()
    return set(DocumentPage.objects.visible_to(user).filter(pk__in=papers).values_list("pk", flat=True))


@dataclass(frozen=True)
class _Shown:
    """What of the hits this reader may be shown: tasks, and files by paper and file."""

    tasks: Container[int]
    files: Mapping[tuple[int, int], DocumentFile]


def _tasks(hits: Iterable[Hit], user: Any) -> set[int]:
    """The tasks among the hits that this reader may see; none asks for nothing."""
    asked = {hit.object_id for hit in hits if hit.kind == Row.Kind.TASK}
    if not asked:
        return set()
    return set(Task.objects.visible_to(user).filter(pk__in=asked).values_list("pk", flat=True))


def _files(hits: Iterable[Hit]) -> dict[tuple[int, int], DocumentFile]:
    """The files whose pages answer, if their papers still hold them; none asks for nothing."""
    asked = {(hit.object_id, page_of(hit.anchor)[0]) for hit in hits if hit.kind == Row.Kind.PAGE}
    if not asked:
        return {}
    held = DocumentFile.objects.select_related("file").filter(
        page__in={document for document, _ in asked}, file__in={file for _, file in asked}
    )
    return {(one.page_id, one.file_id): one for one in held}


def _answer(
    paper: DocumentPage,
    status: Status,
    successors: set[int],
    group: Group,
    shown: _Shown,
    runs: Sequence[tuple[str, ...]],
) -> Answer:
    address = where_read(paper)
    return Answer(
        paper=paper,
        force=status.force.value,
        mark=mark_of(status),
        by=status.by if status.by and status.by.pk in successors else None,
        address=address,
        subject=highlighted(paper.told_subject, runs),
        passages=tuple(_passages(address, group, shown, runs)),
    )


def _passages(
    address: str, group: Group, shown: _Shown, runs: Sequence[tuple[str, ...]]
) -> Iterator[Passage]:
    """What answers of a paper; a page of a file only if no clause that answers says the same."""
    clauses = [hit.text for hit in group.hits if hit.kind == Row.Kind.CLAUSE]
    for hit in group.hits:
        place = _place(address, hit, shown)
        if place and not (hit.kind == Row.Kind.PAGE and said(hit.text, clauses, runs)):
            yield Passage(hit.kind, *place, snippet(hit.text, runs))


def _place(address: str, hit: Hit, shown: _Shown) -> tuple[str, str] | None:
    """The name of a passage and where it leads; None for the paper itself and for what is not shown."""
    if hit.kind == Row.Kind.CLAUSE:
        return hit.title, f"{address}#{hit.anchor}"
    if hit.kind == Row.Kind.TASK and hit.object_id in shown.tasks:
        return hit.title, f"{address}#nhiem-vu"
    if hit.kind == Row.Kind.PAGE:
        file, number = page_of(hit.anchor)
        if held := shown.files.get((hit.object_id, file)):
            return page_place(held, number)
    return None
