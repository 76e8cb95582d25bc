"""What lies hidden in the files of a paper, and what of it the public gets."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from documents.hidden import copy_of
from documents.models import CleanCopy, DocumentPage, StoredFile

KINDS = {
    "author": _("Author"),
    "comment": pgettext_lazy("hidden in a file", "Comment"),
    "inserted": _("Inserted (tracked)"),
    "deleted": _("Deleted (tracked)"),
    "hidden_text": _("Hidden words"),
    "hidden_sheet": _("Hidden sheet (stays)"),
    "property": _("Property"),
    "place": _("Place (GPS)"),
    "attachment": _("Attached inside"),
    "script": _("Program inside"),
}


@require_safe
def hidden(request: HttpRequest, pk: int) -> HttpResponse:
    """The original and the copy beside each other."""
    paper = get_object_or_404(DocumentPage.objects.visible_to(request.user).defer("text"), pk=pk)
    files = StoredFile.objects.filter(document_files__page=paper).order_by("document_files__sort_order")
    context = {"paper": paper, "files": [_shown(stored) for stored in files]}
    return render(request, "documents/admin/hidden.html", context)


def _shown(stored: StoredFile) -> dict[str, Any]:
    copy: CleanCopy | None
    try:
        copy = copy_of(stored)
    except FileNotFoundError:
        copy = None
    found = [(KINDS.get(kind, kind), words) for kind, words in copy.found] if copy else []
    return {"stored": stored, "copy": copy, "found": found}
