"""The agency writes its report: on a phone, without JavaScript, or in Excel."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from home.models import Draft
from tasks.models import Indicator, Report, Round, Schedule
from tasks.reports.actions import ReturnReport
from tasks.reports.statuses import ReportState
from tasks.rounds.periods import Every
from tests.factories import (
    AssignmentFactory,
    ProgressFactory,
    ReportFactory,
    RoundFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return ReportFactory()


@pytest.fixture
def officer(client, report):
    person = UserFactory(focal_person=report.agency)
    client.force_login(person)
    return person


@pytest.fixture
def parts(report):
    return [
        AssignmentFactory(agency=report.agency, working=True, task__given_on=report.round.first)
        for _ in range(2)
    ]


def address(report, rest=""):
    return f"/viec/bao-cao-ky/{report.pk}/{rest}"


def line(result="Đã mở 2 lớp.", **values):
    return {"result": result, "rating": "on_track", **values}


def test_the_desk_says_which_report_is_due_and_leads_to_it(client, officer, report):
    page = client.get("/viec/").content.decode()
    assert f"{report.round.name} phải gửi trước hết ngày" in page
    assert address(report) in page


def test_from_the_desk_to_the_receipt(client, officer, report, parts):
    first, second = parts
    saved = client.post(address(report, f"viec/{first.pk}/"), line())
    assert saved["Location"] == address(report, f"viec/{second.pk}/")
    assert client.post(address(report, f"viec/{second.pk}/"), {"nothing": "on"})["Location"] == address(
        report
    )
    refused = client.get(address(report, "kiem-tra/")).content.decode()
    assert "Đã mở 2 lớp." in refused
    sent = client.post(address(report, "gui/"), follow=True)
    report.refresh_from_db()
    assert report.state == ReportState.SENT
    assert report.receipt in sent.content.decode()


def test_a_report_with_empty_lines_is_not_sent_and_says_which(client, officer, report, parts):
    answer = client.post(address(report, "gui/"))
    assert answer.status_code == 422
    assert "Còn 2 nhiệm vụ chưa có kết quả" in answer.content.decode()
    assert parts[0].task.title in answer.content.decode()


def test_nothing_to_report_for_all_is_one_click(client, officer, report, parts):
    client.post(address(report, "khong-phat-sinh/"))
    assert report.lines.filter(nothing=True).count() == 2


def test_nothing_to_report_for_a_task_that_is_not_there_is_a_sentence(client, officer, report):
    for bad in ("999999", "abc", "9" * 30, "-1"):
        answer = client.post(address(report, "khong-phat-sinh/"), {"viec": bad}, follow=True)
        assert answer.status_code == 200
        if bad.isdigit():
            assert "Nhiệm vụ này không thuộc báo cáo" in answer.content.decode()


def test_a_line_needs_a_result_or_nothing_and_keeps_what_was_typed(client, officer, report, parts):
    answer = client.post(address(report, f"viec/{parts[0].pk}/"), {"shortcomings": "Thiếu kinh phí."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nhập kết quả" in page
    assert "Thiếu kinh phí." in page
    assert Draft.objects.get().data["shortcomings"] == "Thiếu kinh phí."
    both = client.post(address(report, f"viec/{parts[0].pk}/"), line(nothing="on"))
    assert both.status_code == 422


def test_figures_are_written_as_people_write_them(client, officer, report):
    people = Indicator.objects.create(name="Số lượt người", unit="lượt")
    bad = client.post(address(report, "so-lieu/"), {f"s{people.pk}": "ba nghìn"})
    assert "“ba nghìn” không phải là số" in bad.content.decode(), "quoted as it was typed"
    assert client.post(address(report, "so-lieu/"), {f"s{people.pk}": "3.400"}).status_code == 302
    assert report.figures.get().value == 3400
    assert 'value="3.400"' in client.get(address(report, "so-lieu/")).content.decode()


def test_the_figures_of_the_year_stand_beside_those_of_the_period(client, officer, report):
    people = Indicator.objects.create(name="Số lượt người", unit="lượt")
    duty = Schedule.objects.create(task=TaskFactory(), every=Every.MONTH)

    def month(last: date) -> Round:
        days = {"first": last - timedelta(days=29), "last": last, "due_on": last + timedelta(days=2)}
        return RoundFactory(schedule=duty, every=Every.MONTH, title="", **days)

    def sent(last: date, value: int, **values: Any) -> None:
        ReportFactory(sent=True, round=month(last), **values).figures.create(indicator=people, value=value)

    sent(date(2025, 12, 14), 50, agency=report.agency)
    sent(date(2026, 1, 14), 3_000, agency=report.agency)
    sent(date(2026, 2, 14), 7)
    own = ReportFactory(agency=report.agency, round=month(date(2026, 3, 14)))
    assert "Từ đầu năm đến kỳ trước: 3.000." in client.get(address(own, "so-lieu/")).content.decode()
    client.post(address(own, "so-lieu/"), {f"s{people.pk}": "400"})
    assert "400 lượt. Lũy kế năm: 3.400" in client.get(address(own, "kiem-tra/")).content.decode()
    assert "Từ đầu năm" not in client.get(address(report, "so-lieu/")).content.decode()


def test_the_script_keeps_a_draft_that_is_offered_again(client, officer, report, parts):
    where = address(report, f"viec/{parts[0].pk}/")
    assert client.post(f"{where}nhap/", {"result": "Đang viết dở"}).status_code == 200
    assert "Đang viết dở" in client.get(where).content.decode()
    client.post(where, line("Viết xong"))
    assert not Draft.objects.exists()


def test_a_sent_report_takes_no_more_changes_until_it_is_taken_back(client, officer, report, parts):
    client.post(address(report, "khong-phat-sinh/"))
    client.post(address(report, "gui/"))
    assert client.post(address(report, f"viec/{parts[0].pk}/"), line()).status_code == 422
    assert client.post(address(report, f"viec/{parts[0].pk}/nhap/"), {"result": "x"}).status_code == 403
    client.post(address(report, "thu-hoi/"))
    assert client.post(address(report, f"viec/{parts[0].pk}/"), line()).status_code == 302


def test_a_returned_report_shows_the_remarks(client, officer, report):
    client.post(address(report, "gui/"))
    ReturnReport(Report.objects.get(), UserFactory(secretary=True), reason="Thiếu số liệu quý III.").execute()
    assert "Thiếu số liệu quý III." in client.get(address(report)).content.decode()


def test_an_overdue_report_is_red_but_can_be_sent(client, officer, report):
    report.round.last -= timedelta(days=20)
    report.round.first -= timedelta(days=20)
    report.round.due_on -= timedelta(days=20)
    report.round.save()
    assert f"{report.round.name} quá hạn gửi" in client.get("/viec/").content.decode()
    assert "Quá hạn 17 ngày" in client.get(address(report)).content.decode()
    assert "Đã gửi trễ" in client.post(address(report, "gui/"), follow=True).content.decode()


def filled(client, report, change):
    book = load_workbook(io.BytesIO(client.get(address(report, "mau/")).content))
    change(book.active)
    written = io.BytesIO()
    book.save(written)
    written.name = "mau.xlsx"
    written.seek(0)
    return client.post(address(report, "nhap-excel/"), {"file": written}, follow=True)


def test_the_form_goes_out_filled_and_comes_back_corrected(client, officer, report, parts):
    people = Indicator.objects.create(name="Số lượt người", unit="lượt")
    ProgressFactory(assignment=parts[0], text="Đã mở 2 lớp.")

    def change(sheet):
        assert sheet["D2"].value == "Đã mở 2 lớp."
        sheet["D2"], sheet["F2"] = "Đã mở 3 lớp.", "vuot"
        sheet["I3"] = "x"
        sheet["D4"] = 3400

    answer = filled(client, report, change)
    assert "Đã lấy 3 dòng từ tệp" in answer.content.decode()
    kept = report.lines.get(assignment=parts[0])
    assert (kept.result, kept.rating) == ("Đã mở 3 lớp.", "ahead")
    assert report.lines.get(assignment=parts[1]).nothing
    assert report.figures.get(indicator=people).value == 3400


def test_a_form_with_mistakes_names_row_and_column_and_changes_nothing(client, officer, report, parts):
    stranger = AssignmentFactory(task__given_on=report.round.first)

    def change(sheet):
        sheet["F2"] = "Nhanh"
        sheet["A3"] = f"N{stranger.pk}"

    page = filled(client, report, change).content.decode()
    assert "“Nhanh” không thuộc các mức" in page
    assert "Dòng 2" in page
    assert "Dòng 3" in page
    assert not report.lines.exists()


@pytest.mark.parametrize("code", ["N²", "N" + "9" * 5000, "N-1", "N", "S0"])
def test_a_code_that_is_no_number_is_a_mistake_of_the_form(client, officer, report, parts, code):
    answer = filled(client, report, lambda sheet: sheet.__setitem__("A2", code))
    assert answer.status_code == 422
    assert "không phải mã nhiệm vụ" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"", "Tệp"),
        ("a.xlsx", b"PK\x03\x04broken", "hỏng"),
        ("a.pdf", b"%PDF-1.4", "PDF"),
        ("a.csv", "Tên,Kết quả\nx,y\n".encode(), "Thiếu cột này"),
    ],
)
def test_a_file_that_is_no_form_is_refused_with_a_sentence(client, officer, report, name, content, sentence):
    file = io.BytesIO(content)
    file.name = name
    answer = client.post(address(report, "nhap-excel/"), {"file": file})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_list_of_reports_costs_the_same_for_few_and_for_many(
    client, officer, report, django_assert_max_num_queries
):
    for _ in range(8):
        ReportFactory(agency=report.agency)
    with django_assert_max_num_queries(9):
        client.get("/viec/bao-cao-ky/")
