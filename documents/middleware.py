"""A form of the admin whose session ended while it was being filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from documents.typed import remember

#: The confirm screen, and the address to which it saves itself.
KEPT: Final = frozenset({"documents_reading", "documents_reading_draft"})


class TypedIsKept:
    """What a stranger posts to the confirm screen is kept until they have signed in; nothing else is done.

    Wagtail sends them to sign in and back, and forgets what they sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        match = request.resolver_match
        sent = request.method == "POST" and not request.user.is_authenticated
        if sent and match is not None and match.url_name in KEPT:
            remember(request, reverse("documents_reading", args=[kwargs["pk"]]))
