"""The site of a request with its front page, kept while the stamp stays the same.

Wagtail asks for the site, for the front page and for where the sites begin, at every request; all three are
of tables that the stamps watch.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.http import HttpRequest
from wagtail.models import Site


class _Kept(NamedTuple):
    stamp: int
    site: Site
    roots: Any


#: By host; only hosts the settings allow get here.
_KEPT: Final[dict[str, _Kept]] = {}


def know(request: HttpRequest, stamp: int) -> None:
    """Give the request what Wagtail would look up and keep on it."""
    host = request.get_host()
    kept = _KEPT.get(host)
    if kept is None or kept.stamp != stamp:
        site = Site.find_for_request(request)
        if site is None:
            return
        _ = site.root_page.specific  # kept on the page from here on
        kept = _KEPT[host] = _Kept(stamp, site, Site.get_site_root_paths())
    request._wagtail_site = kept.site  # type: ignore[attr-defined]
    request._wagtail_cached_site_root_paths = kept.roots  # type: ignore[attr-defined]


def forget() -> None:
    _KEPT.clear()
