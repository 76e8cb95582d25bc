"""A reporting round in a real browser: the agency on a phone, the clerk at the end of the month."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from agencies.groups import ensure_groups
from agencies.models import Agency, User
from documents.models import DocumentType, Register
from documents.statuses import Direction
from tasks.models import ChaseLetter, Indicator, Report
from tasks.reports.actions import SendReport, WriteReport
from tasks.reports.statuses import ReportState
from tests.browser.checks import findings, findings_in_admin, findings_when_spaced, sign_in
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    ProgressFactory,
    ReportFactory,
    RoundFactory,
    UserFactory,
    section_page,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def agency() -> Agency:
    made: Agency = AgencyFactory(name="Hội Liên hiệp Phụ nữ tỉnh")
    return made


@pytest.fixture
def report(agency: Agency) -> Report:
    """Two tasks: of one the agency has told its progress, of the other nothing."""
    Indicator.objects.create(name="Số buổi tuyên truyền", unit="buổi")
    made: Report = ReportFactory(agency=agency, round=RoundFactory(title="Báo cáo tháng 11/2026"))
    told, _silent = (
        AssignmentFactory(agency=agency, working=True, task__given_on=made.round.first) for _ in range(2)
    )
    ProgressFactory(assignment=told, text="Đã mở 2 lớp tập huấn.")
    return made


def pages(report: Report) -> list[str]:
    own = f"/viec/bao-cao-ky/{report.pk}/"
    part = report.agency.assignments.first()
    assert part is not None
    rest = ["", f"viec/{part.pk}/", "so-lieu/", "danh-gia/", "nhap-excel/", "kiem-tra/", "bien-nhan/"]
    return [
        "/viec/",
        "/viec/danh-sach/chu-tri/",
        "/viec/ban-giao/",
        "/viec/bao-cao-ky/",
        *(own + one for one in rest),
    ]


@pytest.mark.parametrize(("width", "theme"), [(320, "sang"), (1280, "toi")])
def test_every_page_of_a_report_is_readable(
    browser: Browser, live_server: Any, agency: Agency, report: Report, width: int, theme: str
) -> None:
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 900})
    sign_in(context, UserFactory(focal_person=agency), live_server.url)
    context.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
    tab = context.new_page()
    wrong: dict[str, list[str]] = {}
    for address in pages(report):
        answer = tab.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        found = findings(tab) + findings_when_spaced(tab)
        if found:
            wrong[address] = found
    context.close()
    assert not wrong


def test_from_the_desk_to_the_receipt_without_script(
    browser: Browser, live_server: Any, agency: Agency, report: Report
) -> None:
    """Four presses: write, nothing to report for what is empty, check, send."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    sign_in(context, UserFactory(focal_person=agency), live_server.url)
    tab = context.new_page()
    tab.goto("/viec/")
    clicks = _press(
        tab,
        ".banner a",
        "button:has-text('Không phát sinh cho các dòng còn trống')",
        ".identity a.btn",
        "button:has-text('Gửi báo cáo tháng 11/2026')",
    )
    assert clicks <= 5
    assert "Biên nhận" in tab.inner_text("main")
    context.close()
    report.refresh_from_db()
    assert report.state == ReportState.SENT
    assert report.lines.filter(result="Đã mở 2 lớp tập huấn.").exists()


def _press(tab: Tab, *places: str) -> int:
    for place in places:
        tab.click(place)
        tab.wait_for_load_state()
    return len(places)


@pytest.fixture
def clerk() -> User:
    ensure_groups()
    section_page("chi-dao", "Chỉ đạo")
    DocumentType.objects.get_or_create(name="Công văn")
    DocumentType.objects.get_or_create(name="Báo cáo", defaults={"abbreviation": "BC"})
    committee = AgencyFactory(name="Ban Chỉ đạo 138 tỉnh")
    Register.objects.create(agency=committee, direction=Direction.OUTGOING, name="Sổ văn bản đi")
    person: User = UserFactory(secretary=True)
    return person


def test_the_month_ends_in_few_clicks(
    browser: Browser, live_server: Any, agency: Agency, report: Report, clerk: User
) -> None:
    """Chasing all silent agencies takes three presses from the list, a Word file of the round three."""
    officer = UserFactory(focal_person=agency)
    parts = {part.pk: {"result": "Đã mở 2 lớp.", "rating": "on_track"} for part in agency.assignments.all()}
    WriteReport(report, officer, lines=parts).execute()
    SendReport(report, officer).execute()
    silent = [ReportFactory(round=report.round) for _ in range(3)]
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    sign_in(context, clerk, live_server.url)
    tab = context.new_page()
    tab.goto("/admin/bao-cao-ky/")
    wrong = findings_in_admin(tab)
    clicks = _press(tab, "a:has-text('Báo cáo tháng 11/2026')")
    wrong += findings_in_admin(tab)
    clicks += _press(tab, "a:has-text('Đôn đốc 3 cơ quan')")
    wrong += findings_in_admin(tab)
    clicks += _press(tab, "button:has-text('Đôn đốc 3 cơ quan')")
    assert clicks <= 5
    assert ChaseLetter.objects.filter(report__in=silent).count() == 3

    tab.goto(f"/admin/bao-cao-ky/{report.round_id}/")
    clicks = _press(tab, "a.button:has-text('Tổng hợp')", "button:has-text('Soạn từ 2 nội dung')")
    wrong += findings_in_admin(tab)
    with tab.expect_download() as waited:
        tab.click("a.button:has-text('Xuất Word')")
    assert clicks + 1 <= 5
    written = Document(io.BytesIO(waited.value.path().read_bytes()))
    text = "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert "Đã mở 2 lớp." in text
    assert f"nguồn: {agency.name}" in text
    assert silent[0].agency.name in text
    tab.click("a.button:has-text('Cấp số và phát hành')")
    wrong += findings_in_admin(tab)
    context.close()
    assert not wrong


def test_the_consolidated_report_is_made_and_issued_without_script(
    browser: Browser, live_server: Any, agency: Agency, report: Report, clerk: User
) -> None:
    """Five presses from the round to the issued paper; its people open it from their notices on a phone."""
    officer = UserFactory(focal_person=agency)
    parts = {part.pk: {"result": "Đã mở 2 lớp."} for part in agency.assignments.all()}
    WriteReport(report, officer, lines=parts).execute()
    SendReport(report, officer).execute()
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}, java_script_enabled=False
    )
    sign_in(context, clerk, live_server.url)
    tab = context.new_page()
    tab.goto(f"/admin/bao-cao-ky/{report.round_id}/")
    _press(
        tab,
        "a.button:has-text('Tổng hợp')",
        "button:has-text('Soạn từ 2 nội dung')",
        "a.button:has-text('Cấp số và phát hành')",
        "button:has-text('Cấp số và phát hành')",
    )
    assert "01/BC-BCĐ" in tab.inner_text("main")
    context.close()
    phone = browser.new_context(
        base_url=live_server.url, viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    sign_in(phone, officer, live_server.url)
    tab = phone.new_page()
    tab.goto("/thong-bao/")
    _press(tab, "a:has-text('Văn bản của Ban Chỉ đạo 138 tỉnh')")
    assert "Đã mở 2 lớp." in tab.inner_text("main")
    phone.close()
