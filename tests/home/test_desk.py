"""The agency's desk: its own work, in order of trouble, and nobody else's."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from openpyxl import load_workbook

from home import desk
from tasks.actions import SendBack
from tasks.models import Assignment
from tasks.statuses import Part, State
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    EvidenceFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def read(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def headings(page: BeautifulSoup) -> list[str]:
    return [str(found["id"]) for found in page.select("main h2[id]")]


def test_a_stranger_signs_in_first(client):
    assert client.get("/viec/?q=a")["Location"] == "/dang-nhap/?next=%2Fviec%2F%3Fq%3Da"
    assert client.get("/viec/1/")["Location"].startswith("/dang-nhap/")


def test_groups_stand_in_order_of_trouble_and_empty_ones_are_left_out(at_desk, agency):
    for trait in ("reported", "running", "soon", "sent_back", "overdue"):
        AssignmentFactory(agency=agency, **{trait: True})
    AssignmentFactory(agency=agency)
    page = read(at_desk.get("/viec/"))
    assert headings(page) == [
        "qua-han",
        "cho-nhan",
        "bi-tra-lai",
        "sap-den-han",
        "trong-han",
        "cho-xac-nhan",
    ]
    assert [tile.b.text for tile in page.select(".nums a")] == ["1"] * 6


def test_every_part_stands_in_exactly_one_group(agency, officer):
    today = timezone.localdate()
    for state in State:
        for due in (None, today - timedelta(1), today, today + timedelta(7), today + timedelta(8)):
            done = today if state in {State.REPORTED, State.CONFIRMED} else None
            AssignmentFactory(agency=agency, state=state, due_on=due, done_on=done)
    work = desk.work_of(agency.pk, officer)
    groups = desk.groups(desk.unfinished(work), officer, desk.Narrowing())
    placed = [row.part.pk for group in groups for row in group.rows]
    assert len(placed) == len(set(placed))
    assert len(placed) + desk.finished(work).count() == Assignment.objects.count()
    overdue = next(group for group in groups if group.key == "qua-han")
    assert overdue.count == Assignment.objects.overdue().count()


def test_work_without_a_date_counts_as_within_it(at_desk, agency):
    AssignmentFactory(agency=agency, working=True, task=TaskFactory(regular=True))
    assert headings(read(at_desk.get("/viec/"))) == ["trong-han"]


def test_each_task_shows_the_sentence_that_gives_it(at_desk, agency):
    task = TaskFactory(quote="Sở Nội vụ chủ trì, rà soát cán bộ.")
    AssignmentFactory(agency=agency, task=task)
    assert "Sở Nội vụ chủ trì, rà soát cán bộ." in at_desk.get("/viec/").content.decode()


def test_a_title_that_begins_its_sentence_is_not_said_twice(at_desk, agency):
    task = TaskFactory(title="Rà soát toàn bộ…", quote="Rà soát toàn bộ cán bộ <b>mới</b>.")
    AssignmentFactory(agency=agency, task=task)
    name = read(at_desk.get("/viec/")).select_one("tbody th")
    assert name.a.text == "Rà soát toàn bộ"
    assert " ".join(name.text.split()).startswith("Rà soát toàn bộ cán bộ <b>mới</b>.")


def test_a_part_sent_back_says_why(at_desk, agency):
    part = AssignmentFactory(agency=agency, reported=True)
    SendBack(part, UserFactory(secretary=True), reason="Thiếu số liệu quý III").execute()
    page = read(at_desk.get("/viec/"))
    assert headings(page) == ["bi-tra-lai"]
    assert "Thiếu số liệu quý III" in page.text


def test_buttons_carry_the_name_of_the_task(at_desk, agency):
    part = AssignmentFactory(agency=agency, overdue=True)
    waiting = AssignmentFactory(agency=agency)
    page = read(at_desk.get("/viec/"))
    for address, named in (
        (f"/viec/{part.pk}/bao-cao/", part),
        (f"/viec/{waiting.pk}/tu-choi/", waiting),
    ):
        link = page.select_one(f'a[href="{address}"]')
        assert link is not None
        assert named.task.title in link.text
    assert waiting.task.title in page.select_one(f'form[action="/viec/{waiting.pk}/nhan/"] button').text


def test_the_list_is_narrowed_by_words_without_accents_and_by_part(at_desk, agency):
    AssignmentFactory(agency=agency, task=TaskFactory(title="Hỗ trợ nạn nhân tái hòa nhập"))
    AssignmentFactory(agency=agency, task=TaskFactory(title="Rà soát địa bàn"), coordinates=True)
    page = read(at_desk.get("/viec/?q=tai hoa nhap"))
    assert "Hỗ trợ nạn nhân" in page.text
    assert "Rà soát địa bàn" not in page.text
    assert "Rà soát địa bàn" in read(at_desk.get(f"/viec/?vai-tro={Part.COORDINATE}")).text
    assert not headings(read(at_desk.get("/viec/?q=khong-co-gi")))


@pytest.mark.parametrize(
    "query", ["q=%00", "vai-tro=x", "nhom=xong&trang=9999", "nhom=xong&trang=a", "q=" + "a" * 3000]
)
def test_a_strange_address_is_no_error(at_desk, agency, query):
    AssignmentFactory(agency=agency, confirmed=True)
    assert at_desk.get(f"/viec/?{query}").status_code == 200


@pytest.mark.parametrize("query", ["co-quan=0", "co-quan=abc", "co-quan=%00", "nhom=gi-do"])
def test_an_address_of_nothing_is_not_found(at_desk, query):
    assert at_desk.get(f"/viec/?{query}").status_code == 404


def test_completed_work_is_behind_a_link(at_desk, agency):
    AssignmentFactory(agency=agency, confirmed=True)
    AssignmentFactory(agency=agency, late=True)
    assert not headings(read(at_desk.get("/viec/")))
    done = read(at_desk.get("/viec/?nhom=xong"))
    assert len(done.select("tbody tr")) == 2


def test_a_long_group_is_cut_and_shown_whole_on_its_own_page(at_desk, agency):
    task = TaskFactory()
    for _n in range(desk.SHOWN + 3):
        AssignmentFactory(agency=agency, running=True, task=TaskFactory(document=task.document))
    page = read(at_desk.get("/viec/"))
    assert len(page.select("tbody tr")) == desk.SHOWN
    link = page.select_one('a[href*="nhom=trong-han"]')
    assert str(desk.SHOWN + 3) in link.text
    rows = [len(read(at_desk.get(f"/viec/?nhom=trong-han&trang={n}")).select("tbody tr")) for n in (1, 2, 3)]
    assert sum(rows) == desk.SHOWN + 3


def test_a_person_of_two_agencies_switches_between_them(client):
    one, two = AgencyFactory(name="Sở A"), AgencyFactory(name="Sở B")
    user = UserFactory(focal_person=one)
    user.memberships.create(agency=two, role="agency_lead")
    AssignmentFactory(agency=two, task=TaskFactory(title="Việc của Sở B"))
    client.force_login(user)
    assert f'href="?co-quan={two.pk}"' in client.get("/viec/").content.decode()
    assert "Việc của Sở B" in client.get(f"/viec/?co-quan={two.pk}").content.decode()
    assert client.get(f"/viec/?co-quan={AgencyFactory().pk}").status_code == 404


@pytest.mark.parametrize("trait", ["reader", "secretary"])
def test_a_person_without_an_agency_is_told_whom_to_ask(client, trait):
    client.force_login(UserFactory(**{trait: True}))
    page = read(client.get("/viec/"))
    assert not page.select("main table")
    assert client.get("/viec/xuat/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_work(at_desk, agency, django_assert_max_num_queries):
    def fill(number: int) -> None:
        document = TaskFactory().document
        for n in range(number):
            trait = ("overdue", "soon", "running", "sent_back", "reported", "working")[n % 6]
            AssignmentFactory(agency=agency, task=TaskFactory(document=document), **{trait: True})

    fill(3)
    with django_assert_max_num_queries(14):
        at_desk.get("/viec/")
    fill(57)
    with django_assert_max_num_queries(14):
        page = read(at_desk.get("/viec/"))
    assert len(page.select("tbody tr")) == 60


def test_an_agency_sees_only_its_own_tasks(at_desk):
    foreign = AssignmentFactory(overdue=True, task=TaskFactory(title="Việc của cơ quan khác"))
    evidence = EvidenceFactory(progress__assignment=foreign)
    assert "Việc của cơ quan khác" not in at_desk.get("/viec/").content.decode()
    absent = foreign.pk + 1000
    for path in ("", "nhan/", "tu-choi/", "bao-cao/", "bao-cao/nhap/", "gia-han/"):
        for pk in (foreign.pk, absent):
            assert at_desk.get(f"/viec/{pk}/{path}").status_code == 404
            if path:
                assert at_desk.post(f"/viec/{pk}/{path}", {"text": "a"}).status_code == 404
    assert at_desk.get(f"/viec/tep/{evidence.pk}/").status_code == 404
    assert at_desk.get("/viec/tep/999999/").status_code == 404


def test_a_proposal_is_nobody_s_work_yet(at_desk, agency):
    part = AssignmentFactory(agency=agency, task=TaskFactory(proposed=True))
    assert not headings(read(at_desk.get("/viec/")))
    assert at_desk.get(f"/viec/{part.pk}/").status_code == 404
    assert at_desk.get(f"/viec/{part.pk}/bao-cao/").status_code == 404


def test_the_list_as_excel_has_every_row_and_no_formula(at_desk, agency):
    AssignmentFactory(agency=agency, overdue=True, task=TaskFactory(title="=1+1"))
    AssignmentFactory(agency=agency, confirmed=True, task=TaskFactory(title="@SUM(A1)\x01"))
    answer = at_desk.get("/viec/xuat/")
    sheet = load_workbook(BytesIO(answer.getvalue())).active
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in rows] == ["=1+1", "@SUM(A1)"]
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} <= {"s", "d"}
    assert isinstance(rows[0][6].value, date)
    assert answer["Cache-Control"] == "private, no-store"
