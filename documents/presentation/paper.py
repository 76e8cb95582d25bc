"""The page on which a paper is read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.permissions import standing
from documents import protecting
from documents.addresses import where_read
from documents.force import Status, statuses
from documents.presentation import facts, related
from documents.presentation.formal import formal
from documents.presentation.marks import Mark, mark_of
from documents.presentation.passages import Citation, outline, passages
from documents.statuses import ENDING, Relation
from vietnamese.dates import parse, short

if TYPE_CHECKING:
    from documents.models import DocumentPage, Reference


def document_context(document: DocumentPage, request: HttpRequest) -> dict[str, Any]:
    """Everything the page shows this reader; the same number of queries whatever the paper's length."""
    reader = standing(request.user)
    taken_away = document.recalled_on is not None and not reader.staff
    at, asked, problem = asked_day(request, document)
    references = list(document.references.all())
    targets = related.visible_targets(references, request.user)
    citing = related.citing(document, request.user)
    told = statuses([document, *targets.values(), *(row.document for row in citing)], at)

    def mark(paper: DocumentPage) -> Mark:
        return mark_of(told[paper.pk])

    clauses = list(document.clauses.all())
    protecting.follow(document, clauses, references)
    files = [] if taken_away else facts.downloads(document)
    tasks = _tasks(document, request) if reader.signed_in else []
    outgoing = related.outgoing(references, targets, mark, request)
    incoming = related.incoming(citing, mark, request)
    status = told[document.pk]
    text = "" if taken_away else document.text
    laid_out = formal(document, text, clauses)
    return {
        "trail": trail(document, request),
        "canonical": request.build_absolute_uri(document.get_url(request) or ""),
        "mark": mark(document),
        "warning": warning(status, citing, request),
        "at": at,
        "asked": asked,
        "problem": problem,
        "today": timezone.localdate(),
        "others": other_results(request),
        "passages": passages(
            text,
            clauses,
            _citations(references, targets, mark, request),
            Counter(task.anchor for task in tasks),
            laid_out.stretches,
        ),
        "formal": laid_out,
        "outline": outline(clauses),
        "facts": facts.attributes(document, mark(document)),
        "life": facts.life(document, citing, at, request),
        "outgoing": outgoing,
        "incoming": incoming,
        "related_count": sum(len(group.items) for group in [*outgoing, *incoming]),
        "tasks": tasks,
        "may_see_tasks": bool(tasks) or reader.oversees,
        "files": [file for file in files if file.address],
        "kept_back": sum(not file.address for file in files),
        "recalled": document.recalled_on is not None,
        "log": facts.log(document) if reader.staff else [],
        "reader": reader,
    }


def asked_day(request: HttpRequest, document: DocumentPage) -> tuple[date, str, str]:
    """The day of "as of", what was typed, and what is wrong with it; a wrong day leaves today."""
    today = timezone.localdate()
    typed = request.GET.get("ngay", "").strip()[:40]
    if not typed:
        return today, "", ""
    try:
        day = parse(typed)
    except ValueError as error:
        return today, typed, str(error)
    if document.issued_on and day < document.issued_on:
        return today, typed, _("The paper was not issued yet on this day.")
    return day, short(day), ""


def other_results(request: HttpRequest) -> int | None:
    """How many more papers the search that led here found; None when it did not say."""
    said = request.GET.get("khac", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def trail(document: DocumentPage, request: HttpRequest) -> list[tuple[str, str]]:
    """The way from the front page; the paper itself by its number."""
    section = document.get_parent()
    return [
        ("/", _("Home")),
        (section.get_url(request) or "", section.title),
        ("", document.code or document.type.name),
    ]


def warning(status: Status, citing: list[Reference], request: HttpRequest) -> dict[str, str] | None:
    """The newer paper that ended this one, if the reader may open it."""
    if status.by is None:
        return None
    for row in citing:
        if row.document_id == status.by.pk and row.kind in ENDING:
            paper = row.document
            named = paper.short_citation
            if paper.issued_on:
                named = _("%(paper)s of %(day)s") % {"paper": named, "day": short(paper.issued_on)}
            return {
                "paper": named,
                "address": where_read(paper, request),
                "kind": "replaced" if row.kind == Relation.REPLACES else "repealed",
                "provision": row.provision,
            }
    return None


def _tasks(document: DocumentPage, request: HttpRequest) -> list[Any]:
    """The tasks given in the paper that the reader may see, found through the reverse relation."""
    tasks = (
        document.tasks.visible_to(request.user)
        .filter(under=None)
        .prefetch_related("assignments__agency", "assignments__task")
    )
    return list(tasks)


def _citations(
    references: list[Reference], targets: dict[int, DocumentPage], mark: Any, request: HttpRequest
) -> list[Citation]:
    """Every place of the text that names another paper; the note for a paper not held comes once."""
    found: list[Citation] = []
    for reference in references:
        paper = targets.get(reference.target_id or 0)
        address = where_read(paper, request) if paper else ""
        for position, span in enumerate(sorted(reference.spans)):
            found.append(
                Citation(
                    span[0],
                    span[1],
                    address,
                    paper.told_subject if paper else "",
                    mark(paper) if paper else None,
                    position == 0,
                )
            )
    return found
