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
from wagtail.permissions import register_permission_policy

from agencies.policies import KeptRows
from documents.models import DocumentPage
from tasks.admin_views import urls
from tasks.models import Holiday, Indicator
from tasks.policies import LooseRows
from tasks.viewsets import HolidayViewSet, IndicatorViewSet

register_permission_policy(Holiday, LooseRows(Holiday))
register_permission_policy(Indicator, KeptRows(Indicator))


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    return [HolidayViewSet(), IndicatorViewSet()]


@hooks.register("register_catalogue_menu_item")
def holidays_menu() -> MenuItem:
    return MenuItem(_("Holidays"), reverse("ngay-nghi:index"), icon_name="calendar", order=50)


@hooks.register("register_catalogue_menu_item")
def indicators_menu() -> MenuItem:
    return MenuItem(_("Figures of reports"), reverse("so-lieu-bao-cao:index"), icon_name="list-ol", order=60)


@hooks.register("register_admin_menu_item")
def rounds_menu() -> SubmenuMenuItem:
    items = [
        MenuItem(_("Rounds"), reverse("tasks_rounds"), name="cac-ky", icon_name="calendar-check", order=10),
        MenuItem(_("Ask for a report"), reverse("tasks_ask"), name="yeu-cau", icon_name="mail", order=20),
        MenuItem(
            _("Schedules"), reverse("tasks_schedules"), name="lich-bao-cao", icon_name="history", order=30
        ),
    ]
    return SubmenuMenuItem(
        _("Reports of rounds"), Menu(items=items), name="bao-cao-ky", icon_name="calendar-check", order=45
    )


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
