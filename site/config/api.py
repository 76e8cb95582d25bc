"""The API: routers of the apps under one address, its schema, and a page that explains it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import ValidationError

from home.api import router as figures
from search.api import router as search

api = NinjaAPI(
    title="Văn thư",
    version="1",
    description="Cùng câu hỏi, cùng quyền xem như trang web; trả lời bằng JSON.",
    urls_namespace="api",
    docs_url=None,
)
api.add_router("", search)
api.add_router("", figures)


@api.exception_handler(ValidationError)
def unusable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter of the wrong shape, named; pydantic's own sentences are English."""
    errors = [
        {"field": str(one["loc"][-1]), "message": _("This value cannot be read; see the description.")}
        for one in error.errors
    ]
    return api.create_response(request, {"errors": errors}, status=422)


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """What the API offers, for people: made from the schema that programs read."""
    schema: dict[str, Any] = api.get_openapi_schema()
    operations = [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "api.html", {"schema": schema, "operations": operations, "trail": []})
