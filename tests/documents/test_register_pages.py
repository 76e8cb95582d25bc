"""What is printed of a register beside its lines: its cover, and the statement that closes a year."""

import io
import uuid
from datetime import date

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from documents.actions import CloseYear, InsertNumber, RegisterArrival, TakeNumber, VoidNumber
from documents.archive.places import place_of
from documents.models import Arrival, DocumentType, RegisterYear
from tests.factories import AgencyFactory, DocumentFactory, DocumentTypeFactory, RegisterFactory

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 5)


def take(clerk, book, **values):
    values = {"issuer": book.agency, "issued_on": DAY, **values}
    paper = DocumentFactory(live=False, number=None, **values)
    return TakeNumber(paper, clerk, register=book, key=uuid.uuid4()).execute()


def pdf_pages(answer):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.getvalue())).pages]


def word_lines(answer):
    document = Document(io.BytesIO(answer.getvalue()))
    cells = [cell.text for table in document.tables for cell in table._cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


@pytest.fixture
def committee():
    host = AgencyFactory(name="UBND tỉnh Thanh Hóa")
    return RegisterFactory(agency=AgencyFactory(name="Ban Chỉ đạo 138", host=host))


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_book_has_the_cover_of_the_decree_and_pages_are_counted_behind_it(clerk, desk, committee, form):
    for _ in range(2):
        take(clerk, committee)
    address = reverse("documents_register_export", args=[committee.pk, 2025, form])
    answer = desk.get(address, {"so": "van-ban-di", "bia": "1", "quyen": "03"})
    pages = pdf_pages(answer) if form == "pdf" else []
    told = pages[0].splitlines() if pages else word_lines(answer)
    assert [line.strip() for line in told if line.strip()][:7] == [
        "UBND TỈNH THANH HÓA",
        "BAN CHỈ ĐẠO 138",
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Năm: 2025",
        "Từ ngày 01/01/2025 đến ngày 31/12/2025",
        "Từ số 01 đến số 02",
        "Quyển số: 03",
    ]
    if pages:
        assert len(pages) == 2
        assert "01/KH-BCĐ" in pages[1]
        assert len(pdf_pages(desk.get(address, {"so": "van-ban-di"}))) == 1


def test_the_cover_names_each_series_and_an_empty_book_leaves_room_to_write(clerk, desk):
    book = RegisterFactory(per_type=True)
    address = reverse("documents_register_export", args=[book.pk, 2025, "pdf"])
    assert "Từ số ………… đến số …………" in pdf_pages(desk.get(address, {"bia": "1"}))[0]
    take(clerk, book)
    decision = DocumentTypeFactory(name="Quyết định thử", abbreviation="QĐT")
    take(clerk, book, type=decision, symbol="QĐT-BCĐ")
    cover = pdf_pages(desk.get(address, {"bia": "1"}))[0]
    assert "Kế hoạch: từ số 01 đến số 01" in cover
    assert "Quyết định thử: từ số 01 đến số 01" in cover


def test_the_cover_of_arrivals_counts_their_numbers_and_that_of_progress_none(clerk, desk):
    book, today = RegisterFactory(incoming=True), timezone.localdate()
    letter = DocumentType.objects.get(name="Công văn")
    arrival = Arrival(type=letter, sender=AgencyFactory(), code="1/SNV", subject="V/v thử")
    RegisterArrival(book, clerk, arrival=arrival, on=today, key=uuid.uuid4()).execute()
    address = reverse("documents_register_export", args=[book.pk, today.year, "pdf"])
    assert "Từ số 01 đến số 01" in pdf_pages(desk.get(address, {"bia": "1"}))[0]
    assert "Từ số" not in pdf_pages(desk.get(address, {"bia": "1", "so": "theo-doi"}))[0]


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_statement_of_a_year_names_voids_and_inserts_and_who_signs(clerk, desk, committee, form):
    take(clerk, committee, place="Thanh Hóa")
    VoidNumber(take(clerk, committee), clerk, reason="Ký nhầm").execute()
    paper = DocumentFactory(live=False, number=None, issued_on=DAY, issuer=committee.agency)
    given = {"register": committee, "key": uuid.uuid4(), "after": 1, "reason": "Bỏ sót"}
    InsertNumber(paper, clerk, **given).execute()
    address = reverse("documents_statement", args=[committee.pk, 2025, form])

    def told():
        answer = desk.get(address)
        return " ".join(" ".join(pdf_pages(answer) if form == "pdf" else word_lines(answer)).split())

    open_year = told()
    assert "THỐNG KÊ SỐ VĂN BẢN" in open_year
    assert "+ 02/KH-BCĐ: Ký nhầm." in open_year
    assert "+ 01a/KH-BCĐ: Bỏ sót." in open_year
    assert "số cuối: 02" in open_year
    CloseYear(RegisterYear.objects.get(), clerk).execute()
    closed = told()
    assert "BIÊN BẢN Kết thúc sổ văn bản đi năm 2025" in closed
    assert "VĂN THƯ CƠ QUAN" in closed
    assert "NGƯỜI ĐỨNG ĐẦU CƠ QUAN" in closed
    assert "Thanh Hóa, ngày" in closed


def test_the_place_of_an_agency_is_that_of_its_papers_or_of_its_hosts(committee):
    assert place_of(committee.agency) == ""
    DocumentFactory(issuer=committee.agency.host, place="Hạc Thành", issued_on=date(2026, 1, 1))
    assert place_of(committee.agency) == "Hạc Thành"
    DocumentFactory(issuer=committee.agency, place="Thanh Hóa", issued_on=date(2020, 1, 1))
    assert place_of(committee.agency) == "Thanh Hóa"


def test_the_address_of_a_refused_form_leads_back_to_its_page(desk):
    paper = DocumentFactory()
    refused = reverse("documents_keeping_freeze", args=[paper.pk])
    assert desk.post(refused, {}).status_code == 422
    assert desk.get(refused)["Location"] == reverse("documents_keeping", args=[paper.pk])
