"""What the sheets app tells Wagtail: its addresses."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from sheets.urls import urlpatterns


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return list(urlpatterns)
