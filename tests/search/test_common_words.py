"""Words that stand nearly everywhere: what comes first is found, and the total does not claim to be all."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from documents.models import DocumentType
from documents.statuses import Circulation
from search.asking import Query
from search.engines import Sort
from search.finding import find
from tests.factories import DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db
CLAUSES = "I. NỘI DUNG\n" + "\n".join(
    f"{number}. Hỗ trợ nạn nhân ở xã số {number} theo chương trình việc làm, nhà ở và học nghề của tỉnh."
    for number in range(1, 25)
)


@pytest.fixture
def crowd(monkeypatch):
    """Three papers with two dozen clauses each, and limits that they exceed."""
    monkeypatch.setattr("search.engines.postgres.statement.COUNTED", 30)
    monkeypatch.setattr("search.engines.postgres.statement.SCORED", 2)
    monkeypatch.setattr("search.engines.elasticsearch.query.COUNTED", 30)
    monkeypatch.setattr("search.engines.elasticsearch.paging.FEW", 30)
    return [DocumentFactory(number=number, text=CLAUSES) for number in (1, 2, 3)]


def papers(question, **filters):
    return [answer.paper for answer in find(Query(question, **filters), AnonymousUser()).answers]


def test_a_title_is_found_however_many_rows_were_written_before_it(each_engine, crowd):
    last = DocumentFactory(number=9, subject="Nạn nhân")
    assert last in papers("nạn nhân")
    assert last in papers("nan nhan")


def test_a_paper_tells_its_clauses_though_not_all_of_the_register_were_looked_at(each_engine, crowd):
    found = find(Query("nạn nhân"), AnonymousUser())
    assert {len(answer.passages) for answer in found.answers} == {4}


def test_a_sample_answers_for_words_that_stand_everywhere(crowd, monkeypatch):
    monkeypatch.setattr("search.engines.postgres.statement.SAMPLED", 3)
    monkeypatch.setattr("search.engines.postgres.statement.SCORED", 1)
    rare = DocumentFactory(type=DocumentType.objects.get(name="Quyết định"), number=9, subject="Nạn nhân")
    found = find(Query("nạn nhân"), AnonymousUser())
    assert found.more
    assert rare in [answer.paper for answer in found.answers]
    narrowed = find(Query("nạn nhân", types=(rare.type_id,)), AnonymousUser())
    assert ([one.paper for one in narrowed.answers], narrowed.total, narrowed.more) == ([rare], 1, False)


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [(Sort.NEWEST, [3, 4, 2, 1]), (Sort.OLDEST, [1, 2, 4, 3]), (Sort.NUMBER, [1, 2, 3, 4])],
)
def test_papers_of_common_words_come_in_the_order_of_their_days_and_numbers(
    each_engine, monkeypatch, sort, numbers
):
    monkeypatch.setattr("search.engines.postgres.statement.SAMPLED", 1)
    days = {1: date(2012, 3, 1), 2: date(2013, 3, 1), 3: date(2015, 3, 1), 4: date(2014, 3, 1)}
    for number, day in days.items():
        DocumentFactory(number=number, issued_on=day, text=CLAUSES)
    secret = DocumentFactory(
        number=5, issued_on=date(2013, 5, 1), text=CLAUSES, circulation=Circulation.RESTRICTED
    )
    asked = Query("nạn nhân", sort=sort)
    assert [paper.number for paper in papers("nạn nhân", sort=sort)] == numbers
    assert secret in [one.paper for one in find(asked, UserFactory(leader=True)).answers]
    assert [paper.number for paper in papers("nạn nhân", sort=sort, since=date(2013, 1, 1))] == [
        number for number in numbers if number != 1
    ]
    assert [len(one.passages) for one in find(asked, AnonymousUser()).answers] == [4] * 4


def test_common_words_that_hardly_ever_stand_together_are_all_found_in_their_order(monkeypatch):
    monkeypatch.setattr("search.engines.postgres.statement.SAMPLED", 1)
    monkeypatch.setattr("search.engines.postgres.statement.FURTHEST", 1)
    monkeypatch.setattr("search.engines.postgres.statement.WALKED", 1)
    for number in range(1, 25):
        DocumentFactory(
            number=number, issued_on=date(2012, 1, number), subject="Ma túy" if number > 2 else "Ma trận"
        )
    assert [paper.number for paper in papers("ma trận", sort=Sort.NEWEST)] == [2, 1]
