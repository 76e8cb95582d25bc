"""What people find, on every engine there is."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from documents.models import DocumentReader, DocumentType
from documents.statuses import Circulation
from search.asking import Query
from search.engines import ENGINES
from search.finding import find
from search.models import Row
from tests.factories import AgencyFactory, AssignmentFactory, DocumentFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()

TEXT = """I. NỘI DUNG
1. Hỗ trợ nạn nhân
- Sở Lao động hỗ trợ nạn nhân bị mua bán trở về tái hoà nhập cộng đồng.
2. Tuyên truyền
- Công an tỉnh tuyên truyền phòng, chống ma túy.
"""


@pytest.fixture(params=sorted(ENGINES), autouse=True)
def engine(request, settings):
    settings.SEARCH_ENGINE = request.param


@pytest.fixture
def plan():
    return DocumentFactory(number=15, text=TEXT)


def subjects(question, user=ANYBODY, **filters):
    return [answer.paper.subject for answer in find(Query(question, **filters), user).answers]


@pytest.mark.parametrize(
    "question",
    [
        "hỗ trợ nạn nhân tái hòa nhập",
        "hỗ trợ nạn nhân tái hoà nhập",
        "ho tro nan nhan tai hoa nhap",
        "HỖ TRỢ NẠN NHÂN",
        "hô\u0303 trơ\u0323 na\u0323n nhân",
        '"tái hòa nhập"',
    ],
)
def test_a_clause_is_found_with_or_without_accents_in_any_spelling(plan, question):
    answer = find(Query(question), ANYBODY).answers[0]
    assert answer.paper.pk == plan.pk
    passage = next(
        one
        for one in answer.passages
        if "tái hoà nhập" in one.snippet.replace("<mark>", "").replace("</mark>", "")
    )
    assert passage.address.endswith("#muc-i-1-gach-1")
    assert "<mark>" in passage.snippet


def test_the_exact_accents_come_first():
    bare = DocumentFactory(subject="Bán hàng lưu động")
    exact = DocumentFactory(subject="Bàn hàng lưu động")
    assert subjects("bàn hàng")[0] == exact.subject
    assert subjects("bán hàng")[0] == bare.subject


def test_what_nobody_wrote_is_not_found(plan):
    assert subjects("thủy lợi nội đồng") == []


def test_an_abbreviation_finds_the_words_it_stands_for():
    DocumentFactory(subject="Quy chế của ủy ban nhân dân tỉnh")
    assert subjects("UBND tỉnh") == ["Quy chế của ủy ban nhân dân tỉnh"]


def test_facets_count_what_each_value_would_leave(plan):
    other = DocumentFactory(
        type=DocumentType.objects.get(name="Quyết định"), text=TEXT, issued_on=date(2020, 1, 2)
    )
    found = find(Query("nạn nhân"), ANYBODY)
    assert {one.name: one.count for one in found.facets["loai"]} == {"Kế hoạch": 1, "Quyết định": 1}
    narrowed = find(Query("nạn nhân", types=(other.type_id,)), ANYBODY)
    assert narrowed.total == 1
    assert {one.name: (one.count, one.chosen) for one in narrowed.facets["loai"]} == {
        "Kế hoạch": (1, False),
        "Quyết định": (1, True),
    }
    assert [one.value for one in found.facets["nam"]] == [2020, 2012]


def test_nobody_finds_a_paper_a_count_or_a_task_they_may_not_see(plan):
    lead = AgencyFactory()
    secret = DocumentFactory(subject="Chuyên án nạn nhân", text=TEXT, circulation=Circulation.RESTRICTED)
    DocumentReader.objects.create(page=secret, agency=lead)
    secret.save()
    task = TaskFactory(document=plan, title="Lập danh sách nạn nhân")
    AssignmentFactory(task=task, agency=lead)
    task.document.save()
    for person in (ANYBODY, UserFactory(), UserFactory(focal_person=AgencyFactory())):
        found = find(Query("nạn nhân"), person)
        assert [answer.paper.pk for answer in found.answers] == [plan.pk]
        assert found.total == 1
        assert not any(passage.task for answer in found.answers for passage in answer.passages)
    found = find(Query("nạn nhân"), UserFactory(focal_person=lead))
    assert {answer.paper.pk for answer in found.answers} == {plan.pk, secret.pk}


def test_a_right_taken_away_counts_at_once(plan):
    lead = AgencyFactory()
    person = UserFactory(focal_person=lead)
    internal = DocumentFactory(subject="Lưu hành về nạn nhân", circulation=Circulation.INTERNAL)
    assert internal.subject in subjects("nạn nhân", person)
    internal.circulation = Circulation.RESTRICTED
    internal.save()
    assert internal.subject not in subjects("nạn nhân", person)


def test_a_withdrawn_paper_is_no_longer_found(plan):
    plan.unpublish()
    assert subjects("nạn nhân") == []


def test_the_number_of_queries_does_not_grow_with_what_is_found(plan, django_assert_max_num_queries):
    for _ in range(12):
        DocumentFactory(text=TEXT)
    subjects("nạn nhân")
    with django_assert_max_num_queries(14):
        assert len(find(Query("nạn nhân"), ANYBODY).answers) == 13


def test_rows_that_were_lost_come_back_with_one_command(plan):
    Row.objects.all().delete()
    assert subjects("nạn nhân") == []
    call_command("rebuild_search", stdout=StringIO())
    assert subjects("nạn nhân") == [plan.subject]
