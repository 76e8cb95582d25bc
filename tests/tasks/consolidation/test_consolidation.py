"""One report of many: nothing loses its source, sums show their terms, the silent get one letter each."""

import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from docx import Document

from agencies.actions import Refused
from agencies.groups import ensure_groups
from documents.models import DocumentPage, DocumentType, Entry, Register
from documents.statuses import Direction
from jobs.models import Job
from tasks.consolidation.actions import LeaveOut, MergeUp, RewritePassage, TakeAll, TakeIn
from tasks.consolidation.chasing import Chase, Letter, letter_text
from tasks.consolidation.entries import by_task, fields_of, missing, missing_words, sums, written
from tasks.consolidation.files import annex, figures_annex, word
from tasks.consolidation.statuses import Aspect
from tasks.consolidation.text import blocks, plain
from tasks.models import ChaseLetter, Indicator, Passage, ReportLine, Schedule
from tasks.reports.actions import ReturnReport, SendReport, WriteReport
from tasks.rounds.periods import Every
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    ReportFactory,
    RoundFactory,
    TaskFactory,
    UserFactory,
    section_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    ensure_groups()
    return UserFactory(secretary=True)


@pytest.fixture
def round_(clerk):
    return RoundFactory(asked_by=clerk, title="Báo cáo tháng 11/2026")


@pytest.fixture
def shows():
    return Indicator.objects.create(name="Số buổi", unit="buổi")


def sent(round_, result, *, task=None, figure=None, **values):
    """A report on one task, sent by its agency."""
    part = AssignmentFactory(task=task or TaskFactory(given_on=round_.first), working=True)
    report = ReportFactory(round=round_, agency=part.agency)
    officer = UserFactory(focal_person=part.agency)
    figures = {Indicator.objects.get().pk: Decimal(figure)} if figure is not None else {}
    WriteReport(report, officer, lines={part.pk: {"result": result, **values}}, figures=figures).execute()
    return SendReport(report, officer).execute()


def test_entries_of_all_agencies_stand_beside_each_other_by_task(round_):
    task = TaskFactory(given_on=round_.first)
    sent(round_, "12 buổi.", task=task)
    sent(round_, "3 buổi.", task=task)
    sent(round_, "Khác.")
    rows = written(round_, Aspect.RESULT, task.field)
    assert [len(group) for _task, group in by_task(rows)] == [2, 1]
    assert [(one.field, one.written) for one in fields_of(round_, Aspect.RESULT)] == [(task.field, 3)]


def test_a_draft_and_a_returned_report_are_not_consolidated(round_, clerk):
    report = sent(round_, "12 buổi.")
    ReturnReport(report, clerk, reason="Thiếu.").execute()
    assert written(round_, Aspect.RESULT, TaskFactory.field) == []
    assert [one.agency for one in missing(round_)] == [report.agency]
    assert missing_words(missing(round_)).startswith("1 cơ quan chưa báo cáo: ")


def test_words_are_taken_in_once_and_keep_their_source(round_, clerk):
    line = sent(round_, "12 buổi.").lines.get()
    passage = TakeIn(round_, clerk, aspect=Aspect.RESULT, line=line.pk).execute()
    assert passage.sources.get().line == line
    with pytest.raises(Refused):
        TakeIn(round_, clerk, aspect=Aspect.RESULT, line=line.pk).execute()
    stranger = sent(RoundFactory(), "Kỳ khác.").lines.get()
    with pytest.raises(Refused):
        TakeIn(round_, clerk, aspect=Aspect.RESULT, line=stranger.pk).execute()


def test_agencies_that_wrote_the_same_become_one_passage_with_all_sources(round_, clerk):
    for result in ("Đã mở 2 lớp.", "đã mở  2 lớp.", "Khác."):
        sent(round_, result)
    made = TakeAll(round_, clerk, aspect=Aspect.RESULT, field=TaskFactory.field).execute()
    assert made == 2
    assert sorted(passage.sources.count() for passage in Passage.objects.all()) == [1, 2]
    assert TakeAll(round_, clerk, aspect=Aspect.RESULT, field=TaskFactory.field).execute() == 0


def test_merged_and_rewritten_text_keeps_every_source(round_, clerk):
    for result in ("12 buổi", "3 buổi."):
        sent(round_, result)
    TakeAll(round_, clerk, aspect=Aspect.RESULT, field=TaskFactory.field).execute()
    first, second = Passage.objects.order_by("order")
    merged = MergeUp(second, clerk, version=second.version).execute()
    assert merged.text == "12 buổi. 3 buổi."
    assert merged.sources.count() == 2
    RewritePassage(merged, clerk, version=merged.version, text="15 buổi ở 2 cơ quan.").execute()
    kept = Passage.objects.get()
    assert kept.pk == first.pk
    assert [source.quote for source in kept.sources.all()] == ["12 buổi", "3 buổi."]
    LeaveOut(kept, clerk, version=kept.version).execute()
    assert not any(row.taken for row in written(round_, Aspect.RESULT, TaskFactory.field))


def test_of_two_clerks_the_second_is_told_and_overwrites_nothing(round_, clerk):
    line = sent(round_, "12 buổi.").lines.get()
    passage = TakeIn(round_, clerk, aspect=Aspect.RESULT, line=line.pk).execute()
    RewritePassage(passage, clerk, version=1, text="Của tôi.").execute()
    with pytest.raises(Refused, match=clerk.get_full_name()):
        RewritePassage(passage, UserFactory(secretary=True), version=1, text="Của bạn.").execute()
    assert Passage.objects.get().text == "Của tôi."


def test_only_the_secretariat_consolidates(round_):
    line = sent(round_, "12 buổi.").lines.get()
    with pytest.raises(PermissionDenied):
        TakeIn(round_, UserFactory(leader=True), aspect=Aspect.RESULT, line=line.pk).execute()


def test_a_sum_shows_its_terms_and_how_many_gave_them(round_, shows):
    sent(round_, "a", figure="2200")
    sent(round_, "b", figure="1200")
    ReportFactory(round=round_)
    (one,) = sums(round_)
    assert one.formula == "3.400 = 2.200 + 1.200 (2/3 cơ quan)"


def test_the_word_file_has_text_sources_sums_and_names_the_missing(round_, shows, clerk):
    report = sent(round_, "Đã mở 2 lớp\x0b.", figure="12", shortcomings="Thiếu kinh phí.")
    silent = ReportFactory(round=round_)
    for aspect in Aspect:
        TakeAll(round_, clerk, aspect=aspect, field=TaskFactory.field).execute()
    document = Document(io.BytesIO(word(round_, AgencyFactory(name="Ban Chỉ đạo 138 tỉnh"))))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert f"(nguồn: {report.agency.name})" in text
    assert "Thiếu kinh phí." in text
    assert silent.agency.name in text
    assert text.strip().endswith("./.")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in cells
    assert "12 = 12 (1/2 cơ quan)" in cells
    section = document.sections[0]
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 15)


def test_the_annexes_have_every_line_and_the_sums(round_, shows):
    report = sent(round_, "Đã mở 2 lớp.", figure="12", rating="ahead")
    headings, rows = annex(round_)
    (row,) = list(rows)
    assert len(row) == len(headings)
    assert [row[0], row[4], row[6]] == [report.agency.name, "Đã mở 2 lớp.", "Vượt"]
    assert figures_annex(round_)[1] == [
        [report.agency.name, 12],
        ["Tổng cộng", 12],
        ["Lũy kế năm", 12],
    ]


@pytest.fixture
def book():
    section_page("chi-dao", "Chỉ đạo")
    DocumentType.objects.get_or_create(name="Công văn")
    return Register.objects.create(
        agency=AgencyFactory(name="Ban Chỉ đạo 138 tỉnh"), direction=Direction.OUTGOING, name="Sổ đi"
    )


def letter(book):
    return Letter(
        book, "BCĐ-VP", timezone.localdate() + timedelta(days=2), "Lê Đình Thọ", "TRƯỞNG BAN", uuid4()
    )


def test_a_silent_agency_gets_one_numbered_letter_that_it_alone_may_read(round_, clerk, book):
    report, batch = ReportFactory(round=round_), letter(book)
    Chase(report, clerk, letter=batch).execute()
    paper = DocumentPage.objects.get(chase__report=report)
    assert (paper.live, paper.number, paper.code) == (True, 1, "01/BCĐ-VP")
    assert report.agency.name in paper.text
    own, other = UserFactory(focal_person=report.agency), UserFactory(focal_person=AgencyFactory())
    assert DocumentPage.objects.visible_to(own).filter(pk=paper.pk).exists()
    assert not DocumentPage.objects.visible_to(other).filter(pk=paper.pk).exists()
    with pytest.raises(Refused):
        Chase(report, clerk, letter=batch).execute()
    assert Entry.objects.count() == 1


def test_an_agency_that_sent_its_report_meanwhile_gets_no_letter(round_, clerk, book):
    report = sent(round_, "Đã gửi.")
    with pytest.raises(Refused):
        Chase(report, clerk, letter=letter(book)).execute()
    assert not Entry.objects.exists()


def test_one_button_chases_all_and_says_what_became_of_each(client, round_, clerk, book):
    reports = [ReportFactory(round=round_) for _ in range(3)]
    client.force_login(clerk)
    page = client.get(f"/admin/bao-cao-ky/{round_.pk}/don-doc/").content.decode()
    assert "Đôn đốc 3 cơ quan" in page
    form = {
        "reports": [report.pk for report in reports],
        "register": book.pk,
        "symbol": "BCĐ-VP",
        "answer_by": f"{timezone.localdate() + timedelta(days=3):%d/%m/%Y}",
        "batch": str(uuid4()),
    }
    for _click in range(2):
        assert client.post(f"/admin/bao-cao-ky/{round_.pk}/don-doc/", form).status_code == 302
    assert ChaseLetter.objects.count() == 3
    assert sorted(Entry.objects.values_list("number", flat=True)) == [1, 2, 3]
    for job in Job.objects.filter(kind="chase"):
        assert {row[1] for row in job.result["rows"]} == {"01/BCĐ-VP", "02/BCĐ-VP", "03/BCĐ-VP"}
        assert "02/BCĐ-VP" in client.get(f"/admin/viec-nen/{job.pk}/").content.decode()


def test_the_letter_says_what_is_owed_since_when_and_until_when(round_):
    report = ReportFactory(round=round_)
    text = letter_text(
        report,
        AgencyFactory(name="Ban Chỉ đạo 138 tỉnh"),
        date(2026, 12, 1),
        round_.due_on + timedelta(days=9),
    )
    assert "báo cáo tháng 11/2026" in text
    assert "quá hạn 9 ngày" in text
    assert "trước ngày 01/12/2026" in text
    assert text.endswith("./.")


def test_the_page_shows_both_sides_and_takes_in_by_one_click(client, round_, clerk, shows):
    report = sent(round_, "Đã mở 2 lớp.", figure="12")
    silent = ReportFactory(round=round_)
    client.force_login(clerk)
    where = f"/admin/bao-cao-ky/{round_.pk}/tong-hop/"
    page = client.get(where).content.decode()
    assert report.agency.name in page
    assert silent.agency.name in page
    assert "12 = 12 (1/2 cơ quan)" in page
    line = report.lines.get().pk
    field = TaskFactory.field
    client.post(where, {"do": "take", "dong": line, "linh-vuc": field})
    passage = Passage.objects.get()
    post = {"do": "rewrite", "doan": passage.pk, "ban": "7", "van": "Chữ của tôi", "linh-vuc": field}
    stale = client.post(where, post)
    assert stale.status_code == 422
    assert "Chữ của tôi" in stale.content.decode()
    for bad in ({"do": "rewrite"}, {"do": "x", "doan": "9" * 40}, {"do": "take", "dong": "abc"}, {}):
        assert client.post(where, bad).status_code == 200


def test_files_are_downloaded(client, round_, clerk):
    sent(round_, "Đã mở 2 lớp.")
    client.force_login(clerk)
    for name in ("tong-hop.docx", "phu-luc.xlsx", "so-lieu.xlsx", "co-quan.xlsx"):
        answer = client.get(f"/admin/bao-cao-ky/{round_.pk}/{name}")
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(f"/admin/bao-cao-ky/{round_.pk}/phu-luc.pdf").status_code == 404


def test_the_page_costs_the_same_for_few_agencies_and_for_many(round_, clerk, django_assert_max_num_queries):
    task = TaskFactory(given_on=round_.first)
    for _ in range(6):
        sent(round_, "Đã mở 2 lớp.", task=task)
    with django_assert_max_num_queries(3):
        rows = written(round_, Aspect.RESULT, task.field)
        assert len({row.agency.name for row in rows}) == 6
    assert ReportLine.objects.count() == 6


def test_figures_add_up_over_the_rounds_of_the_year_and_show_their_terms(clerk, shows):
    duty = Schedule.objects.create(task=TaskFactory(), every=Every.MONTH)
    months = [date(2025, 12, 14), date(2026, 1, 14), date(2026, 2, 14), date(2026, 3, 14)]
    rounds = [
        RoundFactory(
            schedule=duty,
            every=Every.MONTH,
            title="",
            first=last - timedelta(days=29),
            last=last,
            due_on=last + timedelta(days=2),
        )
        for last in months
    ]
    for round_, figure in zip(rounds, ("100", "5", "1200", "300"), strict=True):
        sent(round_, "Đã mở lớp.", figure=figure)
    (one,) = sums(rounds[2])
    assert (one.value, one.cumulated) == (Decimal(1200), Decimal(1205))
    assert one.cumulated_formula == "1.205 = 5 (16/12–14/01) + 1.200 (16/01–14/02)"
    assert sums(rounds[1])[0].cumulated_formula == ""
    assert "1.205 = 5" in plain(blocks(rounds[2]))
