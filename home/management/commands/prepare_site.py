"""manage.py prepare_site: the pages and groups every installation starts from."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Page, Site, Task, Workflow

from agencies.groups import ensure_groups
from documents.models import SectionPage
from home.models import HomePage

SECTIONS = [
    ("Kế hoạch", "ke-hoach"),
    ("Chỉ đạo", "chi-dao"),
    ("Văn bản pháp luật", "van-ban-phap-luat"),
]
DEFAULT_WORKFLOW = "Moderators approval"
DEFAULT_GROUPS = ("Editors", "Moderators")


class Command(BaseCommand):
    help = "Create the front page, the sections and the groups. Safe to repeat."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--committee", default="", help="Name of the committee, shown on every page.")

    @transaction.atomic
    def handle(self, *, committee: str, **options: Any) -> None:
        ensure_groups()
        _remove_unused_defaults()
        home = HomePage.objects.first() or _front_page(committee)
        if committee and home.committee != committee:
            home.committee = committee
            home.save()
        for title, slug in SECTIONS:
            if not SectionPage.objects.child_of(home).filter(slug=slug).exists():
                home.add_child(instance=SectionPage(title=title, slug=slug, show_in_menus=True))
                home.refresh_from_db()


def _remove_unused_defaults() -> None:
    """Wagtail's groups and workflow are those of a magazine, under English names, on every page."""
    Workflow.objects.filter(name=DEFAULT_WORKFLOW, workflow_states=None).delete()
    Task.objects.filter(name=DEFAULT_WORKFLOW, workflow_tasks=None, task_states=None).delete()
    Group.objects.filter(name__in=DEFAULT_GROUPS, user=None).delete()


def _front_page(committee: str) -> HomePage:
    """The first front page takes the place of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    for welcome in root.get_children().filter(slug="home", content_type__model="page"):
        welcome.delete()
    root.refresh_from_db()
    root.title = root.draft_title = "Tất cả trang"
    root.save()
    home: HomePage = root.add_child(instance=HomePage(title="Văn thư", slug="trang-chu", committee=committee))
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", port=80, root_page=home, is_default_site=True, site_name="Văn thư"
    )
    return home
