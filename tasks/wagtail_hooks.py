"""What the tasks app tells Wagtail: its addresses, its menu, and a button on every paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets.button import Button

from documents.models import DocumentPage
from tasks.admin_views import urls


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return list(urls.urlpatterns)


@hooks.register("register_admin_menu_item")
def menu() -> SubmenuMenuItem:
    every = reverse("tasks_assignments")
    items = [
        MenuItem(_("All tasks"), every, name="tat-ca", icon_name="tasks", order=10),
        MenuItem(_("Waiting for confirmation"), f"{every}?state=reported", name="cho-xac-nhan", order=20),
        MenuItem(_("Extensions asked for"), f"{every}?extension=on", name="xin-gia-han", order=30),
        MenuItem(_("Refused by agencies"), f"{every}?state=refused", name="tu-choi", order=40),
        MenuItem(_("Overdue tasks"), f"{every}?timing=overdue", name="qua-han", order=50),
        MenuItem(_("Proposals not yet given"), reverse("tasks_proposals"), name="de-xuat", order=60),
    ]
    return SubmenuMenuItem(
        pgettext_lazy("duty", "Tasks"), Menu(items=items), name="nhiem-vu", icon_name="tasks", order=40
    )


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page, DocumentPage) and page.pk:
        address = reverse("tasks_of_document", args=[page.pk])
        yield Button(_("Tasks of this document"), url=address, icon_name="tasks", priority=6)
