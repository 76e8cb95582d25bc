"""Calendars and feeds: what their owner may see now, and nothing once the seat or the key is gone."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from icalendar import Calendar

from notices.actions import MakeFeedKey, RevokeFeedKey
from notices.models import FeedKey
from tasks.actions import Accept
from tasks.reports.actions import SendReport
from tests.factories import AgencyFactory, AssignmentFactory, DocumentFactory, ReportFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    title = "Mở lớp; tập huấn, đợt 1: cho 160 cán bộ cơ sở về tiếp nhận và hỗ trợ nạn nhân tái hòa nhập"
    return AssignmentFactory(soon=True, task__title=title)


@pytest.fixture
def officer(part):
    return UserFactory(focal_person=part.agency)


def dates(client, secret: str) -> list:
    answer = client.get(f"/lich/{secret}.ics")
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")


def entries(client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return [item.findtext("title") for item in ElementTree.fromstring(answer.content).iter("item")]


def test_a_calendar_holds_the_dates_of_the_agency_and_no_other(client, part, officer):
    AssignmentFactory(soon=True)
    AssignmentFactory(agency=part.agency, confirmed=True)
    secret = MakeFeedKey(officer, officer, agency=part.agency).execute()
    (event,) = dates(client, secret)
    assert event["summary"] == f"Hạn: {part.task.title}"
    assert event["dtstart"].dt == part.due_on
    assert event["url"].endswith(f"/viec/{part.pk}/")


def test_due_days_of_rounds_stand_in_the_calendar_until_the_report_is_sent(client):
    report = ReportFactory()
    officer, clerk = UserFactory(focal_person=report.agency), UserFactory(secretary=True)
    ours = MakeFeedKey(officer, officer, agency=report.agency).execute()
    theirs = MakeFeedKey(clerk, clerk).execute()
    (event,) = dates(client, ours)
    assert event["summary"] == f"Hạn gửi: {report.round.name}"
    assert event["dtstart"].dt == report.round.due_on
    assert event["url"].endswith(f"/viec/bao-cao-ky/{report.pk}/")
    SendReport(report, officer).execute()
    assert dates(client, ours) == []
    (event,) = dates(client, theirs)
    assert event["summary"] == f"Hạn các cơ quan gửi: {report.round.name}"
    assert len(entries(client, f"/tin/{ours}.rss")) == len(entries(client, f"/tin/{theirs}.rss")) == 1


def test_my_own_calendar_leaves_out_what_a_colleague_does(client, part, officer):
    secret = MakeFeedKey(officer, officer).execute()
    part.officer = UserFactory(focal_person=part.agency)
    part.save()
    assert dates(client, secret) == []
    part.officer = officer
    part.save()
    assert len(dates(client, secret)) == 1


def test_a_feed_tells_what_happened(client, part, officer):
    clerk = UserFactory(secretary=True)
    ours = MakeFeedKey(officer, officer, agency=part.agency).execute()
    theirs = MakeFeedKey(clerk, clerk).execute()
    part.state = "assigned"
    part.save()
    Accept(part, officer).execute()
    assert entries(client, f"/tin/{ours}.rss") == [f"{part.agency.name} đã nhận việc: {part.task.title}"]
    assert len(entries(client, f"/tin/{theirs}.rss")) == 1


def test_a_leavers_feed_stops_at_once_and_so_does_a_revoked_one(client, part, officer):
    secrets = [MakeFeedKey(officer, officer, agency=agency).execute() for agency in (None, part.agency)]
    assert [client.get(f"/lich/{secret}.ics").status_code for secret in secrets] == [200, 200]
    seat = officer.memberships.get()
    seat.valid_until = timezone.localdate() - timedelta(days=1)
    seat.save()
    assert [client.get(f"/lich/{secret}.ics").status_code for secret in secrets] == [404, 404]
    seat.valid_until = None
    seat.save()
    RevokeFeedKey(FeedKey.objects.get(agency=None), officer).execute()
    assert [client.get(f"/tin/{secret}.rss").status_code for secret in secrets] == [404, 200]


def test_only_a_hash_of_the_secret_is_kept_and_the_address_is_shown_once(client, part, officer):
    client.force_login(officer)
    shown = client.post("/thong-bao/dia-chi/", {"agency": part.agency_id}, follow=True).content.decode()
    secret = shown.split("/lich/")[1].split(".ics")[0]
    assert secret not in client.get("/thong-bao/dia-chi/").content.decode()
    assert FeedKey.objects.get().digest != secret
    assert len(dates(client, secret)) == 1
    assert FeedKey.objects.get().used_at


def test_nobody_makes_a_feed_of_an_agency_they_do_not_serve(client, officer):
    client.force_login(officer)
    answer = client.post("/thong-bao/dia-chi/", {"agency": AgencyFactory().pk})
    assert answer.context["form"].errors
    assert not FeedKey.objects.exists()


def test_everybody_follows_new_papers_but_only_public_ones(client):
    DocumentFactory(subject="Ai cũng đọc")
    DocumentFactory(subject="Nội bộ", circulation="internal")
    DocumentFactory(subject="Chưa công bố", live=False)
    assert [title.split(": ")[1] for title in entries(client, "/van-ban-moi.rss")] == ["Ai cũng đọc"]
    assert client.get("/sitemap-van-ban.xml").content.decode().count("<url>") == 1
    assert b"sitemap-van-ban.xml" in client.get("/sitemap.xml").content
    assert b"/sitemap.xml" in client.get("/robots.txt").content
