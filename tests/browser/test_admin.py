"""A clerk's pages in a real browser: readable on every screen, and faithful to what is typed."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from agencies.groups import ensure_groups
from agencies.models import User
from documents.models import DocumentPage, Register
from tasks.models import Assignment, Task
from tests.browser.checks import findings_in_admin, sign_in
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    EvidenceFactory,
    ExtensionFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clerk() -> User:
    ensure_groups()
    paper = DocumentFactory(number=15, text="I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\n2. Tuyên truyền.")
    late = AssignmentFactory(task=TaskFactory(document=paper), overdue=True)
    EvidenceFactory(progress__assignment=late)
    ExtensionFactory(assignment=late)
    AssignmentFactory(reported=True)
    TaskFactory(document=paper, proposed=True)
    Register.objects.create(agency=AgencyFactory(name="Ban Chỉ đạo 138 tỉnh"), name="Văn bản đi")
    person: User = UserFactory(administrator=True)
    return person


def addresses() -> list[str]:
    paper, task = DocumentPage.objects.get(number=15), Task.objects.filter(stage="given").first()
    part, register = Assignment.objects.overdue().get(), Register.objects.get()
    assert task is not None
    return [
        "/admin/",
        "/admin/van-ban/",
        f"/admin/pages/{paper.pk}/edit/",
        f"/admin/van-ban/{paper.pk}/cap-so/",
        "/admin/so/",
        f"/admin/so/{register.pk}/{paper.year}/",
        "/admin/nhiem-vu/",
        "/admin/nhiem-vu/de-xuat/",
        f"/admin/nhiem-vu/van-ban/{paper.pk}/",
        f"/admin/nhiem-vu/van-ban/{paper.pk}/them/",
        f"/admin/nhiem-vu/{task.pk}/",
        f"/admin/nhiem-vu/phan/{part.pk}/",
        "/admin/co-quan/",
        "/admin/nhap/documents/",
        "/admin/viec-nen/",
    ]


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_every_page_of_the_clerk_is_readable(browser, live_server, clerk, width, scheme):
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    sign_in(context, clerk, live_server.url)
    tab = context.new_page()
    wrong: dict[str, list[str]] = {}
    for address in addresses():
        answer = tab.goto(address, wait_until="networkidle")
        found = findings_in_admin(tab)
        if answer is None or answer.status != 200 or found:
            wrong[address] = found or ["not served"]
    context.close()
    assert wrong == {}


def test_a_day_that_is_no_day_is_refused_and_stays_as_typed(browser, live_server, clerk):
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    sign_in(context, clerk, live_server.url)
    tab = context.new_page()
    paper = DocumentPage.objects.get(number=15)
    tab.goto(f"/admin/pages/{paper.pk}/edit/", wait_until="networkidle")
    for typed in ("31/02/2026", "05032026"):
        tab.click("[name=issued_on]")
        expect(tab.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
        tab.fill("[name=issued_on]", typed)
        tab.press("[name=issued_on]", "Tab")
        expect(tab.locator("[name=issued_on]")).to_have_value(typed)
        tab.press("[name=effective_on]", "Tab")
        tab.click("button.action-save")
        if typed.startswith("31"):
            expect(tab.locator(".error-message").first).to_contain_text("05/03/2026")
            expect(tab.locator("[name=issued_on]")).to_have_value(typed)
    expect(tab.locator(".messages .success")).to_be_visible()
    saved = DocumentPage.objects.get(pk=paper.pk).get_latest_revision_as_object()
    assert saved.issued_on == date(2026, 3, 5)
    context.close()
