"""Do what a button says, and tell the person what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.admin import messages

from agencies.actions import Action, Refused


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


def whole(value: str) -> int | None:
    """A number of an address or a box, or none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else None
