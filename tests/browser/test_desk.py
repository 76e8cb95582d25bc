"""The desk and the overview in a real browser: on a phone, without script, and after a session that ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab

from agencies.models import User
from home.models import Draft
from tasks.models import Assignment
from tasks.statuses import Decision, State
from tests.browser.checks import findings, findings_when_spaced, sign_in
from tests.factories import (
    PASSWORD,
    AgencyFactory,
    AssignmentFactory,
    EvidenceFactory,
    ExtensionFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEND = "button.btn:not(.second)"


@pytest.fixture
def clerk() -> User:
    agency = AgencyFactory(name="Sở Văn hóa, Thể thao và Du lịch tỉnh Thanh Hóa")
    title = "Xây dựng chuyên mục phòng, chống mua bán người trên Đài Phát thanh và Truyền hình tỉnh…"
    quote = f"{title[:-1]}, mỗi tháng ít nhất một kỳ."
    late = AssignmentFactory(agency=agency, overdue=True, task=TaskFactory(title=title, quote=quote))
    for trait in ("soon", "running", "sent_back", "reported", "confirmed", "silent"):
        AssignmentFactory(agency=agency, **{trait: True})
    AssignmentFactory(agency=agency)
    AssignmentFactory(task=late.task, coordinates=True, overdue=True)
    ExtensionFactory(assignment=late, decision=Decision.DECLINED, answer="Chưa đủ căn cứ.")
    EvidenceFactory(progress__assignment=late, name="Báo cáo kết quả tuyên truyền quý III năm 2026.pdf")
    person: User = UserFactory(focal_person=agency)
    return person


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 320, "height": 640}, locale="vi-VN"
    )
    yield context
    context.close()


def late_part(person: User) -> Assignment:
    return Assignment.objects.overdue().get(agency__memberships__user=person)


@pytest.mark.parametrize(("width", "theme"), [(320, "sang"), (1280, "sang"), (1280, "toi")])
def test_every_page_of_the_desk_is_readable(phone, live_server, clerk, width, theme):
    sign_in(phone, clerk, live_server.url)
    phone.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
    late = late_part(clerk)
    new = Assignment.objects.get(state=State.ASSIGNED)
    soon = Assignment.objects.exclude(pk=late.pk).filter(state=State.WORKING, due_on__isnull=False).first()
    tab = phone.new_page()
    tab.set_viewport_size({"width": width, "height": 900})
    wrong: dict[str, list[str]] = {}
    for address in (
        "/viec/",
        "/viec/?nhom=xong",
        "/viec/?nhom=trong-han",
        "/viec/?q=khong-co",
        f"/viec/{late.pk}/",
        f"/viec/{new.pk}/",
        f"/viec/{new.pk}/tu-choi/",
        f"/viec/{late.pk}/bao-cao/",
        f"/viec/{soon.pk}/gia-han/",
        f"/viec/{new.pk}/bao-cao/",
    ):
        tab.goto(address)
        found = [*findings(tab), *findings_when_spaced(tab)]
        if found:
            wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize(("width", "theme"), [(320, "sang"), (1280, "sang"), (1280, "toi")])
def test_the_overview_is_readable(phone, live_server, clerk, width, theme):
    sign_in(phone, UserFactory(leader=True), live_server.url)
    phone.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
    tab = phone.new_page()
    tab.set_viewport_size({"width": width, "height": 900})
    wrong: dict[str, list[str]] = {}
    for address in ("/tong-quan/", "/tong-quan/danh-sach/", "/tong-quan/danh-sach/?tinh-trang=overdue"):
        tab.goto(address)
        tab.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => one.open = true)")
        found = [*findings(tab), *findings_when_spaced(tab)]
        if found:
            wrong[address] = found
    assert wrong == {}


def test_what_is_folded_on_the_screen_is_read_on_paper(phone, live_server, clerk):
    sign_in(phone, UserFactory(leader=True), live_server.url)
    tab = phone.new_page()
    tab.goto("/tong-quan/")
    folded = tab.locator("details:not(.menu):not([open]) > :not(summary)").first
    visible = "one => one.checkVisibility()"
    assert not folded.evaluate(visible)
    tab.emulate_media(media="print")
    assert folded.evaluate(visible)


def test_buttons_and_fields_are_large_enough_for_a_thumb(phone, live_server, clerk):
    sign_in(phone, clerk, live_server.url)
    tab = phone.new_page()
    late = late_part(clerk)
    for address in ("/viec/", f"/viec/{late.pk}/", f"/viec/{late.pk}/bao-cao/", f"/viec/{late.pk}/gia-han/"):
        tab.goto(address)
        small = tab.evaluate(
            """() => [...document.querySelectorAll('main .btn, main select, main textarea, main summary,'
              + 'main input:not([type=hidden], [type=radio], [type=checkbox]), main fieldset label')]
              .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.9)
              .map(one => one.outerHTML.slice(0, 90))"""
        )
        assert small == [], address


def test_progress_is_sent_in_two_clicks_from_the_desk(phone, live_server, clerk):
    sign_in(phone, clerk, live_server.url)
    tab = phone.new_page()
    tab.goto("/viec/")
    late = late_part(clerk)
    tab.click(f'a[href="/viec/{late.pk}/bao-cao/"]')
    tab.fill("[name=text]", "Đã phát 4 kỳ.")
    tab.click(f"form[data-draft-url] {SEND}")
    expect(tab.locator(".banner.green")).to_be_visible()
    assert late.reports.filter(text="Đã phát 4 kỳ.").count() == 1


def test_the_whole_work_is_done_without_script(browser, live_server, clerk):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/viec/")
    tab.fill("[name=username]", clerk.username)
    tab.fill("[name=password]", PASSWORD)
    tab.click(SEND)
    expect(tab.locator("h2#qua-han")).to_be_visible()
    new = Assignment.objects.get(state=State.ASSIGNED)
    tab.click(f'form[action="/viec/{new.pk}/nhan/"] button')
    tab.goto(f"/viec/{new.pk}/bao-cao/")
    tab.check("[name=level][value=done]")
    tab.set_input_files("[name=evidence]", {"name": "a.pdf", "mimeType": "x/y", "buffer": b"%PDF-1.4"})
    tab.click(f"form[data-draft-url] {SEND}")
    expect(tab.locator("[data-focus-error]")).to_be_visible()
    expect(tab.locator("[name=drop]")).to_have_count(1)
    tab.fill("[name=text]", "Đã xong.")
    tab.fill("[name=done_on]", "5/3/2026")
    tab.click(f"form[data-draft-url] {SEND}")
    expect(tab.locator(".banner.green")).to_be_visible()
    new.refresh_from_db()
    assert (new.state, new.done_on) == (State.REPORTED, date(2026, 3, 5))
    assert [file.name for file in new.reports.get().evidence.all()] == ["a.pdf"]
    late = late_part(clerk)
    tab.goto(f"/viec/{late.pk}/gia-han/")
    tab.click("button[name=pick] >> nth=-1")
    tab.fill("[name=reason]", "Chờ kinh phí.")
    tab.click(SEND)
    expect(tab.locator(".banner.green")).to_be_visible()
    assert late.extensions.filter(decision=Decision.WAITING).count() == 1
    context.close()


def test_what_was_typed_survives_a_session_that_ended(phone, live_server, clerk):
    sign_in(phone, clerk, live_server.url)
    tab = phone.new_page()
    late = late_part(clerk)
    tab.goto(f"/viec/{late.pk}/bao-cao/")
    tab.fill("[name=text]", "Gõ cả buổi sáng.")
    Session.objects.all().delete()
    tab.click(f"form[data-draft-url] {SEND}")
    tab.fill("[name=username]", clerk.username)
    tab.fill("[name=password]", PASSWORD)
    tab.click(SEND)
    expect(tab.locator("[name=text]")).to_have_value("Gõ cả buổi sáng.")
    tab.click(f"form[data-draft-url] {SEND}")
    expect(tab.locator(".banner.green")).to_be_visible()
    assert late.reports.filter(text="Gõ cả buổi sáng.").count() == 1


def test_a_form_left_open_while_signing_in_elsewhere_is_not_lost(phone, live_server, clerk):
    sign_in(phone, clerk, live_server.url)
    form, other = phone.new_page(), phone.new_page()
    late = late_part(clerk)
    form.goto(f"/viec/{late.pk}/bao-cao/")
    form.fill("[name=text]", "Còn đang viết.")
    Session.objects.all().delete()
    other.goto("/viec/")
    other.fill("[name=username]", clerk.username)
    other.fill("[name=password]", PASSWORD)
    other.click(SEND)
    expect(other.locator("h2#qua-han")).to_be_visible()
    form.click(f"form[data-draft-url] {SEND}")
    expect(form.locator("[name=text]")).to_have_value("Còn đang viết.")
    form.click(f"form[data-draft-url] {SEND}")
    expect(form.locator(".banner.green")).to_be_visible()
    assert late.reports.filter(text="Còn đang viết.").count() == 1


def test_the_draft_is_kept_every_twenty_seconds(phone, live_server, clerk):
    sign_in(phone, clerk, live_server.url)
    tab: Tab = phone.new_page()
    tab.clock.install()
    late = late_part(clerk)
    tab.goto(f"/viec/{late.pk}/bao-cao/")
    tab.fill("[name=text]", "Tự lưu.")
    with tab.expect_response(lambda answer: answer.url.endswith("/bao-cao/nhap/")) as kept:
        tab.clock.run_for(21_000)
    assert kept.value.ok
    assert Draft.objects.get().data["text"] == "Tự lưu."
    expect(tab.locator("[data-draft-status]")).not_to_be_empty()


def test_the_leader_opens_a_late_task_with_one_click(phone, live_server, clerk):
    leader = UserFactory(leader=True)
    tab = phone.new_page()
    tab.goto("/dang-nhap/")
    tab.fill("[name=username]", leader.username)
    tab.fill("[name=password]", PASSWORD)
    tab.click(SEND)
    late = late_part(clerk)
    tab.click("section[aria-labelledby=cham] tbody th a >> nth=0")
    expect(tab).to_have_url(f"{live_server.url}/viec/{late.pk}/")
    expect(tab.locator("h1")).to_have_text(late.task.title)
