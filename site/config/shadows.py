"""Views that lie over addresses of Wagtail: weaker ways in, and what has no place here."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, BaseSettingsPanel


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Send to our own sign-in page. A POST is refused: no password is ever looked at here."""
    target = request.GET.get("next", "")
    query = f"?{urlencode({'next': target})}" if target else ""
    return HttpResponseRedirect(f"{settings.LOGIN_URL}{query}")


def absent(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
    """There is nothing at this address."""
    raise Http404


class _Account(AccountView):  # type: ignore[misc]
    """A person's own settings, without the portrait: no address serves uploaded pictures."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        return [panel for panel in super().get_panels() if panel.name != "avatar"]


account = require_admin_access(_Account.as_view())
