"""Heads of papers as they come: letterheads in columns, drafts, letters, scans."""

from datetime import date

import pytest

from documents.reading.findings import Header
from documents.reading.reader import read


def header(text: str) -> Header:
    return read(text).header


def test_a_letterhead_in_two_columns_is_taken_apart() -> None:
    found = header(
        "      ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "        TỈNH HÒA BÌNH                      Độc lập - Tự do - Hạnh phúc\n\n"
        "      Số: 912 /UBND-NC                  Hòa Bình, ngày 09 tháng 4 năm 2019\n"
        " V/v tăng cường quản lý\n"
        "tài sản công\n\n"
        "                     Kính gửi: Sở Tài chính\n\n"
        "      Ủy ban nhân dân tỉnh yêu cầu Sở Tài chính báo cáo.\n"
    )
    assert found.code == "912/UBND-NC"
    assert (found.type, found.type_name) == ("CV", "Công văn")
    assert found.subject == "tăng cường quản lý tài sản công"
    assert found.issuer == "Ủy ban nhân dân tỉnh Hòa Bình"
    assert (found.place, found.issued_on) == ("Hòa Bình", date(2019, 4, 9))


def test_a_draft_has_a_symbol_and_no_number() -> None:
    found = header(
        "UBND TỈNH SƠN LA\nSỞ Y TẾ\nSố:       /TTr-SYT\nSơn La, ngày     tháng 5 năm 2020\n"
        "TỜ TRÌNH\nVề việc cấp kinh phí\nKính gửi: UBND tỉnh"
    )
    assert (found.number, found.symbol, found.code) == (None, "TTr-SYT", None)
    assert (found.type, found.issued_on) == ("TTr", None)
    assert found.issuer == "Sở Y tế tỉnh Sơn La"


@pytest.mark.parametrize(
    ("line", "code", "number", "kind"),
    [
        ("Số: 66.18/2026/NQ-CP", "66.18/2026/NQ-CP", "66.18", "NQ"),
        ("Số: 48-CT/TW", "48-CT/TW", 48, "CT"),
        ("Số: 04/KH-BCA-C41", "04/KH-BCA-C41", 4, "KH"),
        ("Số: 1567/2009/QĐ-UBND", "1567/2009/QĐ-UBND", 1567, "QĐ"),
        ("Luật số: 42/2024/QH15", "42/2024/QH15", 42, "Luật"),
        ("Số:\n258/CTr-UBND", "258/CTr-UBND", 258, "CTr"),
    ],
)
def test_numbers_of_every_form_are_read(line: str, code: str, number: int | str, kind: str) -> None:
    found = header(f"CHÍNH PHỦ\n{line}\nHà Nội, ngày 02 tháng 01 năm 2020\n\nCăn cứ Hiến pháp;")
    assert (found.code, found.number, found.type) == (code, number, kind)


def test_the_authority_that_decides_is_the_issuer() -> None:
    found = header(
        "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố: 77/QĐ-UBND\nCao Bằng, ngày 12 tháng 12 năm 2013\n"
        "QUYẾT ĐỊNH\nVỀ VIỆC KIỆN TOÀN TỔ CÔNG TÁC\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CAO BẰNG\nCăn cứ Luật;"
    )
    assert found.issuer == "Chủ tịch Ủy ban nhân dân tỉnh Cao Bằng"
    assert found.subject == "VỀ VIỆC KIỆN TOÀN TỔ CÔNG TÁC"


def test_the_signature_beside_the_recipients_is_read() -> None:
    found = header(
        "BỘ TÀI CHÍNH\nSố: 5/CT-BTC\nHà Nội, ngày 03 tháng 02 năm 2015\nCHỈ THỊ\nVề tiết kiệm\n"
        "Bộ Tài chính yêu cầu:\n1. Các đơn vị tiết kiệm./.\n\n"
        "Nơi nhận:                                KT. BỘ TRƯỞNG\n"
        "- Như trên;                              THỨ TRƯỞNG\n"
        "- Lưu: VT, HCSN.\n\n\n"
        "                                         Trần Văn Bình\n"
    )
    assert found.signer is not None
    assert found.signer.name == "Trần Văn Bình"
    assert found.signer.titles == ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")
    assert found.recipients == ("Như trên", "Lưu: VT, HCSN")


def test_a_font_that_maps_a_letter_wrongly_is_mended() -> None:
    found = header(
        "BỘ CÔNG THƢƠNG\nSố: 3/QĐ-BCT\nHà Nội, ngày 03 tháng 3 năm 2015\nQUYẾT ĐỊNH\nVề phƣơng án\nCăn cứ"
    )
    assert found.issuer == "Bộ Công Thương"
    assert found.subject == "Về phương án"


@pytest.mark.parametrize("text", ["", "\n\n", "xin chào", "Số:", "Số: /", "\x00\x01", "KẾ HOẠCH"])
def test_what_is_not_there_is_not_found(text: str) -> None:
    found = header(text)
    assert (found.code, found.issued_on, found.signer) == (None, None, None)
