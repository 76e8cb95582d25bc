"""The leader's page: every figure opens a list with exactly so many rows."""

from __future__ import annotations

import random
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from home import overview
from home.overview import Chosen
from tasks.models import Assignment
from tasks.statuses import Part, State
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    TaskFactory,
    UserFactory,
)
from tests.people import signed_in

pytestmark = pytest.mark.django_db
TRAITS = ("overdue", "soon", "running", "sent_back", "reported", "confirmed", "late", "silent", "working")


@pytest.fixture
def leader() -> Client:
    return signed_in(UserFactory(leader=True))


def fill(number: int, agencies: int = 14, seed: int = 138) -> None:
    """Work of every kind, spread over agencies, fields and two papers."""
    chance = random.Random(seed)
    served = AgencyFactory.create_batch(agencies)
    papers = DocumentFactory.create_batch(2)
    fields = ["Công tác tuyên truyền", "Điều tra & xử lý", "Hỗ trợ nạn nhân = 100 %", ""]
    today = timezone.localdate()
    for _n in range(number):
        task = TaskFactory(document=chance.choice(papers), field=chance.choice(fields))
        for place, agency in enumerate(chance.sample(served, 2)):
            part = Part.COORDINATE if place else Part.LEAD
            kind = chance.choice([*TRAITS, "stopped", "undated"])
            if kind == "stopped":
                state = chance.choice([State.PAUSED, State.CANCELLED])
                AssignmentFactory(task=task, agency=agency, part=part, state=state)
            elif kind == "undated":
                AssignmentFactory(
                    task=task, agency=agency, part=part, state=State.CONFIRMED, done_on=today - timedelta(3)
                )
            else:
                AssignmentFactory(task=task, agency=agency, part=part, **{kind: True})


def read(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def rows_of(client: Client, address: str) -> int:
    """Walk through all pages of a list."""
    rows, number = 0, 1
    while True:
        joint = "&" if urlsplit(address).query else "?"
        page = read(client.get(f"{address}{joint}trang={number}"))
        rows += len(page.select("tr[data-row]"))
        if not page.select_one('a[rel="next"]'):
            break
        number += 1
    assert int(page.select_one("b[data-count]").text) == rows
    return rows


def test_every_figure_opens_a_list_with_exactly_so_many_rows(leader):
    fill(26)
    for query in ("", "?ca=co-quan", f"?vai-tro={Part.LEAD}"):
        page = read(leader.get(f"/tong-quan/{query}"))
        figures = {(str(link["href"]), int((link.b or link).text)) for link in page.select("a[data-figure]")}
        assert len(figures) > 30
        counted = {address: rows_of(leader, address) for address, _number in figures}
        assert [(address, number) for address, number in figures if counted[address] != number] == []
        for link in page.select("table.figures th a"):
            row = link.find_parent("tr")
            assert rows_of(leader, str(link["href"])) == int(row.select_one("td.n a").text)


def test_totals_are_the_sums_of_the_rows(leader):
    fill(20, agencies=8)
    page = read(leader.get("/tong-quan/"))
    for section in ("co-quan", "theo-linh-vuc"):
        table = page.select_one(f"section[aria-labelledby={section}] table.figures")
        body = [[int(cell.a.text) for cell in row.select("td.n")[:-1]] for row in table.select("tbody tr")]
        total = [int(cell.a.text) for cell in table.select("tfoot td.n")[:-1]]
        assert [sum(column) for column in zip(*body, strict=True)] == total
        assert total[0] == Assignment.objects.count() == 40


def test_the_same_figures_in_list_and_excel(leader):
    fill(15, agencies=4)
    chance = random.Random(7)
    agencies = [None, *Assignment.objects.values_list("agency_id", flat=True).distinct()]
    for _n in range(30):
        chosen = Chosen(
            agency=chance.choice(agencies),
            timing=chance.choice(["", *overview.TIMINGS]),
            part=chance.choice(["", *Part.values]),
            silent=chance.choice([False, True]),
        )
        sheet = load_workbook(BytesIO(leader.get(chosen.address("home:overview_export")).content)).active
        assert sheet.max_row - 1 == rows_of(leader, chosen.address())


def test_an_address_is_read_back_as_it_was_written(rf):
    chosen = Chosen(3, "Điều tra & xử lý = 1", "done", Part.LEAD, State.WORKING, True, 9, 12)
    assert Chosen.of(rf.get(chosen.address()).GET) == chosen


@pytest.mark.parametrize(
    "query",
    [
        *("co-quan=x", "co-quan=99999999999999999999", "tinh-trang=x", "trang=x", "trang=9999"),
        *("linh-vuc=%00a", "van-ban=-1", "vai-tro=%00", "trang-thai=a", "im-lang=x"),
        *("co-quan=%D9%A3", "van-ban=%C2%B2"),
    ],
)
def test_a_strange_address_is_no_error(leader, query):
    fill(2, agencies=2)
    for path in ("", "danh-sach/", "xuat/"):
        assert leader.get(f"/tong-quan/{path}?{query}").status_code == 200


def test_the_most_overdue_agency_stands_first_and_at_most_ten_are_shown(leader):
    quiet, busy = AgencyFactory(name="A hiền"), AgencyFactory(name="Z chậm")
    AssignmentFactory(agency=quiet, running=True)
    AssignmentFactory.create_batch(2, agency=busy, overdue=True)
    for _n in range(12):
        AssignmentFactory(running=True)
    page = read(leader.get("/tong-quan/"))
    table = page.select_one("section[aria-labelledby=co-quan]")
    names = [row.th.text.strip() for row in table.select("tbody tr")]
    assert names[0] == "Z chậm"
    assert len(names) == overview.SHOWN
    link = next(link for link in table.select("a") if "ca=co-quan" in str(link["href"]))
    assert "14" in link.text
    whole = read(leader.get("/tong-quan/?ca=co-quan"))
    options = read(leader.get("/tong-quan/danh-sach/")).select("#co-quan option")
    assert {"A hiền", "Z chậm"} <= {option.text for option in options}
    assert len(whole.select("section[aria-labelledby=co-quan] tbody tr")) == 14


def test_who_is_late_is_read_without_a_click(leader):
    days = timezone.localdate() - timedelta(54)
    worst = AssignmentFactory(state=State.WORKING, due_on=days)
    AssignmentFactory.create_batch(11, overdue=True)
    AssignmentFactory(task=worst.task, coordinates=True, overdue=True)
    rows = read(leader.get("/tong-quan/")).select("section[aria-labelledby=cham] tbody tr")
    assert len(rows) == 10
    assert rows[0].select_one("a[data-figure]").text == "2"
    assert worst.task.title in rows[0].text
    assert "54" in rows[0].text
    assert leader.get(rows[0].a["href"]).status_code == 200


def test_no_rate_is_told_under_five(leader):
    agency = AgencyFactory()
    AssignmentFactory.create_batch(3, agency=agency, confirmed=True)
    AssignmentFactory(agency=agency, late=True)
    page = read(leader.get("/tong-quan/"))
    assert "%" not in page.select_one("tbody td:last-child").text
    AssignmentFactory(agency=agency, confirmed=True)
    cell = read(leader.get("/tong-quan/")).select_one("table.figures tbody td:last-child")
    assert " ".join(cell.text.split()) == "4/5 = 80 %"


def test_silence_is_counted(leader):
    AssignmentFactory(silent=True)
    AssignmentFactory(working=True)
    assert rows_of(leader, "/tong-quan/danh-sach/?im-lang=1") == 1


def test_nothing_late_is_said_in_a_sentence(leader):
    page = read(leader.get("/tong-quan/"))
    assert not page.select("section[aria-labelledby=cham] table")
    assert page.select("section[aria-labelledby=cham] p")


def test_what_is_only_proposed_is_not_counted(client):
    AssignmentFactory(task=TaskFactory(proposed=True))
    AssignmentFactory(task=TaskFactory(document=DocumentFactory(live=False)))
    client.force_login(UserFactory(secretary=True))
    assert rows_of(client, "/tong-quan/danh-sach/") == 0


def test_a_list_narrowed_to_what_the_leader_may_not_see_does_not_name_it(leader):
    draft = DocumentFactory(live=False, symbol="KH-MẬT")
    proposed = TaskFactory(proposed=True, title="Việc chưa giao cho ai")
    page = leader.get(f"/tong-quan/danh-sach/?van-ban={draft.pk}&nhiem-vu={proposed.pk}").content.decode()
    assert draft.code not in page
    assert proposed.title not in page
    assert "Nhiệm vụ không có trong hệ thống" in page


def test_only_those_who_oversee_the_work_come_in(client):
    for path in ("", "danh-sach/", "xuat/"):
        client.logout()
        assert client.get(f"/tong-quan/{path}")["Location"].startswith("/dang-nhap/")
        for trait, status in (("secretary", 200), ("leader", 200), ("reader", 403), ("focal_person", 403)):
            client.force_login(UserFactory(**{trait: True}))
            assert client.get(f"/tong-quan/{path}").status_code == status


def test_the_number_of_queries_does_not_grow_with_the_work(leader, django_assert_max_num_queries):
    fill(2, agencies=2)
    for path in ("/tong-quan/", "/tong-quan/danh-sach/"):
        with django_assert_max_num_queries(16):
            leader.get(path)
    fill(30, agencies=20)
    for path in ("/tong-quan/?ca=co-quan", "/tong-quan/danh-sach/"):
        with django_assert_max_num_queries(16):
            leader.get(path)
