"""Who comes in, and what becomes of a form whose session ended while it was being filled."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from agencies.models import User
from agencies.permissions import standing
from home import drafts

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Strangers sign in first and come back. What they had typed waits in their session."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST" and not form_is_old(request):
            drafts.remember(request, request.path)
        back = request.path if request.method == "POST" else request.get_full_path()
        return HttpResponseRedirect(f"{reverse('home:sign_in')}?{urlencode({'next': back})}")

    return entered


def overseers(view: View) -> View:
    """Leaders and the secretariat; others are told that their account may not."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not standing(request.user).oversees:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return signed_in(entered)


def person(request: HttpRequest) -> User:
    """Who is signed in, behind one of the gates above."""
    return cast(User, request.user)


class _OldForms(CsrfViewMiddleware):
    """A form that was opened before its writer signed in anew carries an old token.

    Refusing it would throw away what was typed. The request is let through, marked, when the browser says
    that it comes from this site; the view must then change nothing and show the form again.
    """

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        if request.headers.get("Origin") and reason.startswith("CSRF"):
            request.META["FORM_IS_OLD"] = True
            return None
        return super()._reject(request, reason)  # type: ignore[misc]


def form_is_old(request: HttpRequest) -> bool:
    return bool(request.META.get("FORM_IS_OLD"))


def keeps_text(view: View) -> View:
    """For forms with long text: see _OldForms. The view asks form_is_old() before it changes anything."""
    guarded: View = csrf_exempt(decorator_from_middleware(_OldForms)(view))
    return guarded
