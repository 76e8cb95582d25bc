"""The public pages in a real browser: readable, reachable and whole on every screen."""

from __future__ import annotations

import gzip
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Response, expect
from playwright.sync_api import Page as Tab

from documents.models import DocumentFile, DocumentPage, Reference, StoredFile
from documents.statuses import Relation
from tests.browser.checks import findings, findings_when_spaced
from tests.factories import (
    PASSWORD,
    AssignmentFactory,
    DocumentFactory,
    TaskFactory,
    UserFactory,
    home_page,
    section_page,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = """BAN CHỈ ĐẠO 138 TỈNH
Số: 15 /KH-BCĐ
Thanh Hoá, ngày 05 tháng 3 năm 2012
KẾ HOẠCH
Phòng, chống tội phạm mua bán người năm 2012
Căn cứ Kế hoạch số 61/KH-UBND ngày 02/11/2011 của UBND tỉnh về Chương trình hành động phòng, chống \
tội phạm mua bán người; Kế hoạch số 04/KH-BCA-C41 của Ban chỉ đạo 130/CP, Ban chỉ đạo 138 tỉnh \
xây dựng kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Triển khai thực hiện có hiệu quả các mục tiêu trong Kế hoạch số 61/KH-UBND của UBND tỉnh.
2. Tăng cường công tác tuyên truyền, phổ biến, giáo dục pháp luật nâng cao nhận thức trong cộng đồng.
II. NỘI DUNG CÔNG TÁC TRỌNG TÂM
1. Công tác tham mưu, chỉ đạo
- Các cấp, các ngành theo chức năng, nhiệm vụ được giao tăng cường chỉ đạo thực hiện.
- Tiếp tục củng cố kiện toàn Ban chỉ đạo 138 các cấp.
2. Công tác tuyên truyền
- Sở Thông tin và Truyền thông chủ trì, phối hợp với các cấp, các ngành có liên quan.
+ Phổ biến các chủ trương của Đảng, chính sách, pháp luật của Nhà nước.
III. TỔ CHỨC THỰC HIỆN
Các cấp, các ngành xây dựng kế hoạch và báo cáo định kỳ."""


@pytest.fixture
def addresses(live_server: Any) -> dict[str, str]:
    """A small site, and the address of each page a reader may come to."""
    home = home_page()
    home.committee = "Ban Chỉ đạo 138 tỉnh Thanh Hóa"
    home.save()
    section = section_page()
    DocumentFactory(
        number=61, symbol="KH-UBND", issued_on=date(2011, 11, 2), subject="Chương trình hành động"
    )
    plan = DocumentFactory(
        number=15,
        text=TEXT,
        expires_on=date(2012, 12, 31),
        signer="Nguyễn Văn A",
        signer_titles="TRƯỞNG BAN CHỈ ĐẠO\nPHÓ CHỦ TỊCH UBND TỈNH",
        recipients="- Như trên;\n- Lưu: VT.",
        subject="Phòng, chống tội phạm mua bán người năm 2012",
    )
    newer = DocumentFactory(number=9, issued_on=date(2013, 1, 20))
    Reference.objects.create(document=newer, target=plan, kind=Relation.REPLACES, as_written=plan.code)
    for number in range(20, 44):
        citing = DocumentFactory(number=number, issued_on=date(2014, 1, number - 19))
        Reference.objects.create(document=citing, target=plan, kind=Relation.CITED, as_written=plan.code)
    today = timezone.localdate()
    DocumentFactory(number=50, issued_on=today, effective_on=today + timedelta(days=9))
    stored = StoredFile.objects.create(title="bản ký", file=ContentFile(b"%PDF-1.4", name="kh15.pdf"))
    DocumentFile.objects.create(page=plan, file=stored, label="Bản gốc")
    paths = {
        "home": "/",
        "section": section.get_url(),
        "section, page 2, filtered": f"{section.get_url()}?trang=2&nam=2014",
        "document": plan.get_url(),
        "document as of a wrong day": f"{plan.get_url()}?ngay=31/02/2026",
        "document without text": newer.get_url(),
        "search": "/tra-cuu/?q=tuyen truyen",
        "search without a hit": "/tra-cuu/?q=khong co gi ca",
        "accessibility": "/kha-nang-tiep-can/",
        "not found": "/khong-co/",
        "sign in": "/dang-nhap/",
    }
    return {name: f"{live_server.url}{path}" for name, path in paths.items()}


def open_context(browser: Browser, width: int, scheme: str, **more: Any) -> BrowserContext:
    return browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light", **more
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_reader_can_use_every_public_page(
    browser: Browser, addresses: dict[str, str], width: int, scheme: str
) -> None:
    context = open_context(browser, width, scheme)
    tab = context.new_page()
    found: dict[str, list[str]] = {}
    for name, address in addresses.items():
        tab.goto(address)
        told = findings(tab)
        if width == 320:
            told += findings_when_spaced(tab)
        if told:
            found[name] = told
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_a_leader_reads_the_tasks_under_the_text(
    browser: Browser, addresses: dict[str, str], width: int
) -> None:
    plan = DocumentPage.objects.get(number=15)
    for _ in range(2):
        task = TaskFactory(document=plan, anchor="muc-ii-2")
        AssignmentFactory(task=task, overdue=True)
        for _ in range(5):
            AssignmentFactory(task=task, coordinates=True)
    TaskFactory(document=plan, lead_as_written="các cơ quan liên quan")
    UserFactory(leader=True, username="lanh-dao")
    context = open_context(browser, width, "light")
    tab = context.new_page()
    tab.goto(addresses["sign in"])
    tab.fill("[name=username]", "lanh-dao")
    tab.fill("[name=password]", PASSWORD)
    tab.locator("main button[type=submit], main button:not([type])").first.click()
    expect(tab.locator(".account")).to_be_attached()
    tab.goto(addresses["document"])
    assert tab.locator("#nhiem-vu").is_visible()
    assert findings(tab) == []
    context.close()


def test_a_reader_who_mistypes_the_password_is_led_to_the_error(
    browser: Browser, addresses: dict[str, str]
) -> None:
    context = open_context(browser, 320, "light")
    tab = context.new_page()
    tab.goto(addresses["sign in"])
    tab.fill("[name=username]", "khong-co")
    tab.fill("[name=password]", "sai")
    tab.locator("main button[type=submit], main button:not([type])").first.click()
    expect(tab.locator(".summary")).to_be_focused()
    assert findings(tab) == []
    context.close()


def test_a_reader_without_javascript_gets_the_same_text(browser: Browser, addresses: dict[str, str]) -> None:
    context = open_context(browser, 320, "light", java_script_enabled=False)
    tab = context.new_page()
    tab.goto(addresses["document"])
    assert tab.locator("#noi-dung").inner_text().count("Sở Thông tin và Truyền thông chủ trì") == 1
    tab.locator(".outline summary").click()
    assert tab.locator(".outline a").first.is_visible()
    context.close()


def test_a_reader_chooses_dark_and_it_stays(browser: Browser, addresses: dict[str, str]) -> None:
    context = open_context(browser, 1280, "light")
    tab = context.new_page()
    tab.goto(addresses["document"])
    before = ground(tab)
    tab.get_by_role("link", name="Tối").or_(tab.get_by_role("link", name="Dark")).click()
    assert tab.url == addresses["document"]
    assert ground(tab) != before
    tab.goto(addresses["home"])
    assert ground(tab) != before
    context.close()


def test_a_reader_copies_the_citation_of_a_clause(browser: Browser, addresses: dict[str, str]) -> None:
    context = open_context(browser, 1280, "light")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(f"{addresses['document']}#muc-ii-2")
    tab.locator("#noi-dung button").click()
    tab.wait_for_timeout(200)
    assert tab.evaluate("navigator.clipboard.readText()").startswith(
        "mục II.2 Kế hoạch số 15/KH-BCĐ ngày 05/03/2012"
    )
    context.close()


def test_a_public_page_is_light_and_asks_nobody_else(browser: Browser, addresses: dict[str, str]) -> None:
    for name, kilobytes in (("home", 60), ("search", 60), ("section", 60), ("document", 100)):
        context = open_context(browser, 1280, "light")
        tab = context.new_page()
        answers = received(tab, addresses[name])
        host = addresses["home"].rstrip("/")
        assert all(answer.url.startswith(host) for answer in answers)
        assert context.cookies() == []
        assert sum(len(gzip.compress(answer.body())) for answer in answers) <= kilobytes * 1024, name
        assert sum(len(answer.body()) for answer in answers if answer.url.endswith(".js")) <= 12 * 1024, name
        context.close()


def received(tab: Tab, address: str) -> list[Response]:
    """Everything the browser fetches for one visit."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    tab.on("response", note)
    tab.goto(address, wait_until="networkidle")
    return answers


def test_a_searcher_needs_no_pointer(browser: Browser, addresses: dict[str, str]) -> None:
    context = open_context(browser, 1280, "light")
    tab = context.new_page()
    tab.goto(addresses["home"])
    tab_to(tab, "[name=q]", 8)
    tab.keyboard.type("tuyen truyen")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/tra-cuu/**")
    tab_to(tab, "article h2 a", 60)
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    tab.keyboard.press("Enter")
    expect(tab.locator("#noi-dung")).to_be_visible()
    context.close()


def tab_to(tab: Tab, wanted: str, stops: int) -> None:
    """Press the tabulator until the wanted element has the focus; fail after so many stops."""
    for _ in range(stops):
        tab.keyboard.press("Tab")
        if tab.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached in {stops} stops")


def test_a_document_is_printed_without_the_tools_of_the_screen(
    browser: Browser, addresses: dict[str, str]
) -> None:
    context = open_context(browser, 1280, "light")
    tab = context.new_page()
    tab.goto(f"{addresses['document']}?tu=15/KH-BCĐ")
    tab.emulate_media(media="print")
    assert [
        name for name in (".top", "nav", "form", ".foot", ".banner[role=status]") if shown(tab, name)
    ] == []
    assert shown(tab, "#noi-dung")
    context.close()


def shown(tab: Tab, selector: str) -> bool:
    return any(one.is_visible() for one in tab.locator(selector).all())


def ground(tab: Tab) -> str:
    colour: str = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour
