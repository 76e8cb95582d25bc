"""The search page: numbers go to their paper, bad input gets a sentence, nothing breaks."""

from datetime import date

import pytest

from documents.models import DocumentType
from search.models import Question
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db

SEARCH = "/tra-cuu/"


@pytest.fixture
def plan():
    return DocumentFactory(
        number=15, symbol="KH-BCĐ", issued_on=date(2012, 3, 5), text="I. NỘI DUNG\n1. Việc."
    )


@pytest.mark.parametrize(
    "typed",
    ["15/KH-BCĐ", "15 /KH-BCĐ", "15 kh bcd", "15/kh-bcd", "KH 15", "Kế hoạch 15", "ke hoach 15 bcd 2012",
     "số 15 năm 2012", "015/KH-BCD", "15", "Kế hoạch số 15/KH-BCĐ ngày 05/3/2012"],
)  # fmt: skip
def test_a_number_in_any_spelling_opens_its_paper(client, plan, typed):
    DocumentFactory(number=115, symbol="KH-BCĐ")
    DocumentFactory(number=15, symbol="QĐ-UBND", type=DocumentType.objects.get(name="Quyết định")) if (
        typed != "15" and "năm" not in typed
    ) else None
    response = client.get(SEARCH, {"q": typed})
    assert response.status_code == 302, response.content.decode()[:2000]
    assert response["Location"].startswith(plan.url)
    shown = client.get(response["Location"]).content.decode()
    assert "tat_ca=1" in shown


def test_several_papers_of_one_number_are_a_choice(client, plan):
    DocumentFactory(number=15, symbol="KH-BCĐ", issued_on=date(2020, 1, 1))
    response = client.get(SEARCH, {"q": "15/KH-BCĐ"})
    assert response.status_code == 200
    assert len(response.context["named"]) == 2


def test_a_provision_leads_to_its_clause(client):
    law = DocumentFactory(
        type=DocumentType.objects.get(name="Luật"), number=53, symbol="QH15", issued_on=date(2024, 11, 28),
        text="Điều 5. Chính sách\n1. Một.\n2. Hai.",
    )  # fmt: skip
    response = client.get(SEARCH, {"q": "khoản 2 Điều 5 luật 53"})
    assert response["Location"].startswith(law.url)
    assert response["Location"].endswith("#dieu-5-khoan-2")


@pytest.mark.parametrize(
    "data",
    [
        {"q": "'; DROP TABLE search_row; --"},
        {"q": "<script>alert(1)</script>"},
        {"q": "a\0b"},
        {"q": "!!! & | ( ) :* '"},
        {"q": "x" * 5000},
        {"q": "nạn nhân", "loai": "abc", "nam": "-1", "co_quan": "99999999999999999999"},
        {"q": "nạn nhân", "trang": "999999999999"},
        {"q": "nạn nhân", "trang": "٣"},
        {"q": "nạn nhân", "sap_xep": "xx"},
        {},
        {"q": "   "},
    ],
)
def test_whatever_is_typed_gets_a_page_not_an_error(client, plan, data):
    response = client.get(SEARCH, data)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_an_unusable_filter_is_named_and_left_out(client, plan):
    response = client.get(SEARCH, {"q": "việc", "nam": "hai nghìn"})
    assert "hai nghìn" in response.content.decode()
    assert response.context["found"].total == 1


def test_an_empty_result_helps(client, plan):
    shown = client.get(SEARCH, {"q": "không có gì như thế"}).content.decode()
    assert "<li>" in shown


def test_the_log_knows_the_question_but_not_who_asked(client, plan):
    client.get(SEARCH, {"q": "việc"})
    question = Question.objects.get()
    assert (question.text, question.hits) == ("việc", 1)
    assert not any("user" in field.name for field in Question._meta.fields)


def test_a_stranger_gets_no_cookie(client, plan):
    assert not client.get(SEARCH, {"q": "việc"}).cookies
