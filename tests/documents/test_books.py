"""Books and reports of the decree: what stands in them, and as what they are printed."""

import io
import uuid
from datetime import date, timedelta

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from documents.actions import FinishArrival, RegisterArrival, Slip, TakeNumber, VoidNumber
from documents.admin_views import printed_books
from documents.models import Arrival, DocumentType
from documents.printing import Paper
from documents.printing.pdf import write_pdf
from documents.printing.word import write_word
from jobs.made import forget_old
from jobs.models import Job
from tests.factories import AgencyFactory, DocumentFactory, RegisterFactory, UserFactory
from tests.people import signed_in

pytestmark = pytest.mark.django_db


def entered(register, clerk, code, slip=None, **values):
    letter = DocumentType.objects.get(name="Công văn")
    arrival = Arrival(type=letter, sender=AgencyFactory(), code=code, subject=f"V/v {code}", **values)
    given = {"on": timezone.localdate(), "key": uuid.uuid4(), "slip": slip or Slip()}
    return RegisterArrival(register, clerk, arrival=arrival, **given).execute()


def cells(answer):
    return list(load_workbook(io.BytesIO(answer.getvalue())).active.iter_rows(values_only=True))


def issued(register, clerk, day, **values):
    paper = DocumentFactory(live=False, number=None, issued_on=day, **values)
    return TakeNumber(paper, clerk, register=register, key=uuid.uuid4()).execute()


def test_the_report_on_arrivals_counts_by_who_leads(clerk, desk):
    register, lead, today = (
        RegisterFactory(incoming=True),
        AgencyFactory(name="Phòng PC06"),
        timezone.localdate(),
    )
    done = entered(register, clerk, "1/SNV", Slip(lead=lead, due_on=today))
    FinishArrival(done, clerk, on=today, outcome="Đã trả lời").execute()
    late = entered(register, clerk, "2/SNV", Slip(lead=lead, due_on=today))
    Arrival.objects.filter(pk=late.pk).update(due_on=today - timedelta(days=1))
    entered(register, clerk, "3/SNV")
    void = entered(register, clerk, "4/SNV")
    VoidNumber(void.entry, clerk, reason="Ghi trùng").execute()
    address = reverse("documents_register_export", args=[register.pk, today.year, "xlsx"])
    rows = cells(desk.get(address, {"so": "tinh-hinh-den"}))
    assert rows[1:] == [
        (1, "Phòng PC06", 2, 1, 0, 0, 1),
        (2, "Chưa phân công", 1, 0, 0, 1, 0),
        (None, "Tổng cộng", 3, 1, 0, 1, 1),
    ]


def test_the_report_on_our_papers_counts_by_type(clerk, desk):
    register = RegisterFactory()
    issued(register, clerk, date(2026, 3, 5))
    VoidNumber(issued(register, clerk, date(2026, 3, 6)), clerk, reason="Ký nhầm").execute()
    address = reverse("documents_register_export", args=[register.pk, 2026, "xlsx"])
    rows = cells(desk.get(address, {"so": "tinh-hinh-di"}))
    assert rows[-1][2] == 2
    assert rows[-1][5] == 1


def test_a_book_holds_what_the_screen_was_narrowed_to_across_years(clerk, desk):
    register = RegisterFactory()
    issued(register, clerk, date(2025, 12, 30), subject="Trực Tết năm cũ")
    issued(register, clerk, date(2026, 1, 2), subject="Trực Tết năm mới")
    issued(register, clerk, date(2026, 1, 5), subject="Việc khác")
    address = reverse("documents_register_export", args=[register.pk, 2026, "xlsx"])
    rows = cells(desk.get(address, {"q": "tet", "tu": "01/12/2025", "den": "31/01/2026"}))
    assert [row[0] for row in rows[1:]] == ["01/KH-BCĐ", "01/KH-BCĐ"]
    assert len(cells(desk.get(address, {"q": "tet"}))) == 2
    wrong = desk.get(address, {"tu": "02/03/2026", "den": "01/03/2026"}, follow=True)
    assert "Ngày cuối đứng trước ngày đầu" in wrong.content.decode()


def test_a_long_file_is_made_in_the_background_for_who_asked(clerk, desk, monkeypatch):
    monkeypatch.setattr(printed_books, "AT_ONCE", 1)
    register = RegisterFactory()
    for day in (date(2026, 3, 5), date(2026, 3, 6)):
        issued(register, clerk, day)
    address = reverse("documents_register_export", args=[register.pk, 2026, "pdf"])
    assert "2 dòng" in desk.get(address).content.decode()
    shown = desk.post(address, follow=True)
    job = Job.objects.get(kind=printed_books.PRINT)
    assert (job.state, job.done) == ("done", 2), job.error
    assert reverse("jobs_file", args=[job.pk]) in shown.content.decode()
    made = desk.get(reverse("jobs_file", args=[job.pk]))
    assert "02/KH-BCĐ" in pypdf.PdfReader(io.BytesIO(made.getvalue())).pages[0].extract_text()
    excel = desk.post(address.replace(".pdf", ".xlsx"), follow=True)
    listed = desk.get(reverse("jobs_file", args=[Job.objects.exclude(pk=job.pk).get().pk]))
    assert excel.status_code == 200
    assert cells(listed)[2][0] == "02/KH-BCĐ"
    assert signed_in(UserFactory(secretary=True)).get(reverse("jobs_file", args=[job.pk])).status_code == 404
    Job.objects.update(ended_at=timezone.now() - timedelta(days=8))
    forget_old()
    assert desk.get(reverse("jobs_file", args=[job.pk])).status_code == 404


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "csv"])
def test_a_book_goes_out_in_every_form(clerk, desk, form):
    register = RegisterFactory()
    issued(register, clerk, date(2026, 3, 5))
    answer = desk.get(reverse("documents_register_export", args=[register.pk, 2026, form]))
    assert answer.status_code == 200
    assert len(answer.getvalue()) > 100


def long_paper(rows):
    return Paper("SỔ THỬ", ["Ban Chỉ đạo 138"], ["Số", "Trích yếu"], [1, 4], rows)


def test_pages_of_pdf_repeat_the_headings_and_are_numbered_from_the_second_on():
    out = io.BytesIO()
    write_pdf(long_paper([n, f"Phòng, chống tội phạm năm {n}"] for n in range(1, 101)), out)
    pages = [page.extract_text() for page in pypdf.PdfReader(out).pages]
    assert len(pages) > 3
    assert all("Trích yếu" in page for page in pages)
    assert pages[1].startswith("2\n")
    assert "Phòng, chống tội phạm năm 100" in pages[-1]
    assert "NGƯỜI LẬP SỔ" in pages[-1]


def test_a_row_longer_than_a_page_goes_on_and_a_word_wider_than_its_column_is_cut():
    out = io.BytesIO()
    write_pdf(long_paper([["W" * 300, "từ " * 9_000], ["2", "sau"]]), out)
    read = "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert read.count("W") == 300
    assert read.count("từ") == 9_000


def test_word_pages_hold_any_text_as_it_is():
    out = io.BytesIO()
    write_word(long_paper([[1, "a < b & c\x01\nhai"], [2, "]]></w:t>"]]), out)
    rows = Document(out).tables[0].rows
    assert [row.cells[1].text for row in rows[2:]] == ["a < b & c\nhai", "]]></w:t>"]
