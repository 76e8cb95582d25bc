"""The door of the admin."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.permissions import standing


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
