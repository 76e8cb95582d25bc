"""A list of the secretariat under names: save it with its filters and columns; remove a name."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from agencies.actions import Refused, RemoveView, SaveView
from agencies.lists import EVERYTHING, office_of, without_page
from agencies.models import SavedView
from agencies.permissions import known


@dataclass(frozen=True)
class Offered:
    """A view with the address that opens it and the one that removes it."""

    view: SavedView
    address: str
    remove: str


def keep_view(request: HttpRequest, place: str, address: str) -> HttpResponse:
    """Save what was asked of the list at this address, and go back to it."""
    user, query = known(request.user), without_page(request.POST.get("query", ""))
    view = SavedView(
        owner=user,
        agency_id=office_of(user) if request.POST.get("shared") else None,
        place=place,
        name=request.POST.get("name", ""),
        query=query,
        default=bool(request.POST.get("default")),
    )
    try:
        SaveView(view, user).execute()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": view.name})
    return redirect(f"{address}?{query or EVERYTHING + '=1'}")


def drop_view(request: HttpRequest, pk: int, place: str, address: str) -> HttpResponse:
    view = get_object_or_404(SavedView, pk=pk, place=place, owner=request.user)
    try:
        RemoveView(view, known(request.user)).execute()
    except (Refused, PermissionDenied) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The view “%(name)s” is removed.") % {"name": view.name})
    return redirect(f"{address}?{EVERYTHING}=1")
