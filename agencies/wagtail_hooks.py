"""What the agencies app tells Wagtail: its screens, the menu of catalogues, and the lines of the log."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy

from agencies.actions import Action
from agencies.models import Agency, Membership
from agencies.policies import KeptRows
from agencies.viewsets import AgencyViewSet, MembershipViewSet

register_permission_policy(Agency, KeptRows(Agency))
register_permission_policy(Membership, KeptRows(Membership))


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    """Every action class has a line in the log, under its own label and with its own details."""
    for name, action in Action.registry.items():
        actions.register_action(name)(_formatter(action))


def _formatter(action: type[Action[Any]]) -> type[LogFormatter]:
    class Said(LogFormatter):  # type: ignore[misc]
        label = action.label

        def format_message(self, log_entry: Any) -> str:
            told = str(action.said or action.label)
            try:
                return told % (log_entry.data or {})
            except (KeyError, TypeError, ValueError):
                # A line written before the action said more.
                return str(action.label)

    return Said


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    return [AgencyViewSet(), MembershipViewSet()]


@hooks.register("register_admin_menu_item")
def catalogues_menu() -> SubmenuMenuItem:
    """Higher apps add theirs through the hook register_catalogue_menu_item."""
    menu = Menu(register_hook_name="register_catalogue_menu_item")
    return SubmenuMenuItem(_("Catalogues"), menu, name="danh-muc", icon_name="folder-open-1", order=50)


@hooks.register("register_catalogue_menu_item")
def agencies_menu() -> MenuItem:
    return MenuItem(_("Agencies"), reverse("co-quan:index"), icon_name="group", order=10)


@hooks.register("register_catalogue_menu_item")
def people_menu() -> MenuItem:
    return MenuItem(_("People of agencies"), reverse("nguoi-cua-co-quan:index"), icon_name="user", order=20)
