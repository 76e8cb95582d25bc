"""Whatever clerks do in whatever order, a register is what a list kept by hand would be."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from agencies.actions import Refused
from agencies.models import User
from documents.actions import CloseYear, InsertNumber, StartSeries, TakeNumber, VoidNumber
from documents.models import DocumentPage, DocumentType, Entry, Register, RegisterYear
from documents.placing import place
from documents.statuses import Series
from tests.factories import AgencyFactory, RegisterFactory, UserFactory, section_page

pytestmark = pytest.mark.django_db

SETTINGS = settings(
    max_examples=100,
    stateful_step_count=30,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Book:
    """One series of one year as a careful clerk would keep it on paper."""

    first: int = 1
    last: int = 0
    last_on: date | None = None
    closed: bool = False
    lines: dict[tuple[int, str], date] = field(default_factory=dict)
    voided: set[tuple[int, str]] = field(default_factory=set)


class Clerks(RuleBasedStateMachine):
    """Two registers in two years; the papers come from a pile that lasts for all examples."""

    head: User
    drafts: list[DocumentPage] = []

    def __init__(self):
        super().__init__()
        self.head = Clerks.head
        agency = AgencyFactory(name="Ban Chỉ đạo 138 tỉnh")
        self.plan, self.report = (
            DocumentType.objects.get(name="Kế hoạch"),
            DocumentType.objects.get(name="Báo cáo"),
        )
        made = str(uuid4())
        self.registers = [
            Register.objects.create(agency=agency, name=f"Chung {made}"),
            Register.objects.create(agency=agency, name=f"Theo loại {made}", series=Series.PER_TYPE),
        ]
        self.books: dict[tuple, Book] = {}
        self.forms: list[tuple] = []

    def paper(self, kind):
        if not Clerks.drafts:
            papers = [
                DocumentPage(
                    type=self.plan, subject=f"Bản {uuid4()}", live=False, has_unpublished_changes=True
                )
                for _ in range(200)
            ]
            with transaction.atomic():
                place(section_page(), papers)
            Clerks.drafts = papers
        paper = Clerks.drafts.pop()
        if paper.type_id != kind.pk:
            DocumentPage.objects.filter(pk=paper.pk).update(type=kind)
        return paper

    def book(self, register, kind, year):
        by_type = kind.pk if register.series == Series.PER_TYPE else None
        return self.books.setdefault((register.pk, by_type, year), Book())

    @rule(
        which=st.integers(0, 1),
        plan=st.booleans(),
        days=st.integers(0, 720),
        why=st.sampled_from(["", "Sót"]),
    )
    def take(self, which, plan, days, why):
        register, kind = self.registers[which], self.plan if plan else self.report
        on = date(2024, 1, 5) + timedelta(days)
        book, key, paper = self.book(register, kind, on.year), uuid4(), self.paper(kind)
        action = TakeNumber(
            paper, self.head, register=register, key=key, symbol=f"{kind.abbreviation}-BCĐ", on=on, reason=why
        )
        backdated = book.last_on is not None and on < book.last_on
        if book.closed or (backdated and not why):
            with pytest.raises(Refused):
                action.execute()
            return
        entry = action.execute()
        book.last, book.last_on = book.last + 1, max(on, book.last_on or on)
        assert entry.number == book.last
        book.lines[entry.number, ""] = on
        self.forms.append((paper, register, key, entry.pk))

    @rule(which=st.integers(0, 1), days=st.integers(0, 720))
    def fail(self, which, days):
        """The power goes after the number was given and before it was kept."""
        on = date(2024, 1, 5) + timedelta(days)
        register, paper = self.registers[which], self.paper(self.plan)
        with pytest.raises((ZeroDivisionError, Refused)), transaction.atomic():
            TakeNumber(
                paper,
                self.head,
                register=register,
                key=uuid4(),
                symbol="KH-BCĐ",
                on=on,
                reason="x",
            ).execute()
            raise ZeroDivisionError

    @rule(pick=st.integers(0, 99))
    def send_again(self, pick):
        if self.forms:
            paper, register, key, pk = self.forms[pick % len(self.forms)]
            action = TakeNumber(paper, self.head, register=register, key=key, symbol="KH-BCĐ")
            assert action.execute().pk == pk

    @rule(pick=st.integers(0, 99), after=st.integers(1, 4), days=st.integers(0, 720))
    def insert(self, pick, after, days):
        register, on = self.registers[pick % 2], date(2024, 1, 5) + timedelta(days)
        book = self.book(register, self.plan, on.year)
        action = InsertNumber(
            self.paper(self.plan),
            self.head,
            register=register,
            key=uuid4(),
            symbol="KH-BCĐ",
            on=on,
            reason="Sót",
            after=after,
        )
        beside = [day for (number, _), day in book.lines.items() if number == after]
        behind = book.lines.get((after + 1, ""), on)
        if book.closed or not beside or not min(*beside, behind) <= on <= max(min(beside), behind):
            with pytest.raises(Refused):
                action.execute()
            return
        entry = action.execute()
        assert entry.suffix == "abcdefghijklmnopqrstuvwxyz"[len(beside) - 1]
        book.lines[after, entry.suffix] = on

    @rule(pick=st.integers(0, 99))
    def void(self, pick):
        if not self.forms:
            return
        entry = Entry.objects.select_related("register_year").get(pk=self.forms[pick % len(self.forms)][3])
        counter = entry.register_year
        book = self.books[counter.register_id, counter.type_id, counter.year]
        line = (entry.number, entry.suffix)
        action = VoidNumber(entry, self.head, reason="Ghi trùng")
        if book.closed or line in book.voided:
            with pytest.raises(Refused):
                action.execute()
            return
        action.execute()
        book.voided.add(line)

    @rule(which=st.integers(0, 1), year=st.integers(2024, 2025), first=st.integers(1, 40))
    def begin_later(self, which, year, first):
        register = self.registers[which]
        kind = self.plan if which else None
        book = self.book(register, self.plan, year)
        action = StartSeries(register, self.head, year=year, first=first, kind=kind)
        if book.closed or book.lines:
            with pytest.raises(Refused):
                action.execute()
            return
        action.execute()
        book.first, book.last = first, first - 1

    @rule(which=st.integers(0, 1), year=st.integers(2024, 2025))
    def close(self, which, year):
        counter = RegisterYear.objects.filter(register=self.registers[which], year=year).first()
        if counter is None:
            return
        book = self.books[counter.register_id, counter.type_id, year]
        if book.closed:
            with pytest.raises(Refused):
                CloseYear(counter, self.head).execute()
            return
        statement = CloseYear(counter, self.head).execute().statement
        assert (statement["last"], statement["entries"]) == (book.last, len(book.lines))
        assert len(statement["voided"]) == len(book.voided)
        book.closed = True

    def teardown(self):
        """Entries are never changed or deleted, so a deviation at any step is still there at the end."""
        rows = Entry.objects.filter(register_year__register__in=self.registers).values_list(
            "register_year__register", "register_year__type", "register_year__year", "number", "suffix", "on"
        )
        kept = {(*place, *line, on) for place, book in self.books.items() for line, on in book.lines.items()}
        assert set(rows) == kept
        for counter in RegisterYear.objects.filter(register__in=self.registers):
            book = self.books[counter.register_id, counter.type_id, counter.year]
            assert (counter.first, counter.last, counter.last_on) == (book.first, book.last, book.last_on)


def test_a_register_is_what_a_list_kept_by_hand_would_be():
    Clerks.head, Clerks.drafts = UserFactory(administrator=True), []
    run_state_machine_as_test(Clerks, settings=SETTINGS)


def test_a_register_leads_to_this_year_before_its_first_number(desk):
    book, arrivals = RegisterFactory(), RegisterFactory(incoming=True)
    RegisterYear.objects.create(register=book, year=2012, last=15)
    page = desk.get("/admin/so/").content.decode()
    this_year = timezone.localdate().year
    for address in (
        f"{book.pk}/2012/",
        f"{book.pk}/{this_year}/",
        f"{arrivals.pk}/{this_year}/",
        f"{arrivals.pk}/vao-so/",
    ):
        assert f'href="/admin/so/{address}"' in page


@pytest.mark.parametrize("year", ["0", "999", "99999"])
def test_a_year_that_no_day_has_is_no_address(desk, year):
    register = RegisterFactory()
    for below in ("", "so.xlsx", "bat-dau/", "ket-thuc/"):
        assert desk.get(f"/admin/so/{register.pk}/{year}/{below}", follow=True).status_code == 404
