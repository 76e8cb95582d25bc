"""The permanent address of a paper, and its files."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from agencies.permissions import standing
from documents.delivery import deliver
from documents.models import DocumentPage, StoredFile


@require_safe
def permanent(request: HttpRequest, pk: int) -> HttpResponse:
    """The address that survives a move or a renamed page."""
    page = get_object_or_404(DocumentPage.objects.visible_to(request.user), pk=pk)
    url = page.get_url(request)
    if url is None:
        raise Http404
    return redirect(url)


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """A file is read through a paper the reader may open; the secretariat also reads unattached ones."""
    stored = get_object_or_404(StoredFile, pk=pk)
    papers = DocumentPage.objects.visible_to(request.user).filter(files__file=stored)
    if not standing(request.user).staff and not papers.exists():
        raise Http404
    return deliver(stored.file, stored.filename)
