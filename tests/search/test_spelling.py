"""Did you mean, and what is like a paper or nearest to a question."""

import pytest
from django.contrib.auth.models import AnonymousUser

from documents.statuses import Circulation
from search.asking import Query
from search.similar import nearest, similar
from search.spelling import corrected
from tests.factories import DocumentFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_engine")]
ANYBODY = AnonymousUser()


@pytest.fixture
def plan():
    return DocumentFactory(
        number=15, subject="Phòng, chống tội phạm mua bán người",
        text="I. NỘI DUNG\n1. Hỗ trợ nạn nhân bị mua bán trở về tái hoà nhập cộng đồng.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mua bna nguoi", "mua bán nguoi"),
        ("ho troj nan nhan", "ho trợ nan nhan"),
        ("cộng đôngf", "cộng đồng"),
        ("pong chong toi pham", "phòng chong toi pham"),
    ],
)
def test_a_slip_of_the_finger_is_put_right_in_the_spelling_of_the_paper(plan, typed, meant):
    found = corrected(Query(typed), ANYBODY)
    assert (found.text, found.total) == (meant, 1)


def test_no_spelling_is_offered_that_only_hidden_papers_have():
    DocumentFactory(subject="Chuyên án Bạch Tuộc", circulation=Circulation.RESTRICTED)
    assert corrected(Query("chuyên án bạch tuocj"), ANYBODY) is None
    assert corrected(Query("bach tuo"), ANYBODY) is None
    assert corrected(Query("chuyên án bạch tuocj"), UserFactory(leader=True)).text == "chuyên án bạch tuộc"


def test_words_that_mean_nothing_are_left_alone(plan):
    assert corrected(Query("xyzzy"), ANYBODY) is None
    assert corrected(Query("1427"), ANYBODY) is None
    assert corrected(Query(""), ANYBODY) is None


def test_similar_papers_are_those_about_the_same_that_the_reader_may_open(plan):
    twin = DocumentFactory(number=16, subject="Phòng, chống mua bán người", text=plan.text)
    hidden = DocumentFactory(
        number=17, subject="Phòng, chống", text=plan.text, circulation=Circulation.RESTRICTED
    )
    DocumentFactory(number=18, subject="Trồng rừng", text="I. NỘI DUNG\n1. Trồng rừng phòng hộ ven biển.")
    assert [answer.paper.pk for answer in similar(plan, ANYBODY)] == [twin.pk]
    assert {answer.paper.pk for answer in similar(plan, UserFactory(leader=True))} == {twin.pk, hidden.pk}


def test_a_question_without_an_answer_names_what_is_nearest(plan):
    assert [answer.paper.pk for answer in nearest(Query("nạn nhân động đất sóng thần"), ANYBODY)] == [plan.pk]
    assert nearest(Query("sóng thần"), ANYBODY) == ()


def test_the_page_offers_the_spelling_and_the_similar_papers(client, plan):
    shown = client.get("/tra-cuu/", {"q": "mua bna nguoi"}).content.decode()
    assert "Có phải muốn tìm:" in shown
    DocumentFactory(number=16, subject="Phòng, chống mua bán người", text=plan.text)
    assert f"/tra-cuu/tuong-tu/{plan.pk}/" in client.get(plan.url).content.decode()
    assert "16/KH-BCĐ" in client.get(f"/tra-cuu/tuong-tu/{plan.pk}/").content.decode()
