"""The search page: numbers go to their paper, bad input gets a sentence, nothing breaks."""

from datetime import date

import pytest

from agencies.groups import ensure_groups
from documents.models import DocumentRelation, DocumentType
from documents.statuses import Circulation, Relation
from search.models import Question
from tests.factories import AgencyFactory, DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db

SEARCH = "/tra-cuu/"


@pytest.fixture
def plan():
    return DocumentFactory(
        number=15, symbol="KH-BCĐ", issued_on=date(2012, 3, 5), text="I. NỘI DUNG\n1. Việc."
    )


@pytest.mark.parametrize(
    "typed",
    ["15/KH-BCĐ", "15 kh bcd", "KH 15", "Kế hoạch 15", "ke hoach 15 bcd 2012", "so:15/KH-BCĐ", "15",
     "Kế hoạch số: 15/KH-BCĐ ngày 05/3/2012"],
)  # fmt: skip
def test_a_number_in_any_spelling_opens_its_paper(client, plan, typed):
    DocumentFactory(number=115, symbol="KH-BCĐ")
    if typed != "15":
        DocumentFactory(
            number=15, symbol="QĐ-UBND", type=DocumentType.objects.get(name="Quyết định"), subject="Khác"
        )
    response = client.get(SEARCH, {"q": typed})
    assert response.status_code == 302, response.content.decode()[:2000]
    assert response["Location"].startswith(plan.url)
    shown = client.get(response["Location"]).content.decode()
    assert "Đã mở văn bản số 15/KH-BCĐ." in shown


def test_the_opened_paper_says_how_many_other_results_there_are(client, plan):
    DocumentFactory(number=16, subject="Thực hiện Kế hoạch 15/KH-BCĐ")
    shown = client.get(SEARCH, {"q": "15/KH-BCĐ"}, follow=True).content.decode()
    assert "Xem 1 kết quả khác" in shown
    assert "tat_ca=1" in shown


def test_a_number_that_is_not_held_is_searched_as_words_and_says_who_awaits_it(client, plan):
    plan.text = "I. CĂN CỨ\n1. Thực hiện Quyết định số 1427/QĐ-TTg ngày 18/8/2011 của Thủ tướng Chính phủ."
    plan.save()
    secret = DocumentFactory(
        subject="Mật danh", circulation=Circulation.RESTRICTED,
        text="I. CĂN CỨ\n1. Thực hiện Quyết định số 1427/QĐ-TTg ngày 18/8/2011.",
    )  # fmt: skip
    for typed in ("1427/qd-ttg", "so:1427/QĐ-TTg", "1427", "QĐ 1427"):
        response = client.get(SEARCH, {"q": typed})
        shown = response.content.decode()
        assert "Hệ thống không có văn bản số" in shown, typed
        assert response.context["awaited"].number == 1
        assert [paper.pk for paper in response.context["awaited"].papers] == [plan.pk]
        assert secret.subject not in shown
        if "/" in typed:
            assert [answer.paper.pk for answer in response.context["found"].answers] == [plan.pk]


def test_words_that_begin_with_a_number_are_not_called_a_missing_number(client, plan):
    assert "Hệ thống không có văn bản số" not in client.get(SEARCH, {"q": "138 ban chỉ đạo"}).content.decode()


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
    ("typed", "anchor"),
    [
        ("khoản 9 Điều 5 luật 53", "dieu-5"),
        ("Điều 7 luật 53/2024/QH15", ""),
        ("điểm a khoản 2 Điều 5 luật 53", "dieu-5-khoan-2"),
    ],
)
def test_of_a_provision_that_is_not_there_what_it_would_stand_in_is_opened(client, typed, anchor):
    law = DocumentFactory(
        type=DocumentType.objects.get(name="Luật"), number=53, symbol="QH15", issued_on=date(2024, 11, 28),
        text="Điều 5. Chính sách\n1. Một.\n2. Hai.",
    )  # fmt: skip
    address = client.get(SEARCH, {"q": typed})["Location"]
    assert address.startswith(law.url)
    assert address.partition("#")[2] == anchor


def test_a_mere_number_is_too_little_for_a_place_that_is_not_there(client, plan):
    assert client.get(SEARCH, {"q": "Điều 7 15"}).status_code == 200


def test_a_whole_symbol_names_the_paper_under_whatever_type_it_is_kept(client):
    party = DocumentFactory(
        type=DocumentType.objects.get(name="Chỉ thị của Đảng"),
        number=48,
        symbol="CT/TW",
        subject="Phòng, chống",
    )
    address = client.get(SEARCH, {"q": "chỉ thị 48-CT/TW"})["Location"]
    assert address.startswith(party.url)


def test_many_agencies_named_at_once_are_one_chip(client, plan):
    for number in range(9):
        AgencyFactory(name=f"UBND huyện thứ {number}")
    chips = client.get(SEARCH, {"q": "coquan:UBND"}).context["chips"]
    assert [chip.words for chip in chips] == ["đã chọn 9"]
    assert not chips[0].without.agencies


@pytest.mark.parametrize(
    "data",
    [
        {"q": "'; DROP TABLE search_row; --"},
        {"q": "<script>alert(1)</script>"},
        {"q": "a\0b"},
        {"q": "!!! & | ( ) :* '"},
        {"q": "x" * 5000},
        {"q": "nạn nhân", "loai": "abc", "nam": "-1", "co_quan": "99999999999999999999"},
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


@pytest.mark.parametrize("page", ["2", "99999", "999999999999"])
def test_a_page_behind_the_last_one_is_the_last_one(client, plan, page):
    response = client.get(SEARCH, {"q": "người", "sap_xep": "so", "trang": page})
    assert response.status_code == 302
    assert response["Location"] == "/tra-cuu/?q=ng%C6%B0%E1%BB%9Di&sap_xep=so&tat_ca=1"
    assert client.get(response["Location"]).context["found"].answers


def test_an_unusable_filter_is_named_and_left_out(client, plan):
    response = client.get(SEARCH, {"q": "việc", "nam": "hai nghìn"})
    assert "hai nghìn" in response.content.decode()
    assert response.context["found"].total == 1


def test_an_empty_result_says_what_each_filter_takes_away(client, plan):
    response = client.get(SEARCH, {"q": "mua bán", "nam": "2020", "co_quan": str(plan.issuer_id)})
    assert response.context["found"].total == 0
    assert [(chip.label, chip.left) for chip in response.context["helps"]] == [("Năm", 1)]
    shown = response.content.decode()
    assert "Bỏ bộ lọc Năm: 2020" in shown
    assert "Bỏ tất cả bộ lọc (đang lọc 2)" in shown


def test_a_slip_of_the_finger_is_put_right_although_the_filters_leave_nothing(client, plan):
    spelled, address = client.get(SEARCH, {"q": "mua bans", "nam": "2020"}).context["spelled"]
    assert (spelled.text, spelled.total) == ("mua bán", 1)
    assert "nam=" not in address


def test_a_bad_day_gets_its_error_beside_the_field_and_the_results_remain(client, plan):
    response = client.get(SEARCH, {"q": "mua bán", "tu_ngay": "31/02/2012", "tai_ngay": "hôm qua"})
    assert set(response.context["errors"]) == {"tu_ngay", "tai_ngay"}
    assert response.context["found"].total == 1
    shown = response.content.decode()
    assert 'value="31/02/2012"' in shown
    assert 'id="tu_ngay-error"' in shown
    assert "<title>Lỗi: " in shown
    turned = client.get(SEARCH, {"q": "mua bán", "tu_ngay": "01/01/2013", "den_ngay": "1/1/2012"})
    assert set(turned.context["errors"]) == {"den_ngay"}


def test_each_chosen_filter_is_taken_off_by_its_own_link(client, plan):
    data = {"q": "coquan:ban chỉ đạo mua bán", "nam": "2012", "tu_ngay": "01/01/2012", "sap_xep": "moi"}
    response = client.get(SEARCH, data)
    assert response.context["found"].total == 1
    taken_off = {chip.label: chip.address for chip in response.context["chips"]}
    assert set(taken_off) == {"Cơ quan ban hành", "Năm", "Ban hành từ ngày"}
    without = client.get(taken_off["Năm"])
    assert [chip.label for chip in without.context["chips"]] == ["Cơ quan ban hành", "Ban hành từ ngày"]
    assert without.context["query"].sort == "newest"
    assert without.context["query"].text == "mua bán"


def test_an_address_gives_everybody_the_same_page(client):
    for number in range(1, 24):
        DocumentFactory(number=number, subject="Phòng, chống ma túy")
    response = client.get(SEARCH, {"q": "ma túy", "sap_xep": "so", "trang": "2"})
    assert [answer.paper.number for answer in response.context["found"].answers] == [21, 22, 23]
    assert "(trang 2 trên 2)" in response.content.decode()


def test_without_a_question_all_papers_are_listed_and_nothing_is_logged(client, plan):
    assert client.get(SEARCH).context["found"].total == 1
    assert not Question.objects.exists()


def test_nobody_learns_of_a_successor_they_may_not_open(client, plan):
    new = DocumentFactory(subject="Mới", circulation=Circulation.RESTRICTED, number=99)
    DocumentRelation.objects.create(page=new, kind=Relation.REPLACES, target=plan)
    new.save()
    assert client.get(SEARCH, {"q": "mua bán"}).context["found"].answers[0].by is None
    client.force_login(UserFactory(leader=True))
    assert client.get(SEARCH, {"q": "mua bán"}).context["found"].answers[0].by == new


def test_the_log_knows_the_question_but_not_who_asked(client, plan):
    client.get(SEARCH, {"q": "việc"})
    question = Question.objects.get()
    assert (question.text, question.hits) == ("việc", 1)
    assert not any("user" in field.name for field in Question._meta.fields)


def test_a_stranger_gets_no_cookie(client, plan):
    assert not client.get(SEARCH, {"q": "việc"}).cookies


def test_only_the_words_asked_for_are_marked_not_what_folds_to_one_of_them(client):
    DocumentFactory(subject="Hỗ trợ nạn nhân và hộ gia đình của họ")
    shown = client.get(SEARCH, {"q": "ho tro nan nhan"}).context["found"].answers[0].subject
    assert shown == "<mark>Hỗ trợ</mark> <mark>nạn nhân</mark> và hộ gia đình của họ"


def test_a_draft_that_the_secretariat_finds_opens_as_a_draft(client):
    ensure_groups()
    client.force_login(UserFactory(secretary=True))
    DocumentFactory(
        subject="Tập huấn hỗ trợ nạn nhân", number=None, issued_on=None, live=False,
        text="I. NỘI DUNG\n1. Mở lớp tập huấn hỗ trợ nạn nhân.",
    )  # fmt: skip
    page = client.get(SEARCH, {"q": "tập huấn"})
    (answer,) = page.context["found"].answers
    assert f'<span class="muted">{answer.paper.issuer_name}</span>' in page.content.decode()
    assert str(answer.mark.words) in {"Dự thảo", "Draft paper"}
    assert "Mở lớp tập huấn" in client.get(answer.address).content.decode()


@pytest.mark.parametrize("typed", ["😀", "!!!", '""', "/.*/"])
def test_a_question_without_a_letter_is_told_why_it_shows_everything(client, plan, typed):
    page = client.get(SEARCH, {"q": typed})
    assert page.context["found"].total == 1
    assert "Không có chữ hay số nào trong “" in page.content.decode()


def test_a_question_without_accents_says_that_it_finds_those_with_them(client, plan):
    assert "(đã tìm cả chữ có dấu)" in client.get(SEARCH, {"q": "mua ban nguoi"}).content.decode()
    assert "(đã tìm cả chữ có dấu)" not in client.get(SEARCH, {"q": "mua bán người"}).content.decode()


def test_filters_are_folded_where_results_come_first_unless_one_is_wrong(client, plan):
    folded = '<details class="filters noprint" data-disclose>'
    assert folded in client.get(SEARCH, {"q": "người", "nam": "2012"}).content.decode()
    assert folded not in client.get(SEARCH, {"q": "người", "tu_ngay": "31/02/2012"}).content.decode()
