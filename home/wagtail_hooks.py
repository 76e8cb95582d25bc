"""The front page and the menu of the admin (at most nine items for a clerk)."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.bell import Bell
from home.panel import WaitingPanel
from home.views import proposals

#: Closed in config.urls, or found among the catalogues.
HIDDEN: Final = frozenset({"images", "documents"})
#: What Wagtail registers, in our order: pages, reports, settings, help.
ORDER: Final = {"explorer": 70, "reports": 80, "settings": 90, "help": 100}


@hooks.register("register_admin_urls")
def drafts() -> list[URLPattern]:
    """Where step 3 of a paper keeps what is typed."""
    return [path("nhiem-vu/van-ban/<int:pk>/rut/nhap/", proposals.draft, name="tasks_draft")]


@hooks.register("register_admin_menu_item")
def desk() -> MenuItem:
    return MenuItem(_("Desk"), reverse("wagtailadmin_home"), name="ban-lam-viec", icon_name="home", order=10)


@hooks.register("register_admin_menu_item")
def bell() -> MenuItem:
    return Bell(_("Notices"), reverse("home:notices"), name="thong-bao", icon_name="mail", order=15)


@hooks.register("register_catalogue_menu_item")
def files_menu() -> MenuItem:
    return MenuItem(_("Attached files"), reverse("wagtaildocs:index"), icon_name="doc-full-inverse", order=90)


@hooks.register("construct_main_menu")
def arrange(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN]
    for item in items:
        item.order = ORDER.get(item.name, item.order)
        if item.name == "explorer":
            item.label = _("Web pages")


@hooks.register("construct_help_menu")
def help_at_hand(request: HttpRequest, items: list[MenuItem]) -> None:
    """The list of keys; Wagtail's own news and guide are English pages on the network."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("get_avatar_url")
def avatar(user: Any, size: int) -> str:
    """One drawing for everybody: no address serves uploaded pictures."""
    return static("wagtailadmin/images/default-user-avatar.png")


@hooks.register("construct_homepage_panels")
def front_page(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel())


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counters(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and pictures there are helps nobody."""
    items.clear()


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def dates_as_typed() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/admin/dates.js"))
