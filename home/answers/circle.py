"""Pages made for one person, given out to everybody who may see the same, with a corner of their own.

What a page of the site shows follows from the reader's standing (roles and agencies) and from nothing else of
the person but the corner of the header: name, agencies, unread notices, the way out. The page is kept with a
hole where the corner goes; the corner is drawn anew for every request.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from agencies.permissions import Standing
from home.answers.shelf import Shelf

#: What stands in a page where the corner goes; nobody can write it into a page before it is drawn.
HOLE: Final = f"<!--{secrets.token_hex(16)}-->"

#: Wagtail's view of pages: the only one whose answers are kept.
PAGES: Final = "wagtail_serve"

#: Scheme, host and path, the day, the reader's standing, language and theme.
Key = tuple[str, str, str, date, Standing, str, str]


@dataclass(frozen=True)
class Page:
    """A page as it was drawn, in two halves around the corner."""

    stamp: int
    headers: tuple[tuple[str, str], ...]
    before: bytes
    after: bytes

    @classmethod
    def of(cls, response: HttpResponse, stamp: int) -> Page:
        before, _, after = response.content.partition(HOLE.encode())
        headers = tuple((name, value) for name, value in response.items() if name != "Content-Length")
        return cls(stamp, headers, before, after)

    @property
    def size(self) -> int:
        return len(self.before) + len(self.after)

    def drawn_for(self, request: HttpRequest) -> bytes:
        """The whole page for the reader of this request."""
        return self.before + corner(request).encode() + self.after

    def response(self, request: HttpRequest) -> HttpResponse:
        answer = HttpResponse(self.drawn_for(request))
        for name, value in self.headers:
            answer[name] = value
        return answer


def keeps(request: HttpRequest) -> bool:
    """The page is being drawn to be kept, under the stamp the request carries."""
    match = request.resolver_match
    return hasattr(request, "draws_for_circle") and match is not None and match.view_name == PAGES


def corner(request: HttpRequest) -> str:
    """The reader's corner of the header."""
    return render_to_string("includes/corner.html", request=request)


SHELF: Final[Shelf[Key, Page]] = Shelf()
