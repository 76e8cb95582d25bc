"""Citations of every form, in papers made up by the rules of their forms and spoiled as files spoil them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading.reader import Reading, read
from tests.documents.reading.papers import DAMAGES, Cited, citations, wrapped
from vietnamese.numbers import key_of

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7777/KH-XYZ\n"
    "Sơn La, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nVề việc kiểm tra\n"
)
FOOT = "\nI. MỤC ĐÍCH\n1. Nâng cao hiệu quả công tác trên địa bàn toàn tỉnh theo đúng quy định hiện hành.\n"


def paper(body: str) -> Reading:
    return read(HEAD + body + FOOT)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(citations(), min_size=1, max_size=4, unique_by=lambda cited: key_of(cited.code)),
    st.sampled_from(("Căn cứ {};\n", "Căn cứ {}; ", "{}, ")),
    st.sampled_from((0, 70, 90)),
    st.lists(st.sampled_from(DAMAGES), max_size=2, unique=True),
)
def test_a_citation_is_read_however_it_is_laid_out(
    cited: list[Cited], form: str, width: int, damages: list[object]
) -> None:
    text = HEAD + "".join(form.format(one.written) for one in cited) + FOOT
    text = wrapped(text, width) if width else text
    for damage in damages:
        text = damage(text)  # type: ignore[operator]
    found = {key_of(citation.code): citation for citation in read(text).citations}
    assert set(found) == {key_of(one.code) for one in cited}
    for one in cited:
        got = found[key_of(one.code)]
        assert got.dated == one.dated
        if one.issuer:
            assert got.issuer == one.issuer


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Theo Nghị định 181/2024/NĐCP, Quyết định số 16/QĐTTg, Thông tư 05/2021/TTBTC.",
         ["181/2024/NĐ-CP", "16/QĐ-TTg", "05/2021/TT-BTC"]),
        ("Theo Quyết định số 01, 02 và 03/QĐ-UBND.", ["01/QĐ-UBND", "02/QĐ-UBND", "03/QĐ-UBND"]),
        ("Theo Quyết định số 1427 ngày 18/8/2011 của Thủ tướng Chính phủ.", ["1427"]),
        ("Thời hạn Kế hoạch 15 ngày kể từ ngày ký.", []),
        ("Theo Văn bản số 12/TTCP-V1 của Thanh tra Chính phủ.", ["12/TTCP-V1"]),
        ("Theo Nghị định số 24/2026//NQ-CP và Luật số 12/2017/QHI5.", ["24/2026/NQ-CP", "12/2017/QHI5"]),
        ("Điều 4 Nghị định số 105/2025/NĐ-\n loại 2\nTheo Nghị định số 105/2025/NĐ-CP.", ["105/2025/NĐ-CP"]),
    ],
)  # fmt: skip
def test_shortened_and_damaged_codes_are_completed(sentence: str, codes: list[str]) -> None:
    assert [citation.code for citation in paper(sentence).citations] == codes


@pytest.mark.parametrize(
    ("sentence", "issuers"),
    [
        ("Theo Nghị định 1/2020/NĐ-CP ngày 1/1/2020 và Nghị định 2/2020/NĐ-CP của Chính phủ.",
         ["Chính phủ"] * 2),
        ("Theo các Quyết định của UBND tỉnh: số 12/2020/QĐ-UBND, số 15/2021/QĐ-UBND.", ["UBND tỉnh"] * 2),
        ("Theo Nghị định 1/2020/NĐ-CP, Thông tư 2/2020/TT-BTC của Bộ Tài chính.", [None, "Bộ Tài chính"]),
        ("Theo Kế hoạch 42-KH/ĐU của Đảng ủy UBND tỉnh.", ["Đảng ủy UBND tỉnh"]),
        ("Theo Nghị quyết 18-NQ/TW của Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII.",
         ["Ban Chấp hành Trung ương"]),
    ],
)  # fmt: skip
def test_what_is_said_once_holds_for_the_whole_list(sentence: str, issuers: list[str | None]) -> None:
    assert [citation.issuer for citation in paper(sentence).citations] == issuers


def test_several_papers_of_one_day_share_the_date() -> None:
    found = paper("Theo các Thông báo số: 12/TB-UBND, 13/TB-UBND ngày 5/5/2025.").citations
    assert [str(citation.dated) for citation in found] == ["2025-05-05"] * 2


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("1. Sửa đổi, bổ sung một số điều của Thông tư số 43/2025/TT-BCT.", "amends"),
        ("1. Quyết định này thay thế Quyết định số 43/2025/QĐ-UBND.", "replaces"),
        ("1. Bãi bỏ cụm từ “khai thác mỏ” tại Điều 1 Thông tư số 43/2025/TT-BCT.", "repeals"),
        ("1. Nghị định số 43/2025/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.", "repeals"),
        ("1. Triển khai thực hiện Chỉ thị số 43/CT-TTg.", "carries_out"),
        ("1. Hướng dẫn thi hành Nghị định số 43/2025/NĐ-CP.", "guides"),
        ("1. Theo Nghị định số 43/2025/NĐ-CP của Chính phủ.", "cited"),
        ("1. Điều kiện đã được sửa đổi, bổ sung Nghị định số 43/2025/NĐ-CP.", "cited"),
    ],
)
def test_the_paper_says_what_it_does_with_another(sentence: str, relation: str) -> None:
    assert [citation.relation for citation in paper("I. CHUNG\n" + sentence).citations] == [relation]


def test_the_provisions_meant_are_kept() -> None:
    (found,) = paper(
        "Theo điểm c khoản 1 Điều 8 Nghị định số 32/2024/NĐ-CP; khoản 1, 2 và 3 Điều 5a của "
        "Nghị định số 32/2024/NĐ-CP; Nghị định số 32/2024/NĐ-CP."
    ).citations
    assert found.provisions == ("điểm c khoản 1 Điều 8", "khoản 1, 2 và 3 Điều 5a")


@pytest.mark.parametrize(
    ("sentence", "laws"),
    [
        ("Luật phòng, chống bệnh truyền nhiễm ngày 21/11/2007;",
         [("Luật phòng, chống bệnh truyền nhiễm", 2007)]),
        ("Luật Xây dựng ngày 18 tháng 6 năm 2014; Luật sửa đổi, bổ sung một số điều của Luật Xây dựng ngày "
         "17 tháng 6 năm 2020;",
         [("Luật Xây dựng", 2014),
          ("Luật sửa đổi, bổ sung một số điều của Luật Xây dựng", 2020)]),
        ("Luật sửa đổi, bổ sung một số điều của 37 luật liên quan đến quy hoạch "
         "ngày 20 tháng 11 năm 2018;",
         [("Luật sửa đổi, bổ sung một số điều của 37 luật liên quan đến quy hoạch", 2018)]),
        ("Luật Đất đai, Luật Nhà ở năm 2023; Hiến pháp năm 2013;",
         [("Luật Nhà ở", 2023), ("Hiến pháp", 2013)]),
        ("Luật có hiệu lực từ ngày 01/7/2025; Luật này ngày 01/7/2025; theo Luật số 1 năm 2025;", []),
    ],
)  # fmt: skip
def test_laws_are_cited_by_name(sentence: str, laws: list[tuple[str, int]]) -> None:
    assert [(law.name, law.year) for law in paper("Căn cứ " + sentence).laws] == laws


def test_technical_standards_are_a_class_of_their_own() -> None:
    found = paper("Theo QCVN 40:2011/BTNMT, TCVN 5574:2018 và Nghị định số 1/2020/NĐ-CP.")
    assert [standard.code for standard in found.standards] == ["QCVN 40:2011/BTNMT", "TCVN 5574:2018"]
    assert [citation.code for citation in found.citations] == ["1/2020/NĐ-CP"]
