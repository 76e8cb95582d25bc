"""General knowledge of Vietnamese administration: the bodies every province has, and how papers shorten them.

Nothing here belongs to one province or one paper; the agencies of an installation come from its database.
"""

from vietnamese.text import fold

# Fields of ministries (Bộ …), departments (Sở …) and district divisions (Phòng …), past and present.
FIELDS: dict[str, tuple[str, ...]] = {
    "Công Thương": ("Công thương",),
    "Công an": (),
    "Dân tộc và Tôn giáo": ("DT&TG", "DTTG"),
    "Du lịch": (),
    "Giao thông vận tải": ("GTVT", "Giao thông Vận tải", "GT-VT"),
    "Giao thông công chính": ("GTCC",),
    "Giáo dục và Đào tạo": ("GD&ĐT", "GDĐT", "GD-ĐT", "GD và ĐT"),
    "Kế hoạch và Đầu tư": ("KH&ĐT", "KHĐT", "KH-ĐT", "KH và ĐT"),
    "Khoa học và Công nghệ": ("KH&CN", "KHCN", "KH-CN", "KH và CN"),
    "Lao động - Thương binh và Xã hội": (
        "Lao động, Thương binh và Xã hội",
        "LĐTBXH",
        "LĐTB&XH",
        "LĐ-TB&XH",
        "LĐ-TBXH",
        "LĐTB và XH",
        "LĐ TBXH",
        "Lao động TBXH",
        "Lao động TB&XH",
        "Lao động - TBXH",
        "Lao động Thương binh Xã hội",
    ),
    "Ngoại giao": (),
    "Ngoại vụ": (),
    "Nội vụ": (),
    "Nông nghiệp và Môi trường": ("NN&MT", "NNMT", "NNvàMT", "NN và MT"),
    "Nông nghiệp và Phát triển nông thôn": (
        "NN&PTNT",
        "NNPTNT",
        "NN-PTNT",
        "NN và PTNT",
        "Nông nghiệp và PTNT",
        "Nông nghiệp & PTNT",
        "Nông nghiệp PTNT",
    ),
    "Quốc phòng": (),
    "Quy hoạch - Kiến trúc": (),
    "Tài chính": (),
    "Tài chính - Kế hoạch": ("TC-KH",),
    "Tài nguyên và Môi trường": ("TN&MT", "TNMT", "TN-MT", "TN và MT", "Tài nguyên Môi trường"),
    "Thông tin và Truyền thông": ("TT&TT", "TTTT", "TT-TT", "TT và TT", "Thông tin Truyền thông"),
    "Tư pháp": (),
    "Văn hóa": (),
    "Văn hóa và Thể thao": ("VHTT",),
    "Văn hóa, Thể thao và Du lịch": (
        "VHTT&DL",
        "VHTTDL",
        "VH-TT&DL",
        "VH,TT&DL",
        "VH-TT-DL",
        "VHTT và DL",
        "VH,TT và DL",
    ),
    "Văn hóa - Thông tin": ("VH-TT", "Văn hóa Thông tin"),
    "Văn hóa và Thông tin": ("VH&TT",),
    "Văn hóa, Khoa học và Thông tin": (),
    "Kinh tế": (),
    "Kinh tế và Hạ tầng": (),
    "Kinh tế, Hạ tầng và Đô thị": (),
    "Văn hóa - Xã hội": (),
    "Xây dựng": (),
    "Y tế": (),
    "Thủy sản": (),
    "Bưu chính, Viễn thông": ("Bưu chính Viễn thông",),
}
FIELD_HEADS = ("Bộ", "Sở", "Phòng")
FIELD_POSTS = ("Bộ trưởng Bộ", "Thứ trưởng Bộ", "Giám đốc Sở", "Phó Giám đốc Sở", "Trưởng phòng")

# First words of an agency's or an officer's name; a name not in the gazetteer starts with one of them.
HEADS = (
    "bộ tư lệnh", "bộ chỉ huy", "bộ chqs", "bộ trưởng", "bộ đội", "bộ", "sở", "ban chỉ đạo", "bcđ", "bcd",
    "ban quản lý", "ban cán sự", "ban chỉ huy", "ban chấp hành", "ban thường vụ", "ban thường trực",
    "ban tổ chức", "ban tuyên giáo", "ban dân vận", "ban nội chính", "ban bí thư", "ban pháp chế",
    "ban dân tộc",
    "ban giám đốc", "ban giám hiệu", "ban bảo vệ", "ban điều hành", "ban kinh tế", "ban", "ủy ban", "ubnd",
    "ubmt", "ubmttq", "hđnd", "hội đồng", "hội", "hiệp hội", "tỉnh đoàn", "thành đoàn", "đoàn thanh niên",
    "đoàn đbqh", "đoàn đại biểu", "đoàn kiểm tra", "công an", "cảnh sát", "bộ đội biên phòng", "viện",
    "tòa án",
    "cục", "chi cục", "tổng cục", "vụ", "văn phòng", "vp", "đài", "báo", "cổng thông tin", "trung tâm",
    "trường",
    "học viện", "ngân hàng", "kho bạc", "thanh tra", "kiểm toán", "tập đoàn", "tổng công ty", "công ty",
    "doanh nghiệp", "liên đoàn", "liên minh", "liên hiệp", "mặt trận", "mttq", "bảo hiểm", "bhxh", "thuế",
    "hải quan", "phòng", "tỉnh ủy", "thành ủy", "huyện ủy", "đảng bộ", "chi bộ", "đảng đoàn",
    "ban cán sự đảng", "đảng ủy", "quân ủy", "thường trực", "huyện đoàn", "thị đoàn", "quận đoàn",
    "xã đoàn", "phường đoàn", "khối", "bộ phận", "thủ tướng",
    "phó thủ tướng", "chính phủ", "quốc hội", "chủ tịch", "phó chủ tịch", "giám đốc", "phó giám đốc",
    "tổng giám đốc", "hiệu trưởng", "thủ trưởng", "chánh", "trưởng ban", "trưởng phòng", "cục trưởng",
    "vụ trưởng", "tổng cục trưởng", "viện trưởng", "người đứng đầu", "lãnh đạo", "lực lượng", "thành viên",
    "tổ công tác", "tổ giúp việc", "đồn", "trạm", "hạt", "đội", "đoàn", "bch", "ban chỉ huy", "trại",
    "ban thường vụ", "câu lạc bộ", "hợp tác xã", "vườn quốc gia", "nhà xuất bản", "phân hiệu", "công đoàn",
    "hiệp hội", "tiểu ban", "bệnh viện", "tổng thanh tra", "thống đốc", "quân khu",
    "thông tấn",
    "quỹ", "chủ đầu tư", "khoa", "trưởng", "bí thư", "điện lực", "kiểm lâm", "đại học", "thi hành án",
    "bưu điện", "bưu chính", "viễn thông", "gvcn", "bgh", "lđlđ", "huyện ủy viên", "tỉnh ủy viên",
    "thành ủy viên",
    "chi nhánh", "phòng giao dịch", "nhà máy", "xí nghiệp",
    "nhà văn hóa",
    "bảo tàng", "thư viện", "nhà hát", "khu bảo tồn", "khu quản lý", "cảng vụ", "liên hiệp hội",
    "tổ công nghệ số",
    "tổ xung kích", "tổ bảo vệ", "tổ hòa giải", "tổ thẩm định", "tổ chuyên gia", "tổ thư ký", "tổ biên tập",
    "cơ quan thường trực", "cơ quan cảnh sát", "cơ quan điều tra", "cơ quan thi hành án", "cơ quan ủy ban",
    "cơ quan kiểm tra", "cơ quan tổ chức", "công chức", "kế toán", "viên chức", "cán bộ phụ trách",
    "bộ phận một cửa", "bộ phận tiếp nhận", "bộ phận văn thư", "văn thư", "thường trực hđnd",
    "thường trực đảng ủy", "ban công tác mặt trận", "trạm y tế", "nhà trường", "tiểu đoàn", "trung đoàn",
    "sư đoàn", "lữ đoàn", "quân đoàn", "quân chủng", "hải đoàn", "vùng cảnh sát biển",
    "bộ tư lệnh cảnh sát biển",
    "tòa", "viện kiểm sát", "chi đoàn", "chi hội", "tổ dân phố", "thôn đội", "dân quân", "phó chánh",
    "phó trưởng",
    "phó cục trưởng", "phó vụ trưởng", "phó viện trưởng", "phó tổng giám đốc", "phó hiệu trưởng",
    "chi cục trưởng", "hạt trưởng", "trạm trưởng", "đồn trưởng", "đội trưởng", "tư lệnh", "chính ủy",
    "chỉ huy trưởng", "phó chỉ huy trưởng", "chánh án", "tổng kiểm toán", "tổng biên tập", "chủ nhiệm",
    "phó chủ nhiệm", "thứ trưởng", "phó bí thư", "ủy viên", "tạp chí", "tổ đại biểu", "đại biểu hội đồng",
    "đại biểu hđnd", "thống kê", "giáo viên", "nhân viên", "chuyên viên", "tổng phụ trách", "đài khí tượng",
    "cơ quan quản lý", "bộ quản lý", "bộ quản lý chuyên ngành", "tổ chuyên môn", "hội đồng sư phạm",
    "cơ quan chuyên môn", "cơ quan tuyên giáo", "cơ quan quân sự",
    "trưởng đoàn kiểm tra", "trưởng đoàn thanh tra", "trưởng đoàn giám sát", "đoàn thanh tra",
    "đoàn giám sát",
    "tổ đảng", "hạt giao thông", "ban đại diện", "ban giám sát", "tổ trưởng", "tổ phó",
)  # fmt: skip

# "Phòng, chống …", "ban hành …", "báo cáo …" begin with such a word but name nobody.
NOT_HEADS = (
    "đội ngũ", "khoa học", "bà con", "trưởng thành", "khối lượng",
    "đoàn kết", "hạt nhân", "tổ quốc", "đoàn viên", "đội viên",
    "phòng chống", "phòng, chống", "phòng ngừa", "phòng cháy", "ban hành", "báo cáo", "bộ luật",
    "bộ máy", "chủ nhiệm vụ", "viễn thông tin", "công chức thức", "ủy viên hóa",
    "văn thư lưu trữ",
    "hội nghị",
    "hội thảo", "hội nhập", "hội họp", "vụ việc", "vụ án", "thuế suất", "báo chí", "viện dẫn", "trường hợp",
    "phòng vệ", "văn phòng phẩm", "bộ tiêu chí", "cục bộ", "thanh tra kiểm tra",
    "thanh tra, kiểm tra", "kiểm toán năng",
    "bảo hiểm y", "ban đầu", "hội tụ", "quỹ đất", "bộ thủ", "báo động", "phòng bệnh", "doanh nghiệp hóa",
    "xã hội", "lãnh đạo phụ trách", "lãnh đạo chỉ đạo", "lãnh đạo, chỉ đạo", "thống kê đầy đủ",
    "tổ chức thực hiện", "tỉnh hình", "cấp phép",
    "cấp giấy",
    "bộ hồ sơ", "cơ sở dữ liệu", "cơ sở hạ tầng", "cơ sở pháp lý", "đơn vị tính", "thị trường",
)  # fmt: skip

# Words that make a set of agencies: "các sở, ban, ngành", "các huyện, thị xã, thành phố".
GROUP_NOUNS = (
    "cấp ủy", "cấp", "ngành", "sở", "ban", "bộ", "đoàn thể", "tổ chức đoàn thể",
    "tổ chức chính trị - xã hội",
    "tổ chức chính trị xã hội", "cơ quan ngang bộ", "cơ quan thuộc chính phủ", "cơ quan", "đơn vị",
    "địa phương",
    "tổ chức", "hội", "huyện", "thị xã", "thị", "thành phố", "tp", "xã", "phường", "thị trấn", "quận",
    "tỉnh",
    "thành, thị", "thị, thành", "thị, thành phố", "thành, thị xã",
    "đặc khu", "lực lượng", "phòng", "doanh nghiệp", "hội đoàn thể", "cục", "chi cục", "vụ", "trường",
    "cá nhân",
    "chủ đầu tư", "chủ đập", "chủ hồ chứa nước", "chủ hồ chứa", "chủ hồ", "chủ rừng", "chủ hộ", "chủ cơ sở",
    "chủ phương tiện", "chủ tàu", "chủ dự án", "chủ trang trại", "hộ kinh doanh", "bộ trưởng",
    "ban quản lý", "chính quyền", "chủ tịch", "bộ phận", "viện",
    "tập đoàn", "tổng công ty", "công ty", "ban đảng", "cấp ủy đảng", "sở ngành", "thủ trưởng",
    "đồng chí", "huyện ủy", "thị ủy", "thành ủy", "đảng ủy", "trung tâm", "ngân hàng", "cơ sở", "hợp tác "
    "xã", "tổ chức đảng", "đoàn thể chính trị - xã hội", "ban xây dựng đảng", "cơ quan thông tin đại chúng",
    "cơ quan thông tấn báo chí", "cơ quan báo chí",
    "cơ quan thông tấn, báo chí", "nhà trường", "tổ trưởng", "ông (bà)", "ông", "bà", "chi bộ",
    "đảng bộ", "chi hội", "tổ dân phố", "khoa", "báo", "đài", "phòng ban", "khu công nghiệp",
    "khu kinh tế", "khu chế xuất", "khu công nghệ cao", "bộ quản lý chuyên ngành",
    "bộ quản lý công trình xây dựng chuyên ngành", "bộ quản lý ngành, lĩnh vực",
    "bộ quản lý chuyên ngành, lĩnh vực",
    "cụm công nghiệp", "thôn", "bản", "làng", "buôn", "xóm", "ấp", "tiểu khu", "khu phố", "khối phố",
    "trạm y tế",
    "bệnh viện", "ủy viên", "hộ gia đình", "hộ", "tổ đại biểu", "cơ sở giáo dục", "cơ sở y tế",
    "cơ quan chuyên môn", "nhà thầu", "nhà đầu tư",
    "đơn vị sự nghiệp", "chi đoàn", "ban ngành", "ban chỉ đạo", "tổ công tác", "hiệp hội", "tập thể",
    "công chức", "viên chức", "nhà mạng", "hãng", "cửa hàng", "siêu thị", "khách sạn", "nhà máy",
    "chuyên gia", "câu lạc bộ", "bến xe", "nhà xe", "chợ", "công trường", "trang trại",
    "nông trường", "lâm trường",
    "nhà thuốc", "nhà hàng", "cơ sở kinh doanh",
)  # fmt: skip
# Nouns that name nobody in particular; "các cấp, các ngành" gives a task to no one.
DIFFUSE_NOUNS = frozenset(
    {"cấp", "ngành", "lực lượng", "cơ quan", "đơn vị", "tổ chức", "cá nhân", "đoàn thể", "tổ chức đoàn thể",
     "cấp ủy", "chính quyền", "đồng chí", "bộ phận", "cơ sở", "doanh nghiệp",
     "tập thể", "công chức", "viên chức"},
)  # fmt: skip

# Bodies that exist at every level, so a set of places may follow: "UBND các huyện".
COLLECTIVE = (
    "ubnd", "ủy ban nhân dân", "hđnd", "hội đồng nhân dân", "công an", "ban chỉ đạo", "đảng ủy", "huyện ủy",
    "thành ủy", "phòng", "chủ tịch", "thủ trưởng", "giám đốc", "lãnh đạo", "hội", "bcđ", "bcd",
    "thường trực",
    "văn phòng", "trưởng", "người đứng đầu", "ban quản lý", "trung tâm", "ban", "mttq", "mặt trận tổ quốc",
    "ủy ban mặt trận tổ quốc", "đài", "chi cục", "thành viên", "bí thư",
)  # fmt: skip

# Bodies set up for a purpose, which their name spells out: "Tổ công tác thực hiện Đề án 06".
PURPOSE_BODIES = ("tổ công tác", "ban chỉ đạo", "tổ giúp việc", "tiểu ban", "bcđ", "hội đồng")

PLACE_LEVELS = ("tỉnh", "thành phố", "tp", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")

# Kinds of places of work that are told apart by what is done there: "các cơ sở đào tạo".
WORKPLACES = frozenset({"cơ sở", "trường", "trung tâm", "ban quản lý", "doanh nghiệp", "công ty", "bộ phận"})

# Verbs that also stand inside names ("Cục Cảnh sát điều tra …"), so they do not end one.
VERBS_IN_NAMES = frozenset(
    {"điều tra", "quản lý", "đầu tư xây dựng", "phục vụ", "bảo vệ", "phát triển", "thông tin", "tư vấn",
    "đăng ký",
     "đấu tranh", "xúc tiến", "đào tạo", "thống kê", "khai thác", "bồi dưỡng", "kiểm soát", "thi đua",
     "giáo dục", "truyền thông", "kết nối", "quy hoạch", "huấn luyện", "điều trị",
     "điều phối", "ứng phó", "chăm sóc", "trợ giúp", "cứu trợ", "định giá", "chuyển giao", "thử nghiệm",
     "tiếp cận", "biên tập", "tra cứu", "giáo dục thường xuyên", "thường trực"},
)  # fmt: skip

# After these a one-syllable verb is the second half of a noun: công trình, chương trình, độc lập.
BEFORE_FALSE_VERBS = frozenset(
    {
        "hậu",
        "công",
        "chương",
        "quá",
        "quy",
        "lộ",
        "độc",
        "thiết",
        "tờ",
        "giáo",
        "xác",
        "cơ",
        "bầu",
        "nuôi",
        "thư",
        "trật",
    }
)

# Group nouns that words of their own kind may follow: "các chủ đầu tư hạ tầng cụm công nghiệp".
OPEN_NOUNS = frozenset(
    {"khoa", "hộ", "ủy viên", "nhà thầu", "chủ đầu tư", "doanh nghiệp", "ban quản lý", "cơ sở",
    "đơn vị", "tổ chức", "trường", "trung tâm",
    "công ty",
     "cơ quan", "lực lượng", "hội", "phòng", "bộ phận", "tập đoàn", "ngân hàng", "hợp tác xã",
     "tổng công ty", "tổ trưởng", "chi cục", "viện",
     "hãng", "cửa hàng", "nhà máy", "câu lạc bộ", "nhà mạng", "chuyên gia"},
)  # fmt: skip

# Kinds that a name of their own may follow: "các trường THPT", "các Tổng công ty Điện lực".
NAMED_KINDS = frozenset({"trường", "trung tâm", "công ty", "tổng công ty", "doanh nghiệp", "ngân hàng",
                         "cơ sở", "chi cục", "hội", "tập đoàn", "viện", "bệnh viện"})  # fmt: skip

# Words that end the name of an agency which is not in the gazetteer.
NAME_ENDS = frozenset(
    {"để", "nhằm", "trong", "khi", "theo", "tại", "đã", "sẽ", "được", "là", "do", "từ", "tới", "đến", "qua",
     "trên", "bằng", "nếu", "bị", "không", "chưa", "mà", "thì", "nên", "như", "vào", "ra", "đang", "nhưng",
     "trước", "sau", "hoặc", "cùng", "với", "về", "của", "và", "có", "cho", "cần", "phải", "ngày", "năm",
     "này",
     "thuộc", "ở", "kể", "đối", "ký", "số", "việc", "nêu", "các", "những", "nơi"},
)  # fmt: skip

PROVINCES = (
    "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre",
    "Bình Dương",
    "Bình Định", "Bình Phước", "Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk",
    "Đắk Nông",
    "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương",
    "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang",
    "Kon Tum",
    "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình",
    "Ninh Thuận",
    "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng",
    "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang",
    "Trà Vinh",
    "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
)  # fmt: skip
CITIES = frozenset({"Hà Nội", "Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Huế"})

_PROVINCES_BY_FOLD = {fold(name): name for name in PROVINCES}


def province_named(name: str) -> str | None:
    """Return the province of this name, with accents or without, in the spelling used everywhere else."""
    return _PROVINCES_BY_FOLD.get(fold(name))
