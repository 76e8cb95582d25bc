"""Dossiers: opened with a number, filled in order, closed whole, handed over with minutes."""

import io
import uuid
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pypdf
import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from docx import Document
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from agencies.actions import Refused
from documents.actions import FinishArrival, RegisterArrival, TakeNumber
from documents.admin_views.dossier_forms import TermForm
from documents.archive import dossiers, exporting
from documents.archive.describing import ChangeDossier
from documents.archive.dossiers import (
    AddMaterial,
    AddPapers,
    CloseDossier,
    HandOver,
    NumberAnew,
    OpenDossier,
    RemoveLine,
    ReopenDossier,
)
from documents.archive.holding import FreezeIt
from documents.archive.suggesting import missing_pairs, suggested
from documents.models import (
    Arrival,
    Distribution,
    DocumentPage,
    DocumentType,
    Dossier,
    DossierLine,
    Handover,
    Lending,
)
from jobs.models import Job
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    DossierFactory,
    EvidenceFactory,
    RegisterFactory,
    TaskFactory,
    UserFactory,
    attach,
    section_page,
)

pytestmark = pytest.mark.django_db
DAY = date(2012, 12, 20)


@pytest.fixture
def dossier(clerk):
    return DossierFactory(keeper=clerk)


def filled(dossier, clerk, *days):
    papers = [DocumentFactory(issued_on=day) for day in days or (date(2012, 3, 5), date(2012, 5, 1))]
    AddPapers(dossier, clerk, papers=papers).execute()
    return papers


def cells(answer):
    return list(load_workbook(io.BytesIO(answer.getvalue())).active.iter_rows(values_only=True))


def draft_of(agency, clerk, **values):
    return Dossier(
        **{
            "year": 2026,
            "symbol": "TCCB",
            "title": "Tuyển dụng",
            "keeper": clerk,
            "started_on": DAY,
            **values,
        }
    )


def test_dossiers_of_a_symbol_are_numbered_from_01_each_year(clerk):
    agency = AgencyFactory()
    codes = [
        OpenDossier(agency, clerk, dossier=draft_of(agency, clerk, **values)).execute().code
        for values in ({}, {}, {"symbol": "VP"}, {"year": 2027})
    ]
    assert codes == ["01.TCCB", "02.TCCB", "01.VP", "01.TCCB"]


def test_a_number_that_another_dossier_has_is_refused(clerk):
    agency = AgencyFactory()
    OpenDossier(agency, clerk, dossier=draft_of(agency, clerk, number=7)).execute()
    with pytest.raises(Refused, match=r"07\.TCCB"):
        OpenDossier(agency, clerk, dossier=draft_of(agency, clerk, number=7)).execute()


@pytest.mark.django_db(transaction=True)
def test_clerks_who_open_dossiers_at_once_get_different_numbers(clerk):
    agency = AgencyFactory()

    def open_one(_n):
        try:
            return OpenDossier(agency, clerk, dossier=draft_of(agency, clerk)).execute().code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as clerks:
        codes = list(clerks.map(open_one, range(6)))
    assert sorted(codes) == [f"{n:02d}.TCCB" for n in range(1, 7)]


def test_papers_stand_in_the_order_of_their_days_and_once_each(clerk, dossier):
    later, sooner = filled(dossier, clerk, date(2012, 5, 1), date(2012, 3, 5))
    AddPapers(dossier, clerk, papers=[later, DocumentFactory(issued_on=date(2012, 1, 1))]).execute()
    lines = dossier.lines.order_by("number")
    assert [line.document_id for line in lines][:2] == [sooner.pk, later.pk]
    assert [line.number for line in lines] == [1, 2, 3]
    NumberAnew(dossier, clerk).execute()
    assert [line.document.issued_on.month for line in dossier.lines.order_by("number")] == [1, 3, 5]


def test_a_paper_may_stand_in_several_dossiers(clerk, dossier):
    (paper, *_rest) = filled(dossier, clerk)
    AddPapers(DossierFactory(), clerk, papers=[paper]).execute()
    assert paper.dossier_lines.count() == 2


def test_a_dossier_with_gaps_drafts_or_nothing_is_not_closed(clerk, dossier):
    with pytest.raises(Refused, match="chưa có văn bản"):
        CloseDossier(dossier, clerk, on=DAY).execute()
    first, _second = filled(dossier, clerk)
    RemoveLine(dossier, clerk, line=dossier.lines.get(document=first)).execute()
    with pytest.raises(Refused, match="bị khuyết"):
        CloseDossier(dossier, clerk, on=DAY).execute()
    NumberAnew(dossier, clerk).execute()
    draft = DocumentFactory(live=False, number=None, subject="Bản thảo")
    AddPapers(dossier, clerk, papers=[draft]).execute()
    with pytest.raises(Refused, match="bản nháp"):
        CloseDossier(dossier, clerk, on=DAY).execute()
    RemoveLine(dossier, clerk, line=dossier.lines.get(document=draft)).execute()
    assert CloseDossier(dossier, clerk, on=DAY).execute().kept_until == date(2022, 12, 31)


def test_a_closed_dossier_stays_as_it_is_until_it_is_reopened_with_a_reason(clerk, dossier):
    filled(dossier, clerk)
    CloseDossier(dossier, clerk, on=DAY).execute()
    with pytest.raises(Refused, match="đã kết thúc"):
        AddPapers(dossier, clerk, papers=[DocumentFactory()]).execute()
    with pytest.raises(DatabaseError), transaction.atomic():
        DossierLine.objects.filter(dossier=dossier).delete()
    with pytest.raises(Refused, match="lý do"):
        ReopenDossier(dossier, clerk, reason=" ").execute()
    ReopenDossier(dossier, clerk, reason="Còn văn bản đến chậm").execute()
    AddPapers(dossier, clerk, papers=[DocumentFactory()]).execute()
    assert dossier.lines.count() == 3


def test_nothing_is_taken_out_of_what_is_frozen(clerk, dossier):
    paper, other = filled(dossier, clerk)
    FreezeIt(paper, clerk, reason="Thanh tra").execute()
    with pytest.raises(Refused, match="đóng băng"):
        RemoveLine(dossier, clerk, line=dossier.lines.get(document=paper)).execute()
    FreezeIt(dossier, clerk, reason="Kiểm tra").execute()
    with pytest.raises(Refused, match="đóng băng"):
        RemoveLine(dossier, clerk, line=dossier.lines.get(document=other)).execute()
    with pytest.raises(DatabaseError), transaction.atomic():
        dossier.lines.filter(document=other).delete()


def test_the_answer_to_a_letter_is_offered_beside_it(clerk, dossier):
    register = RegisterFactory(incoming=True)
    letter = Arrival(
        type=DocumentType.objects.get(name="Công văn"),
        sender=AgencyFactory(),
        code="7/SNV",
        subject="Đề nghị",
    )
    given = {"on": timezone.localdate(), "key": uuid.uuid4(), "section": section_page()}
    arrival = RegisterArrival(register, clerk, arrival=letter, **given).execute()
    reply = DocumentFactory(live=False, number=None, issued_on=timezone.localdate())
    TakeNumber(reply, clerk, register=RegisterFactory(), key=uuid.uuid4()).execute()
    DocumentPage.objects.get(pk=reply.pk).save_revision().publish()
    FinishArrival(arrival, clerk, on=timezone.localdate(), reply=reply).execute()
    AddPapers(dossier, clerk, papers=[DocumentPage.objects.get(pk=arrival.entry.document_id)]).execute()
    assert [paper.pk for paper in suggested(dossier, clerk)] == [reply.pk]
    assert missing_pairs(dossier) == 1


def test_the_list_of_papers_has_the_seven_columns_of_the_decree(clerk, desk, dossier):
    filled(dossier, clerk)
    photographs = DossierLine(title="Ảnh hội nghị", author="Văn phòng")
    AddMaterial(dossier, clerk, line=photographs).execute()
    rows = cells(desk.get(reverse("documents_dossier_index", args=[dossier.pk, "xlsx"])))
    assert rows[0] == (
        "STT",
        "Số, ký hiệu văn bản",
        "Ngày tháng năm văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Tác giả văn bản",
        "Tờ số/ Trang số",
        "Ghi chú",
    )
    assert [row[0] for row in rows[1:]] == [1, 2, 3]
    assert rows[3][3] == "Ảnh hội nghị"
    printed = desk.get(reverse("documents_dossier_index", args=[dossier.pk, "docx"]))
    words = [paragraph.text for paragraph in Document(io.BytesIO(printed.getvalue())).paragraphs]
    assert words[0] == "MỤC LỤC VĂN BẢN, TÀI LIỆU"
    assert f"Số, ký hiệu hồ sơ: {dossier.code}" in words


def test_the_catalogue_counts_and_names_its_headings(clerk, desk):
    DossierFactory(number=1, permanent=True)
    DossierFactory(number=2, subheading="1. Truy quét")
    address = reverse("documents_catalogue", args=["pdf"])
    pages = pypdf.PdfReader(io.BytesIO(desk.get(address, {"nam": "2012"}).getvalue())).pages
    text = " ".join(pages[0].extract_text().split())
    assert "Danh mục hồ sơ này có 2 hồ sơ" in text
    assert "1 hồ sơ bảo quản vĩnh viễn; 1 hồ sơ bảo quản có thời hạn" in text
    rows = cells(desk.get(reverse("documents_catalogue", args=["xlsx"])))
    assert [row[:3] for row in rows[1:]] == [
        (None, "I. PHÒNG, CHỐNG TỘI PHẠM", None),
        ("01.PCTP", Dossier.objects.get(number=1).title, "Vĩnh viễn"),
        (None, "1. Truy quét", None),
        ("02.PCTP", Dossier.objects.get(number=2).title, "10 năm"),
    ]


def test_closed_dossiers_are_handed_over_once_with_list_and_minutes(clerk, desk, dossier):
    filled(dossier, clerk)
    given = {
        "on": date(2013, 6, 1),
        "title": "Hồ sơ năm 2012",
        "giver": "Nguyễn Thị Lan",
        "receiver": "Trần Văn Hai",
    }
    with pytest.raises(Refused, match="đã kết thúc"):
        HandOver(dossier.agency, clerk, handover=Handover(**given), dossiers=[dossier]).execute()
    CloseDossier(dossier, clerk, on=DAY).execute()
    assert Dossier.objects.due_for_the_archive(date(2013, 12, 20)).get() == dossier
    address = reverse("documents_hand_over")
    sent = {**given, "on": "01/06/2013", "dossier": [dossier.pk]}
    assert desk.post(address, sent).status_code == 302
    made = Handover.objects.get()
    with pytest.raises(Refused):
        ReopenDossier(dossier, clerk, reason="Muốn sửa").execute()
    printed = desk.get(reverse("documents_handover_list", args=[made.pk, "docx"]))
    words = "\n".join(one.text for one in Document(io.BytesIO(printed.getvalue())).paragraphs)
    assert "Mục lục này gồm: 01 hồ sơ" in words
    assert "Viết bằng chữ: Một hồ sơ" in words
    for form in ("docx", "pdf"):
        minutes = desk.get(reverse("documents_handover_minutes", args=[made.pk, form])).getvalue()
        if form == "docx":
            said = "\n".join(one.text for one in Document(io.BytesIO(minutes)).paragraphs)
        else:
            said = pypdf.PdfReader(io.BytesIO(minutes)).pages[0].extract_text()
        assert "Giao nhận hồ sơ, tài liệu" in said
        assert "Trần Văn Hai" in said


def test_a_dossier_is_packed_with_its_lists_its_data_and_its_files(clerk, dossier):
    (paper, *_rest) = filled(dossier, clerk)
    attach(paper, "Trang một", name="ban-goc.pdf")
    packed = io.BytesIO()
    assert exporting.write(dossier, clerk, packed) == 2
    with zipfile.ZipFile(packed) as opened:
        names = set(opened.namelist())
        file = next(name for name in names if name.startswith("001-"))
        assert opened.read(file).startswith(b"%PDF")
        data = opened.read("ho-so.xml").decode()
    assert {"muc-luc-van-ban.pdf", "muc-luc-van-ban.docx", "muc-luc-van-ban.xlsx"} <= names
    assert f"<FileNotation>{dossier.code}</FileNotation>" in data
    assert "<DocTotal>2</DocTotal>" in data


def test_whoever_keeps_no_dossiers_packs_nothing(dossier, clerk):
    filled(dossier, clerk)
    assert exporting.write(dossier, UserFactory(leader=True), io.BytesIO()) == 0


def test_papers_ticked_in_the_list_of_papers_go_into_a_dossier(clerk, desk, dossier):
    papers = [DocumentFactory(), DocumentFactory()]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "add_to_dossier"])
    ids = "&".join(f"id={paper.pk}" for paper in papers)
    assert dossier.title in desk.get(f"{address}?{ids}").content.decode()
    desk.post(f"{address}?{ids}", {"dossier": dossier.pk})
    assert set(dossier.lines.values_list("document_id", flat=True)) == {paper.pk for paper in papers}


def test_a_register_ticks_its_papers_and_asks_for_one_when_nothing_is_ticked(clerk, desk, dossier):
    entry = TakeNumber(
        DocumentFactory(live=False, number=None), clerk, register=RegisterFactory(), key=uuid.uuid4()
    ).execute()
    book = reverse("documents_register", args=[entry.register_year.register_id, entry.register_year.year])
    page = desk.get(book).content.decode()
    assert f'name="id" value="{entry.document_id}"' in page
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "add_to_dossier"])
    back = desk.get(address, {"next": book}, follow=True)
    assert back.request["PATH_INFO"] == book
    assert "Hãy chọn ít nhất một văn bản." in back.content.decode()
    assert desk.get(address, {"next": book, "id": "x"}).status_code == 404
    for nowhere in ({}, {"next": "["}):
        assert desk.get(address, nowhere)["Location"] == reverse("van-ban:index")
    desk.post(f"{address}?next={book}&id={entry.document_id}", {"dossier": dossier.pk})
    assert dossier.lines.get().document_id == entry.document_id


def test_the_screens_ask_no_more_questions_for_more_papers(clerk, desk, dossier):
    filled(dossier, clerk)
    address = reverse("documents_dossier", args=[dossier.pk])
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        assert desk.get(address).status_code == 200
    filled(dossier, clerk, *[date(2012, 6, day) for day in range(1, 9)])
    DossierFactory.create_batch(4)
    with CaptureQueriesContext(connection) as many:
        desk.get(address)
    assert len(many) <= len(few)
    with CaptureQueriesContext(connection) as listed:
        assert desk.get(reverse("documents_dossiers")).status_code == 200
    DossierFactory.create_batch(6)
    with CaptureQueriesContext(connection) as longer:
        desk.get(reverse("documents_dossiers"))
    assert len(longer) <= len(listed)


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(clerk, desk):
    agency = RegisterFactory().agency
    answer = desk.post(reverse("documents_open_dossier"), {"agency": agency.pk, "title": "Tuyển dụng 2026"})
    assert answer.status_code == 422
    assert "Tuyển dụng 2026" in answer.content.decode()
    sent = {
        "agency": agency.pk,
        "year": "2026",
        "symbol": "TCCB",
        "title": "Tuyển dụng 2026",
        "term": "20",
        "keeper": clerk.pk,
        "started_on": "02/01/2026",
    }
    assert desk.post(reverse("documents_open_dossier"), sent).status_code == 302
    made = Dossier.objects.get()
    assert (made.code, made.retention) == ("01.TCCB", 20)


@pytest.mark.parametrize(("number", "status", "kept"), [("2", 422, 1), ("0", 302, 1), ("3", 302, 3)])
def test_a_changed_number_is_no_other_dossiers(clerk, desk, number, status, kept):
    agency = RegisterFactory().agency
    mine, _other = (OpenDossier(agency, clerk, dossier=draft_of(agency, clerk)).execute() for _n in range(2))
    sent = {
        "symbol": "TCCB",
        "number": number,
        "title": "Tuyển dụng",
        "keeper": clerk.pk,
        "started_on": "02/01/2026",
    }
    assert desk.post(reverse("documents_dossier_edit", args=[mine.pk]), sent).status_code == status
    assert Dossier.objects.get(pk=mine.pk).number == kept


@pytest.mark.parametrize("term", ["000099999", "71", "-1", "năm"])
def test_a_term_beyond_the_longest_is_refused(term):
    assert "term" in TermForm({"term": term, "reason": "Lưu lâu"}).errors


def test_other_material_is_counted_among_the_lines_of_a_dossier(clerk, dossier, monkeypatch):
    monkeypatch.setattr(dossiers, "MOST_LINES", 2)
    filled(dossier, clerk)
    with pytest.raises(Refused):
        AddMaterial(dossier, clerk, line=DossierLine(title="Ảnh")).execute()


def test_the_catalogue_of_a_year_comes_in_from_a_list(clerk):
    from documents.dossier_list import DossierResource
    from sheets.reading import Row, Table

    agency = AgencyFactory()
    headings = ["Cơ quan", "Năm", "Số hồ sơ", "Ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời hạn bảo quản"]
    lines = [
        [agency.name, 2026, 1, "TCCB", "Tuyển dụng", "Vĩnh viễn"],
        [agency.name, 2026, 2, "TCCB", "Đào tạo", "20 năm"],
        [agency.name, 2026, 3, "TCCB", "Kỷ luật", "lâu lắm"],
    ]
    table = Table(
        headings, [Row(n, dict(zip(headings, line, strict=True)), {}) for n, line in enumerate(lines, 2)]
    )
    resource = DossierResource(clerk)
    told = [result.what for result in resource.results(resource.take(table), dry_run=False)]
    assert told == ["new", "new", "wrong"]
    assert [one.retention for one in Dossier.objects.order_by("number")] == [None, 20]
    again = DossierResource(clerk)
    assert [one.what for one in again.results(again.take(table), dry_run=False)][:2] == ["same", "same"]


def test_a_stretch_of_a_register_is_offered_and_put_in_at_once(clerk, desk, dossier):
    register = RegisterFactory()
    papers = [DocumentFactory(live=False, number=None, issued_on=date(2026, 3, 5)) for _n in range(4)]
    for paper in papers:
        TakeNumber(paper, clerk, register=register, key=uuid.uuid4()).execute()
    address = reverse("documents_dossier_add", args=[dossier.pk])
    page = desk.get(address, {"so": register.pk, "nam": 2026, "tu": 2, "den": 3}).content.decode()
    assert [f'value="{paper.pk}"' in page for paper in papers] == [False, True, True, False]
    desk.post(address, {"paper": [papers[1].pk, papers[2].pk]})
    assert set(dossier.lines.values_list("document_id", flat=True)) == {papers[1].pk, papers[2].pk}
    assert desk.get(address, {"tu": "không"}).status_code == 422


def test_results_of_tasks_are_offered_put_in_once_and_packed_with_their_evidence(clerk, desk, dossier):
    paper, _other = filled(dossier, clerk)
    part = AssignmentFactory(task=TaskFactory(document=paper, title="Tuyên truyền"), confirmed=True)
    AssignmentFactory(task=TaskFactory(document=paper, title="Chưa xong"), working=True)
    EvidenceFactory(progress__assignment=part, name="minh-chung.pdf")
    address = reverse("documents_dossier_add", args=[dossier.pk])
    page = desk.get(address).content.decode()
    assert "Kết quả: Tuyên truyền" in page
    assert "Chưa xong" not in page
    desk.post(address, {"result": [f"assignment:{part.pk}", "assignment:0"]})
    desk.post(address, {"result": [f"assignment:{part.pk}"]})
    line = dossier.lines.get(document=None)
    assert (line.title, line.author, line.dated) == ("Kết quả: Tuyên truyền", part.agency.name, part.done_on)
    packed = io.BytesIO()
    exporting.write(dossier, clerk, packed)
    with zipfile.ZipFile(packed) as opened:
        assert "003-tai-lieu/01-minh-chung.pdf" in opened.namelist()


def test_the_job_packs_a_dossier_that_only_its_person_fetches(clerk, desk, dossier):
    filled(dossier, clerk)
    answer = desk.post(reverse("documents_dossier_export", args=[dossier.pk]))
    job = Job.objects.get()
    assert answer["Location"] == reverse("jobs_job", args=[job.pk])
    fetched = desk.get(reverse("documents_fetch_dossier", args=[job.pk]))
    assert zipfile.is_zipfile(io.BytesIO(fetched.getvalue()))
    another = Client()
    another.force_login(UserFactory(secretary=True))
    assert another.get(reverse("documents_fetch_dossier", args=[job.pk])).status_code == 404


def test_the_books_of_kept_copies_and_of_posted_papers_have_the_columns_of_the_decree(clerk, desk):
    register = RegisterFactory()
    paper = DocumentFactory(live=False, number=None, issued_on=date(2026, 3, 5), subject="Cao điểm Tết")
    TakeNumber(paper, clerk, register=register, key=uuid.uuid4()).execute()
    DocumentPage.objects.get(pk=paper.pk).save_revision().publish()
    AddPapers(DossierFactory(number=7), clerk, papers=[paper]).execute()
    sent = {"on": "06/03/2026", "borrower": "Lê Văn Tùng", "allowed_by": "Phạm Văn Hải"}
    assert desk.post(reverse("documents_keeping_lend", args=[paper.pk]), sent).status_code == 302
    lending = Lending.objects.get()
    desk.post(reverse("documents_keeping_take_back", args=[paper.pk]), {"lending": lending.pk})
    Distribution.objects.create(document_id=paper.pk, outside="Tòa án nhân dân huyện", sent_by=clerk)
    address = reverse("documents_register_export", args=[register.pk, 2026, "xlsx"])
    lent = cells(desk.get(address, {"so": "su-dung-ban-luu"}))
    assert len(lent[0]) == 9
    assert lent[1][1:5] == ("Lê Văn Tùng", "01/KH-BCĐ\n05/03/2026", "Kế hoạch Cao điểm Tết", "07.PCTP")
    assert lent[1][6].date() == timezone.localdate()
    posted = cells(desk.get(address, {"so": "gui-buu-dien"}))
    assert posted[0][:4] == ("Ngày chuyển", "Số, ký hiệu văn bản", "Nơi nhận văn bản", "Số lượng bì")
    assert posted[1][1:4] == ("01/KH-BCĐ", "Tòa án nhân dân huyện", 1)


def test_what_is_changed_of_a_dossier_is_said_in_its_log(desk, dossier):
    other = DossierFactory(agency=dossier.agency, year=dossier.year, symbol=dossier.symbol)
    values = {"symbol": dossier.symbol, "title": "Tuyển dụng viên chức", "keeper": dossier.keeper_id}
    values |= {"number": dossier.number, "started_on": "01/02/2012"}
    address = reverse("documents_dossier_edit", args=[dossier.pk])
    assert desk.post(address, values).status_code == 302
    line = ModelLogEntry.objects.for_instance(dossier).get(action="vanthu.change_dossier")
    assert f"{dossier.title} → Tuyển dụng viên chức" in line.message
    assert desk.post(address, values).status_code == 302
    assert ModelLogEntry.objects.for_instance(dossier).count() == 1
    with pytest.raises(Refused, match=other.code):
        ChangeDossier(dossier, dossier.keeper, values={"number": other.number}).execute()


@pytest.mark.django_db(transaction=True)
def test_a_dossier_that_is_closed_meanwhile_keeps_title_and_sheets_and_the_clerk_reads_why(
    desk, clerk, dossier
):
    filled(dossier, clerk)
    line = dossier.lines.first()
    address = reverse("documents_dossier_sheets", args=[dossier.pk])
    desk.post(address, {f"to-{line.pk}": "1-3"})
    assert dossier.lines.first().sheets == "1-3"
    assert ModelLogEntry.objects.for_instance(dossier).filter(action="vanthu.note_sheets").count() == 1
    changing = ChangeDossier(dossier, clerk, values={"title": "Khác"})
    CloseDossier(dossier, clerk, on=DAY).execute()
    with pytest.raises(Refused, match="đã kết thúc"):
        changing.execute()
    page = desk.post(address, {f"to-{line.pk}": "4-5"}, follow=True).content.decode()
    assert "đã kết thúc" in page
    assert dossier.lines.first().sheets == "1-3"


@pytest.mark.parametrize(("ended", "due"), [(date(2012, 12, 31), True), (date(2013, 1, 1), False)])
def test_a_dossier_is_due_a_year_after_its_very_last_day(clerk, ended, due):
    dossier = DossierFactory(keeper=clerk)
    filled(dossier, clerk)
    CloseDossier(dossier, clerk, on=ended).execute()
    assert Dossier.objects.due_for_the_archive(date(2013, 12, 31)).exists() == due


def test_terms_are_offered_in_the_language_of_the_person():
    with override("en"):
        assert ("2", "2 years") in TermForm().fields["term"].choices
    with override("vi"):
        assert ("2", "2 năm") in TermForm().fields["term"].choices


def test_nonsense_in_the_address_of_the_catalogue_is_left_out(desk, dossier):
    for query in ("q=%00", "q=(", "nam=abc", "co_quan=99999999999", "trang_thai=x", "p=x"):
        assert desk.get(f"{reverse('documents_dossiers')}?{query}").status_code == 200
