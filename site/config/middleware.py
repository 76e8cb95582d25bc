"""The content security policy, and requests whose text cannot be kept."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from home.views.errors import bad_request


class ContentSecurityPolicy(CSPMiddleware):
    """django-csp's middleware: strict for our pages, looser where Wagtail's admin needs it."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """A view's own policy wins; then the admin's under its address; then the strict one."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None and request.path.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.CONTENT_SECURITY_POLICY_ADMIN
        return parts


class TextWithoutNul:
    """A request with the character NUL is one that cannot be read, wherever in it the character stood.

    PostgreSQL keeps no NUL in a text, and its driver says so with a ValueError before it sends anything.
    People cannot type the character; only programs send it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        refused = isinstance(exception, ValueError) and "NUL (0x00)" in str(exception)
        return bad_request(request, exception) if refused else None
