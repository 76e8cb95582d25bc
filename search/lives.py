"""The statuses of papers on their rows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.utils.translation import gettext as _

from agencies.models import User
from documents.force import lives
from documents.models import DocumentPage
from jobs.actions import Progress, start, work
from search.drafts import steps
from search.writing import set_life

#: Rows written in the request that changes the status, and in one step of the background.
AT_ONCE: Final = 200
WRITE: Final = "search.statuses"


def force_changed(documents: frozenset[int]) -> None:
    """Write the statuses of these papers on their rows; nothing else of them changed.

    Of a long paper the first rows at once, so that its own is right, and the rest in the background: a law
    is replaced as quickly as a letter. Readers and words never wait, they are written with the paper.
    """
    for pk, life in _lives(documents).items():
        if set_life(pk, life, AT_ONCE) == AT_ONCE:
            start(WRITE, User.system(), _("Write the new status on the clauses of a long paper"), paper=pk)


@work(WRITE)
def write_statuses(progress: Progress) -> dict[str, Any]:
    """Repeatable; looks anew at every step, so that it ends with the status of its last moment."""
    paper = progress.arguments["paper"]
    written = 0
    while more := sum(set_life(pk, life, AT_ONCE) for pk, life in _lives({paper}).items()):
        written += more
        progress.tell(written)
    return {"rows": written}


def _lives(documents: Collection[int]) -> dict[int, tuple[str, ...]]:
    if not documents:
        return {}
    held = DocumentPage.objects.filter(pk__in=documents).select_related("type").defer("text")
    return {pk: steps(life) for pk, life in lives(held).items()}
