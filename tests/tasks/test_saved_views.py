"""A working list under a name: its filters, columns and order, for oneself or for colleagues."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from agencies.models import SavedView
from tests.factories import AgencyFactory, AssignmentFactory, UserFactory
from tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def at_desk(agency) -> Client:
    return signed_in(UserFactory(focal_person=agency))


def cells(answer) -> list[list[object]]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]


def test_the_file_has_exactly_the_rows_and_columns_shown(desk):
    part = AssignmentFactory(overdue=True)
    AssignmentFactory(confirmed=True)
    query = "?timing=overdue&cot=co-quan&cot=tin-cuoi"
    page = BeautifulSoup(desk.get(f"/admin/nhiem-vu/{query}").content, "html.parser")
    headings = [cell.get_text(strip=True) for cell in page.select("table.listing thead th")]
    rows = cells(desk.get(f"/admin/nhiem-vu/danh-sach.xlsx{query}"))
    assert len(rows) == 2
    assert rows[1][:2] == [part.task.title, part.agency.shown]
    assert rows[0] == headings[1:]


def test_the_secretariats_view_opens_by_itself_and_everything_stays_one_click_away(desk):
    late, done = AssignmentFactory(overdue=True), AssignmentFactory(confirmed=True)
    said = {"name": "Quá hạn", "query": "timing=overdue&p=3", "default": "1"}
    desk.post("/admin/nhiem-vu/khung-nhin/", said)
    opened = desk.get("/admin/nhiem-vu/", follow=True).content.decode()
    assert late.task.title in opened
    assert done.task.title not in opened
    assert done.task.title in desk.get("/admin/nhiem-vu/?tat-ca=1").content.decode()
    assert SavedView.objects.get().query == "timing=overdue"


def test_a_shared_view_is_found_by_colleagues_alone_and_removed_by_its_owner(at_desk, agency):
    AssignmentFactory(agency=agency, overdue=True, officer=None)
    said = {"query": f"co-quan={agency.pk}&cot=han&xep=im-lang&nhom=x", "shared": "1"}
    at_desk.post("/viec/danh-sach/qua-han/khung-nhin/", {"name": "  ", **said})
    assert not SavedView.objects.exists()
    at_desk.post("/viec/danh-sach/qua-han/khung-nhin/", {"name": "Im lặng trước", **said})
    view = SavedView.objects.get()
    assert view.query == "cot=han&xep=im-lang"
    colleague, stranger = Client(), Client()
    colleague.force_login(UserFactory(focal_person=agency))
    stranger.force_login(UserFactory(focal_person=AgencyFactory()))
    assert "Im lặng trước" in colleague.get("/viec/danh-sach/qua-han/").content.decode()
    assert "Im lặng trước" not in stranger.get("/viec/danh-sach/qua-han/").content.decode()
    assert colleague.post(f"/viec/khung-nhin/{view.pk}/bo/").status_code == 404
    assert at_desk.get(f"/viec/danh-sach/qua-han/?co-quan={agency.pk}&{view.query}").status_code == 200
    at_desk.post(f"/viec/khung-nhin/{view.pk}/bo/")
    assert not SavedView.objects.exists()


def test_the_same_name_is_written_over_and_one_view_opens_by_itself(at_desk, agency):
    for name, query in (("Một", "xep=han"), ("Hai", "xep=im-lang"), ("Một", "xep=co-quan")):
        said = {"name": name, "query": query, "default": "1"}
        at_desk.post("/viec/danh-sach/chu-tri/khung-nhin/", said)
    assert SavedView.objects.count() == 2
    assert SavedView.objects.get(default=True).query == "xep=co-quan"
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.update(default=True)


def test_columns_and_orders_that_do_not_exist_are_left_out(at_desk, agency):
    AssignmentFactory(agency=agency, overdue=True)
    assert at_desk.get("/viec/danh-sach/qua-han/?cot=x%00y&xep='--&cot=han").status_code == 200
