"""What the front page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from documents.models import DocumentPage

if TYPE_CHECKING:
    from home.models import HomePage


def home_context(home: HomePage, request: HttpRequest) -> dict[str, Any]:
    return {"newest": DocumentPage.objects.visible_to(request.user).listed()[:10]}
