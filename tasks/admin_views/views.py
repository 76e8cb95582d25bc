"""The secretariat's list under names: save it with its filters, columns and order; remove a name."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.models import Membership, User
from agencies.permissions import known
from agencies.statuses import Role
from tasks.actions import RemoveView, SaveView
from tasks.models import SavedView

PLACE: Final = "thu-ky"
#: Asked for everything, though one of the views opens by itself.
EVERYTHING: Final = "tat-ca"


def office_of(user: User) -> int | None:
    """The agency whose secretariat the person is of; its people share views."""
    seats = Membership.objects.valid().filter(user=user, role__in=[Role.SECRETARIAT, Role.ADMINISTRATOR])
    return seats.order_by("pk").values_list("agency_id", flat=True).first()


def without_page(query: str) -> str:
    kept = QueryDict(query, mutable=True)
    for name in ("p", "trang", EVERYTHING):
        kept.pop(name, None)
    return kept.urlencode()


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    user, query = known(request.user), without_page(request.POST.get("query", ""))
    view = SavedView(
        owner=user,
        agency_id=office_of(user) if request.POST.get("shared") else None,
        place=PLACE,
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
    return redirect(f"{reverse('tasks_assignments')}?{query or EVERYTHING + '=1'}")


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView, pk=pk, place=PLACE, owner=request.user)
    try:
        RemoveView(view, known(request.user)).execute()
    except (Refused, PermissionDenied) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The view “%(name)s” is removed.") % {"name": view.name})
    return redirect(f"{reverse('tasks_assignments')}?{EVERYTHING}=1")
