"""People of the same standing are given the same page, each with their own corner, and never too long."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from agencies.models import Membership
from documents.models import Distribution, DocumentPage, SectionPage
from documents.statuses import Circulation
from home.answers import circle
from tests.factories import AgencyFactory, AssignmentFactory, DocumentFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db

TEXT = "I. NỘI DUNG\n1. Thực hiện Kế hoạch số 61/KH-UBND ngày 02/11/2011.\n"


@pytest.fixture
def plan():
    return DocumentFactory(number=15, text=TEXT)


@pytest.fixture
def agency():
    return AgencyFactory(name="Sở Nội vụ")


@pytest.fixture
def task(plan, agency):
    task = TaskFactory(document=plan, title="Mở lớp tập huấn")
    AssignmentFactory(task=task, agency=agency)
    return task


def signed_in(**traits):
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(**traits))
    return client


def asked(client, address):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    return response.content.decode(), [query["sql"] for query in queries]


def test_a_colleague_reads_the_kept_page_under_their_own_name(plan, agency, task):
    first, drawn = asked(signed_in(last_name="Lê", first_name="An", focal_person=agency), plan.url)
    second, kept = asked(signed_in(last_name="Vũ", first_name="Bình", focal_person=agency), plan.url)
    assert "An</summary>" in first
    assert "Bình</summary>" in second
    assert "An</summary>" not in second
    assert "Mở lớp tập huấn" in second
    assert len(kept) == 6 < len(drawn)


def test_nobody_of_another_agency_is_given_its_tasks(plan, agency, task):
    assert "Mở lớp tập huấn" in asked(signed_in(focal_person=agency), plan.url)[0]
    assert "Mở lớp tập huấn" not in asked(signed_in(focal_person=AgencyFactory()), plan.url)[0]
    assert "Mở lớp tập huấn" not in asked(signed_in(), plan.url)[0]
    assert "Mở lớp tập huấn" not in asked(Client(), plan.url)[0]


def test_who_leaves_the_agency_loses_its_tasks_at_the_next_request(plan, agency, task):
    client = signed_in(focal_person=agency)
    assert "Mở lớp tập huấn" in asked(client, plan.url)[0]
    Membership.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert "Mở lớp tập huấn" not in asked(client, plan.url)[0]


def test_a_paper_that_is_closed_to_them_is_gone_at_the_next_request(plan):
    client = signed_in()
    assert client.get(plan.url).status_code == 200
    plan.circulation = Circulation.RESTRICTED
    plan.save()
    assert client.get(plan.url).status_code == 404


def test_a_changed_task_is_read_as_it_is_now(plan, agency, task):
    client = signed_in(focal_person=agency)
    client.get(plan.url)
    task.title = "Mở ba lớp tập huấn"
    task.save()
    assert "Mở ba lớp tập huấn" in asked(client, plan.url)[0]


def test_a_paper_sent_after_it_was_read_is_noted_as_opened_at_the_next_reading(plan, agency):
    client = signed_in(focal_person=agency)
    client.get(plan.url)
    sent = Distribution.objects.create(document=plan, agency=agency, sent_by=UserFactory(secretary=True))
    client.get(plan.url)
    sent.refresh_from_db()
    assert sent.opened_at


def test_a_person_renamed_is_read_in_the_log_under_the_new_name(plan):
    clerk = UserFactory(last_name="Lê", first_name="Cũ", secretary=True)
    plan.save_revision(user=clerk, log_action=True)
    reader = signed_in(secretary=True)
    assert "Lê Cũ" in asked(reader, plan.url)[0]
    clerk.first_name = "Mới"
    clerk.save()
    assert "Lê Mới" in asked(reader, plan.url)[0]


def test_a_word_to_one_person_is_said_to_that_person_alone(plan, rf):
    told, other = signed_in(), signed_in()
    request = rf.get("/")
    storage = CookieStorage(request)
    storage.add(20, "Đã nhận báo cáo của bạn.")
    answer = told.get(plan.url)
    storage.update(answer)
    told.cookies.update(answer.cookies)
    assert "Đã nhận báo cáo của bạn." in asked(told, plan.url)[0]
    assert "Đã nhận báo cáo của bạn." not in asked(other, plan.url)[0]
    assert "Đã nhận báo cáo của bạn." not in asked(told, plan.url)[0]


def test_one_signs_out_from_a_kept_page(plan):
    signed_in().get(plan.url)
    client = signed_in()
    page, _ = asked(client, plan.url)
    form = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert form
    answer = client.post("/dang-xuat/", {"csrfmiddlewaretoken": form[1]})
    assert answer.status_code == 302
    assert "Đăng nhập" in asked(client, plan.url)[0]


def test_a_page_that_is_not_there_is_plain_and_not_kept(plan):
    answer = signed_in().get(f"{plan.url}khong-co/")
    assert answer.status_code == 404
    assert circle.HOLE not in answer.content.decode()
    assert circle.SHELF._size == 0


def test_the_theme_one_reader_chose_is_not_the_theme_of_another(plan):
    dark = signed_in()
    dark.cookies["theme"] = "toi"
    assert 'content="dark"' in asked(dark, plan.url)[0]
    assert 'content="light dark"' in asked(signed_in(), plan.url)[0]


@pytest.mark.parametrize("who", [{"secretary": True}, {"leader": True}, {"focal_person": True}, {}])
def test_what_a_kept_page_asks_is_watched_and_names_nobody(plan, agency, task, who):
    """Whoever lets a page read a further table must give it a trigger (migrations 0003 and 0004 of home)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event_object_table FROM information_schema.triggers"
            " WHERE trigger_name IN ('home_public_changed', 'home_inner_changed')"
        )
        watched = {table for (table,) in cursor.fetchall()}
    own = {"django_session", "agencies_membership", "notices_notice"}  # the standing and the corner
    aside = {"cache", "django_content_type", "home_publicstamp", "home_innerstamp"}
    if who.get("focal_person"):
        who = {"focal_person": agency}
    person = UserFactory(pk=987_654_321, **who)
    client = Client()
    client.force_login(person)
    for page in [plan, plan.get_parent().specific, plan.get_parent().get_parent().specific]:
        circle.SHELF.empty()
        for sql in asked(client, page.url)[1]:
            read = set(re.findall(r'(?:FROM|JOIN) "?([a-z_]+)"?', sql))
            if read & own or ("agencies_user" in read and 'WHERE "agencies_user"."id"' in sql):
                continue
            noted = set(re.findall(r'^UPDATE "([a-z_]+)"', sql))  # who opened it: once, until it changes
            assert read | noted <= watched | aside, sql
            assert noted or str(person.pk) not in sql


def test_wagtails_own_privacy_is_asked_of_everybody_each_time(plan):
    client = signed_in()
    assert client.get(plan.url).status_code == 200
    section = plan.get_parent()
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.GROUPS)
    assert client.get(plan.url).status_code == 302
    assert signed_in(is_superuser=True).get(plan.url).status_code == 200
    assert client.get(plan.url).status_code == 302


def test_a_paper_moved_away_is_found_where_it_is_now_at_the_next_request(plan):
    client, address = signed_in(), plan.url
    assert client.get(address).status_code == 200
    home = plan.get_parent().get_parent()
    plan.move(home.add_child(instance=SectionPage(title="Chỉ đạo", slug="chi-dao")), pos="last-child")
    moved = DocumentPage.objects.get().url
    assert moved != address
    assert client.get(address)["Location"] == moved
    assert client.get(moved).status_code == 200
