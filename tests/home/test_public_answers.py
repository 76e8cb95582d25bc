"""Public pages are answered from memory, and never a moment longer than they are true."""

import gzip
import re
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from documents.models import DocumentPage
from documents.statuses import Circulation
from home.answers.public import SHELF, Answer, Key
from home.answers.shelf import Shelf
from home.answers.stamps import public as stamp
from tests.factories import AgencyFactory, DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db

TEXT = "I. NỘI DUNG\n1. Thực hiện Kế hoạch số 61/KH-UBND ngày 02/11/2011.\n"


@pytest.fixture
def plan():
    return DocumentFactory(number=15, text=TEXT)


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    return response, [query["sql"] for query in asked]


def test_a_page_asked_for_again_costs_one_question(client, plan):
    first = client.get(plan.url)
    again, asked = queries(client, plan.url)
    assert len(asked) == 1
    assert "home_publicstamp" in asked[0]
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)


def test_a_browser_that_knows_the_page_is_told_so_after_the_question_whether_it_changed(client, plan):
    known = client.get(plan.url).headers["ETag"]
    same = client.get(plan.url, headers={"If-None-Match": known})
    assert (same.status_code, same.content) == (304, b"")
    plan.subject = "Tên mới"
    plan.save()
    assert client.get(plan.url, headers={"If-None-Match": known}).status_code == 200


def test_a_page_travels_compressed_to_browsers_that_can(client, plan):
    plain = client.get(plan.url)
    packed = client.get(plan.url, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content)
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize("circulation", [Circulation.INTERNAL, Circulation.RESTRICTED])
def test_a_paper_that_is_no_longer_public_is_gone_at_the_next_request(client, plan, circulation):
    assert client.get(plan.url).status_code == 200
    plan.circulation = circulation
    plan.save()
    assert client.get(plan.url).status_code == 404


def test_a_withdrawn_paper_is_gone_and_a_deleted_one_too(client, plan):
    other = DocumentFactory(number=16)
    for page in (plan, other):
        assert client.get(page.url).status_code == 200
    plan.unpublish()
    assert client.get(plan.url).status_code == 404
    address = other.url
    other.delete()
    assert client.get(address).status_code == 404


def test_a_cited_paper_that_arrives_becomes_a_link(client, plan):
    assert "chưa có trong hệ thống" in client.get(plan.url).content.decode()
    cited = DocumentFactory(number=61, symbol="KH-UBND", issued_on=date(2011, 11, 2))
    assert cited.url in client.get(plan.url).content.decode()


def test_a_renamed_agency_is_read_under_its_new_name(client):
    agency = AgencyFactory(name="Sở Nội vụ")
    plan = DocumentFactory(number=15, issuer=agency)
    assert "Sở Nội vụ" in client.get(plan.url).content.decode()
    agency.name = "Sở Nội vụ và Lao động"
    agency.save()
    assert "Sở Nội vụ và Lao động" in client.get(plan.url).content.decode()


def test_nothing_made_for_somebody_is_given_to_everybody(client, plan):
    client.force_login(UserFactory(first_name="Nguyễn", last_name="Riêng"))
    assert "Riêng" in client.get(plan.url).content.decode()
    client.logout()
    client.cookies.clear()
    assert "Riêng" not in client.get(plan.url).content.decode()


def test_a_question_in_the_address_is_answered_anew(client, plan):
    _, asked = queries(client, f"{plan.url}?ngay=01/01/2012")
    _, again = queries(client, f"{plan.url}?ngay=01/01/2012")
    assert len(again) == len(asked) > 1


def test_a_draft_changes_nothing_public(client, plan):
    before = stamp()
    plan.subject = "Bản nháp"
    plan.save_revision()
    assert stamp() == before


def test_every_table_a_public_page_reads_counts_its_changes(client, plan):
    """Whoever lets a public page read a further table must give it the trigger of migration 0003."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event_object_table FROM information_schema.triggers WHERE trigger_name = %s",
            ["home_public_changed"],
        )
        watched = {table for (table,) in cursor.fetchall()}
    # what no page shows: the cache, the content types, the stamp itself
    watched |= {"cache", "django_content_type", "home_publicstamp"}
    for page in [plan, plan.get_parent().specific, plan.get_parent().get_parent().specific]:
        SHELF.empty()
        for sql in queries(client, page.url)[1]:
            read = set(re.findall(r'(?:FROM|JOIN) "?([a-z_]+)"?', sql))
            assert read <= watched, sql


def test_the_shelf_forgets_what_was_asked_for_longest_ago():
    def answer(letter):
        return Answer(1, (), letter * 40, b"", "")

    shelf: Shelf[Key, Answer] = Shelf(room=100)
    first, second, third = (("http", "host", path, None) for path in "abc")
    shelf.put(first, answer(b"a"))
    shelf.put(second, answer(b"b"))
    shelf.take(first, 1)
    shelf.put(third, answer(b"c"))
    assert shelf.take(first, 1)
    assert shelf.take(second, 1) is None
    assert shelf.take(third, 1)
    assert shelf.take(third, 2) is None


@pytest.mark.django_db(transaction=True)
def test_clerks_who_publish_at_the_same_moment_do_not_wait_and_every_change_counts():
    pages = [DocumentFactory(number=number).pk for number in range(1, 5)]
    before = stamp()
    together = Barrier(len(pages), timeout=20)

    def publish(pk):
        try:
            with transaction.atomic():
                DocumentPage.objects.filter(pk=pk).update(subject=f"Đổi {pk}")
                together.wait()  # with one row for all, only the first would ever come here
        finally:
            connections.close_all()

    threads = [Thread(target=publish, args=[pk]) for pk in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not together.broken
    assert stamp() == before + len(pages)
