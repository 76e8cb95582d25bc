"""A register as its clerk likes it: the columns that are wanted, and searches kept under a name."""

import io
import uuid
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import SavedView
from documents.actions import TakeNumber
from tests.factories import DocumentFactory, RegisterFactory, UserFactory
from tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(clerk):
    book = RegisterFactory()
    for day, subject in ((5, "Tuần tra đêm"), (6, "Trực Tết")):
        paper = DocumentFactory(live=False, number=None, issued_on=date(2026, 3, day), subject=subject)
        TakeNumber(paper, clerk, register=book, key=uuid.uuid4()).execute()
    return book


def shown(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return [cell.get_text(strip=True) for cell in page.select("table.listing thead th")][1:]


def cells(answer):
    return [list(row) for row in load_workbook(io.BytesIO(answer.getvalue())).active.values]


def test_a_clerk_chooses_the_columns_of_the_screen_and_of_the_list_that_goes_out(desk, register):
    address = reverse("documents_register", args=[register.pk, 2026])
    asked = {"cot": ["ngay", "noi-nhan"], "q": "tet"}
    assert "Người ký" in shown(desk.get(address))
    assert shown(desk.get(address, asked)) == ["Số và ký hiệu", "Ngày", "Nơi nhận"]
    out = reverse("documents_register_export", args=[register.pk, 2026, "xlsx"])
    listed = cells(desk.get(out, {**asked, "so": "danh-sach"}))
    assert listed[0] == ["Số và ký hiệu", "Ngày", "Nơi nhận"]
    assert [row[0] for row in listed[1:]] == ["02/KH-BCĐ"]
    assert len(cells(desk.get(out, asked))[0]) == 10  # the book of the decree has all its columns
    assert desk.get(address, {"cot": ["không có"]}).status_code == 200


def test_a_search_is_kept_with_its_columns_and_opens_by_itself_in_any_year(desk, register):
    keep = reverse("documents_keep_view", args=[register.pk, 2026])
    desk.post(keep, {"name": " ", "query": "q=tet"})
    assert not SavedView.objects.exists()
    desk.post(keep, {"name": "Trực", "query": "q=tet&cot=ngay&p=2", "default": "1"})
    assert SavedView.objects.get().query == "q=tet&cot=ngay"
    opened = desk.get(reverse("documents_register", args=[register.pk, 2026]), follow=True)
    assert shown(opened) == ["Số và ký hiệu", "Ngày"]
    assert "01/KH-BCĐ" not in opened.content.decode()
    everything = desk.get(reverse("documents_register", args=[register.pk, 2026]), {"tat-ca": "1"})
    assert "01/KH-BCĐ" in everything.content.decode()
    later = desk.get(reverse("documents_register", args=[register.pk, 2027]))
    assert later["Location"].endswith("/2027/?q=tet&cot=ngay")


def test_a_search_for_days_opens_in_the_year_of_the_days(desk, register):
    keep = reverse("documents_keep_view", args=[register.pk, 2026])
    desk.post(keep, {"name": "Tháng 3", "query": "tu=01/03/2026&den=31/03/2026"})
    page = BeautifulSoup(desk.get(keep.replace("2026/khung-nhin", "2026")).content, "html.parser")
    assert page.find("a", string="Tháng 3")["href"].startswith(f"/admin/so/{register.pk}/2026/?")


def test_a_kept_search_is_shared_on_demand_and_removed_by_its_owner_alone(clerk, desk, register):
    keep = reverse("documents_keep_view", args=[register.pk, 2026])
    desk.post(keep, {"name": "Riêng", "query": "q=x"})
    view = SavedView.objects.get()
    other = signed_in(UserFactory(secretary=True))
    assert "Riêng" not in other.get(reverse("documents_register", args=[register.pk, 2026])).content.decode()
    drop = reverse("documents_drop_view", args=[register.pk, 2026, view.pk])
    assert other.post(drop).status_code == 404
    assert desk.post(drop).status_code == 302
    assert not SavedView.objects.exists()


def test_more_lines_ask_no_more_of_the_database(clerk, desk, register, django_assert_max_num_queries):
    address = reverse("documents_register", args=[register.pk, 2026])
    every = {"cot": ["ngay", "trich-yeu", "nguoi-ky", "noi-nhan", "ban-luu", "nguoi-cap", "tinh-trang"]}
    desk.get(address, every)
    with django_assert_max_num_queries(20) as few:
        desk.get(address, every)
    for _ in range(3):
        paper = DocumentFactory(live=False, number=None, issued_on=date(2026, 3, 7))
        TakeNumber(paper, clerk, register=register, key=uuid.uuid4()).execute()
    with django_assert_max_num_queries(len(few)):
        desk.get(address, every)
