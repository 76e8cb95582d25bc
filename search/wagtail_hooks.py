"""What search tells Wagtail: the administrator's page on the index, and what is asked, among the reports."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from agencies.permissions import standing
from search.admin_views import index, statistics


class ForAdministrators(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: HttpRequest) -> bool:
        return standing(request.user).administrator


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("tra-cuu/chi-muc/", index.index, name="search_index"),
        path("reports/tra-cuu/", statistics.statistics, name="search_statistics"),
    ]


@hooks.register("register_settings_menu_item")
def index_menu() -> MenuItem:
    return ForAdministrators(_("Search index"), reverse("search_index"), icon_name="search", order=900)


@hooks.register("register_reports_menu_item")
def statistics_menu() -> MenuItem:
    return MenuItem(_("Statistics of search"), reverse("search_statistics"), icon_name="search", order=100)
