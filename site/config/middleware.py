"""The content security policy, and requests that cannot be read."""

import logging
from collections.abc import Callable
from traceback import walk_tb
from typing import Final

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import FieldError, ObjectDoesNotExist
from django.core.paginator import InvalidPage
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import NoReverseMatch, reverse

from home.views.errors import bad_request, not_found

logger = logging.getLogger(__name__)

#: What a view raises that took a number, a key or an object for granted.
UNREADABLE: Final = (
    AttributeError,
    DataError,
    FieldError,
    InvalidPage,
    LookupError,
    NoReverseMatch,
    ObjectDoesNotExist,
    TypeError,
    ValueError,
)
OURS: Final = frozenset(
    {"config", "home", "search", "notices", "tasks", "documents", "agencies", "sheets", "jobs", "vietnamese"}
)


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


class StrangeToWagtail:
    """What Wagtail's own views cannot read is answered like any other request that cannot be read.

    Its choosers, copies, workflows and bulk actions take numbers and keys of an address or a form as they
    come, and break at what only programs and cut-off links send. An error of our own code stays an error;
    these stand in the log as warnings, with all that an error would have there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not request.path.startswith(reverse("wagtailadmin_home")) or not _in_wagtail(exception):
            return None
        logger.warning("Wagtail could not read %s %s", request.method, request.path, exc_info=exception)
        absent = isinstance(exception, (ObjectDoesNotExist, InvalidPage))
        return not_found(request, exception) if absent else bad_request(request, exception)


def _in_wagtail(exception: Exception) -> bool:
    """Whether of all code that is ours or Wagtail's, the last that ran was Wagtail's."""
    if not isinstance(exception, UNREADABLE):
        return False
    modules = (frame.f_globals.get("__name__", "") for frame, _line in walk_tb(exception.__traceback__))
    packages = [package for name in modules if (package := name.partition(".")[0]) in OURS | {"wagtail"}]
    return bool(packages) and packages[-1] == "wagtail"
