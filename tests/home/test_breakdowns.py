"""By month and by field of the plan: page, chart, Excel file and API say one and the same."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from tests.factories import AgencyFactory, AssignmentFactory, TaskFactory, UserFactory
from tests.home.test_overview import fill, read, rows_of
from tests.people import signed_in

pytestmark = pytest.mark.django_db
TABLES = {"thang": "months", "theo-linh-vuc": "fields"}


@pytest.fixture
def leader() -> Client:
    return signed_in(UserFactory(leader=True))


def shown(page: Any, section: str) -> dict[str, list[int]]:
    rows = page.select(f"section[aria-labelledby={section}] tbody tr")
    return {row.th.text.strip(): [int(cell.a.text) for cell in row.select("td.n")[:-1]] for row in rows}


def told(table: dict[str, Any]) -> dict[str, list[int]]:
    return {one["name"]: [one["figures"][key] for key in table["columns"]] for one in table["lines"]}


def filed(answer: Any, table: str) -> dict[str, dict[str, Any]]:
    head, *rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows if row[1] == table}


@pytest.mark.parametrize("query", ["", "?linh-vuc=Công tác tuyên truyền", "?linh-vuc=-"])
def test_the_leader_reads_the_same_figures_on_the_page_in_the_file_and_through_the_api(leader, query):
    fill(20, agencies=4)
    AssignmentFactory(task=TaskFactory(field="Năm cũ"), confirmed=True, due_on=date(2020, 3, 5))
    page = read(leader.get(f"/tong-quan/{query}"))
    answer = leader.get(f"/tong-quan/so-lieu/{query}")
    names = {"thang": "Theo tháng", "theo-linh-vuc": "Theo lĩnh vực của kế hoạch"}
    for section, name in TABLES.items():
        table = leader.get(f"/api/v1/figures/{name}{query}").json()
        assert shown(page, section)
        assert told(table) == shown(page, section)
        sheet = filed(answer, names[section])
        assert sheet.keys() == shown(page, section).keys()
        for row, numbers in shown(page, section).items():
            assert [sheet[row][words] for words in table["columns"].values()] == numbers
        for line in table["lines"]:
            assert rows_of(leader, line["url"].removeprefix("http://testserver")) == line["figures"]["given"]


def test_the_chart_draws_the_figures_beside_it(leader):
    day = timezone.localdate().replace(month=3, day=5)
    AssignmentFactory.create_batch(3, confirmed=True, due_on=day, done_on=day)
    AssignmentFactory(confirmed=True, due_on=day.replace(month=4), done_on=day)
    rows = read(leader.get("/tong-quan/")).select("section[aria-labelledby=thang] tbody tr")
    assert [row.th.text.strip() for row in rows] == [f"03/{day.year}", f"04/{day.year}"]
    assert [row.select_one("svg .on")["width"] for row in rows] == ["100.00%", "33.33%"]


def test_another_year_is_chosen_and_the_list_keeps_it_while_it_is_filtered(leader):
    AssignmentFactory.create_batch(5, confirmed=True, due_on=date(2020, 3, 5), done_on=date(2020, 3, 4))
    AssignmentFactory(overdue=True)
    page = read(leader.get("/tong-quan/?nam=2020"))
    assert shown(page, "thang")["03/2020"][0] == 5
    assert "5/5 = 100 %" in " ".join(page.select_one("section[aria-labelledby=thang] tbody").text.split())
    link = page.select_one("section[aria-labelledby=thang] tbody th a")["href"]
    listed = read(leader.get(link))
    assert {one["name"]: one["value"] for one in listed.select(".filters input[type=hidden]")} == {
        "nam": "2020",
        "thang": "3",
    }
    assert "Tháng 3" in listed.select_one("p.chosen").text
    assert leader.get("/api/v1/figures/months?nam=1").status_code == 422


def test_a_scorecard_through_the_api_is_the_card_on_the_page_for_the_same_people():
    fill(24, agencies=3)
    agency = AgencyFactory(name="Sở Mới")
    AssignmentFactory.create_batch(5, agency=agency, confirmed=True)
    AssignmentFactory(agency=agency, late=True)
    for reader in (signed_in(UserFactory(leader=True)), signed_in(UserFactory(focal_person=agency))):
        page = read(reader.get(f"/bang-diem/{agency.pk}/"))
        card = reader.get(f"/api/v1/figures/scorecards/{agency.pk}").json()
        for section, name in TABLES.items():
            assert told(card[name]) == shown(page, section)
        assert (card["total"]["figures"]["given"], card["total"]["rate"]) == (6, 83)
        assert "5/6 = 83 %" in " ".join(page.text.split())
        for line in [*card["months"]["lines"], *card["fields"]["lines"], card["total"]]:
            address = line["url"].removeprefix("http://testserver")
            assert rows_of(reader, address) == line["figures"]["given"]
    stranger = signed_in(UserFactory(focal_person=AgencyFactory()))
    refused = stranger.get(f"/api/v1/figures/scorecards/{agency.pk}")
    assert (refused.status_code, list(refused.json())) == (404, ["message"])
    assert Client().get(f"/api/v1/figures/scorecards/{agency.pk}").status_code == 401


def test_no_rate_is_told_under_five_wherever_it_is_read(leader):
    day = timezone.localdate().replace(month=3, day=5)
    AssignmentFactory.create_batch(4, confirmed=True, due_on=day, done_on=day)
    assert leader.get("/api/v1/figures/months").json()["total"]["rate"] is None
    month = filed(leader.get("/tong-quan/so-lieu/"), "Theo tháng")[f"03/{day.year}"]
    assert month["Tỷ lệ đúng hạn"] == "chưa đủ để tính"
