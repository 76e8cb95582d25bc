"""A form of the admin whose session ended while it was being filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from documents.typed import address_for, remember


class TypedIsKept:
    """What a stranger posts to the confirm screen, its tasks or an arrival is kept until they have signed in.

    Nothing else is done. Wagtail sends them to sign in and back, and forgets what they sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if (
            request.method == "POST"
            and not request.user.is_authenticated
            and (address := address_for(request))
        ):
            remember(request, address)
