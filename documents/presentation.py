"""What the public pages show of sections and papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from documents.models import DocumentPage, SectionPage


def section_context(section: SectionPage, request: HttpRequest) -> dict[str, Any]:
    from documents.models import DocumentPage

    return {
        "documents": DocumentPage.objects.child_of(section)
        .visible_to(request.user)
        .listed()
    }


def document_context(document: DocumentPage, request: HttpRequest) -> dict[str, Any]:
    return {"clauses": document.clauses.all()}
