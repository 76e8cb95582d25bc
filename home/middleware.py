"""Pages of the site answered from memory while nothing they rest on changes (adr/0010, adr/0018)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from agencies.permissions import standing
from home.answers import circle, public, sites, stamps
from home.navigation import theme


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
        key: public.Key = (request.scheme or "", request.get_host(), request.path, timezone.localdate())
        now = stamps.public()
        answer = public.SHELF.take(key, now)
        if answer is None:
            response = self.get_response(request)
            if not _is_page(request, response):
                return response
            answer = public.Answer.of(response, now)
            public.SHELF.put(key, answer)
        return answer.response(
            request.META.get("HTTP_ACCEPT_ENCODING", ""), request.META.get("HTTP_IF_NONE_MATCH", "")
        )


class CircleAnswers:
    """Keeps pages made for one signed-in person for all of the same standing, without the person's corner.

    Stands below sessions, people and messages: a page with something to say to this person alone is not kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_be_kept(request):
            return self.get_response(request)
        key: circle.Key = (
            request.scheme or "",
            request.get_host(),
            request.path,
            timezone.localdate(),
            standing(request.user),
            get_language() or "",
            theme(request),
        )
        now = stamps.inner()
        page = circle.SHELF.take(key, now)
        if page is not None:
            return page.response(request)
        request.draws_for_circle = now  # type: ignore[attr-defined]
        response = self.get_response(request)
        if response.streaming or circle.HOLE.encode() not in response.content:
            return response
        page = circle.Page.of(response, now)
        if _is_page(request, response) and not _is_private(response):
            circle.SHELF.put(key, page)
        response.content = page.drawn_for(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if circle.keeps(request):
            sites.know(request, request.draws_for_circle)  # type: ignore[attr-defined]


def _may_be_kept(request: HttpRequest) -> bool:
    return bool(
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and request.user.is_authenticated
        and not len(get_messages(request))
    )


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    return (
        match is not None
        and match.view_name == circle.PAGES
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Content-Encoding" not in response
    )


def _is_private(response: HttpResponse) -> bool:
    """Wagtail's own privacy asks groups and passwords, which are no part of a standing; it says so."""
    return "private" in response.get("Cache-Control", "")
