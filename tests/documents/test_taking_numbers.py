"""Numbers of a register: gapless, unique, once per form, kept by the database itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from agencies.actions import Refused
from documents.actions import TakeNumber, VoidNumber
from documents.models import DocumentPage, DocumentType, Entry, Register, RegisterYear
from tests.factories import AgencyFactory, DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return UserFactory(secretary=True)


@pytest.fixture
def register():
    return Register.objects.create(agency=AgencyFactory(), name="Sổ văn bản đi")


def draft(**values):
    return DocumentFactory(live=False, number=None, issued_on=date(2026, 3, 5), **values)


def test_the_first_number_of_a_year_is_01_and_the_next_02(clerk, register):
    first = TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    second = TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    assert (first.printed, second.printed) == ("01/KH-BCĐ", "02/KH-BCĐ")


def test_each_year_begins_anew(clerk, register):
    TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    paper = DocumentFactory(live=False, number=None, issued_on=date(2027, 1, 2))
    assert TakeNumber(paper, clerk, register=register, key=uuid4()).execute().number == 1


def test_the_paper_shows_its_number_even_when_an_older_draft_is_published(clerk, register):
    paper = draft()
    older = paper.save_revision(user=clerk)
    TakeNumber(paper, clerk, register=register, key=uuid4()).execute()
    older.publish()
    paper = DocumentPage.objects.get(pk=paper.pk)
    assert (paper.code, paper.key, paper.live) == ("01/KH-BCĐ", "1/kh-bcd", True)


def test_a_second_click_gives_the_number_already_given(clerk, register):
    paper, key = draft(), uuid4()
    first = TakeNumber(paper, clerk, register=register, key=key).execute()
    assert TakeNumber(paper, clerk, register=register, key=key).execute() == first
    assert RegisterYear.objects.get().last == 1


def test_a_numbered_paper_gets_no_second_number(clerk, register):
    paper = draft()
    TakeNumber(paper, clerk, register=register, key=uuid4()).execute()
    with pytest.raises(Refused, match="01/KH-BCĐ"):
        TakeNumber(paper, clerk, register=register, key=uuid4()).execute()


def test_one_form_serves_one_paper(clerk, register):
    key = uuid4()
    TakeNumber(draft(), clerk, register=register, key=key).execute()
    with pytest.raises(Refused):
        TakeNumber(draft(), clerk, register=register, key=key).execute()


def test_a_number_whose_transaction_failed_is_given_to_the_next(clerk, register):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
        raise ZeroDivisionError
    assert TakeNumber(draft(), clerk, register=register, key=uuid4()).execute().number == 1


def test_a_closed_year_gives_no_number(clerk, register):
    RegisterYear.objects.create(register=register, year=2026, closed_at=timezone.now())
    with pytest.raises(Refused, match="2026"):
        TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()


def test_a_register_for_some_types_refuses_others(clerk, register):
    register.types.add(DocumentType.objects.get(name="Quyết định"))
    with pytest.raises(Refused):
        TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()


def test_only_the_secretariat_takes_numbers(register):
    for person in (UserFactory(), UserFactory(leader=True), UserFactory(focal_person=AgencyFactory())):
        with pytest.raises(PermissionDenied):
            TakeNumber(draft(), person, register=register, key=uuid4()).execute()
    with pytest.raises(PermissionDenied):
        TakeNumber(draft(), None, register=register, key=uuid4()).execute()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents_entry SET number = 99",
        "UPDATE documents_entry SET symbol = 'QĐ-BCĐ'",
        "UPDATE documents_entry SET suffix = 'a'",
        "UPDATE documents_entry SET document_id = NULL",
        "UPDATE documents_entry SET taken_at = now() - interval '1 year'",
        "DELETE FROM documents_entry",
        "UPDATE documents_registeryear SET last = 0",
    ],
)
def test_the_database_refuses_to_change_a_number_that_was_taken(clerk, register, change):
    TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_voided_number_keeps_its_line_and_its_reason(clerk, register):
    entry = TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    with pytest.raises(Refused):
        VoidNumber(entry, clerk, reason="  ").execute()
    VoidNumber(entry, clerk, reason="Ghi trùng").execute()
    with pytest.raises(Refused):
        VoidNumber(entry, clerk, reason="Lần nữa").execute()
    assert TakeNumber(draft(), clerk, register=register, key=uuid4()).execute().number == 2
    assert Entry.objects.get(number=1).reason == "Ghi trùng"


@pytest.mark.django_db(transaction=True)
def test_clerks_who_press_at_the_same_moment_get_different_numbers_without_a_gap(clerk, register):
    papers = [draft() for _ in range(24)]

    def press(paper):
        try:
            return TakeNumber(paper, clerk, register=register, key=uuid4()).execute().number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as clerks:
        numbers = list(clerks.map(press, papers))
    assert sorted(numbers) == list(range(1, 25))


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_eight_times_at_once_takes_one_number(clerk, register):
    paper, key = draft(), uuid4()

    def press(_):
        try:
            return TakeNumber(paper, clerk, register=register, key=key).execute().number
        except Refused:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as clicks:
        answers = list(clicks.map(press, range(8)))
    assert set(answers) == {1}
    assert Entry.objects.count() == RegisterYear.objects.get().last == 1
