"""Where papers stand on their way, and who is waited for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from agencies.models import User
from documents.models import STEPS, DocumentPage
from documents.models.steps import Numbering

if TYPE_CHECKING:
    from documents.models import StoredFile
    from documents.models.steps import Step


@dataclass(frozen=True)
class Stand:
    """A paper at a step."""

    state: TaskState
    step: Step
    paper: DocumentPage
    people: list[User]
    by: User | None
    said: str

    @property
    def names(self) -> str:
        return ", ".join(person.get_full_name() or person.username for person in self.people)

    @property
    def returned_by(self) -> str:
        by = self.state.finished_by
        return (by.get_full_name() or by.username) if by else ""


@dataclass(frozen=True)
class Passed:
    """One step of a paper's way, done or to come."""

    name: str
    people: str
    words: Promise | str
    family: str
    by: str = ""
    at: datetime | None = None
    said: str = ""


WORDS: dict[str | None, tuple[Promise | str, str]] = {
    TaskState.STATUS_IN_PROGRESS: (_("Waiting"), "amber"),
    TaskState.STATUS_APPROVED: (_("Done"), "green"),
    TaskState.STATUS_REJECTED: (_("Returned"), "red"),
    TaskState.STATUS_SKIPPED: (_("Left out"), "grey"),
    TaskState.STATUS_CANCELLED: (_("Taken back"), "grey"),
}
TO_COME: tuple[Promise | str, str] = (_("To come"), "grey")


def waiting(*, user: Any = None, slug: str = "") -> QuerySet[TaskState]:
    """Steps that wait, the oldest first: for anybody, or for this person; of every kind, or of one."""
    kinds = [kind for kind in STEPS if not slug or kind.slug == slug]
    named = {} if user is None else {"people": user.pk}
    tasks = reduce(or_, (Q(task__in=kind.objects.filter(**named).values("pk")) for kind in kinds), Q(pk=None))
    open_states: QuerySet[TaskState] = TaskState.objects.filter(
        tasks,
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return open_states.order_by("started_at", "pk")


def returned() -> QuerySet[TaskState]:
    """The steps at which papers were returned to their drafters, the newest first."""
    return TaskState.objects.filter(
        status=TaskState.STATUS_REJECTED,
        workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
        pk__in=WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES).values(
            "current_task_state"
        ),
    ).order_by("-finished_at", "-pk")


def returned_at(paper: DocumentPage) -> TaskState | None:
    """The step that returned this paper, while its drafter has not submitted it again."""
    if paper.pk is None:
        return None
    ways = WorkflowState.objects.for_instance(paper).filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    last = ways.select_related("current_task_state__task", "current_task_state__finished_by").first()
    return last.current_task_state if last is not None else None


def stands(states: Iterable[TaskState]) -> list[Stand]:
    """The papers and people of these steps; the same number of questions however many there are."""
    rows = list(
        TaskState.objects.filter(pk__in=[state.pk for state in states]).select_related(
            "workflow_state__requested_by", "finished_by"
        )
    )
    order = {state.pk: place for place, state in enumerate(states)}
    rows.sort(key=lambda row: order[row.pk])
    papers = DocumentPage.objects.filter(pk__in=[row.workflow_state.object_id for row in rows])
    held = {str(paper.pk): paper for paper in papers.select_related("type", "issuer").defer("text")}
    steps = _steps({row.task_id for row in rows})
    return [
        Stand(
            row,
            steps[row.task_id],
            held[row.workflow_state.object_id],
            list(steps[row.task_id].people.all()),
            row.workflow_state.requested_by,
            row.comment,
        )
        for row in rows
        if row.workflow_state.object_id in held and row.task_id in steps
    ]


def _steps(tasks: Iterable[int]) -> dict[int, Step]:
    found: dict[int, Step] = {}
    for kind in STEPS:
        for step in kind.objects.filter(pk__in=tasks).prefetch_related("people"):
            found[step.pk] = step
    return found


def way(paper: DocumentPage) -> list[Passed]:
    """Every step of the paper's present or last way, in order."""
    last = WorkflowState.objects.for_instance(paper).order_by("-created_at", "-pk").first()
    if last is None:
        return []
    tasks = last.all_tasks_with_state()
    steps = _steps({task.pk for task in tasks})
    return [_passed(task, steps.get(task.pk)) for task in tasks]


def _passed(task: Any, step: Step | None) -> Passed:
    state = task.task_state
    words, family = WORDS.get(state.status, TO_COME) if state else TO_COME
    people = list(step.people.all()) if step else []
    finished = state.finished_by if state else None
    return Passed(
        task.name,
        ", ".join(person.get_full_name() or person.username for person in people),
        words,
        family,
        (finished.get_full_name() or finished.username) if finished else "",
        state.finished_at if state else None,
        state.comment if state else "",
    )


def goes_a_way(paper: DocumentPage) -> bool:
    """Whether papers of this place go through steps before they are issued; one question."""
    return bool(_ways([paper]))


def _ways(papers: Iterable[DocumentPage]) -> list[str]:
    """The places in the tree above these papers, below which papers go through steps."""
    places = {place for paper in papers for place in above(paper)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT documents_ways(%s, %s)", [sorted(places), step_kinds()])
        return [path for (path,) in cursor.fetchall()]


def with_steps(papers: QuerySet[DocumentPage]) -> QuerySet[DocumentPage]:
    """With the step each stands at: Wagtail's prefetch_workflow_states looks under the key of any page."""
    active = WorkflowState.objects.active().select_related("current_task_state__task")
    return papers.prefetch_related(
        Prefetch("_specific_workflow_states", queryset=active, to_attr="_current_workflow_states")
    )


def before_the_number(papers: Iterable[DocumentPage]) -> dict[int, str]:
    """What each of these (`with_steps`) waits for before it can take a number, by key; one question."""
    unnumbered = [paper for paper in papers if paper.number is None and not hasattr(paper, "entry")]
    ways = tuple(_ways(unnumbered)) if unnumbered else ()
    going = (paper for paper in unnumbered if paper.path.startswith(ways))
    return {paper.pk: awaited for paper in going if (awaited := _awaited(paper.current_workflow_state))}


def _awaited(state: WorkflowState | None) -> str:
    """Empty at the step of taking a number itself."""
    if state is None:
        return gettext("Not submitted yet")
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES or state.current_task_state is None:
        return gettext("Returned to the drafter")
    task = state.current_task_state.task
    if task.content_type_id == ContentType.objects.get_for_model(Numbering).pk:
        return ""
    return gettext("Waits for: %(step)s") % {"step": task.name}


def above(paper: DocumentPage) -> list[str]:
    """The places in the tree from the root down to the paper."""
    return [paper.path[:length] for length in range(paper.steplen, len(paper.path) + 1, paper.steplen)]


def step_kinds() -> list[int]:
    return [ContentType.objects.get_for_model(kind).pk for kind in STEPS]


def way_comes_first(pages: Iterable[Any]) -> str:
    """Why none of these may be published by hand: one is a paper of ours whose steps come first."""
    for page in pages:
        paper = page.specific if hasattr(page, "specific") else page
        if isinstance(paper, DocumentPage) and paper.waits_for_number and goes_a_way(paper):
            return gettext(
                "Papers of this section are reviewed, signed and numbered before they are published: submit "
                "the draft (%(paper)s)."
            ) % {"paper": paper.subject}
    return ""


def is_read_at_a_step(file: StoredFile, user: Any) -> bool:
    """Whether a draft with this file waits for this person; drafts name their files in their revisions."""
    if not user.is_authenticated:
        return False
    for one in stands(waiting(user=user)):
        draft = one.paper.get_latest_revision_as_object()
        if any(row.file_id == file.pk for row in draft.files.all()):
            return True
    return False
