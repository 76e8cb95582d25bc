"""Reports of rounds in figures: every one opens a list with exactly so many rows, whoever looks."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from agencies.models import Succession
from tasks.models import Report
from tasks.reports.actions import SendReport
from tasks.reports.gathering import entries
from tasks.reports.statuses import Outcome, ReportState
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    ProgressFactory,
    ReportFactory,
    RoundFactory,
    UserFactory,
)
from tests.home.test_overview import read, rows_of
from tests.home.test_scorecard import figures
from tests.people import signed_in

pytestmark = pytest.mark.django_db
REPORTS = "section[aria-labelledby=ky-bao-cao]"
AGENCIES = "section[aria-labelledby=co-quan]"


@pytest.fixture
def agencies():
    """Six agencies, a round that is over and one that is open; one of each outcome at least."""
    found = AgencyFactory.create_batch(6)
    today, sender = timezone.localdate(), UserFactory()
    over = RoundFactory(
        title="Báo cáo tháng trước",
        first=today - timedelta(days=40),
        last=today - timedelta(days=10),
        due_on=today - timedelta(days=8),
    )
    for place, agency in enumerate(found):
        ReportFactory(round=over, agency=agency)
        at = timezone.now() - timedelta(days=9 if place < 3 else 2)
        if place < 5:
            Report.objects.filter(round=over, agency=agency).update(
                state=ReportState.SENT, sent_at=at, first_sent_at=at, sent_by=sender
            )
    now = RoundFactory(title="Báo cáo tháng này")
    for agency in found:
        ReportFactory(round=now, agency=agency)
    return found


def test_what_became_of_each_report_is_derived_from_its_days(agencies):
    counted = {row["round__title"]: row for row in Report.objects.outcomes_by("round__title")}
    assert [counted["Báo cáo tháng trước"][one.value] for one in Outcome] == [3, 2, 1, 0]
    assert [counted["Báo cáo tháng này"][one.value] for one in Outcome] == [0, 0, 0, 6]


def test_every_figure_of_the_leader_opens_so_many_reports(agencies):
    leader = signed_in(UserFactory(leader=True))
    table = read(leader.get("/tong-quan/")).select_one(REPORTS)
    links = {link["href"]: int(link.text) for link in table.select("a[data-figure]")}
    assert len(links) > 10
    assert {address: rows_of(leader, address) for address in links} == links
    assert "3/6 = 50 %" in " ".join(table.text.split())


def test_the_card_of_an_agency_has_the_same_figures_for_both_and_for_the_file(agencies):
    agency = agencies[0]
    ours, leader = signed_in(UserFactory(focal_person=agency)), signed_in(UserFactory(leader=True))
    for client in (ours, leader):
        section = read(client.get(f"/bang-diem/{agency.pk}/")).select_one(REPORTS)
        links = {link["href"]: int(link.text) for link in section.select("a[data-figure]")}
        assert {address: rows_of(client, address) for address in links} == links
    address = f"/bang-diem/{agency.pk}/bao-cao/"
    sheet = load_workbook(BytesIO(ours.get(f"{address}xuat/").content)).active
    assert sheet.max_row - 1 == rows_of(ours, address) == 2
    assert signed_in(UserFactory(focal_person=agencies[1])).get(address).status_code == 404


def test_leader_and_card_agree_on_an_agency_that_took_over_others():
    today = timezone.localdate()
    gone, between, heir = (
        AgencyFactory(ended=True, name="Sở cũ"),
        AgencyFactory(ended=True, name="Sở giữa"),
        AgencyFactory(name="Sở mới"),
    )
    Succession.objects.create(predecessor=gone, successor=between, on=today)
    Succession.objects.create(predecessor=between, successor=heir, on=today)
    for agency in (gone, gone, between, heir):
        AssignmentFactory(agency=agency, overdue=True)
    leader = signed_in(UserFactory(leader=True))
    (row,) = read(leader.get("/tong-quan/")).select(f"{AGENCIES} tbody tr")
    assert row.th.text.strip() == "Sở mới (kế thừa Sở cũ; Sở giữa)"
    given = row.select_one("td.n a")
    assert (int(given.text), rows_of(leader, given["href"])) == (4, 4)
    assert figures(read(leader.get(f"/bang-diem/{heir.pk}/")))["Đã giao"] == "4"


def test_work_of_an_agency_that_was_split_counts_for_each_and_once_in_the_total():
    gone, heirs = AgencyFactory(ended=True), AgencyFactory.create_batch(2)
    for heir in heirs:
        Succession.objects.create(predecessor=gone, successor=heir, on=timezone.localdate())
        AssignmentFactory(agency=heir, overdue=True)
    AssignmentFactory(agency=gone, overdue=True)
    section = read(signed_in(UserFactory(leader=True)).get("/tong-quan/")).select_one(AGENCIES)
    assert [row.select_one("td.n").text.strip() for row in section.select("tbody tr")] == ["2", "2"]
    assert section.select_one("tfoot td.n").text.strip() == "3"


def test_nonsense_in_the_address_is_left_out(agencies):
    leader = signed_in(UserFactory(leader=True))
    for query in ("?ky=abc", "?ket-qua=xyz&nam=0", "?ky=99999999999", "?nam=%00"):
        assert leader.get(f"/tong-quan/bao-cao/{query}").status_code == 200
        assert leader.get(f"/tong-quan/bao-cao/xuat/{query}").status_code == 200


def test_page_and_api_say_the_same(agencies):
    for agency in agencies:
        AssignmentFactory(agency=agency, overdue=True)
    leader = signed_in(UserFactory(leader=True))
    page = read(leader.get("/tong-quan/"))
    for selector, address in ((REPORTS, "reports"), (AGENCIES, "agencies")):
        told = leader.get(f"/api/v1/figures/{address}").json()
        shown = {
            row.th.text.strip(): [int(cell.a.text) for cell in row.select("td.n")[:-1]]
            for row in page.select(f"{selector} tbody tr")
        }
        assert shown
        assert {
            line["name"]: [line["figures"][key] for key in told["columns"]] for line in told["lines"]
        } == shown
    assert leader.get("/api/v1/figures/reports?nam=1999").json()["lines"] == []
    assert leader.get("/api/v1/figures/reports?nam=x").status_code == 422
    assert signed_in(UserFactory(focal_person=agencies[0])).get("/api/v1/figures/agencies").status_code == 403


def test_two_rounds_at_once_are_reminded_and_reported_each_for_itself(agencies):
    agency = agencies[0]
    officer = UserFactory(focal_person=agency)
    month, quarter = (
        ReportFactory(
            agency=agency, round=RoundFactory(title=title, first=timezone.localdate() - timedelta(days))
        )
        for title, days in (("Báo cáo tháng", 30), ("Báo cáo quý", 90))
    )
    part = AssignmentFactory(agency=agency, working=True, task__given_on=quarter.round.first)
    ProgressFactory(assignment=part, text="Mở 2 lớp.", at=timezone.now() - timedelta(days=2))
    ProgressFactory(assignment=part, text="Mở 1 lớp.", at=timezone.now() - timedelta(days=60))
    assert [entry.result for entry in entries(month)] == ["Mở 2 lớp."]
    assert [entry.result for entry in entries(quarter)] == ["Mở 1 lớp.\nMở 2 lớp."]
    SendReport(month, officer).execute()
    waiting = Report.objects.waiting_for(agency.pk).filter(pk__in=[month.pk, quarter.pk])
    assert [one.pk for one in waiting] == [quarter.pk]
