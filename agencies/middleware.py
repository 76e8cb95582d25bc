"""The door of the admin, and the page for a refusal of the database that no form showed."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.permissions import standing
from agencies.refusals import refusal


class AdminForStaffOnly:
    """No address below /admin/ answers a signed-in person without a seat in the secretariat.

    Wagtail's own views show titles of papers to anybody with access_admin, so the door is here, asked of the
    memberships as they are at this request. People who are not signed in are sent to sign in by Wagtail.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("wagtailadmin_home")) and request.user.is_authenticated:
            return self.get_response(request) if standing(request.user).staff else self._refuse()
        return self.get_response(request)

    def _refuse(self) -> HttpResponse:
        raise PermissionDenied(
            _("The administration is for the secretariat. Your account has no seat there.")
        )


class RefusedByDatabase:
    """A page with the sentence, in place of an error, where the database or a row that points here refused.

    Forms and actions say it themselves; this is for what nothing nearer said.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (ProtectedError, RestrictedError)):
            sentence = _("Something else uses this, so it was not deleted. Take it off there first.")
        elif isinstance(exception, IntegrityError):
            sentence = refusal(exception)
        else:
            return None
        if sentence:
            return render(request, "409.html", {"reason": sentence}, status=409)
        return None
