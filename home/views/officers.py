"""Inside the agency: handing over a person's work, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from agencies.actions import Refused
from agencies.models import User
from agencies.permissions import standing
from home.forms.officers import HandOverForm
from home.navigation import DESK
from home.views.gates import person, signed_in
from tasks.actions import HandOver, TakeBack
from tasks.actions.handing_over import held_by


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def hand_over(request: HttpRequest) -> HttpResponse:
    """First the list of what would move, then the button; a handover can be taken back."""
    held = standing(request.user)
    if not held.agencies:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    form = HandOverForm(
        asked if "of" in asked else None, user=person(request), agencies=held.agencies, heads=held.heads
    )
    context: dict[str, Any] = {
        "form": form,
        "trail": [("/", _("Home")), DESK, ("", _("Hand over work"))],
        "key": request.session.get("handover", ""),
    }
    if form.is_bound and form.is_valid():
        of, to = form.cleaned_data["of"], form.cleaned_data["to"]
        action = HandOver(of, person(request), to=to, reason=form.cleaned_data["reason"])
        if request.method == "POST":
            try:
                key = action.execute()
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                request.session["handover"] = f"{of.pk}:{key}"
                messages.success(request, _moved(action.moved, to))
                return redirect("home:hand_over")
        else:
            action.check()
            context["moving"] = list(held_by(of, action.agencies))
            context["previewed"] = True
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "home/desk/hand_over.html", context, status=status)


def _moved(number: int, to: User) -> str:
    words = ngettext(
        "%(number)d task was handed over to %(name)s.",
        "%(number)d tasks were handed over to %(name)s.",
        number,
    )
    return words % {"number": number, "name": to.get_full_name()}


@require_POST
@signed_in
def take_back(request: HttpRequest) -> HttpResponse:
    """Undo the handover this person did last."""
    of, _colon, key = request.session.pop("handover", "").partition(":")
    owner = User.objects.filter(pk=of).first() if of.isdigit() else None
    if owner is None:
        messages.error(request, _("There is nothing to take back any more."))
        return redirect("home:hand_over")
    try:
        number = TakeBack(owner, person(request), key=UUID(key)).execute()
    except (Refused, PermissionDenied):
        messages.error(request, _("There is nothing to take back any more."))
    else:
        words = ngettext("%(number)d task was taken back.", "%(number)d tasks were taken back.", number)
        messages.success(request, words % {"number": number})
    return redirect("home:hand_over")
