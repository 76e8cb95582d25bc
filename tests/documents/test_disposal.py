"""Papers past their retention: found by years, held by a freeze, destroyed by one road, their line kept."""

import io
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Comment, PageLogEntry, Revision

from agencies.actions import Refused
from agencies.groups import ensure_groups
from documents.actions import Recall, TakeNumber
from documents.archive import destroying
from documents.archive.disposal import (
    ApproveDisposal,
    DecideLine,
    DrawUpDisposal,
    GiveUpDisposal,
    ProposeDisposal,
    ReturnDisposal,
)
from documents.archive.dossiers import AddPapers, CloseDossier
from documents.archive.holding import FreezeIt, LiftFreeze, SetTerm
from documents.archive.keeping import term_of
from documents.archive.terms import is_over, last_day
from documents.deleting import why_kept
from documents.force import status_of
from documents.models import (
    Clause,
    Disposal,
    DocumentFile,
    DocumentPage,
    DoomedFile,
    Entry,
    Freeze,
    Reference,
    StoredFile,
)
from documents.statuses import DisposalState, Force, Outcome, Verdict
from jobs.actions import run
from search.models import Row
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    DocumentTypeFactory,
    DossierFactory,
    RegisterFactory,
    TaskFactory,
    UserFactory,
    attach,
)

pytestmark = pytest.mark.django_db
AT = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def queue(settings):
    """Work waits until a worker takes it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def clerk():
    ensure_groups()
    return UserFactory(secretary=True)


@pytest.fixture
def second():
    ensure_groups()
    return UserFactory(administrator=True)


def letter(**values):
    """A paper kept ten years."""
    kind = DocumentTypeFactory(name="Giấy mời", abbreviation="GM")
    type(kind).objects.filter(pk=kind.pk).update(retention=10)
    kind.refresh_from_db()
    return DocumentFactory(type=kind, symbol="GM-BCĐ", **values)


def issued(clerk, day=date(2012, 3, 5), **values):
    paper = letter(live=False, number=None, issued_on=day, **values)
    TakeNumber(paper, clerk, register=RegisterFactory(), key=uuid.uuid4()).execute()
    paper = DocumentPage.objects.get(pk=paper.pk)
    paper.save_revision(user=clerk).publish()
    return DocumentPage.objects.get(pk=paper.pk)


def approved(clerk, second, *papers, at=AT):
    agency = RegisterFactory().agency
    made = DrawUpDisposal(agency, clerk, at=at, papers=[paper.pk for paper in papers]).execute()
    ProposeDisposal(made, clerk).execute()
    return ApproveDisposal(made, second).execute()


def past(at=AT):
    return set(DocumentPage.objects.expired(at).values_list("pk", flat=True))


@given(
    st.integers(1950, 2060),
    st.one_of(st.none(), st.integers(1, 70)),
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
)
def test_a_term_ends_with_a_year_and_what_is_permanent_never(start, years, at):
    last = last_day(start, years)
    assert is_over(start, years, at) == (years is not None and at.year > start + years)
    assert last is None or (last.month, last.day) == (12, 31)


def test_ten_years_count_from_the_end_of_the_year_of_issue():
    paper = letter(issued_on=date(2015, 2, 1))
    assert past(date(2025, 12, 31)) == set()
    assert past(date(2026, 1, 1)) == {paper.pk}


def test_a_term_of_its_own_counts_before_that_of_the_type(clerk):
    paper, plan = letter(), DocumentFactory()
    SetTerm(paper, clerk, years=None, reason="Có giá trị lịch sử").execute()
    SetTerm(plan, clerk, years=2, reason="Bản trùng").execute()
    assert past() == {plan.pk}
    with pytest.raises(Refused, match="lý do"):
        SetTerm(paper, clerk, years=5, reason="").execute()


def test_a_paper_is_kept_as_long_as_its_dossiers(clerk):
    paper, dossier = letter(), DossierFactory(retention=5)
    AddPapers(dossier, clerk, papers=[paper]).execute()
    assert past() == set()
    CloseDossier(dossier, clerk, on=date(2020, 5, 5)).execute()
    assert past(date(2025, 12, 31)) == set()
    assert past(date(2026, 1, 1)) == {paper.pk}
    assert term_of(paper).until == date(2025, 12, 31)


def test_frozen_papers_and_those_with_open_tasks_are_not_past_it(clerk):
    held, in_dossier, busy, done = letter(), letter(), letter(), letter()
    FreezeIt(held, clerk, reason="Thanh tra").execute()
    dossier = DossierFactory()
    AddPapers(dossier, clerk, papers=[in_dossier]).execute()
    CloseDossier(dossier, clerk, on=date(2012, 5, 5)).execute()
    FreezeIt(dossier, clerk, reason="Khiếu nại").execute()
    AssignmentFactory(task=TaskFactory(document=busy), working=True)
    AssignmentFactory(task=TaskFactory(document=done), confirmed=True)
    assert past() == {done.pk}


def test_a_hold_is_lifted_by_another_administrator_with_a_reason(clerk, second):
    paper = letter()
    hold = FreezeIt(paper, second, reason="Thanh tra").execute()
    with pytest.raises(Refused, match="người khác"):
        LiftFreeze(hold, second, reason="Xong").execute()
    LiftFreeze(hold, UserFactory(administrator=True), reason="Thanh tra đã kết luận").execute()
    assert past() == {paper.pk}
    with pytest.raises(DatabaseError), transaction.atomic():
        Freeze.objects.all().delete()


def test_what_is_recalled_is_frozen(clerk):
    paper = issued(clerk)
    Recall(paper, clerk, on=date(2012, 4, 1), reason="Sai thẩm quyền").execute()
    assert "Sai thẩm quyền" in Freeze.objects.active().get(document=paper).reason
    assert past() == set()


def test_a_frozen_draft_says_what_it_said_and_is_not_deleted(clerk):
    paper = letter(text="Nội dung cũ.", live=False)
    FreezeIt(paper, clerk, reason="Thanh tra").execute()
    assert why_kept(paper)
    with pytest.raises(DatabaseError), transaction.atomic():
        DocumentPage.objects.filter(pk=paper.pk).update(text="Nội dung khác.")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM documents_documentpage WHERE page_ptr_id = %s", [paper.pk])


def test_only_another_person_approves(clerk, second):
    paper = letter()
    made = DrawUpDisposal(RegisterFactory().agency, clerk, at=AT, papers=[paper.pk]).execute()
    with pytest.raises(Refused):
        ApproveDisposal(made, second).execute()
    ProposeDisposal(made, clerk).execute()
    with pytest.raises(Refused, match="người khác"):
        ApproveDisposal(made, clerk).execute()
    with pytest.raises(DatabaseError), transaction.atomic():
        made.lines.update(verdict=Verdict.KEEP, reason="Đổi ý")
    ReturnDisposal(made, second, answer="Xem lại dòng 1").execute()
    DecideLine(
        made, clerk, line=made.lines.get(), verdict=Verdict.KEEP, reason="Còn dùng", more_years=5
    ).execute()
    ProposeDisposal(made, clerk).execute()
    assert ApproveDisposal(made, second).execute().state == DisposalState.APPROVED


def test_a_paper_stands_on_one_open_list(clerk):
    paper, agency = letter(), RegisterFactory().agency
    first = DrawUpDisposal(agency, clerk, at=AT, papers=None).execute()
    with pytest.raises(Refused):
        DrawUpDisposal(agency, clerk, at=AT, papers=[paper.pk]).execute()
    GiveUpDisposal(first, clerk).execute()
    assert DrawUpDisposal(agency, clerk, at=AT, papers=None).execute().code == "02/BB-TH"


def test_all_that_were_found_are_those_of_the_type_that_was_asked_for(clerk):
    desk = Client()
    desk.force_login(clerk)
    agency, wanted, other = RegisterFactory().agency, letter(), DocumentFactory()
    SetTerm(other, clerk, years=2, reason="Bản trùng").execute()
    assert past() == {wanted.pk, other.pk}
    address = f"{reverse('documents_expired')}?loai={wanted.type_id}"
    desk.post(address, {"agency": agency.pk, "as_of": AT.isoformat(), "all": "1"})
    assert [line.document_id for line in Disposal.objects.get().lines.all()] == [wanted.pk]


def test_a_frozen_draft_gets_no_number_and_none_is_used_up(clerk):
    draft, register = letter(live=False, number=None), RegisterFactory()
    FreezeIt(draft, clerk, reason="Thanh tra").execute()
    with pytest.raises(Refused, match="Thanh tra"):
        TakeNumber(draft, clerk, register=register, key=uuid.uuid4()).execute()
    assert not Entry.objects.exists()


def test_a_destroyed_paper_loses_its_words_and_files_and_keeps_its_line(clerk, second):
    paper = issued(clerk, text="I. NỘI DUNG\n1. Mật khẩu là con-chim-xanh.", subject="Mời họp giao ban")
    Comment.objects.create(page=paper, user=clerk, contentpath="text", text="Vì sao con-chim-xanh?")
    DocumentPage.objects.get(pk=paper.pk).save_revision(user=clerk)
    stored = attach(paper, "trang có chữ con-chim-xanh")
    name = stored.file.name
    other = DocumentFactory(text="Căn cứ Giấy mời số 01/GM-BCĐ ngày 05/3/2012.")
    other.save_revision().publish()
    number = Entry.objects.get(document=paper).printed
    disposal = approved(clerk, second, paper)
    with pytest.raises(DatabaseError), transaction.atomic():
        DocumentPage.objects.filter(pk=paper.pk).update(text="")
    run(disposal.job_id)
    gone = DocumentPage.objects.get(pk=paper.pk)
    assert (gone.text, gone.code, gone.subject) == ("", number, "Mời họp giao ban")
    assert gone.disposed_under.startswith("Biên bản tiêu hủy số 01/BB-TH ngày")
    assert status_of(gone).force == Force.DESTROYED
    assert not Clause.objects.filter(document=paper).exists()
    assert not DocumentFile.objects.filter(page=paper).exists()
    assert not StoredFile.objects.filter(pk=stored.pk).exists()
    assert not default_storage.exists(name)
    assert not DoomedFile.objects.exists()
    assert "con-chim-xanh" not in str(list(Revision.objects.for_instance(paper).values("content")))
    assert [row.kind for row in Row.objects.filter(document_id=paper.pk)] == [Row.Kind.DOCUMENT]
    assert not Row.objects.filter(text__contains="con-chim-xanh").exists()
    assert Reference.objects.filter(document=other, target=paper).exists()
    assert Disposal.objects.get().state == DisposalState.DONE
    said = [entry.message for entry in PageLogEntry.objects.filter(page=paper.pk)]
    assert any("01/BB-TH" in str(one) for one in said)


def test_the_page_of_a_destroyed_paper_says_so_and_nothing_brings_it_back(clerk, second):
    paper = issued(clerk, text="Lời mời.")
    older = paper.save_revision(user=clerk)
    run(approved(clerk, second, paper).job_id)
    page = Client().get(paper.url).content.decode()
    assert "đã tiêu hủy" in page
    assert "01/BB-TH" in page
    assert "Lời mời." not in page
    type(older).objects.get(pk=older.pk).publish()
    kept = DocumentPage.objects.get(pk=paper.pk)
    assert (kept.text, kept.disposed_on is None) == ("", False)
    with pytest.raises(DatabaseError), transaction.atomic():
        DocumentPage.objects.filter(pk=paper.pk).update(disposed_on=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        DocumentFile.objects.create(page=kept, file=attach(letter(), "x"))
    assert why_kept(kept)


def test_a_paper_on_no_approved_list_cannot_be_destroyed(clerk):
    paper = issued(clerk, text="Lời mời.")
    with pytest.raises(DatabaseError), transaction.atomic():
        DocumentPage.objects.filter(pk=paper.pk).update(text="", disposed_on=AT, disposed_under="x")


def test_a_file_that_another_paper_holds_stays(clerk, second):
    paper, other = issued(clerk), DocumentFactory()
    stored = attach(paper, "trang")
    DocumentFile.objects.create(page=other, file=stored)
    run(approved(clerk, second, paper).job_id)
    assert default_storage.exists(StoredFile.objects.get(pk=stored.pk).file.name)


def test_what_was_frozen_after_the_approval_is_not_destroyed(clerk, second):
    paper, spared = issued(clerk, text="Một."), issued(clerk, text="Hai.")
    disposal = approved(clerk, second, paper, spared)
    FreezeIt(spared, clerk, reason="Thanh tra vừa yêu cầu").execute()
    run(disposal.job_id)
    assert DocumentPage.objects.get(pk=spared.pk).text == "Hai."
    line = disposal.lines.get(document=spared)
    assert line.outcome == Outcome.HELD
    assert "Thanh tra vừa yêu cầu" in line.said
    assert disposal.lines.get(document=paper).outcome == Outcome.DESTROYED


def test_what_is_kept_longer_comes_back_after_its_years(clerk, second):
    paper = letter()
    made = DrawUpDisposal(RegisterFactory().agency, clerk, at=AT, papers=None).execute()
    line = made.lines.get()
    with pytest.raises(Refused, match="lý do"):
        DecideLine(made, clerk, line=line, verdict=Verdict.KEEP).execute()
    DecideLine(made, clerk, line=line, verdict=Verdict.KEEP, reason="Còn dùng", more_years=3).execute()
    ProposeDisposal(made, clerk).execute()
    run(ApproveDisposal(made, second).execute().job_id)
    assert past() == set()
    assert term_of(DocumentPage.objects.get(pk=paper.pk)).why == "Còn dùng"


def test_the_work_goes_on_where_a_crash_stopped_it(clerk, second):
    first, last = issued(clerk), issued(clerk)
    names = [attach(paper, "trang").file.name for paper in (first, last)]
    disposal = approved(clerk, second, first, last)
    destroying.deal_with(disposal, disposal.lines.get(document=first).pk)
    # the power fails here: the transaction is written, the bytes are still there
    DoomedFile.objects.get_or_create(name=names[0])
    run(disposal.job_id)
    assert [default_storage.exists(name) for name in names] == [False, False]
    assert set(disposal.lines.values_list("outcome", flat=True)) == {Outcome.DESTROYED}


@pytest.mark.django_db(transaction=True)
def test_freeze_and_disposal_at_the_same_moment_never_both_win(clerk, second):
    """Whichever comes first, the other sees it: frozen with its text, or destroyed and not frozen."""
    papers = [issued(clerk, text="Lời mời.") for _n in range(6)]
    dossier = DossierFactory()
    AddPapers(dossier, clerk, papers=papers[3:]).execute()
    CloseDossier(dossier, clerk, on=date(2012, 5, 5)).execute()
    disposal = approved(clerk, second, *papers)
    lines = {line.document_id: line.pk for line in disposal.lines.all()}
    start = Barrier(2)

    def alone(act):
        try:
            start.wait(10)
            act()
        except Refused:
            pass
        finally:
            connections.close_all()

    for paper in papers:
        thing = dossier if paper in papers[3:] else paper
        with ThreadPoolExecutor(2) as two:
            freeze = FreezeIt(thing, clerk, reason="Thanh tra")
            list(
                two.map(
                    alone, [freeze.execute, lambda pk=paper.pk: destroying.deal_with(disposal, lines[pk])]
                )
            )
    for paper in papers[:3]:
        kept = DocumentPage.objects.get(pk=paper.pk)
        assert Freeze.objects.on_paper(paper.pk).exists() == (kept.disposed_on is None)
        assert bool(kept.text) == (kept.disposed_on is None)
    assert all(DocumentPage.objects.get(pk=paper.pk).disposed_on is None for paper in papers[4:])


def test_minutes_and_list_are_printed_with_their_number(clerk, second):
    paper = issued(clerk, subject="Mời họp giao ban")
    disposal = approved(clerk, second, paper)
    run(disposal.job_id)
    desk = Client()
    desk.force_login(clerk)
    minutes = desk.get(reverse("documents_disposal_minutes", args=[disposal.pk, "docx"])).getvalue()
    words = "\n".join(one.text for one in Document(io.BytesIO(minutes)).paragraphs)
    assert "Đã tiêu hủy: 1 (bằng chữ: một)" in words
    assert second.get_full_name() in words
    printed = desk.get(reverse("documents_disposal_minutes", args=[disposal.pk, "pdf"])).getvalue()
    assert "01/BB-TH" in pypdf.PdfReader(io.BytesIO(printed)).pages[0].extract_text()
    listed = desk.get(reverse("documents_disposal_list", args=[disposal.pk, "pdf"])).getvalue()
    assert "Mời họp giao ban" in pypdf.PdfReader(io.BytesIO(listed)).pages[0].extract_text().replace(
        "\n", " "
    )


def test_the_list_of_expired_papers_asks_no_more_questions_for_more(clerk):
    desk = Client()
    desk.force_login(clerk)
    RegisterFactory()
    DocumentFactory(text=f"Căn cứ Giấy mời số {letter().code} ngày 05/3/2012.")
    address = reverse("documents_expired")
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        assert desk.get(address).status_code == 200
    for _n in range(5):
        DocumentFactory(text=f"Căn cứ Giấy mời số {letter().code} ngày 05/3/2012.")
    with CaptureQueriesContext(connection) as many:
        page = desk.get(address).content.decode()
    assert len(many) <= len(few)
    assert "còn hiệu lực dẫn chiếu" in page


def test_a_day_that_is_no_day_is_said_so(clerk):
    desk = Client()
    desk.force_login(clerk)
    AgencyFactory()
    assert desk.get(reverse("documents_expired"), {"ngay": "31/02/2026"}).status_code == 422


def test_the_forms_of_frozen_and_destroyed_papers_refuse_with_a_sentence(clerk, second):
    """Papers that came in were not issued here: their forms hold them as well."""
    desk = Client()
    desk.force_login(second)
    frozen, gone = letter(text="Cũ."), letter(text="Cũ.")
    stored = attach(frozen, "trang")
    run(approved(clerk, second, gone).job_id)
    FreezeIt(frozen, clerk, reason="Thanh tra").execute()
    frozen, gone = (DocumentPage.objects.get(pk=paper.pk) for paper in (frozen, gone))
    for paper in (frozen, gone):
        paper.text = "Mới."
        with pytest.raises(ValidationError):
            paper.full_clean()
        page = desk.get(reverse("wagtailadmin_pages:edit", args=[paper.pk])).content.decode()
        field = page.split('name="text"', 1)[1].split(">", 1)[0]
        assert "disabled" in field
    stored.file = ContentFile(b"%PDF-1.4 khac", name="khac.pdf")
    with pytest.raises(ValidationError):
        stored.full_clean()
    with pytest.raises(DatabaseError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(sha256="0" * 64)
