"""Where a person's work is."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from agencies.permissions import standing
from documents.outgoing.stands import waiting
from home.navigation import ADMIN, DESK, OVERVIEW, SIGNING


def landing(user: Any) -> str:
    """The page that opens after signing in."""
    held = standing(user)
    if held.leader:
        return OVERVIEW[0]
    if held.agencies:
        return DESK[0]
    if held.staff:
        return ADMIN[0]
    if held.signed_in and waiting(user=user).exists():
        return SIGNING[0]
    return "/"


def next_page(request: HttpRequest, wanted: str) -> str:
    """The page that was asked for before signing in, when it is ours and this person may enter it.

    The admin sends people without access back to the sign-in page: they land by role, not in circles.
    """
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not wanted or not ours:
        return landing(request.user)
    path = urlsplit(wanted).path
    if path.startswith(reverse("home:sign_in")):
        return landing(request.user)
    if path.startswith(ADMIN[0]) and not standing(request.user).staff:
        return landing(request.user)
    return wanted
