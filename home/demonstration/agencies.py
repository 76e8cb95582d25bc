"""The agencies of Thanh Hóa as of 2012, with the names under which papers write them.

Reference data, not rules: a committee elsewhere replaces this file by its own list (xlsx import).
"""

from __future__ import annotations

from agencies.statuses import Kind

#: name, short name, kind, aliases
AGENCIES: list[tuple[str, str, Kind, list[str]]] = [
    (
        "UBND tỉnh Thanh Hóa",
        "UBND tỉnh",
        Kind.PEOPLE_COMMITTEE,
        ["Ủy ban nhân dân tỉnh Thanh Hóa", "Ủy ban nhân dân tỉnh", "UBND tỉnh"],
    ),
    (
        "Ban Chỉ đạo 138 tỉnh Thanh Hóa",
        "BCĐ 138 tỉnh",
        Kind.COMMITTEE,
        [
            "Ban Chỉ đạo 138 tỉnh",
            "BCĐ 138 tỉnh",
            "BCD138 tỉnh",
            "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân "
            "bảo vệ an ninh Tổ quốc",
        ],
    ),
    ("Tỉnh ủy Thanh Hóa", "Tỉnh ủy", Kind.PARTY, ["Tỉnh ủy"]),
    (
        "HĐND tỉnh Thanh Hóa",
        "HĐND tỉnh",
        Kind.PEOPLE_COMMITTEE,
        ["Hội đồng nhân dân tỉnh Thanh Hóa", "Hội đồng nhân dân tỉnh", "HĐND tỉnh"],
    ),
    ("Công an tỉnh", "", Kind.FORCE, ["Công an tỉnh Thanh Hóa", "CA tỉnh", "Lực lượng Công an"]),
    ("Bộ CHQS tỉnh", "", Kind.FORCE, ["Bộ Chỉ huy quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh Thanh Hóa"]),
    (
        "Bộ đội Biên phòng tỉnh",
        "BĐBP tỉnh",
        Kind.FORCE,
        [
            "Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
            "BCH BĐBP tỉnh",
            "BĐBP tỉnh",
            "Bộ đội Biên phòng",
            "Lực lượng Biên phòng",
        ],
    ),
    ("Sở Thông tin và Truyền thông", "Sở TT&TT", Kind.DEPARTMENT, ["Sở TT&TT", "Sở TTTT"]),
    ("Sở Tư pháp", "", Kind.DEPARTMENT, []),
    (
        "Sở Lao động - Thương binh và Xã hội",
        "Sở LĐTB&XH",
        Kind.DEPARTMENT,
        ["Sở Lao động TBXH", "Sở LĐTBXH", "Sở LĐ-TB&XH", "Sở Lao động, Thương binh và Xã hội"],
    ),
    ("Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL", Kind.DEPARTMENT, ["Sở VHTTDL", "Sở VH,TT&DL"]),
    ("Sở Tài chính", "", Kind.DEPARTMENT, []),
    ("Sở Kế hoạch và Đầu tư", "Sở KH&ĐT", Kind.DEPARTMENT, ["Sở KH&ĐT", "Sở KHĐT"]),
    ("Sở Giáo dục và Đào tạo", "Sở GD&ĐT", Kind.DEPARTMENT, ["Sở GD&ĐT"]),
    ("Sở Y tế", "", Kind.DEPARTMENT, []),
    ("Sở Ngoại vụ", "", Kind.DEPARTMENT, []),
    ("Sở Nội vụ", "", Kind.DEPARTMENT, []),
    (
        "Ủy ban Mặt trận Tổ quốc tỉnh",
        "UBMTTQ tỉnh",
        Kind.UNION,
        ["UBMT tổ quốc tỉnh", "UBMTTQ tỉnh", "MTTQ tỉnh", "Ủy ban MTTQ tỉnh"],
    ),
    (
        "Tỉnh Đoàn Thanh niên",
        "Tỉnh Đoàn",
        Kind.UNION,
        ["Tỉnh Đoàn", "Đoàn TNCS Hồ Chí Minh tỉnh", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh"],
    ),
    ("Hội Nông dân tỉnh", "", Kind.UNION, []),
    ("Hội Liên hiệp Phụ nữ tỉnh", "Hội LHPN tỉnh", Kind.UNION, ["Hội LHPN tỉnh", "Hội Phụ nữ tỉnh"]),
    ("Đài Phát thanh và Truyền hình tỉnh", "Đài PT-TH tỉnh", Kind.MEDIA, ["Đài PTTH tỉnh", "Đài PT&TH tỉnh"]),
    ("Báo Thanh Hóa", "", Kind.MEDIA, []),
    ("Báo Văn hóa và Đời sống Thanh Hóa", "Báo VH&ĐS", Kind.MEDIA, ["Báo Văn hóa và Đời sống"]),
    ("Viện kiểm sát nhân dân", "VKSND", Kind.COURT, ["Viện kiểm sát nhân dân tỉnh", "VKSND tỉnh"]),
    ("Tòa án nhân dân", "TAND", Kind.COURT, ["Tòa án nhân dân tỉnh", "TAND tỉnh"]),
    ("Quốc hội", "", Kind.CENTRAL, []),
    ("Chính phủ", "", Kind.CENTRAL, []),
    ("Thủ tướng Chính phủ", "", Kind.CENTRAL, ["Thủ tướng", "TTg"]),
    ("Bộ Chính trị", "", Kind.PARTY, ["Bộ Chính trị (khóa X)"]),
    ("Bộ Công an", "", Kind.CENTRAL, ["BCA"]),
    ("Ban Chỉ đạo 130/CP", "BCĐ 130/CP", Kind.COMMITTEE, ["BCĐ 130/CP", "Ban Chỉ đạo 130/CP của Chính phủ"]),
    (
        "Cục Cảnh sát điều tra tội phạm về TTXH",
        "C45",
        Kind.CENTRAL,
        ["Cục Cảnh sát điều tra tội phạm về trật tự xã hội"],
    ),
    ("Văn phòng Interpol - Bộ Công an", "Interpol", Kind.CENTRAL, ["Văn phòng Interpol Việt Nam"]),
]

#: An agency that had ended before 2012, with its successor: so that a wrong choice shows what happens.
ENDED = ("Sở Văn hóa - Thông tin", "2008-03-31", "Sở Văn hóa, Thể thao và Du lịch", "Nghị định 13/2008/NĐ-CP")

DISTRICTS = [
    "thành phố Thanh Hóa", "thị xã Bỉm Sơn", "thị xã Sầm Sơn", "huyện Bá Thước", "huyện Cẩm Thủy",
    "huyện Đông Sơn", "huyện Hà Trung", "huyện Hậu Lộc", "huyện Hoằng Hóa", "huyện Lang Chánh",
    "huyện Mường Lát", "huyện Nga Sơn", "huyện Ngọc Lặc", "huyện Như Thanh", "huyện Như Xuân",
    "huyện Nông Cống", "huyện Quan Hóa", "huyện Quan Sơn", "huyện Quảng Xương", "huyện Thạch Thành",
    "huyện Thiệu Hóa", "huyện Thọ Xuân", "huyện Thường Xuân", "huyện Tĩnh Gia", "huyện Triệu Sơn",
    "huyện Vĩnh Lộc", "huyện Yên Định",
]  # fmt: skip

#: Communes of one district, so that it has somebody to pass work on to.
COMMUNES = {"UBND huyện Bá Thước": ["UBND xã Điền Lư", "UBND xã Thiết Ống", "UBND xã Lương Ngoại"]}

MEMBERS = [
    "Công an tỉnh", "Bộ CHQS tỉnh", "Bộ đội Biên phòng tỉnh", "Sở Thông tin và Truyền thông", "Sở Tư pháp",
    "Sở Lao động - Thương binh và Xã hội", "Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính",
    "Sở Kế hoạch và Đầu tư", "Sở Giáo dục và Đào tạo", "Ủy ban Mặt trận Tổ quốc tỉnh", "Tỉnh Đoàn Thanh niên",
    "Hội Nông dân tỉnh", "Hội Liên hiệp Phụ nữ tỉnh", "Viện kiểm sát nhân dân", "Tòa án nhân dân",
]  # fmt: skip

#: group, its aliases, whether it holds the districts, whether it holds the member agencies
GROUPS: list[tuple[str, list[str], bool, bool]] = [
    ("UBND các huyện, thị xã, thành phố", ["Ủy ban nhân dân các huyện, thị xã, thành phố"], True, False),
    ("Ban chỉ đạo 138 huyện, thị xã, thành phố", ["BCĐ 138 huyện, thị xã, thành phố"], True, False),
    ("các ngành thành viên trong Ban chỉ đạo 138 tỉnh", ["các thành viên Ban Chỉ đạo 138 tỉnh"], False, True),
    ("Ban chỉ đạo 138 các ngành, các huyện, thị, thành phố", [], True, True),
]
