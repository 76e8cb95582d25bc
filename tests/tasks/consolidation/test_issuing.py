"""The consolidated report and the letters as papers of the register: numbered, with their file, sent."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from docx import Document

from agencies.actions import Refused
from agencies.groups import ensure_groups
from documents.models import DocumentPage, DocumentType, Entry, Register
from documents.reading.reported_to import reported_to
from documents.statuses import Circulation, Direction, Relation
from jobs.actions import run
from jobs.models import Job
from jobs.statuses import State
from notices.models import Notice
from notices.sending import send_due
from tasks.consolidation.actions import TakeAll
from tasks.consolidation.chasing import Chase, Letter
from tasks.consolidation.issuing import Number
from tasks.consolidation.publishing import IssueConsolidated, Paper
from tasks.consolidation.sending import begin
from tasks.consolidation.statuses import Aspect
from tasks.models import ConsolidatedPaper
from tasks.reports.actions import SendReport, WriteReport
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    ReportFactory,
    RoundFactory,
    TaskFactory,
    UserFactory,
    section_page,
)

pytestmark = pytest.mark.django_db
III_3 = (
    "3. Công an tỉnh có trách nhiệm tham mưu giúp Ban chỉ đạo 138 tỉnh hướng dẫn, kiểm tra và tổng hợp "
    "tình hình báo cáo Thường trực Ban chỉ đạo 130/CP của Chính phủ, UBND tỉnh và Ban chỉ đạo 138 tỉnh./."
)


@pytest.fixture
def clerk():
    ensure_groups()
    return UserFactory(secretary=True)


@pytest.fixture
def book():
    section_page("chi-dao", "Chỉ đạo")
    for name, abbreviation in (("Công văn", ""), ("Báo cáo", "BC")):
        DocumentType.objects.get_or_create(name=name, defaults={"abbreviation": abbreviation})
    committee = AgencyFactory(name="Ban Chỉ đạo 138 tỉnh", host=AgencyFactory(name="UBND tỉnh"))
    return Register.objects.create(agency=committee, direction=Direction.OUTGOING, name="Sổ đi")


@pytest.fixture
def round_(clerk):
    """One agency has answered, and its words are taken in."""
    plan = DocumentFactory(text=III_3, place="Thanh Hóa")
    made = RoundFactory(asked_by=clerk, title="Báo cáo tháng 11/2026", document=plan)
    part = AssignmentFactory(task=TaskFactory(document=plan, given_on=made.first), working=True)
    report = ReportFactory(round=made, agency=part.agency)
    officer = UserFactory(focal_person=part.agency, email="hanh@example.org")
    WriteReport(report, officer, lines={part.pk: {"result": "Đã mở 2 lớp."}}).execute()
    SendReport(report, officer).execute()
    TakeAll(made, clerk, aspect=Aspect.RESULT, field=TaskFactory.field).execute()
    return made


def paper(book, *agencies, **values):
    given = {
        "number": Number(book, "BC-BCĐ", uuid4()),
        "subject": "Kết quả tháng 11",
        "addressed_to": ("UBND tỉnh", "Ban Chỉ đạo 138 tỉnh"),
        "recipients": ("- Như trên;", "- Lưu: VT."),
        "signer": "Lê Đình Thọ",
        "signer_titles": ("TRƯỞNG BAN",),
        "circulation": Circulation.RESTRICTED,
        "agencies": agencies,
        **values,
    }
    return Paper(**given)


def words_of(page: DocumentPage) -> str:
    """Everything that is written in the Word file of the paper."""
    (kept,) = page.files.all()
    with kept.file.file.open("rb") as file:
        document = Document(io.BytesIO(file.read()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_report_goes_out_numbered_with_its_file_and_its_relation_to_the_plan(clerk, book, round_):
    agency = round_.reports.get().agency
    made = IssueConsolidated(round_, clerk, paper=paper(book, agency)).execute()
    page = DocumentPage.objects.get(pk=made.document_id)
    assert (page.live, page.code, page.type.name) == (True, "01/BC-BCĐ", "Báo cáo")
    assert page.files.get().file.sha256
    words = words_of(page)
    for expected in (
        "Số: 01/BC-BCĐ",
        "Thanh Hóa, ngày",
        "Kính gửi:",
        "- UBND tỉnh;",
        "Đã mở 2 lớp.",
        "Lê Đình Thọ",
    ):
        assert expected in words
    assert f"(nguồn: {agency.shown})" in words
    assert "Đã mở 2 lớp." in page.text
    assert page.references.filter(kind=Relation.CARRIES_OUT, target=round_.document).exists()


def test_who_gets_it_is_told_by_site_and_mail_and_nobody_else_reads_it(clerk, book, round_, client):
    agency = round_.reports.get().agency
    other = UserFactory(focal_person=AgencyFactory())
    made = IssueConsolidated(round_, clerk, paper=paper(book, agency)).execute()
    officer = agency.memberships.get().user
    assert set(Notice.objects.filter(paper=made.document).values_list("user", flat=True)) == {officer.pk}
    mail.outbox.clear()
    send_due()
    assert "Văn bản của Ban Chỉ đạo 138 tỉnh" in mail.outbox[-1].subject
    assert made.document.url in mail.outbox[-1].body
    readable = DocumentPage.objects.filter(pk=made.document_id)
    assert readable.visible_to(officer).exists()
    assert not readable.visible_to(other).exists()
    client.force_login(officer)
    notice = Notice.objects.on_site().get(paper=made.document)
    assert client.get(f"/thong-bao/{notice.pk}/")["Location"] == made.document.url


def test_sources_are_named_only_when_that_is_chosen(clerk, book, round_):
    agency = round_.reports.get().agency
    made = IssueConsolidated(round_, clerk, paper=paper(book, agency, sources=False)).execute()
    assert "nguồn:" not in words_of(made.document)
    assert "nguồn:" not in made.document.text


def test_the_same_form_twice_is_one_paper_and_a_second_one_says_what_it_is(clerk, book, round_):
    agency = round_.reports.get().agency
    first = paper(book, agency)
    one, again = (IssueConsolidated(round_, clerk, paper=first).execute() for _click in range(2))
    assert one == again
    assert Entry.objects.count() == 1
    with pytest.raises(Refused, match="01/BC-BCĐ"):
        IssueConsolidated(round_, clerk, paper=paper(book, agency)).execute()
    later = IssueConsolidated(round_, clerk, paper=paper(book, agency, instead=Relation.REPLACES)).execute()
    assert later.earlier == one
    assert later.document.references.filter(kind=Relation.REPLACES, target=one.document).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsolidatedPaper.objects.create(
            round=round_, document=DocumentFactory(), key=uuid4(), by=clerk, earlier=None
        )


def test_a_worker_that_dies_after_issuing_leaves_one_paper_to_the_next(clerk, book, round_):
    wanted = paper(book, round_.reports.get().agency)
    job = begin(round_, clerk, wanted)
    made = IssueConsolidated(round_, clerk, paper=wanted).execute()
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result["paper"]) == (State.DONE, made.document_id)
    assert Entry.objects.count() == 1


def test_of_two_clerks_who_issue_at_once_the_second_hears_of_the_first(clerk, book, round_):
    agency = round_.reports.get().agency
    first = begin(round_, clerk, paper(book, agency))
    with pytest.raises(Refused, match="01/BC-BCĐ"):
        begin(round_, clerk, paper(book, agency))
    queued = {**first.arguments, "paper": {**first.arguments["paper"], "key": str(uuid4())}}
    second = Job.objects.create(kind=first.kind, user=clerk, title=first.title, arguments=queued)
    run(second.pk)
    second.refresh_from_db()
    assert second.state == State.FAILED
    assert "01/BC-BCĐ" in second.error


def test_an_empty_text_does_not_go_out_and_only_staff_send_it(clerk, book, round_):
    with pytest.raises(Refused):
        IssueConsolidated(RoundFactory(), clerk, paper=paper(book)).execute()
    with pytest.raises(PermissionDenied):
        IssueConsolidated(round_, UserFactory(leader=True), paper=paper(book)).execute()
    assert not Entry.objects.exists()


def test_the_screen_proposes_the_bodies_of_the_plan_and_issues_in_one_click(client, clerk, book, round_):
    client.force_login(clerk)
    where = f"/admin/bao-cao-ky/{round_.pk}/phat-hanh/"
    page = client.get(where)
    form = page.context["form"]
    assert form["addressed_to"].initial.splitlines() == [
        "Thường trực Ban chỉ đạo 130/CP của Chính phủ",
        "UBND tỉnh",
        "Ban chỉ đạo 138 tỉnh",
    ]
    assert {book.agency_id, book.agency.host_id} <= set(form["agencies"].initial)
    bad = client.post(where, {"circulation": "restricted"})
    assert bad.status_code == 422
    assert "Chọn các cơ quan được đọc" in bad.content.decode()
    sent = {
        name: form[name].initial
        for name in ("symbol", "subject", "addressed_to", "recipients", "circulation")
    }
    sent |= {"register": book.pk, "key": str(uuid4()), "agencies": [round_.reports.get().agency_id]}
    wrong = client.post(where, {**sent, "symbol": "###"})
    assert wrong.status_code == 422
    assert "Kết quả" in wrong.context["form"]["subject"].value()
    assert wrong.context["form"].errors["symbol"]
    work, again = (client.post(where, sent)["Location"] for _click in range(2))
    assert again == work
    made = ConsolidatedPaper.objects.get(round=round_).document
    done = client.get(work).content.decode()
    assert "01/BC-BCĐ" in done
    assert f"/van-ban/{made.pk}/" in done
    shown = client.get(f"/admin/bao-cao-ky/{round_.pk}/").content.decode()
    assert "01/BC-BCĐ" in shown
    assert client.post(where, {**sent, "key": str(uuid4())}).status_code == 422


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (III_3, ["Thường trực Ban chỉ đạo 130/CP của Chính phủ", "UBND tỉnh", "Ban chỉ đạo 138 tỉnh"]),
        (
            "Văn phòng tổng hợp, báo cáo Sở Kế hoạch và Đầu tư và UBND tỉnh.",
            ["Sở Kế hoạch và Đầu tư", "UBND tỉnh"],
        ),
        ("Định kỳ tổng hợp báo cáo kết quả triển khai của đơn vị.", []),
        ("", []),
    ],
)
def test_to_whom_a_plan_reports_is_read_from_its_sentence(text, bodies):
    assert reported_to(text) == bodies


def test_a_chase_letter_has_its_file_and_is_opened_from_desk_report_and_mail(client, clerk, book, round_):
    report = ReportFactory(round=round_)
    officer = UserFactory(focal_person=report.agency, email="lan@example.org")
    day = timezone.localdate() + timedelta(days=2)
    letter = Letter(book, "BCĐ-VP", day, "Lê Đình Thọ", "TRƯỞNG BAN", uuid4())
    Chase(report, clerk, letter=letter).execute()
    page = DocumentPage.objects.get(chase__report=report)
    words = words_of(page)
    for expected in (
        "Số: 01/BCĐ-VP",
        "V/v đôn đốc",
        f"Kính gửi: {report.agency.name}",
        "TRƯỞNG BAN",
        "Lê Đình Thọ",
    ):
        assert expected in words
    client.force_login(officer)
    for where in ("/viec/", f"/viec/bao-cao-ky/{report.pk}/", "/thong-bao/"):
        assert f'href="{page.url}"' in client.get(where).content.decode(), where
    file = page.files.get().file
    assert f'href="{file.url}"' in client.get(f"/viec/bao-cao-ky/{report.pk}/").content.decode()
    assert client.get(file.url).status_code == 200
    mail.outbox.clear()
    send_due()
    (told,) = [one for one in mail.outbox if one.to == ["lan@example.org"]]
    assert page.url in told.body
    assert "01/BCĐ-VP" in told.subject
    client.force_login(UserFactory(focal_person=AgencyFactory()))
    assert client.get(file.url).status_code == 404
