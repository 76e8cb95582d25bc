"""The reader's choice of light or dark, kept in a cookie so that it needs no account and no script."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.navigation import THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 3600


@require_safe
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """Set the theme named by `chon` and go back to `ve`, an address of this site only."""
    back = request.GET.get("ve", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.GET.get("chon", "")
    if chosen == "may":
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    elif chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            chosen,
            max_age=A_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response
