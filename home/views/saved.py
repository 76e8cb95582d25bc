"""A working list of an agency under names: save it with its filters, columns and order; remove a name."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.actions import Refused, RemoveView, SaveView
from agencies.models import SavedView
from home.views.desk import served_by
from home.views.gates import person, signed_in
from tasks import lists

#: The names of an address that a view keeps.
KEPT = ("q", "vai-tro", "cot", "xep")


def place_of(key: str, agency: int) -> str:
    return f"{key}:{agency}"


def kept(query: str) -> str:
    """What belongs to the view in the part of an address after "?"."""
    asked, said = QueryDict(query), QueryDict(mutable=True)
    for name in KEPT:
        said.setlist(name, [value for value in asked.getlist(name) if value])
    return said.urlencode()


@require_POST
@signed_in
def save(request: HttpRequest, key: str) -> HttpResponse:
    served = served_by(request.user)
    if not served or key not in {one.key for one in lists.OF_AN_AGENCY}:
        raise Http404
    asked = QueryDict(request.POST.get("query", ""), mutable=True)
    agency = next((one for one in served if str(one.pk) == asked.get("co-quan")), served[0])
    view = SavedView(
        owner=person(request),
        agency=agency if request.POST.get("shared") else None,
        place=place_of(key, agency.pk),
        name=request.POST.get("name", ""),
        query=kept(asked.urlencode()),
        default=bool(request.POST.get("default")),
    )
    try:
        SaveView(view, person(request)).execute()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": view.name})
    return redirect(f"{reverse('home:list', args=[key])}?co-quan={agency.pk}&{view.query or 'tat-ca=1'}")


@require_POST
@signed_in
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    key, _colon, agency = view.place.partition(":")
    if not agency:
        raise Http404
    RemoveView(view, person(request)).execute()
    messages.success(request, _("The view “%(name)s” is removed.") % {"name": view.name})
    return redirect(f"{reverse('home:list', args=[key])}?co-quan={agency}&tat-ca=1")
