"""The groups of Wagtail that let the secretariat work in the admin, kept in step with memberships.

Memberships decide rights (agencies.permissions.standing); Wagtail asks groups. So a group is a copy: made by
`ensure_groups`, joined and left when a membership is saved, and never enough on its own, because
AdminForStaffOnly asks the memberships at each request.
"""

from __future__ import annotations

from typing import Any, Final

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.statuses import STAFF, Role

CLERKS: Final = "Thư ký"
ADMINISTRATORS: Final = "Quản trị"

#: On pages; deleting one's own drafts comes with add, deleting published ones with publish.
_ON_PAGES: Final = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
#: Files, in every collection.
_IN_COLLECTIONS: Final = {
    # Wagtail asks for the rights on its own model, whatever model holds the files.
    "wagtaildocs": ("add_document", "change_document", "choose_document", "delete_document"),
}
#: Rows that clerks keep. No delete: agencies end, numbers are voided, tasks are cancelled.
_ON_ROWS: Final = {
    "agencies": ("agency", "membership"),
    "documents": ("documenttype", "register"),
}
_FOR_ADMINISTRATORS: Final = {
    "agencies": ("add_user", "change_user"),
    "wagtailcore": (
        "add_workflow",
        "change_workflow",
        "add_task",
        "change_task",
        "add_collection",
        "change_collection",
    ),
    "wagtailredirects": ("add_redirect", "change_redirect", "delete_redirect"),
}


def ensure_groups() -> None:
    """Make both groups with their permissions and put everybody where their memberships say; repeatable."""
    clerks, _ = Group.objects.get_or_create(name=CLERKS)
    administrators, _ = Group.objects.get_or_create(name=ADMINISTRATORS)
    for group in (clerks, administrators):
        group.permissions.set(_permissions(administrator=group == administrators))
        _allow_on_pages(group)
        _allow_in_collections(group)
    for user in apps.get_model("agencies", "User").objects.all():
        enrol(user)


def enrol(user: Any) -> None:
    """Put a person into the groups their present and coming memberships ask for, and out of the others."""
    roles = set(user.memberships.exclude(valid_until__lt=timezone.localdate()).values_list("role", flat=True))
    wanted = set()
    if STAFF & roles:
        wanted.add(CLERKS)
    if Role.ADMINISTRATOR in roles:
        wanted.add(ADMINISTRATORS)
    for name in (CLERKS, ADMINISTRATORS):
        if name in wanted:
            user.groups.add(Group.objects.get_or_create(name=name)[0])
        else:
            user.groups.remove(*Group.objects.filter(name=name))


def _permissions(*, administrator: bool) -> QuerySet[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for app, models in _ON_ROWS.items():
        names = [f"{verb}_{model}" for model in models for verb in ("add", "change", "view")]
        wanted |= Q(content_type__app_label=app, codename__in=names)
    if administrator:
        for app, names_of_app in _FOR_ADMINISTRATORS.items():
            wanted |= Q(content_type__app_label=app, codename__in=names_of_app)
    return Permission.objects.filter(wanted)


def _allow_on_pages(group: Group) -> None:
    Page = apps.get_model("wagtailcore", "Page")
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    allowed = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=_ON_PAGES
    ):
        allowed.get_or_create(group=group, page=root, permission=permission)


def _allow_in_collections(group: Group) -> None:
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    if root is None:
        return
    allowed = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for app, names in _IN_COLLECTIONS.items():
        for permission in Permission.objects.filter(content_type__app_label=app, codename__in=names):
            allowed.get_or_create(group=group, collection=root, permission=permission)
