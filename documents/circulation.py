"""Who reads a published paper: narrower at once, wider with the consent of a second person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from documents.statuses import Circulation

if TYPE_CHECKING:
    from documents.models import DocumentPage

_WIDTH: Final = {Circulation.RESTRICTED: 0, Circulation.INTERNAL: 1, Circulation.PUBLIC: 2}


def is_wider(paper: DocumentPage, circulation: str, agencies: Iterable[int]) -> bool:
    """Whether somebody could read the paper then who cannot read it now."""
    now, then = _WIDTH[Circulation(paper.circulation)], _WIDTH[Circulation(circulation)]
    if then != now or now:
        return then > now
    return not set(agencies) <= set(paper.readers.values_list("agency_id", flat=True))


def keep(paper: DocumentPage, draft: DocumentPage) -> None:
    """No draft of a published paper says who reads it: that is changed on a page of its own."""
    now = type(paper).objects.defer("text").get(pk=paper.pk)
    if now.first_published_at is None:
        return
    draft.circulation = now.circulation
    draft.readers = list(now.readers.all())
