"""The secretariat's screens for rounds, reports, schedules and days off."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agencies.groups import ensure_groups
from tasks.models import Holiday, Report, Round, Schedule
from tasks.reports.actions import SendReport
from tasks.rounds.periods import Every
from tests.factories import AgencyFactory, AssignmentFactory, ReportFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    ensure_groups()
    person = UserFactory(secretary=True)
    client.force_login(person)
    return person


def test_the_list_says_how_many_have_sent(client, clerk):
    report = ReportFactory()
    ReportFactory(round=report.round)
    SendReport(report, UserFactory(focal_person=report.agency)).execute()
    assert "1/2" in client.get("/admin/bao-cao-ky/").content.decode()
    page = client.get(f"/admin/bao-cao-ky/{report.round_id}/").content.decode()
    assert "Đôn đốc 1 cơ quan" in page
    assert report.receipt in page


def test_a_clerk_returns_a_report_with_remarks_and_accepts_the_next(client, clerk):
    report = ReportFactory(achievements="Bản nháp chưa gửi")
    where = f"/admin/bao-cao-ky/bao-cao/{report.pk}/"
    assert "Bản nháp chưa gửi" not in client.get(where).content.decode()
    officer = UserFactory(focal_person=report.agency)
    SendReport(report, officer).execute()
    assert client.post(where, {"do": "return"}).status_code == 422
    assert client.post(where, {"do": "?"}).status_code == client.post(where, {}).status_code == 422
    client.post(where, {"do": "return", "reason": "Thiếu số liệu."})
    assert Report.objects.get().remarks == "Thiếu số liệu."
    SendReport(Report.objects.get(), officer).execute()
    client.post(where, {"do": "accept"})
    assert Report.objects.get().state == "accepted"


def test_a_report_is_asked_for_once_by_hand(client, clerk):
    agency, today = AgencyFactory(), timezone.localdate()
    page = client.get("/admin/bao-cao-ky/yeu-cau/")
    form = {
        "title": "Báo cáo đợt cao điểm",
        "first": f"{today - timedelta(days=9):%d/%m/%Y}",
        "last": f"{today:%d/%m/%Y}",
        "due_on": f"{today + timedelta(days=14):%d/%m/%Y}",
        "agencies": [agency.pk],
        "key": page.context["form"]["key"].value(),
    }
    for _click in range(2):
        client.post("/admin/bao-cao-ky/yeu-cau/", form)
    assert Round.objects.get().reports.get().agency == agency
    bad = client.post("/admin/bao-cao-ky/yeu-cau/", {**form, "due_on": form["last"], "agencies": []})
    assert bad.status_code == 422
    assert "ít nhất một ngày làm việc" in bad.content.decode()
    assert "Chọn cơ quan phải báo cáo" in bad.content.decode()


def test_a_schedule_set_running_opens_its_rounds_at_once(client, clerk):
    task = TaskFactory()
    AssignmentFactory(task=task)
    schedule = Schedule.objects.create(task=task, every=Every.MONTH)
    where = f"/admin/bao-cao-ky/lich/{schedule.pk}/"
    values = {"opens_before": 5, "due_after": 0, "closes_after": 5, "starts_on": "01/10/2026"}
    assert client.post(where, values).status_code == 422
    assert client.post(where, {**values, "due_after": 1}).status_code == 302
    assert Round.objects.filter(schedule=schedule, opened_at__isnull=False).exists()


def test_days_off_are_added_changed_and_deleted_by_a_clerk(client, clerk):
    added = {"name": "Nghỉ bù", "first": "26/11/2026", "last": "25/11/2026", "kind": "off"}
    refused = client.post("/admin/ngay-nghi/new/", added)
    assert "Ngày cuối" in refused.content.decode()
    client.post("/admin/ngay-nghi/new/", {**added, "last": "26/11/2026"})
    row = Holiday.objects.get(name="Nghỉ bù")
    assert not Holiday.objects.calendar(date(2026, 11, 1)).is_working(date(2026, 11, 26))
    client.post(f"/admin/ngay-nghi/delete/{row.pk}/")
    assert Holiday.objects.calendar(date(2026, 11, 1)).is_working(date(2026, 11, 26))


def test_the_list_of_days_off_warns_when_a_year_is_missing(client, clerk):
    assert "Chưa nhập ngày nghỉ" not in client.get("/admin/ngay-nghi/").content.decode()
    Holiday.objects.filter(first__year=timezone.localdate().year + 1).delete()
    assert "Chưa nhập ngày nghỉ" in client.get("/admin/ngay-nghi/").content.decode()
