"""How often costly questions may be asked: so many a minute from each person or address (adr/0029).

Counted in the memory of each process: what is to spare the database must not write to it at every question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address, ip_network
from time import time
from typing import Any, Final, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

WINDOW: Final = 60
"""Seconds after which everybody may ask anew."""
#: A house or a provider's customer gets a network of this size, and may take any address of it.
_NETWORK_OF_ONE: Final = 64
_IPV6: Final = 6

View = TypeVar("View", bound=Callable[..., Any])


def limited(*, share: float = 1, as_json: bool = False) -> Callable[[View], View]:
    """Let a view answer QUESTIONS_PER_MINUTE times `share`; all views of one share count together."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            return too_many(request, share, as_json) or view(request, *args, **kwargs)

        return answer  # type: ignore[return-value]

    return around


def too_many(request: HttpRequest, share: float = 1, as_json: bool = False) -> HttpResponse | None:
    """The refusal, when this question is one too many; the question is counted."""
    wait = _seconds_to_wait(request, share)
    return _refusal(request, wait, as_json) if wait else None


def _seconds_to_wait(request: HttpRequest, share: float) -> int:
    """0 when the question may be answered, which is counted; else how long until the next one may."""
    if not settings.QUESTIONS_PER_MINUTE or _from_this_machine(request):
        return 0
    most = max(round(settings.QUESTIONS_PER_MINUTE * share), 1)
    now = int(time())
    kept = caches["process"]
    key = f"asked:{share}:{now // WINDOW}:{_asker(request)}"
    kept.add(key, 0, WINDOW)
    try:
        asked = kept.incr(key)
    except ValueError:  # the minute ended between the two lines
        return 0
    return WINDOW - now % WINDOW if asked > most else 0


def address_of(request: HttpRequest) -> str:
    """Where the request comes from: what our own proxies say, and nothing a stranger may write."""
    trusted: int = settings.TRUSTED_PROXY_COUNT
    if trusted:
        passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(passed) >= trusted and passed[-trusted]:
            return passed[-trusted]
    return str(request.META.get("REMOTE_ADDR", ""))


def _from_this_machine(request: HttpRequest) -> bool:
    """Whoever tries or measures the site where it runs: on one laptop there is nobody else to wait for."""
    try:
        return ip_address(address_of(request)).is_loopback
    except ValueError:
        return False


def _asker(request: HttpRequest) -> str:
    """A person who signed in, wherever they sit; of all others the network."""
    if request.user.is_authenticated:
        return f"person:{request.user.pk}"
    return f"network:{hashlib.sha256(_network(address_of(request)).encode()).hexdigest()[:32]}"


def _network(address: str) -> str:
    try:
        version = ip_address(address).version
    except ValueError:
        return address
    return str(ip_network((address, _NETWORK_OF_ONE), strict=False)) if version == _IPV6 else address


def _refusal(request: HttpRequest, wait: int, as_json: bool) -> HttpResponse:
    sentence = _("Too many questions in one minute. Wait %(seconds)d seconds, then ask again.") % {
        "seconds": wait
    }
    answer: HttpResponse
    if as_json:
        errors = {"errors": [{"field": "", "message": sentence}]}
        answer = JsonResponse(errors, status=429, json_dumps_params={"ensure_ascii": False})
    else:
        answer = render(request, "429.html", {"reason": sentence}, status=429)
    answer["Retry-After"] = str(wait)
    answer["Cache-Control"] = "private, no-store"
    return answer
