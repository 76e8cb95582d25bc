"""The list of notices, its counter, and the page of choices."""

import pytest
from bs4 import BeautifulSoup

from notices.models import Notice, Preference
from notices.statuses import Mail, Topic
from tasks.actions import AddPart, ReportProgress, SendBack
from tasks.statuses import Part
from tests.factories import AgencyFactory, AssignmentFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return UserFactory(secretary=True)


@pytest.fixture
def officer(client):
    person = UserFactory(focal_person=AgencyFactory(), email="hanh@example.org")
    client.force_login(person)
    return person


def give(officer, clerk, number: int = 1) -> None:
    for _n in range(number):
        agency = officer.memberships.get().agency
        AddPart(TaskFactory(title="Mở lớp tập huấn"), clerk, agency=agency, part=Part.LEAD).execute()


def page(client, address: str = "/thong-bao/") -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_a_new_notice_is_bold_and_counted_until_it_is_opened(client, officer, clerk):
    give(officer, clerk)
    shown = page(client)
    assert "Thông báo (1" in shown.header.text
    assert shown.select_one(".notices .unread b a").text.endswith("được giao nhiệm vụ")
    answer = client.get(shown.select_one(".notices a")["href"])
    assert (
        answer["Location"] == f"/viec/{Notice.objects.get(user=officer, channel='site').event.assignment_id}/"
    )
    shown = page(client)
    assert not shown.select(".unread")
    assert "(1" not in shown.header.text


def test_all_are_marked_as_read_with_one_click(client, officer, clerk):
    give(officer, clerk, 3)
    answer = client.post("/thong-bao/da-doc/", follow=True)
    assert "Đã đánh dấu đã đọc 3 thông báo." in answer.content.decode()
    assert "Không có thông báo chưa đọc." in page(client, "/thong-bao/?chua-doc=1").text


def test_what_is_sent_back_leads_to_the_form_and_says_why(client, officer, clerk):
    part = AssignmentFactory(agency=officer.memberships.get().agency, working=True)
    ReportProgress(part, officer, text="Xong.", done_on=part.heard_on).execute()
    SendBack(part, clerk, reason="Thiếu số liệu.").execute()
    shown = page(client)
    assert "Thiếu số liệu." in shown.text
    assert client.get(shown.select_one(".notices a")["href"])["Location"] == f"/viec/{part.pk}/bao-cao/"


def test_nobody_reads_the_notices_of_another(client, officer, clerk):
    give(officer, clerk)
    client.force_login(UserFactory(leader=True))
    assert client.get(f"/thong-bao/{Notice.objects.filter(user=officer).first().pk}/").status_code == 404


def test_a_list_of_any_length_asks_the_same_questions(client, officer, clerk, django_assert_num_queries):
    give(officer, clerk, 3)
    with django_assert_num_queries(9):
        page(client)
    give(officer, clerk, 15)
    with django_assert_num_queries(9):
        page(client)


def test_a_person_chooses_topic_by_topic(client, officer):
    shown = page(client, "/thong-bao/cai-dat/")
    topics = {select["name"] for select in shown.select("table select")}
    assert f"mail_{Topic.GIVEN}" in topics
    assert f"mail_{Topic.ASKED}" not in topics, "an agency is not told of requests to the secretariat"
    typed = dict.fromkeys(topics, "never")
    answer = client.post("/thong-bao/cai-dat/", {**typed, f"site_{Topic.GIVEN}": "on"}, follow=True)
    assert "Đã lưu cài đặt thông báo." in answer.content.decode()
    kept = {row.topic: (row.site, row.mail) for row in Preference.objects.all()}
    assert kept[Topic.GIVEN] == (True, Mail.NEVER)
    assert kept[Topic.JUDGED] == (False, Mail.NEVER)


def test_a_choice_that_does_not_exist_is_a_sentence_not_a_crash(client, officer):
    answer = client.post("/thong-bao/cai-dat/", {"mail_given": "hourly"})
    assert answer.status_code == 200
    assert not Preference.objects.exists()
    assert answer.context["form"].errors


def test_somebody_without_an_address_is_told_so(client, officer):
    officer.email = ""
    officer.save()
    assert "chưa có địa chỉ thư điện tử" in page(client, "/thong-bao/cai-dat/").text
