"""Search in a real browser: by number, by words, by keyboard, on every screen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from documents.models import DocumentPage
from tests.browser.checks import findings
from tests.factories import DocumentFactory, home_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan(live_server: Any) -> DocumentPage:
    home_page()
    paper: DocumentPage = DocumentFactory(
        number=15, symbol="KH-BCĐ", issued_on=date(2012, 3, 5), subject="Phòng, chống tội phạm mua bán người",
        text="I. NỘI DUNG\n1. Tuyên truyền\n- Các ngành.\n2. Hỗ trợ nạn nhân trở về tái hoà nhập.",
    )  # fmt: skip
    DocumentFactory(number=16, subject="Thực hiện Kế hoạch 15/KH-BCĐ")
    return paper


@pytest.mark.parametrize("script", [True, False])
def test_a_searcher_reaches_the_paper_and_the_clause(
    live_server: Any, browser: Browser, plan: DocumentPage, script: bool
) -> None:
    tab = browser.new_context(java_script_enabled=script).new_page()
    for typed in ("15/KH-BCĐ", "15 kh bcd", "KH 15"):
        tab.goto(live_server.url)
        tab.locator("#q").fill(typed)
        tab.locator("#q").press("Enter")
        expect(tab.locator("h1")).to_have_text(plan.subject)
    tab.goto(f"{live_server.url}/tra-cuu/?q=ho+tro+nan+nhan")
    tab.locator(".hit p a", has_text="15/KH-BCĐ").first.click()
    expect(tab.locator("#muc-i-2")).to_be_in_viewport()


def test_a_suggestion_is_taken_with_the_keyboard_and_the_box_stays_as_typed(
    live_server: Any, browser: Browser, plan: DocumentPage
) -> None:
    tab = browser.new_context().new_page()
    tab.goto(f"{live_server.url}/tra-cuu/")
    box = tab.get_by_role("combobox", name="Số, ký hiệu hoặc nội dung")
    box.press_sequentially("phong chong")
    expect(tab.get_by_role("option")).to_have_count(1)
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially(" toi")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(tab.get_by_role("option", selected=True)).to_contain_text(plan.subject)
    expect(box).to_have_value("phong chong toi")
    box.press("Enter")
    expect(tab.locator("h1")).to_have_text(plan.subject)


@pytest.mark.parametrize("width", [320, 1280])
def test_results_an_empty_result_and_a_bad_day_are_whole_on_every_screen(
    live_server: Any, browser: Browser, plan: DocumentPage, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    tab = context.new_page()
    wrong: list[str] = []
    for question in ("q=nạn+nhân", "q=mua+bna+nguoi", "q=nạn+nhân&nam=2020", "q=nạn+nhân&tu_ngay=31/02/2012"):
        tab.goto(f"{live_server.url}/tra-cuu/?{question}")
        wrong += [f"{question}: {one}" for one in findings(tab)]
    tab.goto(f"{live_server.url}/api/")
    wrong += [f"api: {one}" for one in findings(tab)]
    assert wrong == []
