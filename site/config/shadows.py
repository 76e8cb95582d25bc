"""Views that lie over addresses of Wagtail which would be a second, weaker way in."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_safe


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Send to our own sign-in page. A POST is refused: no password is ever looked at here."""
    target = request.GET.get("next", "")
    query = f"?{urlencode({'next': target})}" if target else ""
    return HttpResponseRedirect(f"{settings.LOGIN_URL}{query}")


def absent(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
    """There is nothing at this address."""
    raise Http404
