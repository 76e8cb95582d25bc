"""Numbers of a register: gapless, unique, once per form, kept by the database itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone
from wagtail.models import PageLogEntry

from agencies.actions import Refused
from documents.actions import CloseYear, InsertNumber, StartSeries, TakeNumber, VoidNumber
from documents.models import DocumentPage, DocumentType, Entry, RegisterYear
from documents.statuses import Manner
from tests.factories import AgencyFactory, DocumentFactory, RegisterFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return RegisterFactory()


def draft(**values):
    return DocumentFactory(live=False, number=None, issued_on=date(2026, 3, 5), **values)


def test_the_first_number_of_a_year_is_01_and_the_next_02(clerk, register):
    first = TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    second = TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    assert (first.printed, second.printed) == ("01/KH-BCĐ", "02/KH-BCĐ")


def test_each_year_begins_anew(clerk, register):
    TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    paper = DocumentFactory(live=False, number=None, issued_on=date(2025, 1, 2))
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


def test_few_statements_stand_between_a_number_and_the_next(clerk, register, django_assert_num_queries):
    papers = [draft(), draft()]
    book = type(register).objects.prefetch_related("types").get(pk=register.pk)
    TakeNumber(papers[0], clerk, register=book, key=uuid4()).execute()
    with django_assert_num_queries(6):  # two of them are the savepoint that stands for the transaction
        TakeNumber(papers[1], clerk, register=book, key=uuid4()).execute()


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
    RegisterYear.objects.create(register=register, year=2026, closed_at=timezone.now(), closed_by=clerk)
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


def test_an_earlier_day_needs_permission_and_a_reason_and_stands_in_the_book(clerk, register):
    TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    earlier = {"register": register, "on": date(2026, 3, 1)}
    with pytest.raises(Refused, match="05/03/2026"):
        TakeNumber(draft(), clerk, key=uuid4(), reason="Bỏ sót", **earlier).execute()
    head = UserFactory(administrator=True)
    with pytest.raises(Refused, match="lý do"):
        TakeNumber(draft(), head, key=uuid4(), **earlier).execute()
    entry = TakeNumber(draft(), head, key=uuid4(), reason="Bỏ sót", **earlier).execute()
    assert (entry.number, entry.manner, entry.note) == (2, Manner.BACKDATED, "Lùi ngày: Bỏ sót")
    line = PageLogEntry.objects.get(page=entry.document, action="vanthu.take_number")
    assert line.data["reason"] == "Bỏ sót"


def test_a_forgotten_paper_becomes_12a_with_a_reason(clerk, register):
    StartSeries(register, clerk, year=2026, first=12).execute()
    for _ in range(2):
        TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    with pytest.raises(Refused):
        InsertNumber(draft(), clerk, register=register, key=uuid4(), after=12).execute()
    with pytest.raises(Refused):
        InsertNumber(draft(), clerk, register=register, key=uuid4(), after=99, reason="Sót").execute()
    for printed in ("12a/KH-BCĐ", "12b/KH-BCĐ"):
        paper = draft()
        InsertNumber(paper, clerk, register=register, key=uuid4(), after=12, reason="Sót").execute()
        assert DocumentPage.objects.get(pk=paper.pk).code == printed
    assert TakeNumber(draft(), clerk, register=register, key=uuid4()).execute().number == 14


def test_types_count_together_or_each_by_itself_as_the_register_says(clerk, register):
    per_type = RegisterFactory(per_type=True)
    report = DocumentType.objects.get(name="Báo cáo")
    for book, numbers in ((register, [1, 2]), (per_type, [1, 1])):
        papers = [(draft(), "KH-BCĐ"), (draft(type=report), "BC-BCĐ")]
        given = [
            TakeNumber(paper, clerk, register=book, key=uuid4(), symbol=symbol).execute().number
            for paper, symbol in papers
        ]
        assert given == numbers


def test_normative_papers_count_by_type_and_print_the_year(clerk, register):
    decision = DocumentType.objects.get(name="Quyết định quy phạm pháp luật")
    TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    entry = TakeNumber(
        draft(type=decision), clerk, register=register, key=uuid4(), symbol="QĐ-UBND"
    ).execute()
    assert (entry.printed, entry.key) == ("01/2026/QĐ-UBND", "1/2026/qd-ubnd")


def test_copies_of_every_kind_share_one_series_of_their_own_book(clerk, register):
    copies = RegisterFactory(copies=True)
    given = []
    for name, symbol in (("Bản sao y", "SY-BCĐ"), ("Bản trích sao", "TrS-BCĐ"), ("Bản sao lục", "SL-BCĐ")):
        paper = draft(type=DocumentType.objects.get(name=name))
        with pytest.raises(Refused):
            TakeNumber(paper, clerk, register=register, key=uuid4(), symbol=symbol).execute()
        given.append(TakeNumber(paper, clerk, register=copies, key=uuid4(), symbol=symbol).execute().printed)
    assert given == ["01/SY-BCĐ", "02/TrS-BCĐ", "03/SL-BCĐ"]


def test_a_committee_counts_in_its_own_book(clerk, register):
    host = RegisterFactory(agency=AgencyFactory(name="UBND tỉnh"))
    with pytest.raises(Refused, match="cơ quan khác"):
        TakeNumber(draft(), clerk, register=host, key=uuid4()).execute()


@pytest.mark.parametrize("symbol", ["QyĐ-BCĐ", "KH", "KH-", "KH BCĐ", "kh-BCĐ"])
def test_the_symbol_of_our_own_paper_is_that_of_its_type(clerk, register, symbol):
    with pytest.raises(Refused):
        TakeNumber(draft(), clerk, register=register, key=uuid4(), symbol=symbol).execute()


def test_a_number_of_tomorrow_is_refused(clerk, register):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused):
        TakeNumber(draft(), clerk, register=register, key=uuid4(), on=tomorrow).execute()


def test_a_closed_year_says_what_it_holds_and_changes_no_more(clerk, register):
    papers = [DocumentFactory(live=False, number=None, issued_on=date(2025, 3, 5)) for _ in range(3)]
    entries = [TakeNumber(paper, clerk, register=register, key=uuid4()).execute() for paper in papers[:2]]
    VoidNumber(entries[0], clerk, reason="Ghi trùng").execute()
    counter = CloseYear(RegisterYear.objects.get(), clerk).execute()
    assert counter.statement["last"] == 2
    assert counter.statement["voided"] == [["01/KH-BCĐ", "Ghi trùng"]]
    for action in (
        TakeNumber(papers[2], clerk, register=register, key=uuid4()),
        InsertNumber(papers[2], clerk, register=register, key=uuid4(), after=1, reason="Sót"),
        VoidNumber(entries[1], clerk, reason="Muộn"),
        CloseYear(counter, clerk),
    ):
        with pytest.raises(Refused):
            action.execute()
    for change in (
        "UPDATE documents_entry SET voided_at = now(), reason = 'x' WHERE number = 2",
        "UPDATE documents_registeryear SET closed_at = NULL, closed_by_id = NULL",
        "UPDATE documents_registeryear SET last = last + 1",
        "DELETE FROM documents_registeryear",
        "INSERT INTO documents_entry SELECT * FROM documents_entry LIMIT 1",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_the_year_that_runs_is_not_closed(clerk, register):
    TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    with pytest.raises(Refused):
        CloseYear(RegisterYear.objects.get(), clerk).execute()


@pytest.mark.parametrize("table", ["documents_entry", "documents_registeryear"])
def test_a_register_is_not_emptied(clerk, register, table):
    TakeNumber(draft(), clerk, register=register, key=uuid4()).execute()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER documents_book_is_not_emptied")
        with pytest.raises(DatabaseError, match="never emptied"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table} CASCADE")


def test_no_route_of_the_orm_changes_a_number(clerk, register):
    paper = draft()
    entry = TakeNumber(paper, clerk, register=register, key=uuid4()).execute()
    mine = Entry.objects.filter(pk=entry.pk)
    attempts = [
        lambda: mine.update(number=9),
        lambda: mine.update(printed="9/KH-BCĐ"),
        lambda: mine.update(on=date(2020, 1, 1)),
        lambda: Entry.objects.bulk_update([Entry(pk=entry.pk, number=9)], ["number"]),
        mine.delete,
        entry.delete,
        lambda: DocumentPage.objects.get(pk=paper.pk).delete(),
        lambda: Entry.objects.create(
            register_year=entry.register_year, number=9, on=entry.on, idempotency_key=uuid4(), taken_by=clerk
        ),
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert Entry.objects.get().printed == "01/KH-BCĐ"
