"""The secretariat's list of tasks under names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from agencies.kept_views import Offered, drop_view, keep_view
from agencies.lists import EVERYTHING
from agencies.models import SavedView

PLACE: Final = "thu-ky"


def offered(views: Iterable[SavedView]) -> list[Offered]:
    return [
        Offered(
            view,
            f"{reverse('tasks_assignments')}?{view.query or EVERYTHING + '=1'}",
            reverse("tasks_remove_view", args=[view.pk]),
        )
        for view in views
    ]


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    return keep_view(request, PLACE, reverse("tasks_assignments"))


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    return drop_view(request, pk, PLACE, reverse("tasks_assignments"))
