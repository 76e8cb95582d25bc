"""Papers that name other papers, in every real spelling."""

import pytest

from documents.reading.reader import Reading, read


def body(text: str) -> Reading:
    return read("Số: 01/KH-UBND\nHà Nội, ngày 02 tháng 01 năm 2020\nKẾ HOẠCH\nVề việc A\n" + text)


@pytest.mark.parametrize(
    ("sentence", "code", "kind"),
    [
        ("Thực hiện Nghị định số 30/2020/NĐ-CP của Chính phủ.", "30/2020/NĐ-CP", "NĐ"),
        ("Thực hiện Nghị định 162/2025/NĐ-CP của Chính phủ.", "162/2025/NĐ-CP", "NĐ"),
        ("Thực hiện Thông tư số 36/2025/TT-\nBNNMT của Bộ.", "36/2025/TT-BNNMT", "TT"),
        ("Thực hiện Nghị định số 144/2025/NĐ- CP.", "144/2025/NĐ-CP", "NĐ"),
        ("Theo Quyết định số 1696 /QĐ-UBND.", "1696/QĐ-UBND", "QĐ"),
        ("Theo Chỉ thị số 48-CT/TW của Bộ Chính trị.", "48-CT/TW", "CT"),
        ("Theo Công văn số 2449-CV/ĐU.", "2449-CV/ĐU", "CV"),
        ("Theo Công văn số 808/UBDT-TT ngày 15/8/2017.", "808/UBDT-TT", "CV"),
        ("Theo Luật Xây dựng số 135/2025/QH15.", "135/2025/QH15", "Luật"),
        ("Theo Nghị quyết số 190/2025/QH15.", "190/2025/QH15", "NQ"),
        ("Theo Tờ trình số 66/TTr-SYT.", "66/TTr-SYT", "TTr"),
        ("Theo Chỉ thị số 10 của UBND tỉnh.", "10", "CT"),
        ("Theo Nghị định số 1 25/2025/NĐ-CP.", "125/2025/NĐ-CP", "NĐ"),
        ("Theo Nghị định số I 40/2025/NĐ-CP.", "140/2025/NĐ-CP", "NĐ"),
        ("Theo Luật số 146/2025/QH15-Khoản 3 Điều 1.", "146/2025/QH15", "Luật"),
    ],
)
def test_a_cited_paper_is_found(sentence: str, code: str, kind: str) -> None:
    found = body(sentence).citations
    assert [(citation.code, citation.type) for citation in found] == [(code, kind)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Phòng, chống dịch COVID-19 giai đoạn 2011-2015.",
        "Ban chỉ đạo 130/CP họp ngày 18/8/2011, trực 24/24 giờ.",
        "Theo QCVN 01:2019/BCT và TCVN 5574:2018/BXD.",
        "Kỷ niệm ngày 30-7, bản đồ tỷ lệ 1/500.",
        "Kế hoạch 5 năm và Chương trình 135 người.",
        "Kế hoạch này thay Kế hoạch số 01/KH-UBND.",
    ],
)
def test_other_numbers_are_no_citations(sentence: str) -> None:
    assert body(sentence).citations == ()


def test_spelling_variants_are_one_paper() -> None:
    (found,) = body(
        "Theo Chỉ thị số 07/CT-TTg.\nThực hiện Chỉ thị 7 /CT-TTG; tiếp tục Chỉ thị số 07."
    ).citations
    assert len(found.places) == 3


def test_one_type_word_governs_a_list() -> None:
    found = body("Các Nghị định: Số 78/2025/NĐ-CP; số 187/2025/NĐ-CP của Chính phủ.").citations
    assert [citation.type for citation in found] == ["NĐ", "NĐ"]


def test_the_issuer_and_the_date_are_read_in_either_order() -> None:
    first, second = body(
        "Theo Quyết định số 5/QĐ-TTg ngày 18/8/2011 của Thủ tướng Chính phủ về việc A; "
        "Đề án số 08-ĐA/TU của Tỉnh ủy ngày 29 tháng 12 năm 2025."
    ).citations
    assert (str(first.dated), first.issuer) == ("2011-08-18", "Thủ tướng Chính phủ")
    assert (str(second.dated), second.issuer) == ("2025-12-29", "Tỉnh ủy")


def test_two_dates_of_one_paper_are_both_shown() -> None:
    (found,) = body("Chỉ thị số 11-CT/TU ngày 04/01/2026.\nChỉ thị số 11-CT/TU ngày 04/02/2026.").citations
    assert [str(found.dated), *map(str, found.other_dates)] == ["2026-01-04", "2026-02-04"]


def test_the_basis_is_told_from_a_mention() -> None:
    found = body(
        "Căn cứ Nghị định số 1/2020/NĐ-CP;\nUBND ban hành:\n1. Theo Thông tư số 2/2020/TT-BNV."
    ).citations
    assert [citation.role for citation in found] == ["legal_basis", "cited"]


def test_laws_cited_by_name_are_kept_apart() -> None:
    found = body(
        "Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001; Luật Phòng, chống mua bán người năm 2024."
    )
    assert [(law.name, law.year) for law in found.laws] == [
        ("Luật Tổ chức Chính phủ", 2001),
        ("Luật Phòng, chống mua bán người", 2024),
    ]
    assert found.citations == ()


@pytest.mark.parametrize(
    "name",
    [
        "Luật Sửa đổi, bổ sung một số điều của Luật Chứng khoán, Luật Kế toán, Luật Quản lý thuế",
        "Luật sửa đổi, bổ sung một số điều của 11 luật có liên quan đến quy hoạch",
    ],
)
def test_a_law_that_amends_many_has_them_all_in_its_name(name: str) -> None:
    found = body(f"Căn cứ {name} ngày 29 tháng 11 năm 2024; Luật Đất đai năm 2024.")
    assert [law.name for law in found.laws] == [name, "Luật Đất đai"]


def test_a_law_is_not_the_governments_for_standing_beside_its_decree() -> None:
    law, decree = body(
        "Căn cứ Luật Hóa chất số 69/2025/QH15 và Nghị định số 26/2026/NĐ-CP ngày 17/01/2026 của Chính phủ;"
    ).citations
    assert (law.issuer, decree.issuer) == (None, "Chính phủ")
