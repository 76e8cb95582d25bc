"""Reporting progress: nothing typed is lost, and a report sent twice is one."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from docx import Document
from openpyxl import Workbook
from PIL import Image

from home import uploads
from home.models import Draft, DraftFile
from tasks.models import Evidence, Progress
from tasks.statuses import State
from tests.factories import PASSWORD, AssignmentFactory, UserFactory
from vietnamese.dates import short

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(agency):
    return AssignmentFactory(agency=agency, overdue=True)


def address(part) -> str:
    return f"/viec/{part.pk}/bao-cao/"


def typed(**more: Any) -> dict[str, Any]:
    return {"level": "working", "text": "Đã làm 12 buổi.", "key": str(uuid4()), **more}


def read(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def pdf(name: str = "bao-cao.pdf", content: bytes = b"%PDF-1.4 noi dung") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def photo(kind: str = "JPEG", name: str = "anh.jpg") -> SimpleUploadedFile:
    picture = Image.new("RGB", (3000, 1500), "navy")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (19.8, 0.0, 0.0)
    exif[0x010F] = "Hang may anh"
    drawn = BytesIO()
    picture.save(drawn, kind, exif=exif)
    return SimpleUploadedFile(name, drawn.getvalue())


def test_a_report_is_sent_from_the_form_as_it_opens(at_desk, part):
    page = read(at_desk.get(address(part)))
    form = page.select_one("form[data-draft-url]")
    fields = {found["name"]: found.get("value", "") for found in form.select("input[type=hidden]")}
    fields["level"] = form.select_one("input[type=radio][checked]")["value"]
    answer = at_desk.post(address(part), {**fields, "text": "Đã làm."}, follow=True)
    report = part.reports.get()
    assert (report.text, report.done_on, str(report.idempotency_key)) == ("Đã làm.", None, fields["key"])
    part.refresh_from_db()
    assert part.state == State.WORKING
    assert read(answer).select(".banner.green")


def test_done_without_a_day_means_today_and_waits_for_confirmation(at_desk, part):
    at_desk.post(address(part), typed(level="done"))
    part.refresh_from_db()
    assert (part.state, part.done_on) == (State.REPORTED, timezone.localdate())


@pytest.mark.parametrize(
    "writing", ["05/03/2026", "5/3/2026", "5.3.2026", "05-03-2026", "05032026", "2026-03-05"]
)
def test_a_day_of_completion_may_be_written_in_any_way(at_desk, part, writing):
    at_desk.post(address(part), typed(level="done", done_on=writing))
    assert part.reports.get().done_on == date(2026, 3, 5)


def test_a_day_is_not_asked_of_work_that_goes_on(at_desk, part):
    at_desk.post(address(part), typed(done_on="05/03/2026"))
    assert part.reports.get().done_on is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \n"}, "text"),
        ({"text": "a" * 20_001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"level": ""}, "level"),
        ({"level": "x"}, "level"),
        ({"level": "done", "done_on": "31/02/2026"}, "done_on"),
        ({"level": "done", "done_on": short(timezone.localdate() + timedelta(1))}, "done_on"),
        ({"level": "done", "done_on": "01/01/2011"}, "done_on"),
    ],
)
def test_a_mistake_is_named_and_everything_else_is_kept(at_desk, part, change, field):
    answer = at_desk.post(address(part), {**typed(proposals="Đề xuất dài"), **change})
    assert list(answer.context["form"].errors) == [field]
    page = read(answer)
    assert page.select_one(f'[data-focus-error] a[href="#id_{field}"]')
    assert page.select_one(f"#id_{field}")
    assert "Đề xuất dài" in page.select_one("textarea[name=proposals]").text
    assert not part.reports.exists()


def test_a_form_sent_twice_makes_one_report(at_desk, part):
    sent = typed(level="done")
    first = at_desk.post(address(part), sent)
    second = at_desk.post(address(part), sent)
    assert first["Location"] == second["Location"]
    assert Progress.objects.count() == 1


def test_a_key_that_is_no_key_is_replaced(at_desk, part):
    at_desk.post(address(part), typed(key="'; drop table"))
    assert part.reports.count() == 1


def test_a_key_used_for_another_task_is_refused_in_words(at_desk, agency, part):
    sent = typed()
    at_desk.post(address(part), sent)
    other = AssignmentFactory(agency=agency, overdue=True)
    answer = at_desk.post(address(other), sent)
    assert answer.context["form"].non_field_errors()
    assert not other.reports.exists()


def test_files_survive_a_mistake_elsewhere_and_go_with_the_report(at_desk, part, officer):
    sent = typed(text="")
    page = read(
        at_desk.post(address(part), {**sent, "evidence": [pdf("a.pdf"), pdf("b.pdf", b"%PDF-1.4 b")]})
    )
    kept = page.select("input[name=drop]")
    assert ["a.pdf" in box.parent.text for box in kept] == [True, False]
    at_desk.post(address(part), {**sent, "text": "Xong", "drop": [kept[0]["value"]]})
    assert [file.name for file in part.reports.get().evidence.all()] == ["b.pdf"]
    assert not Draft.objects.exists()
    assert not DraftFile.objects.exists()


def test_a_good_file_is_kept_when_another_is_refused(at_desk, part):
    files = [pdf("tot.pdf"), SimpleUploadedFile("báo-cáo.exe", b"MZ\x90\x00")]
    answer = at_desk.post(address(part), typed(evidence=files))
    assert "báo-cáo.exe" in answer.context["form"].errors["evidence"][0]
    assert "tot.pdf" in read(answer).text
    assert DraftFile.objects.get().name == "tot.pdf"


def test_the_same_file_chosen_twice_is_one(at_desk, part):
    at_desk.post(address(part), typed(text="", evidence=[pdf()]))
    at_desk.post(address(part), typed(text="", evidence=[pdf()]))
    assert DraftFile.objects.count() == 1


def test_a_draft_is_saved_without_script_and_comes_back(at_desk, part):
    sent = typed(level="", text="Mới viết một nửa", done_on="chưa rõ", save="1", evidence=[pdf()])
    assert at_desk.post(address(part), sent)["Location"] == address(part)
    page = read(at_desk.get(address(part)))
    assert "Mới viết một nửa" in page.select_one("textarea[name=text]").text
    assert page.select_one("#id_done_on")["value"] == "chưa rõ"
    assert page.select_one("input[name=key]")["value"] == sent["key"]
    assert len(page.select("input[name=drop]")) == 1
    at_desk.post(address(part), {"discard": "1"})
    assert not Draft.objects.exists()


def test_the_script_keeps_the_draft(at_desk, part):
    draft = f"{address(part)}nhap/"
    answer = at_desk.post(draft, typed(text="Tự lưu\x00", evidence=[pdf()]))
    assert answer.json()["saved"] == f"{timezone.localtime(Draft.objects.get().saved_at):%H:%M}"
    assert at_desk.get(draft).json()["fields"]["text"] == "Tự lưu"
    assert "Tự lưu" in read(at_desk.get(address(part))).select_one("textarea[name=text]").text
    assert Client().post(draft, typed()).status_code == 401


def test_nobody_else_reads_a_draft(at_desk, part, agency):
    at_desk.post(address(part), typed(text="Riêng của tôi", save="1"))
    colleague = Client()
    colleague.force_login(UserFactory(focal_person=agency))
    assert "Riêng của tôi" not in colleague.get(address(part)).content.decode()


def test_a_draft_that_arrives_after_its_report_is_thrown_away(at_desk, part):
    sent = typed()
    at_desk.post(address(part), sent)
    at_desk.post(f"{address(part)}nhap/", sent)
    page = read(at_desk.get(address(part)))
    assert not page.select_one("textarea[name=text]").text.strip()
    assert not Draft.objects.exists()


def test_a_session_that_ended_returns_to_the_filled_form(part, officer):
    browser = Client()
    answer = browser.post(address(part), typed(text="Gõ cả buổi sáng", evidence=[pdf()]))
    assert answer["Location"].startswith("/dang-nhap/?next=")
    back = browser.post(
        answer["Location"], {"username": officer.username, "password": PASSWORD, "next": address(part)}
    )
    assert back["Location"] == address(part)
    answer = browser.get(address(part))
    assert "Gõ cả buổi sáng" in read(answer).select_one("textarea[name=text]").text
    assert answer.context["returned"]["files"] is True
    assert not part.reports.exists()
    assert "Gõ cả buổi sáng" not in browser.get(address(part)).content.decode()


def test_a_form_from_before_signing_in_anew_is_shown_filled_and_changes_nothing(part, officer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    answer = browser.post(address(part), typed(text="Chữ cũ"), headers={"Origin": "http://testserver"})
    assert "Chữ cũ" in read(answer).select_one("textarea[name=text]").text
    assert not Progress.objects.exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("origin", ["https://ke-xau.example", "null", ""])
def test_a_form_of_a_stranger_s_site_is_refused(part, officer, origin):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    headers = {"Origin": origin} if origin else {}
    for path in ("bao-cao/", "gia-han/", "tu-choi/", "bao-cao/nhap/", "nhan/"):
        answer = browser.post(f"/viec/{part.pk}/{path}", typed(), headers=headers)
        assert answer.status_code == 403
    assert not Progress.objects.exists()


def docx() -> bytes:
    written = BytesIO()
    Document().save(written)
    return written.getvalue()


def xlsx() -> bytes:
    written = BytesIO()
    Workbook().save(written)
    return written.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (docx(), "docx"),
        (xlsx(), "xlsx"),
        (b"%PDF-1.7 ...", "pdf"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (photo().read(), "jpg"),
        (photo("PNG").read(), "png"),
    ],
)
def test_a_file_is_known_by_its_content_whatever_its_name(content, kind):
    upload = uploads.read(SimpleUploadedFile("minh chứng.exe", content))
    assert upload.name == f"minh chứng.{kind}"
    assert upload.content_type == uploads.TYPES[kind]


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"PK\x03\x04 khong phai zip",
        OLE + "PowerPoint Document".encode("utf-16-le"),
        b"\x89PNG\r\n\x1a\n hong",
        b"\xff\xd8\xff hong",
        b"",
        b"GIF89a",
    ],
)
def test_a_file_of_another_type_is_refused_by_name(at_desk, part, content):
    file = SimpleUploadedFile("danh-sach.pdf", content)
    answer = at_desk.post(address(part), typed(evidence=[file]))
    assert "danh-sach.pdf" in answer.context["form"].errors["evidence"][0]
    assert not Evidence.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_its_size(at_desk, part):
    file = pdf("lon.pdf", b"%PDF-" + b"0" * (uploads.LARGEST + 1))
    errors = at_desk.post(address(part), typed(evidence=[file])).context["form"].errors["evidence"]
    assert "21 MB" in errors[0]


def test_more_files_than_allowed_are_refused(at_desk, part):
    files = [pdf(f"{n}.pdf", b"%PDF-" + bytes([48 + n])) for n in range(uploads.MOST + 1)]
    answer = at_desk.post(address(part), typed(evidence=files))
    assert "evidence" in answer.context["form"].errors
    assert DraftFile.objects.count() <= uploads.MOST


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\lan\\báo cáo.docx", "báo cáo.pdf"),
        ("bao\u202efdp.exe", "bao fdp.pdf"),
        ("a\x00b\n.pdf", "a b.pdf"),
        ("", "tep.pdf"),
        ("...", "tep.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "-img src=x onerror=alert(1)-.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(name, shown):
    assert uploads.shown_name(name, "pdf") == shown


def test_photos_lose_their_place_and_are_turned_upright(at_desk, part):
    at_desk.post(address(part), typed(evidence=[photo(), photo("PNG", "b.png")]))
    for file in part.reports.get().evidence.all():
        with Image.open(file.file) as drawn:
            assert not dict(drawn.getexif())
            assert drawn.height == uploads.LONGEST_SIDE
            assert drawn.width == uploads.LONGEST_SIDE // 2
        content = file.file.open("rb").read()
        assert b"Hang may anh" not in content


def test_evidence_keeps_the_shown_name_and_never_a_path(at_desk, part):
    at_desk.post(address(part), typed(evidence=[pdf("../../báo cáo.pdf")]))
    evidence = Evidence.objects.get()
    assert evidence.name == "báo cáo.pdf"
    assert evidence.file.name.startswith(f"evidence/{part.pk}/")
    answer = at_desk.get(f"/viec/tep/{evidence.pk}/")
    assert answer["Content-Type"] == "application/pdf"
