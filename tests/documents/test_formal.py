"""A paper is printed as the decree lays it out, and nothing it says is lost or said twice."""

from __future__ import annotations

from datetime import date

import pytest

from documents.models import DocumentType
from documents.presentation.formal import formal
from tests.factories import AgencyFactory, DocumentFactory

pytestmark = pytest.mark.django_db

HEAD = """UBND TỈNH THANH HÓA
BAN CHỈ ĐẠO 138

Số: 15 /KH-BCĐ

Thanh Hoá, ngày 05 tháng 3 năm 2012

KẾ HOẠCH

Phòng, chống tội phạm mua bán người năm 2012
"""
BODY = """
I. MỤC ĐÍCH

1. Triển khai thực hiện có hiệu quả các mục tiêu của chương trình./.
"""
FOOT = """
Nơi nhận:

- TT Ban chỉ đạo 130/CP;

- Lưu: VT, NC.

TRƯỞNG BAN CHỈ ĐẠO

PHÓ CHỦ TỊCH UBND TỈNH

Lê Đình Thọ
"""
ANNEX = "\nPHỤ LỤC\n\nBiểu tổng hợp số liệu\n"


def plan(text: str = HEAD + BODY + FOOT, **known: object):
    values = {
        "number": 15,
        "subject": "Phòng, chống tội phạm mua bán người năm 2012",
        "place": "Thanh Hóa",
        "issued_on": date(2012, 3, 5),
        "signer": "Lê Đình Thọ",
        "signer_titles": "TRƯỞNG BAN CHỈ ĐẠO\nPHÓ CHỦ TỊCH UBND TỈNH",
        "recipients": "TT Ban chỉ đạo 130/CP\nLưu: VT, NC",
        **known,
    }
    if "issuer" not in values:
        values["issuer"] = AgencyFactory(name="Ban Chỉ đạo 138", parent=AgencyFactory(name="UBND tỉnh"))
    return DocumentFactory(text=text, **values)


def printed(paper, client) -> str:
    """The words of the page that are left on paper, in order."""
    html = client.get(paper.url).content.decode()
    article = html[html.index("<article") : html.index("</article>")]
    return "\n".join(line for line in article.splitlines() if 'class="clause noprint"' not in line)


def test_the_head_has_the_country_the_number_and_the_day_as_decreed():
    paper = plan()
    laid_out = formal(paper, paper.text, list(paper.clauses.all()))
    assert (laid_out.parent, laid_out.issuer) == ("UBND tỉnh", "Ban Chỉ đạo 138")
    assert laid_out.number == "Số: 15/KH-BCĐ"
    assert laid_out.place_and_day == "Thanh Hóa, ngày 05 tháng 3 năm 2012"
    assert (laid_out.title, laid_out.motto) == ("Kế hoạch", "Độc lập - Tự do - Hạnh phúc")


def test_each_part_of_a_paper_is_printed_once_and_its_annex_comes_last(client):
    paper = printed(plan(HEAD + BODY + FOOT + ANNEX), client)
    for words in ("Số: ", "Lê Đình Thọ", "TT Ban chỉ đạo 130/CP", "Triển khai thực hiện", "Biểu tổng hợp"):
        assert paper.count(words) == 1, words
    assert paper.index("Triển khai") < paper.index("Lê Đình Thọ") < paper.index("Biểu tổng hợp")


def test_a_foot_that_says_more_than_is_known_is_printed_as_it_stands(client):
    paper = printed(plan(recipients=""), client)
    assert paper.count("TT Ban chỉ đạo 130/CP") == paper.count("Lê Đình Thọ") == 1


def test_a_text_without_head_and_foot_gets_both(client):
    paper = printed(plan(BODY), client)
    assert "Độc lập - Tự do - Hạnh phúc" in paper
    assert paper.index("Triển khai") < paper.index("Nơi nhận:") < paper.index("Lê Đình Thọ")


def test_a_letter_says_what_it_is_about_below_its_number():
    letter = plan("", type=DocumentType.objects.get(name="Công văn"), symbol="BCĐ-VP")
    assert formal(letter, "", []).title == ""


def test_a_party_paper_has_the_heading_of_the_party():
    paper = plan("", type=DocumentType.objects.get(name="Chỉ thị của Đảng"), symbol="CT/TU")
    laid_out = formal(paper, "", [])
    assert (laid_out.state, laid_out.motto, laid_out.title) == ("ĐẢNG CỘNG SẢN VIỆT NAM", "", "Chỉ thị")


def test_a_paper_of_which_little_is_known_is_printed_all_the_same(client):
    bare = plan("", issuer=None, place="", signer="", signer_titles="", recipients="")
    assert "KẾ HOẠCH" in printed(bare, client)
