"""Pages for what went wrong, in the reader's words."""

from __future__ import annotations

import logging
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The code on the page stands in the log too, so that a caller can be helped."""
    code = uuid4().hex[:8]
    logger.error("error shown to the reader with code %s", code)
    return render(request, "500.html", {"code": code}, status=500)
