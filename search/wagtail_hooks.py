"""What search tells Wagtail: the administrator's page on the index."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from agencies.permissions import standing
from search import admin_views


class ForAdministrators(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: HttpRequest) -> bool:
        return standing(request.user).administrator


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("tra-cuu/chi-muc/", admin_views.index, name="search_index")]


@hooks.register("register_settings_menu_item")
def index_menu() -> MenuItem:
    return ForAdministrators(_("Search index"), reverse("search_index"), icon_name="search", order=900)
