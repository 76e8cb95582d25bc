"""Where papers are read, asked for many at once."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Site

from documents.models import DocumentPage


def look_up_roots(papers: Iterable[DocumentPage]) -> None:
    """Let these papers share one look-up of where sites begin.

    Wagtail keeps it on the page whose address is asked for without a request, and so asks again for each.
    """
    roots = Site.get_site_root_paths()
    for paper in papers:
        paper._wagtail_cached_site_root_paths = roots
