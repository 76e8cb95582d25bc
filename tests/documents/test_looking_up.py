"""Somebody pastes a text with citations and learns which papers they are and whether they still apply."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from documents.models import DocumentPage
from documents.statuses import Circulation, Relation
from tests.factories import AgencyFactory, DocumentFactory

pytestmark = pytest.mark.django_db
TEXT = "Thực hiện Kế hoạch số 15/KH-BCĐ ngày 05/3/2012 của Ban Chỉ đạo 138 tỉnh và Kế hoạch số 61/KH-UBND."


def plan(**values) -> DocumentPage:
    issuer = AgencyFactory(name="Ban Chỉ đạo 138 tỉnh")
    return DocumentFactory(
        number=15, issued_on=date(2012, 3, 5), issuer=issuer, subject="Kế hoạch năm", **values
    )


def ask(client, text: str):
    return client.get(reverse("documents:citations"), {"text": text})


@pytest.mark.parametrize("text", [TEXT, "15/KH-BCĐ", "kế hoạch 15/kh-bcđ", "Số: 15 /KH-BCĐ"])
def test_a_citation_leads_to_its_paper_and_says_how_it_stands(client, text):
    paper = plan()
    shown = ask(client, text).content.decode()
    assert f'href="{paper.url}"' in shown
    assert "Đang thực hiện" in shown


def test_a_paper_not_held_is_said_to_be_missing(client):
    assert "Không có trong hệ thống." in ask(client, TEXT).content.decode()


def test_a_replaced_paper_warns_and_names_what_replaced_it(client):
    old = plan()
    new = DocumentFactory(number=9, issued_on=date(2012, 4, 1), issuer=old.issuer)
    new.relations.create(kind=Relation.REPLACES, target=old)
    new.save_revision().publish()
    shown = ask(client, TEXT).content.decode()
    assert "Đã thay thế" in shown
    assert "09/KH-BCĐ" in shown


def test_nobody_learns_of_a_paper_they_may_not_read(client):
    plan(circulation=Circulation.INTERNAL)
    shown = ask(client, TEXT).content.decode()
    assert "Kế hoạch năm" not in shown
    assert "Không có trong hệ thống." in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Dán một đoạn văn hoặc một số, ký hiệu."),
        ("a" * 3001, "3000"),
        ("Không có gì ở đây", "Không thấy dẫn chiếu nào"),
        ("<script>alert(1)</script> '; DROP TABLE--", "Không thấy dẫn chiếu nào"),
    ],
)
def test_what_says_nothing_gets_a_sentence(client, text, said):
    response = ask(client, text)
    shown = response.content.decode()
    assert said in shown
    assert "<script>alert" not in shown


def test_many_citations_cost_what_one_costs(client, django_assert_max_num_queries):
    ask(client, TEXT)
    with django_assert_max_num_queries(30) as few:
        ask(client, "Kế hoạch số 15/KH-BCĐ")
    with django_assert_max_num_queries(len(few)):
        ask(client, "; ".join(f"Kế hoạch số {n}/KH-UBND" for n in range(1, 60)))
