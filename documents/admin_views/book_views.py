"""A register under names: what was asked of it, with its columns."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from agencies.kept_views import Offered, drop_view, keep_view
from agencies.lists import EVERYTHING
from agencies.models import SavedView
from documents.admin_views.book_filters import year_of
from documents.models import Register


def place_of(register: Register) -> str:
    """A view is of a register in whichever year."""
    return f"so:{register.pk}"


def offered(register: Register, year: int, views: Iterable[SavedView]) -> list[Offered]:
    """Each opens in the year that is shown, unless it asks for days of another."""
    return [
        Offered(
            view,
            f"{_address(register, year_of(view.query, year))}?{view.query or EVERYTHING + '=1'}",
            reverse("documents_drop_view", args=[register.pk, year, view.pk]),
        )
        for view in views
    ]


@require_POST
def keep(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    register = get_object_or_404(Register, pk=pk)
    return keep_view(request, place_of(register), _address(register, year))


@require_POST
def drop(request: HttpRequest, pk: int, year: int, view: int) -> HttpResponse:
    register = get_object_or_404(Register, pk=pk)
    return drop_view(request, view, place_of(register), _address(register, year))


def _address(register: Register, year: int) -> str:
    return reverse("documents_register", args=[register.pk, year])
