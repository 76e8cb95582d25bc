"""The secretariat's front page in the admin."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.intake.receiving import receive
from home.panel import tiles
from tasks.reports.actions import SendReport
from tests.factories import AssignmentFactory, ExtensionFactory, ReportFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_every_number_on_the_desk_is_the_length_of_its_list(desk):
    AssignmentFactory(reported=True)
    AssignmentFactory.create_batch(2, overdue=True)
    AssignmentFactory(state="refused")
    ExtensionFactory()
    TaskFactory(proposed=True)
    clerk = UserFactory(secretary=True)
    receive("Số: 1/KH-BCĐ".encode(), "a.txt", clerk, uuid.uuid4())
    assert [tile.number for tile in tiles()] == [1, 0, 1, 1, 1, 2, 1, 0, 0]
    for tile in tiles():
        page = desk.get(tile.address)
        rows = page.context.get("rows")
        shown = page.context.get("papers") or page.context.get("readings")
        if tile.number:
            assert (rows.paginator.count if rows else len(shown)) == tile.number


def test_the_front_page_costs_the_same_for_many_tasks(desk):
    AssignmentFactory(overdue=True)
    desk.get("/admin/")
    with CaptureQueriesContext(connection) as few:
        assert desk.get("/admin/").status_code == 200
    AssignmentFactory.create_batch(6, overdue=True)
    with CaptureQueriesContext(connection) as many:
        desk.get("/admin/")
    assert len(many) <= len(few)


def test_a_clerk_has_at_most_nine_items_in_the_menu_beside_the_notices(desk):
    from wagtail.admin.menu import admin_menu

    request = desk.get("/admin/").wsgi_request
    names = [item.name for item in admin_menu.menu_items_for_request(request)]
    assert len(set(names) - {"thong-bao"}) <= 9, names
    assert {"ban-lam-viec", "van-ban", "so", "nhiem-vu", "danh-muc", "explorer"} <= set(names)
    assert not {"images", "documents"} & set(names)


def test_the_desk_has_no_address_of_another_house(desk):
    page = desk.get("/admin/").content.decode()
    assert not re.findall(r'(?:<script[^>]*src|<link[^>]*href|<img[^>]*src)="https?://[^"]*', page)


def test_the_admin_bears_our_name_and_offers_no_portrait_it_could_not_show(desk):
    page = desk.get("/admin/account/").content.decode()
    assert "- Văn thư</title>" in page
    assert 'type="file"' not in page
    assert "wagtail.org" not in desk.get("/admin/").content.decode()


def test_the_menu_of_the_admin_says_how_many_notices_are_unread(desk):
    def words() -> str:
        # The menu is drawn from JSON.
        return desk.get("/admin/bao-cao-ky/").content.decode().encode().decode("unicode_escape")

    assert "Thông báo (" not in words()
    report = ReportFactory()
    SendReport(report, UserFactory(focal_person=report.agency)).execute()
    assert "Thông báo (1)" in words()
    desk.post("/thong-bao/da-doc/")
    assert "Thông báo (" not in words()
