"""What others may take part in when a paper changes (same transaction)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.effects import Effect

if TYPE_CHECKING:
    from documents.models import DocumentPage

#: A paper's row was saved: draft, live or withdrawn. Runs for every save of the page's own row.
document_changed: Effect[DocumentPage] = Effect()
#: A paper's row is about to be deleted.
document_removed: Effect[DocumentPage] = Effect()
