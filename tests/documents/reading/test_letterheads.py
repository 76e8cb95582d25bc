"""One letterhead in every layout it comes in, and whose paper it is when several lines say so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.findings import Header
from documents.reading.imprint import with_figures
from documents.reading.reader import read
from documents.reading.standard import CITIES, PROVINCES

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DEPARTMENTS = ("SỞ Y TẾ", "SỞ TƯ PHÁP", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "SỞ CÔNG THƯƠNG")


def header(text: str) -> Header:
    return read(text).header


def in_columns(left: list[str], right: list[str]) -> str:
    return "".join(f"{one:<42}{other}\n" for one, other in zip(left, right, strict=True))


def run_together(left: list[str], right: list[str]) -> str:
    return "".join(f"{one} {other}\n" for one, other in zip(left, right, strict=True))


def interleaved(left: list[str], right: list[str]) -> str:
    return "".join(f"{one}\n{other}\n" for one, other in zip(left, right, strict=True))


def one_after_another(left: list[str], right: list[str]) -> str:
    return "\n".join([*left[:-1], "-------", *right[:-1], "-------", left[-1], right[-1], ""])


@given(
    st.sampled_from([in_columns, run_together, interleaved, one_after_another]),
    st.sampled_from(PROVINCES),
    st.sampled_from(DEPARTMENTS),
    st.integers(1, 99999),
    st.dates(date(2000, 1, 1), date(2030, 12, 31)),
)
def test_every_layout_of_a_letterhead_says_the_same(layout, province, department, number, day) -> None:  # type: ignore[no-untyped-def]
    rank = "thành phố" if province in CITIES else "tỉnh"
    left = [f"UBND {rank} {province}".upper(), department, f"Số: {number}/BC-SYT"]
    right = [NATION, MOTTO, f"{province}, ngày {day:%d} tháng {day:%m} năm {day.year}"]
    found = header(layout(left, right) + "BÁO CÁO\nKết quả công tác năm trước\nThực hiện kế hoạch năm.\n")
    assert (found.code, found.place, found.issued_on) == (f"{number}/BC-SYT", province, day)
    assert found.parent == f"Ủy ban nhân dân {rank} {province}"
    assert found.issuer is not None
    assert found.issuer.lower() == f"{department} {rank} {province}".lower()


@pytest.mark.parametrize(
    ("head", "title", "issuer", "parent"),
    [
        ("UBND TỈNH QUẢNG TRỊ\nSỞ TƯ PHÁP\nSố: 3/QĐ-STP\n",
         "QUYẾT ĐỊNH\nVề quy chế\nGIÁM ĐỐC SỞ TƯ PHÁP\nCăn cứ A;",
         "Giám đốc Sở Tư pháp tỉnh Quảng Trị", "Ủy ban nhân dân tỉnh Quảng Trị"),
        ("UBND XÃ A LƯỚI\nTRƯỜNG THCS LÂM\nSố: 3/QĐ-TH\n",
         "QUYẾT ĐỊNH\nVề phân công\nHIỆU TRƯỞNG\nCăn cứ A;",
         "Hiệu trưởng Trường THCS Lâm", "Ủy ban nhân dân xã A Lưới"),
        ("UBND XÃ A LƯỚI\nTRƯỜNG THCS LÂM\nSố: 3/TB-TH\n",
         "THÔNG BÁO\nVề phân công\nHIỆU TRƯỞNG\nLê Thị Mai",
         "Trường THCS Lâm", "Ủy ban nhân dân xã A Lưới"),
        ("HUYỆN ỦY ĐÔNG SƠN\n*\nSố 6-NQ/HU\n",
         "NGHỊ QUYẾT\nCỦA BAN CHẤP HÀNH ĐẢNG BỘ HUYỆN\nvề chuyển đổi số",
         "Ban Chấp hành Đảng bộ huyện Đông Sơn", None),
        ("SỞ Y TẾ\nSỞ TÀI CHÍNH\nSố: 3/KHLN-SYT-STC\n",
         "KẾ HOẠCH LIÊN NGÀNH\nVề phụ cấp", "Sở Y tế - Sở Tài chính", None),
        ("CÔNG TY CỔ PHẦN\nĐIỆN LỰC HẢI DƯƠNG\nSố: 3/TB-ĐL\n", "THÔNG BÁO\nVề ngừng cấp điện",
         "Công ty Cổ phần Điện lực Hải Dương", None),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TUYÊN GIÁO\n*\nSố 3-HD/BTGTW\n", "HƯỚNG DẪN\nvề tuyên truyền",
         "Ban Tuyên giáo Trung ương", "Ban Chấp hành Trung ương"),
    ],
)  # fmt: skip
def test_who_issues_and_to_whom_he_belongs(head: str, title: str, issuer: str, parent: str | None) -> None:
    found = header(f"{head}{NATION}\n{MOTTO}\nHà Nội, ngày 05 tháng 9 năm 2021\n{title}\n")
    assert found.issuer is not None
    assert (found.issuer.lower(), found.parent) == (issuer.lower(), parent)


def test_the_signature_says_whose_paper_it_is_only_where_nothing_else_does() -> None:
    found = header(
        "BÁO CÁO\nKết quả công tác\nTình hình tốt.\nTM. BAN CÔNG TÁC MẶT TRẬN\nTRƯỞNG BAN\nBùi Thị Mến\n"
    )
    assert found.issuer is not None
    assert found.issuer.lower() == "ban công tác mặt trận"


@given(st.text(max_size=80))
def test_mending_a_scan_moves_nothing(line: str) -> None:
    assert len(with_figures(line)) == len(line)


def test_letters_a_scan_took_for_figures_are_figures() -> None:
    found = header(
        f"UBND TỈNH SƠN LA\nSô: l5/KH-UBND\n{NATION}\nSơn La, ngày O5 tháng 3 năm 2O21\nKẾ HOẠCH\nVề A\n"
    )
    assert (found.code, found.issued_on) == ("15/KH-UBND", date(2021, 3, 5))


def test_a_telegram_is_dated_with_the_hour() -> None:
    found = header(
        "UBND TỈNH NGHỆ AN\nSố: 29/CĐ-UBND\nNghệ An, hồi 10 giờ 30 phút, ngày 24 tháng 8 năm 2025\n"
        "CÔNG ĐIỆN\nVề bão\n"
    )
    assert (found.place, found.issued_on) == ("Nghệ An", date(2025, 8, 24))


@pytest.mark.parametrize("name", ["Y Ngọc Hà", "K' Brểu", "BS.CKII. Trần Văn Lượng", "Trung tá Y Blơn Niê"])
def test_names_of_every_people_sign(name: str) -> None:
    found = header(
        f"UBND XÃ A\nSố: 1/BC-UBND\n{NATION}\nBÁO CÁO\nVề A\nTốt./.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n{name}\n"
    )
    assert found.signer is not None
    assert name.endswith(found.signer.name)
    assert found.signer.titles == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_a_draft_in_columns_leaves_room_for_number_and_day() -> None:
    found = header(
        f"BỘ TƯ PHÁP                            {NATION}\n"
        "Số:        /2025/TT-BTP               Hà Nội, ngày      tháng      năm 2025\n"
        "DỰ THẢO\nTHÔNG TƯ\nQuy định về hộ tịch\nCăn cứ Luật Hộ tịch;\n"
    )
    assert (found.symbol, found.code, found.place, found.subject) == (
        "TT-BTP",
        None,
        "Hà Nội",
        "Quy định về hộ tịch",
    )


def test_a_province_keeps_its_name_beside_the_word_for_its_rank() -> None:
    found = header(f"BỘ CHỈ HUY QUÂN SỰ\nTỈNH HÀ TĨNH\nSố: 1/KH-BCH\n{NATION}\nKẾ HOẠCH\nVề A\n")
    assert found.issuer == "Bộ Chỉ huy quân sự tỉnh Hà Tĩnh"
