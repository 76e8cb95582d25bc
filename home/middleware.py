"""Public pages for visitors without a cookie, answered from memory while nothing public changes."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from home.public_answers import SHELF, Answer, Key, stamp

#: Wagtail's view of pages: the only one whose answers are kept.
PAGES = "wagtail_serve"


class PublicAnswers:
    """Keeps whole answers of pages, made for nobody in particular.

    Nothing is kept that was made for a request with any cookie or question string, that sets a cookie or that
    is not a plain 200. Stands above sessions and policies, so that what is kept has their headers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or request.META.get("HTTP_COOKIE") or request.META.get("QUERY_STRING"):
            return self.get_response(request)
        key: Key = (request.scheme or "", request.get_host(), request.path, timezone.localdate())
        now = stamp()
        answer = SHELF.take(key, now)
        if answer is None:
            response = self.get_response(request)
            if not _for_everybody(request, response):
                return response
            answer = Answer.of(response, now)
            SHELF.put(key, answer)
        return answer.response(
            request.META.get("HTTP_ACCEPT_ENCODING", ""), request.META.get("HTTP_IF_NONE_MATCH", "")
        )


def _for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    return (
        match is not None
        and match.view_name == PAGES
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Content-Encoding" not in response
    )
