"""Papers that come in: entered once, told when they resemble another, dealt with by their day."""

import io
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from unicodedata import is_normalized, normalize
from zoneinfo import ZoneInfo

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from agencies.actions import Refused
from documents.actions import PossibleTwin, RegisterArrival, Slip, TakeNumber, VoidNumber
from documents.models import Arrival, DocumentPage, DocumentType, Entry, Handler, StoredFile
from documents.statuses import Part
from tests.factories import AgencyFactory, DocumentFactory, RegisterFactory, section_page

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4 van ban den"


@pytest.fixture
def register():
    return RegisterFactory(incoming=True)


def arrival(**values):
    sender = values.pop("sender", None) or AgencyFactory(name="UBND tỉnh")
    letter = DocumentType.objects.get(name="Công văn")
    given = {"code": "5973/UBND-KT", "dated": date(2026, 11, 20), "subject": "V/v báo cáo"}
    return Arrival(type=letter, sender=sender, **{**given, **values})


def entered(register, clerk, **values):
    options = {name: values.pop(name) for name in ("slip", "section", "again", "on", "key") if name in values}
    given = {"on": timezone.localdate(), "key": uuid.uuid4(), **options}
    return RegisterArrival(register, clerk, arrival=arrival(**values), **given).execute()


def form(**changed):
    return {
        "code": "5973/UBND-KT",
        "dated": "20/11/2026",
        "sender_as_written": "UBND tỉnh",
        "type": DocumentType.objects.get(name="Công văn").pk,
        "subject": "V/v báo cáo",
        "arrived_on": timezone.localdate().strftime("%d/%m/%Y"),
        "key": str(uuid.uuid4()),
        **changed,
    }


def test_arrival_numbers_count_from_01_whoever_sends(register, clerk):
    numbers = [entered(register, clerk, code=f"{n}/UBND-KT").entry.printed for n in (9, 5)]
    assert numbers == ["01", "02"]


def test_an_open_paper_gets_a_page_for_inside_and_its_own_number_stays(register, clerk):
    found = entered(register, clerk, section=section_page())
    page = DocumentPage.objects.get(pk=found.entry.document_id)
    assert (page.live, page.circulation, page.code) == (False, "internal", "5973/UBND-KT")
    page.save()
    assert DocumentPage.objects.get(pk=page.pk).number == 5973


def test_a_paper_that_was_only_cited_becomes_the_one_that_came_in(register, clerk):
    sender = AgencyFactory(name="UBND tỉnh")
    held = DocumentFactory(number=61, symbol="KH-UBND", issuer=sender, issued_on=date(2026, 3, 5))
    found = entered(register, clerk, code="61/KH-UBND", dated=date(2026, 3, 5), sender=sender)
    assert found.entry.document_id == held.pk


def test_a_form_sent_twice_enters_once(register, clerk):
    key = uuid.uuid4()
    first, second = entered(register, clerk, key=key), entered(register, clerk, key=key)
    assert first == second
    assert Entry.objects.count() == 1


def test_another_paper_typed_over_an_entered_one_is_not_lost(register, desk):
    address = reverse("documents_enter_arrival", args=[register.pk])
    sent = form()
    desk.post(address, sent)
    back = desk.post(address, {**sent, "code": "12/UBND-NC", "subject": "Việc khác"})
    assert (back.status_code, Arrival.objects.count()) == (422, 1)
    page = back.content.decode()
    assert "số đến 01" in page
    assert "Việc khác" in page
    key = back.context["form"]["key"].value()
    assert (
        desk.post(address, {**sent, "code": "12/UBND-NC", "subject": "Việc khác", "key": key}).status_code
        == 302
    )
    assert set(Arrival.objects.values_list("code", flat=True)) == {"5973/UBND-KT", "12/UBND-NC"}


@pytest.mark.parametrize("written", ["5973/UBND-KT", "Số: 5973 /UBND-KT", "5973/ubnd-kt"])
def test_a_paper_that_resembles_another_is_told_and_entered_only_if_the_clerk_says_so(
    register, clerk, written
):
    first = entered(register, clerk)
    with pytest.raises(PossibleTwin, match="số đến 01"):
        entered(register, clerk, code=written)
    second = entered(register, clerk, code=written, again=True)
    assert (second.entry.number, second.twin) == (2, first)
    other = AgencyFactory(name="Sở Nội vụ")
    assert entered(register, clerk, sender=other).twin is None
    assert entered(register, clerk, dated=date(2026, 11, 19)).twin is None


def test_a_sender_pasted_from_word_is_the_same_sender_and_kept_in_one_spelling(register, clerk):
    first = typed_sender("UBND huyện Hoằng Hoá")
    RegisterArrival(register, clerk, arrival=first, on=timezone.localdate(), key=uuid.uuid4()).execute()
    for sender in (typed_sender(normalize("NFD", "UBND huyện Hoằng Hóa")), arrival_of_hoang_hoa()):
        again = RegisterArrival(register, clerk, arrival=sender, on=timezone.localdate(), key=uuid.uuid4())
        with pytest.raises(PossibleTwin):
            again.execute()
    assert is_normalized("NFC", again.arrival.sender_as_written)


def typed_sender(name):
    letter = DocumentType.objects.get(name="Công văn")
    day = date(2026, 11, 20)
    return Arrival(type=letter, sender_as_written=name, code="88/UBND-NC", dated=day, subject="V/v")


def arrival_of_hoang_hoa():
    return arrival(code="88/UBND-NC", sender=AgencyFactory(name="UBND huyện Hoằng Hóa"))


def test_the_same_file_is_told_whatever_number_was_typed(register, clerk):
    def with_file(code):
        file = StoredFile(title="a.pdf", file=SimpleUploadedFile("a.pdf", PDF))
        file.take_fingerprint()
        return RegisterArrival(
            register, clerk, arrival=arrival(code=code), on=timezone.localdate(), key=uuid.uuid4(), file=file,
            section=section_page(),
        )  # fmt: skip

    with_file("1/UBND").execute()
    with pytest.raises(PossibleTwin):
        with_file("2/UBND").execute()
    assert StoredFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_clerks_who_enter_one_paper_at_once_seven_are_told(register, clerk):
    papers = [arrival() for _ in range(8)]

    def press(paper):
        try:
            RegisterArrival(
                register, clerk, arrival=paper, on=timezone.localdate(), key=uuid.uuid4()
            ).execute()
        except PossibleTwin:
            return "told"
        finally:
            connections.close_all()
        return "entered"

    with ThreadPoolExecutor(8) as clerks:
        answers = sorted(clerks.map(press, papers))
    assert answers == ["entered"] + ["told"] * 7
    assert Arrival.objects.count() == 1


def test_a_secret_paper_is_a_line_and_nothing_else(register, clerk, desk):
    found = entered(register, clerk, secrecy="mat", section=section_page())
    assert found.entry.document is None
    told = ModelLogEntry.objects.get(action="vanthu.register_arrival").data
    assert "5973" not in str(told)
    address = reverse("documents_enter_arrival", args=[register.pk])
    sent = form(code="7/X", secrecy="mat", section=section_page().pk, file=SimpleUploadedFile("a.pdf", PDF))
    page = desk.post(address, sent)
    assert page.status_code == 422
    assert "không giữ tệp" in page.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Arrival.objects.filter(pk=found.pk).update(sha256="0" * 64)


def test_one_agency_leads_and_each_stands_once_on_the_slip(register, clerk):
    lead, helper = AgencyFactory(name="Phòng Tham mưu"), AgencyFactory(name="Công an tỉnh")
    slip = Slip(lead=lead, coordinators=[helper, lead], due_on=date(2026, 12, 1))
    found = entered(register, clerk, slip=slip)
    assert list(found.handlers.values_list("agency__name", "part", "due_on")) == [
        ("Phòng Tham mưu", Part.LEAD, date(2026, 12, 1)),
        ("Công an tỉnh", Part.COORDINATE, date(2026, 12, 1)),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Handler.objects.create(arrival=found, agency=AgencyFactory(), part=Part.LEAD)


def test_each_agency_on_the_slip_has_a_day_of_its_own(register, clerk, desk):
    lead, first, second = (AgencyFactory(name=name) for name in ("Công an tỉnh", "Sở Y tế", "Sở Nội vụ"))
    due = timezone.localdate() + timedelta(days=9)
    slip = Slip(lead=lead, coordinators=[first, second], due_on=due)
    found = entered(register, clerk, slip=slip)
    sooner = due - timedelta(days=4)
    data = {
        "lead": lead.pk,
        "coordinators": [first.pk, second.pk],
        "due_on": due.strftime("%d/%m/%Y"),
        f"due_on_{first.pk}": sooner.strftime("%d/%m/%Y"),
    }
    address = reverse("documents_assign_arrival", args=[found.pk])
    refused = desk.post(address, {**data, f"due_on_{second.pk}": "01/01/2020"})
    assert set(refused.context["slip"].errors) == {f"due_on_{second.pk}"}
    desk.post(address, data)
    assert dict(found.handlers.values_list("agency__name", "due_on")) == {
        "Công an tỉnh": due,
        "Sở Y tế": sooner,
        "Sở Nội vụ": due,
    }
    wrong = desk.post(reverse("documents_finish_arrival", args=[found.pk]), {"on": "30/02/2026"})
    assert wrong.context["slip"]["lead"].value() == lead.pk  # pressing the other button loses nothing


def test_a_paper_entered_after_the_next_working_day_says_so(register, clerk):
    found = entered(register, clerk)
    hanoi = ZoneInfo("Asia/Ho_Chi_Minh")
    found.entry.on = date(2026, 11, 20)  # a Friday
    for day, late in ((date(2026, 11, 23), False), (date(2026, 11, 24), True)):
        found.entry.taken_at = datetime(day.year, day.month, day.day, 9, tzinfo=hanoi)
        assert found.entered_late is late
    with pytest.raises(Refused):
        entered(register, clerk, code="8/X", on=timezone.localdate() + timedelta(days=1))


def test_those_that_wait_stand_by_urgency_and_then_by_their_day(register, clerk):
    for code, urgency, due in (("1/A", "", 1), ("2/A", "khan", 9), ("3/A", "hoa_toc", 5), ("4/A", "khan", 2)):
        slip = Slip(due_on=timezone.localdate() + timedelta(days=due))
        entered(register, clerk, code=code, urgency=urgency, slip=slip)
    assert list(Arrival.objects.waiting().values_list("code", flat=True)) == ["3/A", "4/A", "2/A", "1/A"]


def test_the_reply_is_linked_to_the_paper_it_answers(register, clerk, desk):
    found = entered(register, clerk)
    answer = DocumentFactory(live=False, number=None, issued_on=date(2026, 3, 5))
    TakeNumber(answer, clerk, register=RegisterFactory(), key=uuid.uuid4()).execute()
    address = reverse("documents_finish_arrival", args=[found.pk])
    today = timezone.localdate().strftime("%d/%m/%Y")
    assert desk.post(address, {"on": today}).status_code == 422
    assert desk.post(address, {"on": today, "reply": "99/KH-X"}).status_code == 422
    assert desk.post(address, {"on": today, "reply": "1/kh-bcd"}).status_code == 302
    found.refresh_from_db()
    assert (found.reply, found.done_on) == (answer, timezone.localdate())
    assert "01/KH-BCĐ" in desk.get(reverse("documents_arrival", args=[found.pk])).content.decode()


def test_a_clerk_enters_paper_after_paper(register, desk):
    address = reverse("documents_enter_arrival", args=[register.pk])
    assert "Số đầu tiên là 01" in desk.get(address).content.decode()
    lead = AgencyFactory(name="Phòng Tham mưu")
    sent = form(
        next="1", section=section_page().pk, lead=lead.pk, file=SimpleUploadedFile("Công văn.pdf", PDF)
    )
    answer = desk.post(address, sent)
    assert (answer.status_code, answer.url) == (302, address)
    again = desk.post(address, form(subject="Gõ lại"))
    assert again.status_code == 422
    assert "Có thể trùng" in again.content.decode()
    assert "Gõ lại" in again.content.decode()
    assert desk.post(address, form(again="on")).status_code == 302
    book = desk.get(reverse("documents_register", args=[register.pk, timezone.localdate().year]))
    page = book.content.decode()
    for words in ("không thiếu số", "5973/UBND-KT", "Phòng Tham mưu", "Vào sổ"):
        assert words in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "###"),
        ("code", "–/–"),
        ("arrived_on", "31/02/2026"),
        ("subject", ""),
        ("subject", "x" * 501),
        ("sender_as_written", ""),
        ("type", "999"),
        ("due_on", "01/01/2020"),
        ("key", "x"),
        ("file", SimpleUploadedFile("a.exe.pdf", b"MZ\x90")),
    ],
)
def test_what_cannot_be_entered_is_said_beside_the_field(register, desk, field, value):
    address = reverse("documents_enter_arrival", args=[register.pk])
    answer = desk.post(address, form(section=section_page().pk, **{field: value}))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) & {field, "sender"}
    assert not Arrival.objects.exists()


def test_no_road_enters_a_number_without_a_letter_or_a_figure(register, clerk):
    with pytest.raises(Refused, match="chữ cái"):
        entered(register, clerk, code="###")
    assert not Entry.objects.exists()


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(register, clerk, client):
    address = reverse("documents_enter_arrival", args=[register.pk])
    helper = AgencyFactory(name="Sở Y tế")
    typed = form(subject="Việc đang gõ dở", coordinators=[helper.pk])
    assert client.post(address, typed).status_code == 302
    assert not Arrival.objects.exists()
    client.force_login(clerk)
    shown = client.get(address)
    assert "Những gì đã gõ vẫn còn" in shown.content.decode()
    kept = shown.context["form"]
    assert kept["subject"].value() == "Việc đang gõ dở"
    assert kept["coordinators"].value() == [str(helper.pk)]
    assert client.post(address, {**typed, "key": kept["key"].value()}).status_code == 302
    assert Arrival.objects.get().handlers.get().agency == helper


def test_where_no_line_has_a_paper_nothing_is_offered_to_be_ticked(register, clerk, desk):
    address = reverse("documents_register", args=[register.pk, timezone.localdate().year])
    entered(register, clerk, secrecy="mat")
    empty = desk.get(address).content.decode()
    assert "w-bulk#toggleAll" not in empty
    assert "Đưa các văn bản đã chọn vào hồ sơ" not in empty
    entered(register, clerk, code="6000/UBND-KT", section=section_page())
    with_a_paper = desk.get(address).content.decode()
    assert "w-bulk#toggleAll" in with_a_paper
    assert "Đưa các văn bản đã chọn vào hồ sơ" in with_a_paper


def test_only_an_arrival_register_takes_arrivals(clerk, desk):
    outgoing = RegisterFactory()
    assert desk.get(reverse("documents_enter_arrival", args=[outgoing.pk])).status_code == 404
    with pytest.raises(Refused):
        entered(outgoing, clerk)


def test_the_register_is_narrowed_and_costs_the_same_for_many(register, clerk, desk):
    address = reverse("documents_register", args=[register.pk, timezone.localdate().year])
    lead = AgencyFactory(name="Phòng Tham mưu")
    entered(register, clerk, slip=Slip(lead=lead))
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    for n in range(6):
        entered(register, clerk, code=f"{n}/SNV", sender=AgencyFactory(), slip=Slip(lead=lead))
    with CaptureQueriesContext(connection) as many:
        desk.get(address)
    assert len(many) <= len(few)
    assert len(desk.get(address, {"q": "snv"}).context["rows"]) == 6
    assert len(desk.get(address, {"handler": lead.pk, "waiting": "on"}).context["rows"]) == 7
    wrong = desk.get(address, {"tu": "02/03/2026", "den": "01/03/2026"})
    assert wrong.status_code == 422
    assert "Ngày cuối đứng trước ngày đầu" in wrong.content.decode()


def test_the_books_of_arrivals_have_the_columns_of_the_decree(register, clerk, desk):
    lead = AgencyFactory(name="Phòng Tham mưu")
    entered(register, clerk, slip=Slip(lead=lead, due_on=timezone.localdate()), urgency="khan")
    void = entered(register, clerk, code="=1+1/X", subject="=cmd")
    VoidNumber(void.entry, clerk, reason="Ghi trùng").execute()
    year = timezone.localdate().year
    for book, columns, lines in (("van-ban-den", 10, 2), ("theo-doi", 7, 1)):
        address = reverse("documents_register_export", args=[register.pk, year, "xlsx"])
        sheet = load_workbook(io.BytesIO(desk.get(address, {"so": book}).getvalue())).active
        rows = list(sheet.iter_rows())
        assert (len(rows[0]), len(rows)) == (columns, lines + 1)
        assert all(cell.data_type != "f" for row in rows for cell in row)
    word = desk.get(
        reverse("documents_register_export", args=[register.pk, year, "docx"]), {"so": "theo-doi"}
    )
    table = Document(io.BytesIO(word.getvalue())).tables[0]
    assert table.rows[0].cells[0].text == "Số đến"
    assert table.rows[1].cells[6].text == "(7)"
    assert "Phòng Tham mưu" in table.rows[2].cells[2].text


def test_the_book_of_our_papers_has_ten_columns_and_only_the_days_asked_for(clerk, desk):
    outgoing = RegisterFactory()
    for day in (date(2026, 3, 5), date(2026, 4, 6)):
        paper = DocumentFactory(
            live=False, number=None, issued_on=day, recipients="- Các sở;\n- Lưu: VT, PC."
        )
        TakeNumber(paper, clerk, register=outgoing, key=uuid.uuid4()).execute()
    address = reverse("documents_register_export", args=[outgoing.pk, 2026, "xlsx"])
    sheet = load_workbook(io.BytesIO(desk.get(address, {"tu": "01/04/2026"}).getvalue())).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert len(rows[0]) == 10
    assert rows[1][0] == "02/KH-BCĐ"
    assert rows[1][5] == "VT, PC"


def test_the_slip_and_the_stamp_are_printed_with_what_is_known(register, clerk, desk):
    lead, helper = AgencyFactory(name="Công an tỉnh"), AgencyFactory(name="Sở Nội vụ")
    slip = Slip(lead=lead, coordinators=[helper], due_on=date(2030, 3, 5), opinion="Tham mưu trả lời.")
    found = entered(register, clerk, slip=slip, urgency="khan")
    address = reverse("documents_arrival", args=[found.pk])
    page = desk.get(address).content.decode()
    assert "In phiếu giải quyết" in page
    assert "In dấu đến" in page

    printed = pypdf.PdfReader(io.BytesIO(desk.get(f"{address}phieu.pdf").getvalue())).pages[0].extract_text()
    word = Document(io.BytesIO(desk.get(f"{address}phieu.docx").getvalue()))
    for said in (" ".join(printed.split()), " ".join(one.text for one in word.paragraphs)):
        assert "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN" in said
        assert "Công văn số 5973/UBND-KT ngày 20 tháng 11 năm 2026 của UBND tỉnh" in said
        assert "chủ trì: Công an tỉnh (hạn 05/03/2030)" in said
        assert "Sở Nội vụ (hạn 05/03/2030)" in said
        assert "Tham mưu trả lời." in said
    stamp = pypdf.PdfReader(io.BytesIO(desk.get(f"{address}dau-den.pdf").getvalue())).pages[0]
    assert [round(float(side) / 72 * 25.4) for side in stamp.mediabox[2:]] == [50, 35]
    assert "Số: 01" in stamp.extract_text()
    assert "Chuyển: Công an tỉnh" in stamp.extract_text()
    assert desk.get(f"{address}phieu.exe").status_code == 404
