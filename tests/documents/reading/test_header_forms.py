"""Letterheads, titles and signatures of every kind of paper."""

import pytest

from documents.reading.findings import Header
from documents.reading.reader import read

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DATE = "Hà Nội, ngày 05 tháng 9 năm 2021\n"


def header(text: str) -> Header:
    return read(text).header


@pytest.mark.parametrize(
    ("head", "title", "issuer"),
    [
        ("BỘ CÔNG AN - BỘ QUỐC PHÒNG\n" + STATE + "Số: 01/2020/TTLT-BCA-BQP\n", "THÔNG TƯ LIÊN TỊCH",
         "Bộ Công an - Bộ Quốc phòng"),
        ("SỞ Y TẾ - SỞ TÀI CHÍNH\nSố: 15/HDLS-YT-TC\n", "HƯỚNG DẪN LIÊN SỞ", "Sở Y tế - Sở Tài chính"),
        ("TỈNH ỦY QUẢNG BÌNH          ĐẢNG CỘNG SẢN VIỆT NAM\n        *\nSố 12-CT/TU\n",
         "CHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY", "Ban Thường vụ Tỉnh ủy Quảng Bình"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 34-CT/TW\nĐẢNG CỘNG SẢN VIỆT NAM\n", "CHỈ THỊ\nCỦA BAN BÍ THƯ",
         "Ban Bí thư"),
        ("ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH\nĐẢNG BỘ SỞ TƯ PHÁP\n*\nSố 25-BC/ĐB\n", "BÁO CÁO",
         "Đảng bộ Sở Tư pháp"),
        ("UBND TỈNH NGHỆ AN\nBAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM, TỆ NẠN XÃ HỘI\nVÀ XÂY DỰNG PHONG TRÀO\n"
         + STATE
         + "Số: 22/KH-BCĐ\n", "KẾ HOẠCH",
         "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào tỉnh Nghệ An"),
        ("QUỐC HỘI\nLuật số: 53/2024/QH15\n" + STATE, "LUẬT\nPHÒNG, CHỐNG MUA BÁN NGƯỜI", "Quốc hội"),
        ("ỦY BAN TRUNG ƯƠNG\nMẶT TRẬN TỔ QUỐC VIỆT NAM\nBAN THƯỜNG TRỰC\n*\nSố: 12/KH-MTTW-BTT\n" + STATE,
         "KẾ HOẠCH", "Ban Thường trực Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
        ("UBND TỈNH QUẢNG NINH\nSỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI\n" + STATE + "Số: 7/TB-SLĐTBXH\n",
         "THÔNG BÁO",
         "Sở Lao động - Thương binh và Xã hội tỉnh Quảng Ninh"),
        ("BỘ CÔNG AN\nCỤC CẢNH SÁT QUẢN LÝ\nHÀNH CHÍNH VỀ TTXH\n" + STATE + "Số: 1/TB-C06\n", "THÔNG BÁO",
         "Cục Cảnh sát Quản lý hành chính về TTXH"),
        ("ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
         "HUYỆN BÌNH CHÁNH | Độc lập - Tự do - Hạnh phúc |\n"
         "Số: 45 /TB-UBND |\n", "THÔNG BÁO", "Ủy ban nhân dân huyện Bình Chánh"),
    ],
)  # fmt: skip
def test_whose_paper_it_is(head: str, title: str, issuer: str) -> None:
    found = header(f"{head}{DATE}{title}\nVề tăng cường công tác\nThời gian qua, các cấp đã lãnh đạo tốt.\n")
    assert found.issuer == issuer
    assert str(found.issued_on) == "2021-09-05"


def test_the_type_counts_and_not_the_words_beside_it() -> None:
    assert header(f"SỞ Y TẾ\nSố: 15/HDLS-YT-TC\n{DATE}HƯỚNG DẪN LIÊN SỞ\nVề phụ cấp\n").type == "HD"
    one_line = header(f"SỞ Y TẾ\nSố: 15/XYZ-YT\n{DATE}KẾ HOẠCH PHÒNG, CHỐNG DỊCH NĂM 2021\nI. MỤC ĐÍCH\n")
    assert (one_line.type, one_line.subject) == ("KH", "PHÒNG, CHỐNG DỊCH NĂM 2021")


def test_stamps_are_read_and_are_no_part_of_the_letterhead() -> None:
    found = header(
        f"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG\nHỎA TỐC\nMẬT\nSố: 1234/UBND-VX\nV/v ứng phó bão\n"
        f"LƯU HÀNH NỘI BỘ\n{STATE}{DATE}Kính gửi: Các sở\n"
    )
    assert (found.urgency, found.secrecy, found.circulation) == ("hỏa tốc", "mật", "Lưu hành nội bộ")
    assert (found.issuer, found.subject) == ("Ủy ban nhân dân thành phố Hải Phòng", "ứng phó bão")


def test_the_parent_agency_is_kept() -> None:
    found = header(f"UBND TỈNH LÀO CAI\nSỞ CÔNG THƯƠNG\n{STATE}Số: 1/TB-SCT\n{DATE}THÔNG BÁO\nVề A\n")
    assert found.parent == "Ủy ban nhân dân tỉnh Lào Cai"


def test_a_letter_without_a_number_is_a_letter() -> None:
    found = header(
        f"SỞ CÔNG THƯƠNG\nPHÒNG KINH TẾ\nV/v góp ý\n{STATE}{DATE}Kính gửi: Văn phòng Sở\nThực hiện A.\n"
    )
    assert (found.type, found.issuer, found.subject) == ("CV", "Phòng Kinh tế Sở Công Thương", "góp ý")


@pytest.mark.parametrize("prefix", ["TM.", "KT.", "TL.", "TUQ.", "Q.", "T/M"])
def test_the_signer_may_stand_above_the_recipients(prefix: str) -> None:
    found = header(
        f"SỞ Y TẾ\nSố: 1/TB-SYT\n{DATE}THÔNG BÁO\nVề A\n1. Nội dung thông báo./.\n{prefix} GIÁM ĐỐC\n"
        "PHÓ GIÁM ĐỐC\nThượng tướng Hoàng Xuân Chiến\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )
    assert found.signer is not None
    assert (found.signer.name, found.signer.titles[0]) == ("Hoàng Xuân Chiến", f"{prefix} GIÁM ĐỐC")
    assert found.recipients == ("Như trên", "Lưu: VT")


def test_the_signature_beside_the_recipients_ends_where_an_attached_paper_begins() -> None:
    found = header(
        f"SỞ Y TẾ\nSố: 1/QĐ-SYT\n{DATE}QUYẾT ĐỊNH\nBan hành Quy chế\nĐiều 1. Ban hành./.\n"
        "Nơi nhận:                         TM. ỦY BAN NHÂN DÂN\n- Bộ Y tế;                        CHỦ TỊCH\n"
        "- Các sở;                         Nguyễn Thế Phước\n- Lưu: VT.\n"
        "ỦY BAN NHÂN DÂN                   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nQUY CHẾ\n"
    )
    assert found.signer is not None
    assert found.signer.name == "Nguyễn Thế Phước"
