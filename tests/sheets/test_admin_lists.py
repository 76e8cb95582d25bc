"""A clerk imports and exports lists in the admin."""

from __future__ import annotations

import html
import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import Agency
from documents.models import DocumentPage
from documents.resources import DocumentResource
from jobs.models import Job
from search.models import Row
from sheets.models import Upload
from sheets.statuses import State
from sheets.work import CHECK, RUN
from sheets.writing import csv_text
from tasks.models import Task
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    DocumentTypeFactory,
    UserFactory,
    section_page,
)
from tests.sheets.test_reading import NO_LISTS, book

pytestmark = pytest.mark.django_db
DOCUMENTS = ["Loại văn bản", "Số", "Ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành"]
TASKS = ["Số, ký hiệu văn bản", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]


def upload(desk: Client, kind: str, content: bytes, **options: Any) -> Any:
    file = SimpleUploadedFile("danh sách.xlsx", content)
    return desk.post(reverse("sheets_import", args=[kind]), {"file": file, **options}, follow=True)


def bring_in(desk: Client) -> Any:
    return desk.post(reverse("sheets_run", args=[Upload.objects.first().pk]), follow=True)


@pytest.mark.parametrize("content", NO_LISTS.values(), ids=NO_LISTS.keys())
def test_what_is_no_list_is_refused_beside_the_field(desk, content):
    answer = upload(desk, "agencies", content)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Upload.objects.exists()


def test_a_missing_column_is_named(desk):
    answer = upload(desk, "agencies", book([["Tên viết tắt"], ["SNV"]]))
    assert answer.status_code == 422
    assert "Tên cơ quan" in str(answer.context["form"].errors)


def test_agencies_are_looked_at_then_imported_and_a_second_time_changes_nothing(desk):
    rows = [
        ["ten co quan", "Tên viết tắt", "Loại", "Tên gọi khác", "Cơ quan cấp trên", "Tồn tại từ ngày"],
        [
            "Ủy ban nhân dân tỉnh",
            "UBND tỉnh",
            "People's committee",
            "UBND TH; Uỷ ban tỉnh",
            None,
            None,
        ],
        ["Sở Nội vụ", "SNV", None, None, "UBND tỉnh", date(2012, 3, 5)],
    ]
    rows[1][2] = str(dict(Agency._meta.get_field("kind").choices)["people_committee"])
    held = Agency.objects.count()
    page = upload(desk, "agencies", book(rows))
    assert page.context["report"]["new"] == 2, page.context["report"]
    assert Agency.objects.count() == held
    bring_in(desk)
    office = Agency.objects.get(name="Sở Nội vụ")
    assert office.valid_from == date(2012, 3, 5)
    assert office.parent.aliases.count() == 2
    again = upload(desk, "agencies", book(rows))
    assert again.context["report"]["same"] == 2, again.context["report"]
    assert again.context["good"] == 0


def test_pressing_import_twice_imports_once(desk):
    upload(desk, "agencies", book([["Tên cơ quan"], ["Sở Một"]]))
    bring_in(desk)
    bring_in(desk)
    assert Agency.objects.filter(name="Sở Một").count() == 1
    assert Upload.objects.get().state == State.IMPORTED


def test_one_wrong_row_keeps_every_row_out_and_is_named(desk):
    rows = [
        ["Tên cơ quan", "Tồn tại từ ngày"],
        ["Sở Một", "05/03/2012"],
        ["Sở Hai", "31/02/2012"],
        ["sở một", None],
    ]
    page = upload(desk, "agencies", book(rows))
    errors = page.context["report"]["errors"]
    assert [(error["row"], error["column"]) for error in errors] == [(3, "Tồn tại từ ngày"), (4, "")]
    assert "31/02/2012" in errors[0]["reason"]
    bring_in(desk)
    assert not Agency.objects.filter(name="Sở Một").exists()


def _papers() -> list[list[Any]]:
    DocumentTypeFactory()
    AgencyFactory(name="Ban Chỉ đạo 138 tỉnh")
    return [
        DOCUMENTS,
        ["Kế hoạch", 15, "KH-BCĐ", "05/03/2012", "Phòng, chống tội phạm", "Ban Chỉ đạo 138 tỉnh"],
        ["Kế hoạch", "16", "KH-BCĐ", date(2012, 3, 6), "Phòng, chống tội phạm", None],
    ]


@pytest.mark.parametrize("publish", [True, False])
def test_papers_come_in_through_the_tree_as_drafts_or_published(desk, publish):
    rows = _papers()
    options = {"section": section_page().pk, **({"publish": "on"} if publish else {})}
    page = upload(desk, "documents", book(rows), **options)
    assert page.context["report"]["new"] == 2, page.context["report"]
    assert not DocumentPage.objects.exists()
    bring_in(desk)
    paper = DocumentPage.objects.get(number=15)
    assert paper.issued_on == date(2012, 3, 5)
    assert paper.live is publish
    assert paper.get_parent().pk == section_page().pk
    again = upload(desk, "documents", book(rows), **options)
    assert again.context["report"]["same"] == 2, again.context["report"]


def test_a_changed_paper_is_changed_and_said_so(desk):
    rows = _papers()
    upload(desk, "documents", book(rows), section=section_page().pk, publish="on")
    bring_in(desk)
    rows[1][4] = "Phòng, chống mua bán người"
    page = upload(desk, "documents", book(rows), section=section_page().pk, publish="on")
    assert (page.context["report"]["changed"], page.context["report"]["same"]) == (1, 1), page.context[
        "report"
    ]
    bring_in(desk)
    assert DocumentPage.objects.get(number=15).subject == "Phòng, chống mua bán người"


def test_wrong_papers_are_named_by_row_column_and_reason(desk):
    rows = _papers()
    rows += [["Không có loại này", "x1", "KH", "99/99/9999", "", "Sở Không Có"]]
    rows += [["Kế hoạch", "###/–", "", "05/03/2012", "Không ra số", ""]]
    page = upload(desk, "documents", book(rows), section=section_page().pk)
    found = {(error["row"], error["column"]) for error in page.context["report"]["errors"]}
    assert found >= {
        (4, "Loại văn bản"),
        (4, "Số"),
        (4, "Ngày ban hành"),
        (4, "Cơ quan ban hành"),
        (4, "Trích yếu"),
        (5, "Số"),
    }
    bring_in(desk)
    assert not DocumentPage.objects.exists()


def test_tasks_come_in_as_proposals_with_their_agencies(desk):
    DocumentFactory(number=15)
    lead, helper = AgencyFactory(name="Sở Nội vụ"), AgencyFactory(name="Công an tỉnh")
    AgencyFactory(name="Sở Cũ", ended=True)
    rows = [TASKS, ["15/KH-BCĐ", "Tuyên truyền", lead.name, helper.name, "30/06/2026"]]
    page = upload(desk, "tasks", book(rows))
    assert page.context["report"]["new"] == 1, page.context["report"]
    bring_in(desk)
    task = Task.objects.get()
    assert task.due_on == date(2026, 6, 30)
    assert set(task.assignments.values_list("agency__name", "part")) == {
        ("Sở Nội vụ", "lead"),
        ("Công an tỉnh", "coordinate"),
    }
    again = upload(desk, "tasks", book(rows))
    assert again.context["report"]["same"] == 1, again.context["report"]
    rows += [["99/KH-X", "Khác", "", "", ""], ["15/KH-BCĐ", "Ba", "Sở Cũ", "", ""]]
    wrong = upload(desk, "tasks", book(rows))
    assert [error["row"] for error in wrong.context["report"]["errors"]] == [3, 4]


@pytest.mark.parametrize("kind", ["agencies", "documents", "tasks"])
def test_an_export_reads_back_as_nothing_new(desk, kind):
    section_page()
    AssignmentFactory(task__proposed=True)
    AgencyFactory(name="=HYPERLINK(1)", short_name="@x")
    for form in ("xlsx", "csv"):
        content = desk.get(reverse("sheets_export", args=[kind, form]), {"nhap-lai": "1"}).getvalue()
        page = upload(desk, kind, content, section=section_page().pk)
        report = page.context["report"]
        assert report["same"] == report["total"] > 0, report
    cells = load_workbook(
        io.BytesIO(desk.get(reverse("sheets_export", args=[kind, "xlsx"])).getvalue())
    ).active
    assert all(cell.data_type != "f" for row in cells.iter_rows() for cell in row)


def test_nobody_sees_the_lists_of_others(desk):
    upload(desk, "agencies", book([["Tên cơ quan"], ["Sở Một"]]))
    other = Client()
    other.force_login(UserFactory(secretary=True))
    pk = Upload.objects.get().pk
    assert other.get(reverse("sheets_upload", args=[pk])).status_code == 404
    assert other.post(reverse("sheets_run", args=[pk])).status_code == 404
    assert desk.get(reverse("sheets_import", args=["nothing"])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_long_list_is_worked_on_in_the_background(desk, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    rows = [["Tên cơ quan"], *([f"Sở số {number}"] for number in range(260))]
    page = upload(desk, "agencies", csv_text(rows[0], rows[1:]))
    jobs = Job.objects.filter(kind__in=[CHECK, RUN])  # the clock has work of its own
    assert jobs.count() == 1
    assert b'http-equiv="refresh"' in page.content
    call_command("work", once=True)
    shown = desk.get(reverse("sheets_upload", args=[Upload.objects.get().pk]))
    assert shown.context["report"]["new"] == 260
    assert not Agency.objects.filter(name="Sở số 1").exists()
    bring_in(desk)
    bring_in(desk)
    call_command("work", once=True)
    assert Agency.objects.filter(name__startswith="Sở số").count() == 260
    assert jobs.count() == 2
    job = jobs.order_by("pk").last()
    assert job is not None
    assert (job.state, job.done, job.total) == ("done", 260, 260)
    assert desk.get(reverse("jobs_job", args=[job.pk])).status_code == 200
    assert desk.get(reverse("jobs_index")).status_code == 200


def test_wrong_rows_are_left_out_when_asked_and_downloaded_with_their_reasons(desk):
    rows = [*_papers(), ["Kế hoạch", "x1", "KH", "05/03/2012", "Sai số", ""]]
    options = {"section": section_page().pk, "publish": "on"}
    page = upload(desk, "documents", book(rows), **options)
    assert "Nhập 2 dòng (bỏ 1 dòng lỗi)" in " ".join(page.content.decode().split())
    pk = Upload.objects.get().pk
    answer = desk.get(reverse("sheets_refused", args=[pk]))
    cells = list(load_workbook(io.BytesIO(answer.getvalue())).active.iter_rows(values_only=True))
    assert len(cells) == 2
    assert "x1" in cells[1][-1]
    desk.post(reverse("sheets_run", args=[pk]), {"skip": "1"})
    assert DocumentPage.objects.count() == 2
    assert desk.get(reverse("sheets_refused", args=[pk])).status_code == 200


def test_a_whole_import_is_undone_unless_somebody_has_worked_on_it(desk):
    section = section_page()
    upload(desk, "documents", book(_papers()), section=section.pk, publish="on")
    bring_in(desk)
    undo = reverse("sheets_undo", args=[Upload.objects.get().pk])
    worked_on = DocumentPage.objects.get(number=15)
    revision = worked_on.save_revision()
    assert "15/KH-BCĐ" in desk.post(undo, follow=True).content.decode()
    assert DocumentPage.objects.count() == 2
    DocumentPage.objects.filter(pk=worked_on.pk).update(latest_revision=None)
    revision.delete()
    assert desk.post(undo).status_code == 302
    assert not DocumentPage.objects.exists()
    assert not Row.objects.exists()
    assert Upload.objects.get().state == State.UNDONE
    assert desk.post(undo).status_code == 404
    assert "đã được hoàn tác" in bring_in(desk).content.decode()
    assert not DocumentPage.objects.exists()


def test_a_list_with_texts_gives_papers_that_are_found_by_their_words(desk):
    rows = _papers()
    rows[0] = [*rows[0], "body"]
    rows[1] = [*rows[1], "I. MỤC ĐÍCH\n1. Hỗ trợ nạn nhân tái hòa nhập."]
    upload(desk, "documents", book(rows), section=section_page().pk, publish="on")
    bring_in(desk)
    assert Row.objects.filter(kind="clause", text__contains="tái hòa nhập").exists()


def _exported(desk, of, index, **asked):
    """What the button on the list, narrowed so, brings."""
    page = desk.get(reverse(index), asked).content.decode()
    address = next(
        part for part in page.split('"') if part.startswith(reverse("sheets_export", args=[of, "xlsx"]))
    )
    rows = load_workbook(io.BytesIO(desk.get(html.unescape(address)).getvalue())).active.iter_rows(
        values_only=True
    )
    return list(rows)[1:]


def test_an_export_has_the_columns_and_the_order_of_the_screen(desk):
    DocumentFactory(number=1, issued_on=date(2012, 3, 5), live=True)
    DocumentFactory(number=2, issued_on=date(2013, 3, 5), live=False)
    shown = list(_exported(desk, "documents", "van-ban:index", ordering="issued_on"))
    assert [(row[0], row[4], row[5]) for row in shown] == [
        ("01/KH-BCĐ", "Đang thực hiện", "đã xuất bản"),
        ("02/KH-BCĐ", None, "bản nháp"),
    ]
    AgencyFactory(name="Nội bộ A")
    AgencyFactory(name="Nội bộ B", parent=Agency.objects.get(name="Nội bộ A"))
    named = _exported(desk, "agencies", "co-quan:index", ordering="-name", q="nội bộ")
    assert [(row[0], row[3]) for row in named] == [("Nội bộ B", "Nội bộ A"), ("Nội bộ A", None)]


def test_the_export_of_a_list_holds_the_rows_that_its_filters_leave(desk):
    AgencyFactory(name="Sở Nội vụ", kind="department")
    AgencyFactory(name="Huyện Quan Hóa", kind="district")
    assert [row[0] for row in _exported(desk, "agencies", "co-quan:index", q="noi vu")] == ["Sở Nội vụ"]
    assert [row[0] for row in _exported(desk, "agencies", "co-quan:index", kind="district")] == [
        "Huyện Quan Hóa"
    ]
    DocumentFactory(number=1, issued_on=date(2012, 3, 5), live=True)
    DocumentFactory(number=2, issued_on=date(2013, 3, 5), live=True)
    narrowed = {"issued_on_from": "01/01/2013", "issued_on_to": "31/12/2013"}
    assert [row[0] for row in _exported(desk, "documents", "van-ban:index", **narrowed)] == ["02/KH-BCĐ"]
    assert len(_exported(desk, "documents", "van-ban:index")) == 2


def test_the_headings_of_printed_registers_are_known_and_of_two_for_one_the_surest_counts(clerk):
    resource = DocumentResource(clerk)
    printed = ["Số, ký hiệu văn bản", "Ngày tháng văn bản", "Cơ quan", "Người ký"]
    assert list(resource.known(printed).values()) == ["Số", "Ngày ban hành", "Cơ quan ban hành", "Người ký"]
    assert resource.known(["Ngày", "Ngày ban hành"]) == {"Ngày ban hành": "Ngày ban hành"}
    resource.options["columns"] = {"ngay": "Ngày ban hành"}
    assert resource.known(["Ngày", "Ngày ban hành"]) == {"Ngày": "Ngày ban hành"}
