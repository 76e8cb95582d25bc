"""The scorecard of an agency: the same figures for the leader, the agency and the file, with their lists."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from openpyxl import load_workbook

from agencies.models import Succession
from tasks.models import Assignment
from tasks.statuses import Decision
from tests.factories import AgencyFactory, AssignmentFactory, ExtensionFactory, TaskFactory, UserFactory
from tests.home.test_overview import fill, read, rows_of
from tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    fill(24, agencies=3)
    found = Assignment.objects.first().agency
    for part in found.assignments.exclude(due_on=None)[:2]:
        ExtensionFactory(assignment=part, decision=Decision.GRANTED)
    return found


def figures(page: BeautifulSoup) -> dict[str, str]:
    rows = page.select("section[aria-labelledby=so-lieu] tbody tr")
    return {row.th.text.strip(): row.td.text.strip() for row in rows}


def test_every_figure_opens_a_list_with_exactly_so_many_rows(agency):
    leader = signed_in(UserFactory(leader=True))
    page = read(leader.get(f"/bang-diem/{agency.pk}/"))
    links = page.select("a[data-figure]")
    assert len(links) > 20
    for address, number in {(link["href"], int(link.text)) for link in links}:
        assert rows_of(leader, address) == number, address


def test_the_agency_sees_the_figures_the_leader_sees_and_nobody_elses(agency):
    ours = signed_in(UserFactory(focal_person=agency))
    address = f"/bang-diem/{agency.pk}/"
    assert figures(read(ours.get(address))) == figures(read(signed_in(UserFactory(leader=True)).get(address)))
    assert signed_in(UserFactory(focal_person=AgencyFactory())).get(address).status_code == 404
    assert ours.get(f"/bang-diem/{AgencyFactory().pk}/danh-sach/").status_code == 404


def test_the_file_has_the_figures_of_the_page(agency):
    leader = signed_in(UserFactory(leader=True))
    shown = figures(read(leader.get(f"/bang-diem/{agency.pk}/")))
    book = load_workbook(BytesIO(leader.get(f"/bang-diem/{agency.pk}/xuat/").content))
    head, first = list(book.active.iter_rows(values_only=True))[:2]
    filed = dict(zip(head, first, strict=True))
    for words, number in shown.items():
        if number.isdigit() and words in filed:
            assert filed[words] == int(number), words
    assert filed["Được gia hạn"] == 2


def test_a_successor_inherits_and_says_so():
    today = timezone.localdate()
    gone, between, heir = AgencyFactory(ended=True, name="Sở cũ"), AgencyFactory(), AgencyFactory()
    Succession.objects.create(predecessor=gone, successor=between, on=today, basis="NQ 18")
    Succession.objects.create(predecessor=between, successor=heir, on=today)
    AssignmentFactory(agency=gone, overdue=True, due_on=today - timedelta(days=1))
    page = read(signed_in(UserFactory(leader=True)).get(f"/bang-diem/{heir.pk}/"))
    assert figures(page)["Đã giao"] == "1"
    assert "Kế thừa nhiệm vụ của Sở cũ" in page.text
    assert (
        "nhiệm vụ được kế thừa bởi"
        in read(signed_in(UserFactory(leader=True)).get(f"/bang-diem/{gone.pk}/")).text
    )


def test_no_rate_is_told_under_five_and_another_year_stands_beside():
    today = timezone.localdate()
    agency = AgencyFactory()
    for year, number in ((today.year, 4), (today.year - 1, 6)):
        for _n in range(number):
            day = today.replace(year=year, month=3, day=5)
            AssignmentFactory(agency=agency, confirmed=True, due_on=day, done_on=day)
    page = read(signed_in(UserFactory(leader=True)).get(f"/bang-diem/{agency.pk}/?so-voi={today.year - 1}"))
    rate = next(
        row for row in page.select("tbody tr") if "đúng hạn" in row.th.text and "Tỷ lệ" in row.th.text
    )
    assert "chưa đủ để tính" in rate.text
    assert "6/6 = 100 %" in " ".join(rate.text.split())
    assert "giảm 2" in page.text


def test_a_card_asks_the_same_questions_however_much_there_is(django_assert_max_num_queries):
    agency, leader = AgencyFactory(), signed_in(UserFactory(leader=True))
    for number in (2, 12):
        for _n in range(number):
            AssignmentFactory(agency=agency, soon=True, task=TaskFactory(field=f"Lĩnh vực {_n}"))
        with django_assert_max_num_queries(22):
            leader.get(f"/bang-diem/{agency.pk}/")


def test_nonsense_in_the_address_is_left_out(agency):
    leader = signed_in(UserFactory(leader=True))
    for query in ("nam=abc", "nam=99999999", "so-voi=x", "nam=0"):
        assert leader.get(f"/bang-diem/{agency.pk}/?{query}").status_code == 200
    for query in ("nam=0", "thang=99", "nam=9999999", "gia-han=x"):
        assert leader.get(f"/bang-diem/{agency.pk}/danh-sach/?{query}").status_code == 200


def test_the_leader_chooses_a_card_from_all_and_an_agency_from_its_own(agency):
    year = timezone.localdate().year
    links = read(signed_in(UserFactory(leader=True)).get("/bang-diem/")).select("tbody th a")
    assert {link["href"] for link in links} >= {f"/bang-diem/{agency.pk}/?nam={year}"}
    assert len(links) == 3
    assert len(read(signed_in(UserFactory(focal_person=agency)).get("/bang-diem/")).select("tbody th a")) == 1
    newcomer = read(signed_in(UserFactory(focal_person=AgencyFactory(name="Sở mới"))).get("/bang-diem/"))
    assert [link.text for link in newcomer.select("tbody th a")] == ["Sở mới"], "a card without work too"


def test_every_figure_of_the_list_of_cards_opens_so_many_rows_for_whoever_sees_it(agency):
    for reader in (signed_in(UserFactory(leader=True)), signed_in(UserFactory(focal_person=agency))):
        links = read(reader.get("/bang-diem/")).select("a[data-figure]")
        assert len(links) > 5
        for address, number in {(link["href"], int(link.text)) for link in links}:
            assert rows_of(reader, address) == number, address


def test_the_list_of_cards_asks_the_same_questions_however_many_agencies_there_are(
    django_assert_max_num_queries,
):
    leader = signed_in(UserFactory(leader=True))
    for number in (2, 12):
        for _n in range(number):
            AssignmentFactory(soon=True)
        with django_assert_max_num_queries(12):
            leader.get("/bang-diem/")
