"""Working lists: the count is the length of the list, and nobody finds a neighbour's work on theirs."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agencies.groups import ensure_groups
from tasks import lists
from tasks.models import Assignment
from tests.factories import AgencyFactory, AssignmentFactory, ExtensionFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def officer(agency):
    return UserFactory(focal_person=agency)


@pytest.fixture
def register(agency, officer):
    """One part of each kind, and the same at another agency."""
    for owner in (agency, AgencyFactory()):
        for trait in ("overdue", "soon", "running", "sent_back", "reported", "confirmed", "late", "silent"):
            AssignmentFactory(agency=owner, **{trait: True})
        AssignmentFactory(agency=owner)
        AssignmentFactory(agency=owner, coordinates=True, working=True)
        ExtensionFactory(assignment=AssignmentFactory(agency=owner, soon=True))
        task = TaskFactory()
        AssignmentFactory(agency=owner, task=task, working=True)
        AssignmentFactory(task=task, coordinates=True, working=True)
    AssignmentFactory(agency=agency, working=True, officer=officer)


def test_every_count_is_the_length_of_its_list(register, agency, officer):
    today = timezone.localdate()
    own = Assignment.objects.of_agencies_of(officer)
    counted = lists.counts(lists.OF_AN_AGENCY, own, officer, today)
    for one, number in counted:
        found = list(one.of(own, officer, today))
        assert len(found) == number, one.key
        assert {part.agency_id for part in found} <= {agency.pk}
    assert {one.key: number for one, number in counted} == {
        "cua-toi": 1,
        "chu-tri": 10,
        "phoi-hop": 1,
        "chua-nhan": 1,
        "den-han-tuan-nay": sum(due_this_week(today, days) for days in (3, 3, 20)),
        "qua-han": 1,
        "bi-tra-lai": 1,
        "cho-co-quan-khac": 1,
        "im-lang": 1,
    }


def due_this_week(today: date, days: int) -> bool:
    return today.weekday() + days <= 6


def test_counts_cost_one_query_however_many_lists(register, officer, django_assert_num_queries):
    officer.memberships.count()
    own = Assignment.objects.of_agencies_of(officer)
    with django_assert_num_queries(1):
        lists.counts(lists.OF_AN_AGENCY, own, officer, timezone.localdate())


def test_the_page_of_a_list_has_exactly_its_rows_and_the_same_file(client, register, officer):
    client.force_login(officer)
    for one in lists.OF_AN_AGENCY:
        page = client.get(f"/viec/danh-sach/{one.key}/")
        number = page.context["page"].paginator.count
        assert f"({number})" in page.content.decode()
        assert client.get(f"/viec/danh-sach/{one.key}/xuat/").status_code == 200
    narrowed = client.get("/viec/danh-sach/chu-tri/?q=khong-co-viec-nay")
    assert narrowed.context["page"].paginator.count == 0
    assert client.get("/viec/danh-sach/khong-co/").status_code == 404


def test_a_list_costs_the_same_for_few_rows_and_for_many(
    client, agency, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    for _ in range(15):
        AssignmentFactory(agency=agency, overdue=True)
    with django_assert_max_num_queries(14):
        client.get("/viec/danh-sach/qua-han/")


def test_the_secretariat_counts_over_all_agencies(client, register):
    ensure_groups()
    clerk = UserFactory(secretary=True)
    client.force_login(clerk)
    today = timezone.localdate()
    whole = Assignment.objects.visible_to(clerk).given()
    for one, number in lists.counts(lists.OF_THE_SECRETARIAT, whole, clerk, today):
        page = client.get(f"/admin/nhiem-vu/?list={one.key}")
        assert page.context["rows"].paginator.count == number, one.key
    assert number == 2


def test_the_week_ends_on_sunday():
    monday = date(2026, 11, 23)
    part = AssignmentFactory(working=True, due_on=monday + timedelta(days=6))
    AssignmentFactory(working=True, due_on=monday + timedelta(days=7))
    week = next(one for one in lists.OF_AN_AGENCY if one.key == "den-han-tuan-nay")
    assert [one.pk for one in week.of(Assignment.objects.all(), None, monday)] == [part.pk]
    sunday = monday + timedelta(days=6)
    assert [one.pk for one in week.of(Assignment.objects.all(), None, sunday)] == [part.pk]
