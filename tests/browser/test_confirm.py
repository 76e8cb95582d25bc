"""From a file to a registered paper and its tasks in a real browser: clicks, keys, phone, no script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab
from reportlab.platypus import PageBreak, Paragraph

from agencies.groups import ensure_groups
from agencies.models import User
from documents.models import DocumentPage, Reading
from home.demonstration.load import load_agencies
from tasks.models import Task
from tasks.statuses import Stage
from tests.browser.checks import findings
from tests.browser.test_desk import sign_in
from tests.documents.papers import LETTER, as_docx, plan
from tests.documents.reading.test_printed_pages import printed, style
from tests.factories import UserFactory, section_page

CITING = Paragraph("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.", style(12))

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("confirm"),
]


@pytest.fixture
def clerk() -> User:
    ensure_groups()
    section_page()
    section_page("chi-dao", "Chỉ đạo")
    load_agencies()
    person: User = UserFactory(secretary=True)
    return person


@pytest.fixture
def wide(browser: Browser, live_server: Any, clerk: User) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="vi-VN"
    )
    context.set_default_timeout(20_000)
    sign_in(context, clerk, live_server.url)
    yield context
    context.close()


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(text: str) -> Path:
        kept = tmp_path / "van-ban.docx"
        kept.write_bytes(as_docx(text))
        return kept

    return write


class Clicks:
    """Counts what the clerk clicks; typing and the file dialog do not count."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.made = 0

    def on(self, words: str) -> None:
        self.made += 1
        self.tab.get_by_role("button", name=words, exact=True).or_(
            self.tab.get_by_role("link", name=words, exact=True)
        ).first.click()
        self.tab.wait_for_load_state()


def test_a_letter_is_registered_in_four_clicks_and_a_plan_has_its_tasks_in_four(wide, file):
    tab = wide.new_page()
    tab.goto("/admin/")
    clicks = Clicks(tab)
    clicks.on("Vào sổ văn bản đến")
    tab.set_input_files("[name=file]", file(LETTER))
    clicks.on("Đọc tệp")
    tab.fill("[name=signer]", "Trần Văn Bình B")
    clicks.on("Vào sổ")
    expect(tab.locator(".messages")).to_contain_text("Đã vào sổ: Công văn số 123/STP-VP")
    assert clicks.made <= 4
    assert DocumentPage.objects.get().signer == "Trần Văn Bình B"

    tab.goto("/admin/")
    clicks = Clicks(tab)
    clicks.on("Vào sổ văn bản đến")
    tab.set_input_files("[name=file]", file(plan()))
    clicks.on("Đọc tệp")
    clicks.on("Vào sổ")
    clicks.on("Tạo 7 nhiệm vụ")
    expect(tab.locator(".messages")).to_contain_text("Đã tạo và giao 7 nhiệm vụ.")
    assert clicks.made <= 4
    assert Task.objects.filter(stage=Stage.GIVEN).count() == 7


def open_reading(tab: Tab, kept: Path) -> None:
    tab.goto("/admin/van-ban/doc/")
    tab.set_input_files("[name=file]", kept)
    tab.get_by_role("button", name="Đọc tệp").click()
    tab.wait_for_selector("[data-first]")


def test_field_and_place_find_each_other_and_a_passage_fills_the_field(wide, file):
    tab = wide.new_page()
    open_reading(tab, file(LETTER.replace("SỞ TƯ PHÁP\n", "SỞ LẠ LẪM\n")))
    focused = "document.activeElement.name"
    assert tab.evaluate(focused) == "issuer"
    tab.focus("[name=code]")
    expect(tab.locator("a.here")).to_have_text("123/STP-VP")
    tab.click("a[data-place=subject]")
    assert tab.evaluate(focused) == "subject"
    tab.focus("[name=issued_on]")
    tab.evaluate("""() => {
      const place = document.querySelector('a[data-place=issued_on]').firstChild;
      getSelection().selectAllChildren(place.parentNode);
    }""")
    tab.fill("[name=issued_on]", "")
    tab.evaluate("getSelection().selectAllChildren(document.querySelector('a[data-place=issued_on]'))")
    tab.get_by_role("button", name="Dùng đoạn này").click()
    assert tab.input_value("[name=issued_on]") == "10/04/2012"
    tab.focus("[data-paper]")
    tab.keyboard.press("Escape")
    assert tab.evaluate(focused) == "issued_on"


def test_pictures_of_the_pages_a_cited_place_and_the_next_doubt_are_shown(wide, tmp_path):
    paper = tmp_path / "van-ban.pdf"
    paper.write_bytes(
        printed(*(Paragraph(line, style(12)) for line in LETTER.splitlines()), PageBreak(), CITING)
    )
    tab = wide.new_page()
    open_reading(tab, paper)
    tab.get_by_label("Ảnh trang (2)").check()
    first = tab.locator("[data-picture='1']")
    expect(first).to_be_visible()
    expect(first).to_have_js_property("naturalWidth", 900)
    tab.get_by_label("Chữ đọc được").check()
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    tab.get_by_role("link", name="Nghị định số 30/2020/NĐ-CP").click()
    expect(tab.locator("a.here")).to_have_text("30/2020/NĐ-CP")
    expect(tab.locator("a.here")).to_have_attribute("data-page", "2")
    tab.fill("[name=issued_on]", "31/02/2012")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".vt-wrong")
    tab.focus("[name=subject]")
    tab.keyboard.press("Control+.")
    assert tab.evaluate("document.activeElement.name") == "issued_on"


def test_what_is_typed_is_kept_when_the_page_is_left_at_once(wide, file):
    tab = wide.new_page()
    open_reading(tab, file(LETTER))
    address = tab.url
    tab.fill("[name=signer]", "Lê Thị Mới")
    tab.get_by_role("link", name="Bàn làm việc").first.click()
    tab.wait_for_url("**/admin/")
    tab.wait_for_timeout(500)
    tab.goto(address)
    assert tab.input_value("[name=signer]") == "Lê Thị Mới"


def test_the_keyboard_goes_through_the_fields_in_order_and_registers(wide, file):
    tab = wide.new_page()
    open_reading(tab, file(LETTER))
    tab.focus("[name=code]")
    order = [tab.evaluate("document.activeElement.name")]
    for _ in range(4):
        tab.keyboard.press("Tab")
        order.append(tab.evaluate("document.activeElement.name"))
    # The two "do" are the buttons that add the unknown issuer or its name, right below it.
    assert order == ["code", "issued_on", "issuer", "issuer_as_written", "do"]
    tab.keyboard.press("Control+Shift+Enter")
    tab.wait_for_url("**/admin/van-ban/doc/")
    assert DocumentPage.objects.count() == 1
    open_reading(tab, file(plan()))
    tab.focus("[name=subject]")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_url("**/rut/")
    assert DocumentPage.objects.count() == 2


def test_all_that_are_certain_are_chosen_and_counted_by_keyboard(wide, file):
    tab = wide.new_page()
    open_reading(tab, file(plan()))
    tab.get_by_role("button", name="Vào sổ", exact=True).click()
    tab.wait_for_url("**/rut/")
    button = tab.locator("[data-count]")
    expect(button).to_have_text("Tạo 7 nhiệm vụ")
    tab.focus("[data-all] input")
    tab.keyboard.press("Space")
    expect(button).to_have_text("Tạo 0 nhiệm vụ")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    expect(button).to_have_text("Tạo 1 nhiệm vụ")


def test_a_proposal_leads_to_its_sentence_and_the_sentence_back(wide, file):
    tab = wide.new_page()
    open_reading(tab, file(plan()))
    tab.get_by_role("button", name="Vào sổ", exact=True).click()
    tab.wait_for_url("**/rut/")
    proposal = tab.locator("[data-proposal]").nth(5)
    tab.evaluate("scrollTo(0, 0)")
    proposal.locator("[data-show]").press("Enter")
    place = tab.locator(".vt-place.here")
    expect(place).to_be_in_viewport()
    assert place.inner_text() in proposal.locator("blockquote").text_content()
    place.click()
    expect(proposal.locator("input").first).to_be_focused()


def seen(tab: Tab) -> list[str]:
    """What is wrong. Axe cannot tell the contrast of one-letter signs and of what has scrolled away."""
    return [one for one in findings(tab) if not one.startswith("incomplete color-contrast")]


@pytest.mark.parametrize("width", [320, 1280])
def test_every_step_is_readable(wide, file, width):
    tab = wide.new_page()
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto("/admin/van-ban/doc/")
    wrong = {"file": seen(tab)}
    open_reading(tab, file(plan()))
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    wrong["check"] = seen(tab)
    tab.fill("[name=issued_on]", "31/02/2012")
    tab.get_by_role("button", name="Vào sổ", exact=True).click()
    tab.wait_for_selector(".vt-wrong")
    wrong["wrong"] = seen(tab)
    tab.fill("[name=issued_on]", "05/03/2012")
    tab.get_by_role("button", name="Vào sổ", exact=True).click()
    tab.wait_for_url("**/rut/")
    tab.wait_for_timeout(1000)  # the banner fades in
    wrong["tasks"] = seen(tab)
    assert {step: found for step, found in wrong.items() if found} == {}


def test_without_a_script_the_whole_way_works(browser, live_server, clerk, file):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(context, clerk, live_server.url)
    tab = context.new_page()
    tab.goto("/admin/van-ban/doc/")
    tab.set_input_files("[name=file]", file(plan()))
    tab.get_by_role("button", name="Đọc tệp").click()
    tab.get_by_role("button", name="Vào sổ", exact=True).click()
    tab.locator("[data-proposal] a", has_text="Trong văn bản").first.press("Enter")
    place = tab.locator(".vt-place:target")
    expect(place).to_be_in_viewport()
    place.press("Enter")
    expect(tab.locator("[data-proposal]:target")).to_be_in_viewport()
    tab.get_by_role("button", name="Tạo các nhiệm vụ đã chọn").click()
    assert Task.objects.filter(stage=Stage.GIVEN).count() == 7
    assert Reading.objects.get().state == "registered"
    context.close()
