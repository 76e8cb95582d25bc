"""A page of an attached file: what it is called, and where it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from documents.models import DocumentFile


def page_place(held: DocumentFile, number: int) -> tuple[str, str]:
    """Its name and address; browsers open a PDF at the page, other files at their beginning."""
    named = {"number": number, "name": str(held)}
    stored = held.file
    if not stored.paged:
        return _("Portion %(number)d of the file %(name)s") % named, stored.url
    pdf = stored.file_extension.lower() == "pdf"
    return _("Page %(number)d of the file %(name)s") % named, stored.url + (f"#page={number}" if pdf else "")
