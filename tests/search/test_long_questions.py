"""A long question looks at some rows only, on either engine, and does not claim to have counted all."""

import pytest
from django.contrib.auth.models import AnonymousUser

from search.asking import Query
from search.engines.elasticsearch import engine as elastic
from search.engines.postgres import statement as postgres
from search.finding import find
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db
SUBJECT = "Quy chế tiếp nhận và hỗ trợ nạn nhân bị mua bán trở về"
ASKED = "tiếp nhận hỗ trợ nạn nhân mua bán trở về ở tỉnh"


def test_a_total_that_is_not_exact_says_so(client, monkeypatch):
    for number in range(5):
        DocumentFactory(number=number, subject=SUBJECT)
    whole = find(Query(ASKED), AnonymousUser())
    assert (whole.total, whole.more) == (5, False)
    monkeypatch.setattr(postgres, "CANDIDATES", 3)
    whole = find(Query(ASKED), AnonymousUser())
    assert (whole.total, whole.more) == (5, False), "there are no more rows than are looked at anyway"
    monkeypatch.setattr(postgres, "ALL_OF", 3)
    some = find(Query(ASKED), AnonymousUser())
    assert (some.total, some.more) == (3, True)
    assert "Hơn 3 kết quả" in client.get("/tra-cuu/", {"q": ASKED}).content.decode()


def test_what_holds_the_rarest_words_is_found_and_the_total_says_more(each_engine, monkeypatch):
    for number in range(5):
        DocumentFactory(number=number, subject=SUBJECT)
    rare = DocumentFactory(number=9, subject=f"{SUBJECT} ở tỉnh Hà Giang")
    asked = Query(f"{ASKED} Hà Giang")
    whole = find(asked, AnonymousUser())
    assert (whole.answers[0].paper.pk, whole.total, whole.more) == (rare.pk, 6, False)
    for engine in (postgres, elastic):
        monkeypatch.setattr(engine, "CANDIDATES", 4)
    monkeypatch.setattr(postgres, "ALL_OF", 4)
    some = find(asked, AnonymousUser())
    assert ([one.paper.pk for one in some.answers], some.more) == ([rare.pk], True)


def test_of_many_rows_the_best_are_chosen_by_several_rare_words_not_by_the_rarest_alone(
    each_engine, monkeypatch
):
    others = [DocumentFactory(number=number, subject=SUBJECT) for number in range(5)]
    rare = [DocumentFactory(number=number, subject=f"{SUBJECT} ở tỉnh Hà Giang") for number in (8, 9)]
    for engine in (postgres, elastic):
        monkeypatch.setattr(engine, "CANDIDATES", 1)
    monkeypatch.setattr(postgres, "ALL_OF", 1)
    monkeypatch.setattr("search.engines.elasticsearch.query.COUNTED", 1)
    found = find(Query(f"{ASKED} Hà Giang"), AnonymousUser())
    keys = [one.paper.pk for one in found.answers]
    assert found.more
    if each_engine == "elasticsearch":
        assert {*keys[:2]} == {paper.pk for paper in rare}
        assert {*keys[2:]} == {paper.pk for paper in others}
        assert found.total >= len(keys)
