"""The main job with dossiers in a real browser: open one, put papers in, close it, print its lists."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import expect

from agencies.groups import ensure_groups
from documents.models import Dossier
from tests.browser.checks import findings_in_admin, sign_in
from tests.factories import DocumentFactory, DocumentTypeFactory, DossierFactory, RegisterFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clerk():
    ensure_groups()
    RegisterFactory()
    DocumentFactory(number=15, subject="Phòng, chống mua bán người năm 2012")
    DocumentFactory(number=16, issued_on=date(2012, 4, 2), subject="Tuyên truyền phòng, chống mua bán người")
    return UserFactory(administrator=True)


@pytest.fixture
def tab(browser, live_server, clerk):
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    sign_in(context, clerk, live_server.url)
    yield context.new_page()
    context.close()


def words_of(download) -> str:
    pages = pypdf.PdfReader(io.BytesIO(Path(download.path()).read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_clerk_opens_a_dossier_fills_it_closes_it_and_prints_its_two_lists(tab):
    tab.goto("/admin/ho-so/", wait_until="networkidle")
    tab.click("a:has-text('Mở hồ sơ')")
    tab.fill("[name=heading]", "I. PHÒNG, CHỐNG TỘI PHẠM")
    tab.fill("[name=symbol]", "PCTP")
    tab.fill("[name=title]", "Phòng, chống mua bán người năm 2012")
    tab.select_option("[name=term]", "10")
    tab.fill("[name=year]", "2012")
    tab.fill("[name=started_on]", "02/01/2012")
    tab.press("[name=started_on]", "Tab")
    tab.click("button:has-text('Mở hồ sơ')")
    expect(tab.locator("h1")).to_have_text("Hồ sơ 01.PCTP (2012)")

    tab.click("a:has-text('Thêm văn bản')")
    tab.fill(".vt-filter [name=q]", "mua ban nguoi")
    tab.press(".vt-filter [name=q]", "Enter")
    expect(tab.locator("[name=paper]")).to_have_count(2)
    for box in tab.locator("[name=paper]").all():
        box.check()
    tab.click("button:has-text('Đưa mục đã chọn vào hồ sơ')")
    expect(tab.locator("h2:has-text('Văn bản trong hồ sơ (2)')")).to_be_visible()

    tab.fill("[name=on]", "20/12/2012")
    tab.press("[name=on]", "Tab")
    tab.click("button:has-text('Kết thúc hồ sơ')")
    expect(tab.locator("text=Hồ sơ đã kết thúc: không đưa thêm vào")).to_be_visible()
    assert Dossier.objects.get().kept_until == date(2022, 12, 31)

    tab.click("summary:has-text('Mục lục văn bản trong hồ sơ')")
    with tab.expect_download() as kept:
        tab.click("details[open] a:has-text('In (PDF)')")
    printed = words_of(kept.value)
    assert "Số, ký hiệu hồ sơ: 01.PCTP" in printed
    assert "15/KH-BCĐ" in printed
    assert "16/KH-BCĐ" in printed

    tab.goto("/admin/ho-so/?nam=2012", wait_until="networkidle")
    tab.click("summary:has-text('Danh mục hồ sơ')")
    with tab.expect_download() as kept:
        tab.click("details[open] a:has-text('In (PDF)')")
    assert "Danh mục hồ sơ này có 1 hồ sơ" in words_of(kept.value)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_screens_of_dossiers_and_retention_are_readable(browser, live_server, clerk, width):
    dossier = DossierFactory()
    kind = DocumentTypeFactory(name="Giấy mời", abbreviation="GM")
    type(kind).objects.filter(pk=kind.pk).update(retention=10)
    paper = DocumentFactory(type=kind)
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 900})
    sign_in(context, clerk, live_server.url)
    tab = context.new_page()
    addresses = [
        "/admin/ho-so/",
        "/admin/ho-so/mo/",
        f"/admin/ho-so/{dossier.pk}/",
        f"/admin/ho-so/{dossier.pk}/them/?q=mua+ban",
        "/admin/ho-so/nop-luu/",
        f"/admin/van-ban/{paper.pk}/bao-quan/",
        "/admin/het-gia-tri/",
        "/admin/dong-bang/",
    ]
    wrong = {}
    for address in addresses:
        answer = tab.goto(address, wait_until="networkidle")
        found = findings_in_admin(tab)
        if answer is None or answer.status != 200 or found:
            wrong[address] = found or ["not served"]
    context.close()
    assert wrong == {}
