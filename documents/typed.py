"""What a clerk had typed when the session ended: it waits in the session of whoever signs in there."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse

from vietnamese.text import clean

SESSION_KEY: Final = "typed_readings"
#: The screens of the three steps and the form of an arrival, with the address to which their text comes back.
KEPT: Final = {
    "documents_reading": "documents_reading",
    "documents_reading_draft": "documents_reading",
    "tasks_draw": "tasks_draw",
    "documents_enter_arrival": "documents_enter_arrival",
}
#: A stranger must not fill the table of sessions: one form, of so many letters.
LONGEST: Final = 200_000


def address_for(request: HttpRequest) -> str | None:
    """Where what was posted belongs; None for other forms."""
    match = request.resolver_match
    name = KEPT.get(match.url_name or "") if match else None
    return reverse(name, args=[match.kwargs["pk"]]) if match and name else None


def remember(request: HttpRequest, address: str) -> None:
    """Keep the posted fields; a form too long to be a clerk's is not kept."""
    fields = {
        name: [clean(value).replace("\x00", "") for value in map(str, values)]
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
    }
    if sum(len(name) + len(value) for name, values in fields.items() for value in values) <= LONGEST:
        request.session[SESSION_KEY] = {address: fields}


def recall(request: HttpRequest) -> dict[str, str] | None:
    """What was typed at this address before signing in again; given once."""
    found = recall_all(request)
    return None if found is None else {name: values[-1] for name, values in found.items() if values}


def recall_all(request: HttpRequest) -> dict[str, list[str]] | None:
    """The same, with every value of a field that takes several."""
    held: dict[str, Any] = request.session.get(SESSION_KEY, {})
    found: dict[str, list[str]] | None = held.get(request.path)
    if found is not None:
        del request.session[SESSION_KEY]
    return found
