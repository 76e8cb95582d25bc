"""What the columns of a list are is said once, and offered the next time."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agencies.groups import ensure_groups
from agencies.models import Agency, Membership
from documents.models import DocumentPage
from sheets.models import Upload
from sheets.statuses import State
from tests.factories import AgencyFactory, DocumentTypeFactory, UserFactory, section_page
from tests.sheets.test_admin_lists import bring_in, upload
from tests.sheets.test_reading import book

pytestmark = pytest.mark.django_db
THEIRS = [["Đơn vị", "Bí danh", "Ghi chú"], ["Sở Nội vụ", "SNV", "x"], ["Sở Y tế", "SYT", ""]]


def signed_in(**traits) -> Client:
    ensure_groups()
    client = Client()
    client.force_login(UserFactory(secretary=True, **traits))
    return client


def choose(desk: Client, *columns: str):
    address = reverse("sheets_columns", args=[Upload.objects.order_by("-at")[0].pk])
    return desk.post(address, {f"column_{n}": name for n, name in enumerate(columns)}, follow=True)


def test_a_list_with_headings_of_its_own_is_asked_about_once():
    desk = signed_in()
    page = upload(desk, "agencies", book(THEIRS))
    assert Upload.objects.get().state == State.CHOOSING
    assert "Sở Nội vụ · Sở Y tế" in page.content.decode()
    assert page.context["missing"] == ["Tên cơ quan"]
    looked = choose(desk, "Tên cơ quan", "Tên viết tắt", "")
    assert looked.context["report"]["new"] == 2
    bring_in(desk)
    assert Agency.objects.get(short_name="SYT").name == "Sở Y tế"
    again = upload(desk, "agencies", book([row[::-1] for row in THEIRS]))
    assert again.context["report"]["same"] == 2, "the order of the columns does not matter"


def test_a_colleague_is_offered_the_choice_and_a_stranger_is_asked():
    desk, colleague, stranger = signed_in(), signed_in(), signed_in()
    office = AgencyFactory()
    for client in (desk, colleague):
        Membership.objects.create(
            user_id=client.session["_auth_user_id"],
            agency=office,
            role="member",
            valid_from=date(2020, 1, 1),
        )
    upload(desk, "agencies", book(THEIRS))
    choose(desk, "Tên cơ quan", "Tên viết tắt", "")
    assert "report" in upload(colleague, "agencies", book(THEIRS)).context
    assert "missing" in upload(stranger, "agencies", book(THEIRS)).context


@pytest.mark.parametrize("columns", [("", "", ""), ("Tên cơ quan", "Tên cơ quan", ""), ("Không có", "", "")])
def test_a_choice_that_cannot_be_is_said(columns):
    desk = signed_in()
    upload(desk, "agencies", book(THEIRS))
    answer = choose(desk, *columns)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert Upload.objects.get().state == State.CHOOSING


def test_lines_of_json_come_in_and_a_broken_line_is_named():
    desk = signed_in()
    DocumentTypeFactory()
    paper = {"type": "Kế hoạch", "number": 15, "symbol": "KH-BCĐ", "issued_on": "2012-03-05T00:00:00"}
    lines = [{**paper, "subject": "Một\u2028hai"}, {**paper, "number": 16, "subject": "Ba", "body": "Bốn"}]
    content = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    page = upload(desk, "documents", content, section=section_page().pk)
    assert page.context["report"]["new"] == 2, page.context["report"]
    bring_in(desk)
    assert DocumentPage.objects.get(number=16).issued_on == date(2012, 3, 5)
    broken = upload(desk, "documents", content + b"\n{half", section=section_page().pk)
    assert (broken.status_code, "Dòng 3" in str(broken.context["form"].errors)) == (422, True)
