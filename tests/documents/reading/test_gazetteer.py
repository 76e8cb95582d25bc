"""Names of agencies in running text."""

import pytest

from documents.reading.gazetteer import STANDARD, Entry
from documents.reading.mentions import Mentions


def names(text: str) -> list[str]:
    listed = Mentions(text, 0, STANDARD).list_at(0)
    return [name.name for name in listed.names] if listed else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở LĐ-TB&XH chủ trì", ["Sở Lao động - Thương binh và Xã hội"]),
        ("Sở Văn hóa Thể thao và Du lịch tổ chức", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Tài chính, Sở Xây dựng và Sở Y tế xây dựng", ["Sở Tài chính", "Sở Xây dựng", "Sở Y tế"]),
        (
            "Các Sở: Tài chính, Nông nghiệp và PTNT;",
            ["Sở Tài chính", "Sở Nông nghiệp và Phát triển nông thôn"],
        ),
        ("UBND các huyện, thị xã, thành phố chủ động", ["UBND các huyện, thị xã, thành phố"]),
        ("UBND các phường: Tân An, Hòa Lạc báo cáo", ["UBND phường Tân An", "UBND phường Hòa Lạc"]),
        ("các cơ quan, đơn vị có liên quan rà soát", ["các cơ quan, đơn vị có liên quan"]),
        ("Bộ, ngành liên quan đánh giá", ["Bộ, ngành liên quan"]),
        ("Chi cục Kiểm lâm và Công an xã tuần tra", ["Chi cục Kiểm lâm", "Công an xã"]),
        ("Văn phòng Interpol - Bộ Công an để hợp tác", ["Văn phòng Interpol - Bộ Công an"]),
        ("Các Sở, ngành: Tài chính, Xây dựng, Công an tỉnh", ["Sở Tài chính", "Sở Xây dựng", "Công an tỉnh"]),
        ("các Sở: Tài chính, Kế hoạch và Đầu tư", ["Sở Tài chính", "Sở Kế hoạch và Đầu tư"]),
        ("UBND các xã, phường và các đơn vị liên quan", ["UBND các xã, phường", "các đơn vị liên quan"]),
        ("Sở Nội vụ và các cơ sở đào tạo trên địa bàn (A)", ["Sở Nội vụ", "các cơ sở đào tạo"]),
        (
            "Ban Chỉ đạo phòng, chống ma túy tỉnh và Sở Y tế",
            ["Ban Chỉ đạo phòng, chống ma túy tỉnh", "Sở Y tế"],
        ),
        (
            "Hội Bảo vệ quyền trẻ em tỉnh, Chi cục Phòng, chống tệ nạn xã hội",
            ["Hội Bảo vệ quyền trẻ em tỉnh", "Chi cục Phòng, chống tệ nạn xã hội"],
        ),
        (
            "Cục Cảnh sát phòng, chống tội phạm về ma túy, Cục Quản lý xuất nhập cảnh",
            ["Cục Cảnh sát phòng, chống tội phạm về ma túy", "Cục Quản lý xuất nhập cảnh"],
        ),
        (
            "Phòng Nông nghiệp và Địa chính, Hạt Kiểm lâm các huyện, Trạm Y tế xã",
            ["Phòng Nông nghiệp và Địa chính", "Hạt Kiểm lâm các huyện", "Trạm Y tế xã"],
        ),
        (
            "Sở VHTTDL, BCH BĐBP tỉnh, ABCD tỉnh",
            ["Sở Văn hóa, Thể thao và Du lịch", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "ABCD tỉnh"],
        ),
        ("Tổ công tác thực hiện Đề án 06 tỉnh", ["Tổ công tác thực hiện Đề án 06 tỉnh"]),
        (
            "Bộ Lao động, Thương binh và Xã hội, Ủy ban Dân tộc",
            ["Bộ Lao động - Thương binh và Xã hội", "Ủy ban Dân tộc"],
        ),
        ("Đảng ủy Công an tỉnh; huyện ủy, thành ủy", ["Đảng ủy Công an tỉnh", "huyện ủy, thành ủy"]),
        ("đội ngũ cán bộ", []),
        ("phòng ngừa tội phạm", []),
        ("ban hành kế hoạch", []),
        ("Báo cáo kết quả", []),
        ("xã hội và cộng đồng", []),
    ],
)
def test_names_are_split_as_a_clerk_splits_them(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_the_agencies_of_the_installation_come_first() -> None:
    own = STANDARD.merged([Entry("Công an tỉnh Sơn La", ("Công an tỉnh", "CAT"))])
    assert own.resolve("CÔNG AN TỈNH") == "Công an tỉnh Sơn La"
    assert own.resolve("CAT") == "Công an tỉnh Sơn La"
    assert STANDARD.resolve("Công an tỉnh") == "Công an tỉnh"


def test_tone_placement_and_hyphens_do_not_matter_but_accents_do() -> None:
    assert STANDARD.resolve("Sở Văn hoá - Thể thao và Du lịch") == "Sở Văn hóa, Thể thao và Du lịch"
    assert STANDARD.resolve("So Van hoa The thao va Du lich") is None
