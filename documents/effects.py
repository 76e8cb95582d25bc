"""What others may take part in when a paper changes (same transaction)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agencies.effects import Effect, Preparation

if TYPE_CHECKING:
    from wagtail.models import TaskState

    from agencies.models import User
    from documents.contents import Make, Ready
    from documents.intake import Registered
    from documents.models import Clause, Disposal, DocumentPage, StoredFile, Widening


@dataclass(frozen=True)
class Added:
    """New papers, and the contents of each by its key; none of drafts, which no other paper points at."""

    papers: list[DocumentPage]
    contents: Mapping[int, Ready]
    drafts: bool = False


@dataclass(frozen=True)
class Changed:
    """A paper that was saved, draft, live or withdrawn; its clauses, and whether it has files, or had."""

    paper: DocumentPage
    clauses: list[Clause]
    has_files: bool = True


@dataclass(frozen=True)
class Sent:
    """A published paper, the agencies it is sent to, and who sends it."""

    paper: DocumentPage
    agencies: frozenset[int]
    by: User


@dataclass(frozen=True)
class Stepped:
    """A paper came to a step (`action` is empty) or left it: "approve", "reject"."""

    state: TaskState
    by: User | None
    action: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Proposed:
    """A list for disposal, and who sent it for approval, approved or returned it."""

    disposal: Disposal
    by: User


#: A list for disposal was sent for approval, approved or returned.
disposal_changed: Effect[Proposed] = Effect()
#: A paper came to a step of its way, or left it.
paper_stepped: Effect[Stepped] = Effect()
#: A request to let more people read a paper was made or decided.
widening_changed: Effect[Widening] = Effect()
#: A paper goes out to agencies.
paper_sent: Effect[Sent] = Effect()


@dataclass(frozen=True)
class Opened:
    """Somebody opens the page of a paper."""

    paper: DocumentPage
    user: Any


#: The page of a paper is opened by somebody who may read it.
document_opened: Effect[Opened] = Effect()
#: A paper's row was saved. Its clauses and references are already up to date.
document_changed: Effect[Changed] = Effect()
#: What is made of the clauses of a text in the process that reads it, before the paper is written.
clauses_read: Preparation[Make] = Preparation()
#: Many papers were written at once, with their clauses and references.
documents_added: Effect[Added] = Effect()
#: A paper's row is about to be deleted.
document_removed: Effect[DocumentPage] = Effect()
#: The status of these papers (by key) may have changed, because of what another paper does to them.
force_changed: Effect[frozenset[int]] = Effect()
#: A draft page was made from a reading; those who own duties propose theirs now.
reading_registered: Effect[Registered] = Effect()
#: The pages of a file were read, or are gone because its content is another.
file_read: Effect[StoredFile] = Effect()
