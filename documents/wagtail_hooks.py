"""What the documents app tells Wagtail: its screens, its menu, its buttons, and what may not be deleted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy

from agencies.policies import KeptRows
from documents import issued
from documents.admin_views import urls
from documents.admin_views.dossier_lines import AddToDossier
from documents.archive import destroying
from documents.deleting import why_kept
from documents.file_pages import DESTROYED
from documents.models import DocumentFile, DocumentPage, DocumentType, Entry, Register
from documents.outgoing.actions import numbering_of
from documents.outgoing.stands import goes_a_way, way_comes_first
from documents.viewsets import PaperPages, PaperViewSet, RegisterViewSet, TypeViewSet

register_permission_policy(DocumentType, KeptRows(DocumentType))
register_permission_policy(Register, KeptRows(Register))


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    return [PaperViewSet(), PaperPages(), TypeViewSet(), RegisterViewSet()]


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return list(urls.urlpatterns)


@hooks.register("register_admin_menu_item")
def registers_menu() -> SubmenuMenuItem:
    items = [
        MenuItem(
            _("Registers"), reverse("documents_registers"), name="cac-so", icon_name="list-ol", order=10
        ),
        MenuItem(_("Dossiers"), reverse("documents_dossiers"), name="ho-so", order=20),
        MenuItem(_("Hand over to the archive"), reverse("documents_hand_over"), name="nop-luu", order=30),
        MenuItem(_("Past retention"), reverse("documents_expired"), name="het-gia-tri", order=40),
        MenuItem(_("Holds"), reverse("documents_holds"), name="dong-bang", order=50),
    ]
    return SubmenuMenuItem(
        _("Registers and dossiers"), Menu(items=items), name="so", icon_name="list-ol", order=30
    )


hooks.register("register_bulk_action", AddToDossier)


@hooks.register("register_page_header_buttons")
def keeping_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page, DocumentPage) and page.pk:
        address = reverse("documents_keeping", args=[page.pk])
        yield Button(_("Dossiers and retention"), url=address, icon_name="folder-inverse", priority=50)


@hooks.register("register_catalogue_menu_item")
def types_menu() -> MenuItem:
    return MenuItem(_("Document types"), reverse("loai-van-ban:index"), icon_name="tag", order=30)


@hooks.register("register_catalogue_menu_item")
def series_menu() -> MenuItem:
    return MenuItem(_("Registers and series"), reverse("cac-so-dang-ky:index"), icon_name="list-ol", order=40)


@hooks.register("register_log_actions")
def secret_files(actions: Any) -> None:
    actions.register_action(
        DESTROYED, _("Destroy a secret file"), _("Destroyed a file that is stamped secret")
    )


@hooks.register("register_log_actions")
def disposal(actions: Any) -> None:
    """What a job does to a paper stands in the log under the name of who approved it."""
    actions.register_action(destroying.DESTROYED)(
        _told(_("Destroy a paper"), _("Destroyed under %(minutes)s"))
    )
    actions.register_action(destroying.KEPT_LONGER)(
        _told(_("Keep a paper longer"), _("Kept longer: %(reason)s"))
    )


def _told(name: Any, said: Any) -> type[LogFormatter]:
    class Said(LogFormatter):  # type: ignore[misc]
        label = name

        def format_message(self, log_entry: Any) -> str:
            return str(said) % log_entry.data

    return Said


class TakeNumberItem(ActionMenuItem):  # type: ignore[misc]
    """In the menu beside "Save draft": only for a paper that has no number of ours yet."""

    name = "action-take-number"
    label = _("Take a number and publish")
    icon_name = "check"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return context["view"] == "edit" and isinstance(page, DocumentPage) and not _no_number_now(page)

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("documents_take_number", args=[context["page"].pk])


@hooks.register("register_page_action_menu_item")
def take_number_item() -> ActionMenuItem:
    return TakeNumberItem(order=5)


@hooks.register("construct_page_action_menu")
def only_what_can_be_done(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """No button that would be refused: publishing before the steps, unpublishing what is issued."""
    page = context.get("page")
    if not isinstance(page, DocumentPage):
        return
    refused = {"action-publish"} if page.waits_for_number and goes_a_way(page) else set()
    if page.issued_at is not None:
        refused.add("action-unpublish")
    items[:] = [item for item in items if item.name not in refused]


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page, DocumentPage) and page.first_published_at is not None:
        address = reverse("documents_circulation", args=[page.pk])
        yield Button(_("Circulation"), url=address, icon_name="view", priority=6)
    if isinstance(page, DocumentPage) and page.issued_at is not None:
        address = reverse("documents_send", args=[page.pk])
        yield Button(_("Recipients"), url=address, icon_name="mail", priority=4)
    if isinstance(page, DocumentPage) and page.pk and not _no_number_now(page):
        address = reverse("documents_take_number", args=[page.pk])
        yield Button(_("Take a number and publish"), url=address, icon_name="check", priority=5)


@hooks.register("register_page_header_buttons")
def hidden_data_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page, DocumentPage) and page.pk and DocumentFile.objects.filter(page=page.pk).exists():
        address = reverse("documents_hidden", args=[page.pk])
        yield Button(_("Hidden data in files"), url=address, icon_name="doc-full", priority=60)


def _no_number_now(page: DocumentPage) -> bool:
    """Has a number already, of ours or of another agency; or its steps come first."""
    if page.number is not None or Entry.objects.filter(document=page.pk).exists():
        return True
    return goes_a_way(page) and numbering_of(page) is None


@hooks.register("before_delete_page")
def keep_what_is_registered(request: HttpRequest, page: Any) -> HttpResponse | None:
    """A paper with a number or with tasks stays; so does the section it stands in."""
    reason = why_kept(page)
    if reason is None:
        return None
    messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_unpublish_page")
def keep_what_is_issued(request: HttpRequest, page: Any) -> HttpResponse | None:
    """An issued paper is recalled, not unpublished; nor with its section."""
    below = page.get_descendants(inclusive=True) if "include_descendants" in request.POST else None
    if not issued.is_among([page.pk] if below is None else below.values("pk")):
        return None
    messages.error(request, issued.stays_published())
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_copy_page")
def copy_is_another_paper(request: HttpRequest, page: Any) -> HttpResponse | None:
    """No alias, which would be one paper twice; no copy is published before its own steps and number."""
    papers = DocumentPage.objects.descendant_of(page, inclusive=True)
    if (
        request.method != "POST"
        or not {"alias", "publish_copies"} & request.POST.keys()
        or not papers.exists()
    ):
        return None
    messages.error(
        request,
        _(
            "A copy of a paper is a draft without a number: untick the boxes that publish it or make an "
            "alias."
        ),
    )
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("before_bulk_action")
def keep_what_is_registered_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    if request.method != "POST":
        return None
    if action_type == "publish" and (refusal := way_comes_first(objects)):
        messages.error(request, refusal)
        return redirect("van-ban:index")
    if action_type == "unpublish" and issued.is_among([page.pk for page in objects]):
        messages.error(request, issued.stays_published())
        return redirect("van-ban:index")
    if action_type != "delete":
        return None
    for page in objects:
        reason = why_kept(page)
        if reason is not None:
            messages.error(request, f"{page.title}: {reason}")
            return redirect("van-ban:index")
    return None
