"""Papers past their retention: found by years, held by a freeze, destroyed by one road, their line kept."""

import io
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from time import sleep

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Comment, PageLogEntry, Revision

from agencies.actions import Refused
from agencies.groups import ensure_groups
from documents.actions import Recall, TakeNumber
from documents.archive import destroying
from documents.archive import disposal as acts
from documents.archive.disposal import (
    ApproveDisposal,
    DecideLine,
    DrawUpDisposal,
    GiveUpDisposal,
    ProposeDisposal,
    ResumeDisposal,
    ReturnDisposal,
)
from documents.archive.dossiers import AddPapers, CloseDossier
from documents.archive.holding import FreezeIt, LiftFreeze, SetTerm
from documents.archive.keeping import term_of
from documents.archive.sweeping import sweep
from documents.archive.terms import last_day
from documents.deleting import why_kept
from documents.force import status_of
from documents.models import (
    Clause,
    CleanCopy,
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
from jobs.models import Job
from jobs.statuses import State
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
from tests.together import at_once

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
    assert (last is not None and last < at) == (years is not None and at.year > start + years)
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


def test_who_approves_says_first_that_nothing_comes_back(clerk, second):
    made = DrawUpDisposal(RegisterFactory().agency, clerk, at=AT, papers=[letter().pk]).execute()
    ProposeDisposal(made, clerk).execute()
    client = Client()
    client.force_login(second)
    page, approve = (reverse(f"documents_disposal{end}", args=[made.pk]) for end in ("", "_approve"))
    assert "1 văn bản sẽ bị tiêu hủy và không lấy lại được" in client.get(page).content.decode()
    refused = client.post(approve, follow=True)
    assert "Đánh dấu là đã xem hết danh mục" in refused.content.decode()
    made.refresh_from_db()
    assert made.state == DisposalState.PROPOSED
    client.post(approve, {"sure": "1"})
    made.refresh_from_db()
    assert made.decided_by == second


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


def test_a_name_that_another_file_has_by_now_keeps_its_bytes(clerk):
    """A crash left the name behind; the name was free, and the next upload got it."""
    stored, copied = attach(letter(), "trang"), attach(letter(), "khác")
    copy = CleanCopy(of=copied, at=timezone.now())
    copy.file.save("sach.pdf", ContentFile(b"%PDF-1.4"))
    copy.first_page.save("trang-dau.webp", ContentFile(b"RIFF"))
    names = (stored.file.name, copy.file.name, copy.first_page.name)
    doomed = [DoomedFile.objects.create(name=name) for name in names]
    assert sweep() == 0
    assert all(default_storage.exists(one.name) for one in doomed)
    assert not DoomedFile.objects.exists()


def test_the_clean_copy_of_a_destroyed_paper_and_the_picture_of_its_first_page_go_too(clerk, second):
    paper = issued(clerk)
    copy = CleanCopy(of=attach(paper, "trang"), at=timezone.now())
    copy.file.save("sach.pdf", ContentFile(b"%PDF-1.4"))
    copy.first_page.save("trang-dau.webp", ContentFile(b"RIFF"))
    run(approved(clerk, second, paper).job_id)
    assert not any(default_storage.exists(one.name) for one in (copy.file, copy.first_page))
    assert not CleanCopy.objects.exists()


def test_bytes_of_an_upload_under_way_are_left_until_its_line_is_written():
    yesterday, long_ago = timezone.now() - timedelta(hours=20), timezone.now() - timedelta(days=9)
    young = DoomedFile.objects.create(name="cho/moi.pdf", at=yesterday)
    old = DoomedFile.objects.create(name="cho/cu.pdf", at=timezone.now() + timedelta(minutes=1))
    gone = DoomedFile.objects.create(name="cho/khong-con.pdf", at=long_ago)
    for doomed in (young, old):
        default_storage.save(doomed.name, ContentFile(b"trang"))
    assert sweep() == 2
    assert [default_storage.exists(one.name) for one in (young, old)] == [True, False]
    assert list(DoomedFile.objects.all()) == [young]
    assert not DoomedFile.objects.filter(pk=gone.pk).exists()
    default_storage.delete(young.name)


@pytest.mark.django_db(transaction=True)
def test_of_two_sweeps_only_one_deletes_a_file():
    DoomedFile.objects.create(name="cho/mot.pdf")
    with transaction.atomic():
        list(DoomedFile.objects.select_for_update())
        with ThreadPoolExecutor(1) as other:
            assert other.submit(_alone, sweep).result(30) == 0
    assert sweep() == 1


def _alone(act):
    try:
        return act()
    finally:
        connections.close_all()


def test_one_bad_paper_does_not_keep_the_others_and_its_line_says_so(clerk, second):
    bad, good = issued(clerk, text="Một."), issued(clerk, text="Hai.")
    disposal = approved(clerk, second, bad, good)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION bad_paper() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken'; END $$;"
            f"CREATE TRIGGER bad_paper BEFORE UPDATE ON documents_documentpage FOR EACH ROW"
            f" WHEN (OLD.page_ptr_id = {bad.pk}) EXECUTE FUNCTION bad_paper()"
        )
    run(disposal.job_id)
    lines = {line.document_id: line for line in disposal.lines.all()}
    assert (lines[bad.pk].outcome, lines[good.pk].outcome) == (Outcome.HELD, Outcome.DESTROYED)
    assert "Lỗi bất ngờ" in lines[bad.pk].said
    assert DocumentPage.objects.get(pk=bad.pk).text == "Một."
    assert Disposal.objects.get().state == DisposalState.DONE


def test_a_list_whose_job_ended_too_early_goes_on_with_a_button(clerk, second):
    disposal = approved(clerk, second, issued(clerk), issued(clerk))
    desk = Client()
    desk.force_login(clerk)
    page, button = (reverse(f"documents_disposal{end}", args=[disposal.pk]) for end in ("", "_resume"))
    assert button not in desk.get(page).content.decode()
    with pytest.raises(Refused, match="đang được làm"):
        ResumeDisposal(disposal, clerk).execute()
    destroying.deal_with(disposal, disposal.lines.first().pk)
    Job.objects.filter(pk=disposal.job_id).update(state=State.FAILED, ended_at=timezone.now())
    assert button in desk.get(page).content.decode()
    desk.post(button)
    again = Disposal.objects.get()
    assert again.job_id != disposal.job_id
    run(again.job_id)
    assert Disposal.objects.get().state == DisposalState.DONE
    assert set(disposal.lines.values_list("outcome", flat=True)) == {Outcome.DESTROYED}


@pytest.mark.django_db(transaction=True)
def test_of_two_lists_drawn_up_at_once_the_second_reads_that_the_papers_are_taken(clerk):
    papers = [letter().pk for _n in range(3)]
    drawing = [DrawUpDisposal(RegisterFactory().agency, clerk, at=AT, papers=papers) for _n in range(2)]
    said = at_once(*(action.execute for action in drawing), expected=Refused)
    assert len(said) == 1
    assert Disposal.objects.count() == 1


def test_a_longer_term_that_was_set_after_the_approval_stays(clerk, second):
    papers = for_ever, longer, shorter = letter(), letter(), letter()
    made = DrawUpDisposal(RegisterFactory().agency, clerk, at=AT, papers=None).execute()
    for line in made.lines.all():
        DecideLine(made, clerk, line=line, verdict=Verdict.KEEP, reason="Còn dùng", more_years=3).execute()
    ProposeDisposal(made, clerk).execute()
    job = ApproveDisposal(made, second).execute().job_id
    for paper, years in zip(papers, (None, 69, 2), strict=True):
        SetTerm(paper, clerk, years=years, reason="Có giá trị lịch sử").execute()
    run(job)
    kept = {line.document_id: line.document.keeping for line in made.lines.all()}
    assert (kept[for_ever.pk].years, kept[longer.pk].years) == (None, 69)
    assert kept[shorter.pk].years > 3
    assert kept[shorter.pk].reason == "Còn dùng"
    assert "Vĩnh viễn" in made.lines.get(document=for_ever).said


def test_all_that_were_found_are_as_many_as_a_list_holds_and_the_rest_is_told(clerk, monkeypatch):
    monkeypatch.setattr(acts, "MOST_LINES", 2)
    desk = Client()
    desk.force_login(clerk)
    agency, address = RegisterFactory().agency, reverse("documents_expired")
    for _n in range(3):
        letter()
    assert "Với 2 văn bản đầu tiên trong 3" in desk.get(address).content.decode()
    page = desk.post(
        address, {"agency": agency.pk, "as_of": AT.isoformat(), "all": "1"}, follow=True
    ).content.decode()
    assert "còn 1 văn bản cho danh mục khác" in page
    assert Disposal.objects.get().lines.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_hold_set_while_a_number_waits_for_the_paper_refuses_the_number(clerk):
    draft, register = letter(live=False, number=None), RegisterFactory()
    taking = TakeNumber(draft, clerk, register=register, key=uuid.uuid4())
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            FreezeIt(draft, clerk, reason="Thanh tra").execute()
            number = other.submit(_alone, taking.execute)
            _until_somebody_waits()
        with pytest.raises(Refused, match="đóng băng"):
            number.result(30)
    assert not Entry.objects.exists()


def _until_somebody_waits():
    for _n in range(300):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        sleep(0.05)
    raise AssertionError("nobody waits")


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


def test_a_decision_that_is_refused_stays_as_it_was_typed(clerk, desk):
    letter()
    made = DrawUpDisposal(RegisterFactory().agency, clerk, at=AT, papers=None).execute()
    line = made.lines.get()
    address = reverse("documents_disposal_decide", args=[made.pk, line.pk])
    answer = desk.post(address, {"verdict": Verdict.KEEP, "more_years": "7", "reason": " "})
    assert answer.status_code == 302  # loading the page again decides nothing
    page = desk.get(answer["Location"]).content.decode()
    assert "Hãy ghi lý do giữ lại văn bản." in page
    assert f'<option value="{Verdict.KEEP}" selected>' in page
    assert 'name="more_years" size="3" inputmode="numeric" value="7"' in page
    line.refresh_from_db()
    assert line.verdict == Verdict.DISPOSE
