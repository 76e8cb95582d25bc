"""Where papers are read, alone or many at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Site

if TYPE_CHECKING:
    from documents.models import DocumentPage


def where_read(paper: DocumentPage, request: HttpRequest | None = None) -> str:
    """The address at which the paper opens: its page, or for what is not published yet the view of its draft.

    Only those who may edit a draft meet one in a list (documents.permissions.readable).
    """
    if not paper.live:
        return reverse("wagtailadmin_pages:view_draft", args=[paper.pk])
    return paper.get_url(request) or ""


def look_up_roots(papers: Iterable[DocumentPage]) -> None:
    """Let these papers share one look-up of where sites begin.

    Wagtail keeps it on the page whose address is asked for without a request, and so asks again for each.
    """
    roots = Site.get_site_root_paths()
    for paper in papers:
        paper._wagtail_cached_site_root_paths = roots
