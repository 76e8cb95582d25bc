"""A paper that comes in, in a real browser: entered with those who help, met again, put into a dossier."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from agencies.groups import ensure_groups
from documents.models import Arrival, Dossier, Register
from documents.statuses import Part
from tests.browser.checks import findings_in_admin, sign_in
from tests.factories import AgencyFactory, DossierFactory, RegisterFactory, UserFactory, section_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DISTRICTS = ("Bá Thước", "Hoằng Hóa", "Quan Hóa", "Quan Sơn", "Lang Chánh", "Thường Xuân", "Như Xuân")
DEPARTMENTS = ("Nội vụ", "Tài chính", "Tư pháp", "Y tế", "Ngoại vụ", "Công Thương")


@pytest.fixture
def register() -> Register:
    ensure_groups()
    section_page("van-ban-den", "Văn bản đến")
    for name in DISTRICTS:
        AgencyFactory(name=f"UBND huyện {name}", kind="district")
    for name in DEPARTMENTS:
        AgencyFactory(name=f"Sở {name}")
    DossierFactory(title="Hồ sơ năm nay")
    made: Register = RegisterFactory(incoming=True)
    return made


@pytest.fixture
def tab(browser, live_server, register):
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    sign_in(context, UserFactory(administrator=True), live_server.url)
    yield context.new_page()
    context.close()


def fill_in(tab: Page) -> None:
    tab.fill("[name=code]", "5973/UBND-KT")
    tab.fill("[name=dated]", "20/11/2026")
    tab.press("[name=dated]", "Tab")
    tab.select_option("[name=sender]", label="Sở Công Thương")
    tab.fill("[name=subject]", "V/v báo cáo kết quả")
    tab.select_option("[name=section]", label="Văn bản đến")


def test_a_clerk_names_who_helps_is_told_of_the_same_paper_and_puts_it_into_a_dossier(tab, register):
    tab.goto(f"/admin/so/{register.pk}/vao-so/", wait_until="networkidle")
    fill_in(tab)
    find = tab.locator("[data-agencies] input[type=search]")
    told = tab.locator("[data-agencies] [role=status]")
    find.fill("quan hoa")
    expect(told).to_have_text("tìm thấy 1, đã chọn 0")
    find.press("Enter")
    expect(told).to_have_text("tìm thấy 1, đã chọn 1")
    find.fill("quan")
    tab.check("[data-agencies] details:not([hidden]) .vt-whole input")
    find.press("Escape")
    expect(told).to_have_text("đã chọn 2")
    tab.click("button:has-text('Vào sổ và thêm liên tiếp')")
    expect(tab.locator(".messages .success")).to_contain_text("số đến 01")
    helps = Arrival.objects.get().handlers.filter(part=Part.COORDINATE)
    assert {one.agency.name for one in helps} == {"UBND huyện Quan Hóa", "UBND huyện Quan Sơn"}

    fill_in(tab)
    tab.click("button:text-is('Vào sổ')")
    expect(tab.locator("[name=again]")).to_be_visible()
    expect(tab.locator("[name=subject]")).to_have_value("V/v báo cáo kết quả")
    assert findings_in_admin(tab) == []
    tab.check("[name=again]")
    tab.click("button:text-is('Vào sổ')")
    expect(tab.locator(".vt-table tbody tr")).to_have_count(2)

    tab.check(".vt-table thead input")
    tab.click("button:has-text('Đưa các văn bản đã chọn vào hồ sơ')")
    tab.select_option("[name=dossier]", index=1)
    tab.click("button:has-text('Đưa vào hồ sơ')")
    expect(tab.locator(".messages .success")).to_contain_text("2 văn bản")
    assert Dossier.objects.get().lines.count() == 2
    assert tab.url.endswith(f"/admin/so/{register.pk}/{Arrival.objects.first().entry.register_year.year}/")
