"""One question answered for one reader: the engine's groups as things that can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from agencies.models import Agency
from agencies.permissions import reader_keys
from documents.force import Status, statuses
from documents.models import DocumentPage, DocumentType
from documents.presentation.marks import Mark, mark_of
from documents.statuses import Force
from search.asking import Query, plan, read
from search.engines import Group, Hit, Value, engine
from search.models import Row
from search.text import places
from tasks.models import Task

PER_PAGE = 20
#: Letters of a snippet, before and after the first hit.
BEFORE, AFTER = 80, 240
#: What each parameter of an address narrows: the engine's facet, and the attribute of the question.
FACETS = {
    "loai": "type",
    "co_quan": "issuer",
    "nam": "year",
    "hieu_luc": "force",
    "linh_vuc": "field",
    "chu_tri": "lead",
    "phoi_hop": "coordinate",
}
CHOICES = {
    "loai": "types",
    "co_quan": "agencies",
    "nam": "years",
    "hieu_luc": "forces",
    "linh_vuc": "fields",
    "chu_tri": "leads",
    "phoi_hop": "coordinates",
}


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

    value: Value
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
    told = statuses(papers.values(), query.at)
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


def _facets(counted: Mapping[str, Mapping[Value, int]], query: Query) -> dict[str, tuple[Choice, ...]]:
    """The values with their counts, most first; what is chosen stays, even when nothing is left of it.

    The names are those of the parameters in an address.
    """
    types = dict(DocumentType.objects.values_list("pk", "name"))
    chosen = {name: getattr(query, attribute) for name, attribute in CHOICES.items()}
    values = {
        name: {**dict.fromkeys(chosen[name], 0), **counted.get(facet, {})} for name, facet in FACETS.items()
    }
    wanted = {pk for name in ("co_quan", "chu_tri", "phoi_hop") for pk in values[name]}
    agencies = {agency.pk: agency.shown for agency in Agency.objects.filter(pk__in=wanted)}
    names: dict[str, Mapping[Any, str]] = {
        "loai": types,
        "co_quan": agencies,
        "nam": {year: str(year) for year in values["nam"]},
        "hieu_luc": {force.value: str(force.label) for force in Force},
        "linh_vuc": {field: str(field) for field in values["linh_vuc"]},
        "chu_tri": agencies,
        "phoi_hop": agencies,
    }
    found = {}
    for name, counts in values.items():
        choices = [
            Choice(value, names[name][value], n, value in chosen[name])
            for value, n in counts.items()
            if value in names[name]
        ]
        found[name] = tuple(sorted(choices, key=_latest if name == "nam" else _most))
    return found


def _most(choice: Choice) -> tuple[int, str]:
    return -choice.count, choice.name


def _latest(choice: Choice) -> tuple[int, str]:
    return -int(choice.value), choice.name
