"""Long work of search."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from elasticsearch import ApiError, TransportError

from jobs.actions import Progress, WorkFailed, work
from search.rebuilding import AlreadyBuilding, RebuildFailed, rebuild_index

REBUILD = "search.rebuild"


@work(REBUILD)
def rebuild(progress: Progress) -> dict[str, Any]:
    """Build the index anew. Repeated from the start after a crash; readers notice nothing of it."""
    try:
        return {"indexed": rebuild_index(progress.tell)}
    except AlreadyBuilding:
        raise WorkFailed(_("An index is being built already. Wait until it is done.")) from None
    except (ApiError, TransportError, RebuildFailed):
        raise WorkFailed(
            _("The search server did not take the rows. The old index goes on; see to it, try again.")
        ) from None
