"""Do what a button says, and tell the person what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from agencies.actions import Action, Refused

View = Callable[..., HttpResponse]


def done(request: HttpRequest, action: Action[Any], told: str | Promise) -> bool:
    """Whether the action was done; a refusal is shown as the sentence it is."""
    try:
        action.execute()
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, told)
    return True


def done_in_form(action: Action[Any], form: Any) -> bool:
    """The same where the refusal belongs at the head of a form that keeps what was typed."""
    try:
        action.execute()
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def done_by_form(
    request: HttpRequest,
    form: Any,
    action_of: Callable[[dict[str, Any]], Action[Any]],
    told: str | Promise,
) -> bool:
    """The same for a form whose values are all that the action asks: done, and told, when they are usable."""
    if not form.is_valid() or not done_in_form(action_of(form.cleaned_data), form):
        return False
    messages.success(request, told)
    return True


def posted_from(page: str) -> Callable[[View], View]:
    """A POST whose refusal shows the page of this name again; asked for by GET its address leads there.

    So what a browser has in its address bar after a refusal can be opened, kept and sent on.
    """

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def answered(request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
            return view(request, pk, **rest) if request.method == "POST" else redirect(page, pk)

        return answered

    return decorate


def whole(value: str) -> int | None:
    """A number of an address or a box, or none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else None
