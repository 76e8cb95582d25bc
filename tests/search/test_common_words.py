"""Words that stand nearly everywhere: what comes first is found, and the total does not claim to be all."""

import pytest
from django.contrib.auth.models import AnonymousUser

from documents.models import DocumentType
from search.asking import Query
from search.finding import find
from tests.factories import DocumentFactory

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
