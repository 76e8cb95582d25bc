"""How many notices wait for the reader, on the site and in the admin's menu alike."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem

from notices.models import Notice
from notices.querysets import MANY

KEPT: Final = "_unread_notices"


def unread(request: HttpRequest) -> int:
    """Counted once for each request, however many places show it."""
    if not hasattr(request, KEPT):
        setattr(request, KEPT, Notice.objects.waiting_for(request.user))
    number: int = getattr(request, KEPT)
    return number


def unread_words(request: HttpRequest) -> str:
    """ "3", "99+", or nothing."""
    number = unread(request)
    return f"{MANY}+" if number > MANY else str(number or "")


class Bell(MenuItem):  # type: ignore[misc]
    """The menu item that leads to the notices and says how many are unread."""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if words := unread_words(request):
            component.label = _("Notices (%(number)s)") % {"number": words}
        return component
