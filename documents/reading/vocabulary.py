"""The words of names and groups of agencies, ready to be matched."""

from documents.reading import standard
from documents.reading.gazetteer import PhraseSet
from documents.reading.verbs import DUTY_VERBS

HEADS = PhraseSet(standard.HEADS)
NOT_HEADS = PhraseSet(standard.NOT_HEADS)
NOUNS = PhraseSet(standard.GROUP_NOUNS)
VERBS = PhraseSet(DUTY_VERBS)
NAME_ENDING_VERBS = PhraseSet(verb for verb in DUTY_VERBS if verb not in standard.VERBS_IN_NAMES)
# Nouns that begin like a verb of duties.
FALSE_VERBS = PhraseSet(
    ("giao thông", "giao dịch", "giao lưu", "cử tri", "nhận thức", "giúp việc", "trình độ", "trình tự",
     "tự nhiên", "tự do", "lập pháp", "cần thơ", "chuyển đổi số", "thăm dò", "nhập khẩu", "nhập cảnh",
     "xét nghiệm", "đón đầu",
     "trao tay", "xếp hàng"),
)  # fmt: skip
VERBS_IN_NAMES = PhraseSet(standard.VERBS_IN_NAMES)
COLLECTIVE = PhraseSet(standard.COLLECTIVE)
PLACES = PhraseSet(standard.PROVINCES)
LEVELS = PhraseSet(standard.PLACE_LEVELS)
DETERMINERS = PhraseSet(("tất cả các", "toàn thể các", "một số", "các", "những", "mọi", "toàn thể"))
TAILS = PhraseSet(
    ("có liên quan khác", "liên quan khác", "có liên quan", "liên quan", "liên có quan", "chức năng",
    "khác",
     "trực thuộc trung ương", "ở trung ương", "ở địa phương", "cấp tỉnh", "cấp huyện", "cấp xã",
    "thuộc tỉnh",
     "bảo vệ pháp luật", "chuyên môn",
     "chịu ảnh hưởng của bão", "bị ảnh hưởng của bão", "chịu ảnh hưởng", "bị ảnh hưởng",
     "chịu sự giám sát", "trực thuộc", "các cấp", "cấp trung ương", "thuộc chính phủ",
     "trung ương", "đảng tỉnh", "công lập"),
)  # fmt: skip
PLACE_NOUNS = frozenset(
    (*standard.PLACE_LEVELS, "thị", "thành , thị", "thị , thành", "thị , thành phố", "thành , thị xã")
)
# What the schools of a group teach: "các trường mầm non, tiểu học và trung học cơ sở".
SCHOOLING = PhraseSet(
    ("mầm non", "mẫu giáo", "tiểu học", "trung học cơ sở", "trung học phổ thông", "trung học", "cao đẳng",
     "đại học", "trung cấp", "phổ thông", "dạy nghề", "thcs", "thpt", "mn", "th"),
)  # fmt: skip
# Two syllables of one word, of which only the first is written large.
COMPOUNDS = PhraseSet(("nhiệt đới", "dược cổ truyền", "dược học"))
# Officers whose post is the whole of their name: what follows in small letters is what they do.
WHOLE_POSTS = PhraseSet(("hiệu trưởng", "phó hiệu trưởng", "thủ trưởng"))
# Two words of one field with a comma between them.
PAIRS = PhraseSet(
    (
        "phòng, chống",
        "phổ biến, giáo dục",
        "phát thanh, truyền hình",
        "thông tin, truyền thông",
        "tham mưu, giúp việc",
        "sản xuất, kinh doanh",
        "sản xuất, kinh doanh, dịch vụ",
        "an ninh, trật tự",
        "trật tự, an toàn",
        "cứu nạn, cứu hộ",
        "cứu hộ, cứu nạn",
        "thi đua, khen thưởng",
        "thi đua - khen thưởng",
        "khám bệnh, chữa bệnh",
        "khám, chữa bệnh",
        "kinh doanh, dịch vụ",
        "thăm dò, khai thác",
        "nuôi, trồng",
        "đào tạo, bồi dưỡng",
        "văn hóa, văn nghệ",
        "thể dục, thể thao",
        "báo chí, xuất bản",
        "tôn giáo, tín ngưỡng",
        "tín ngưỡng, tôn giáo",
        "vận tải, bốc xếp",
        "chế biến, kinh doanh",
        "mua bán, vận chuyển",
        "tố cáo, khiếu nại",
        "khiếu nại, tố cáo",
        "hợp tác, liên kết",
        "cấp, thoát nước",
        "thanh niên, thiếu niên",
    )
)
PURPOSE_BODIES = PhraseSet(standard.PURPOSE_BODIES)
# Those who make a paper together call themselves so: "hai bên", "ba ngành".
PARTIES = PhraseSet(("bên", "ngành", "cơ quan", "đơn vị", "lực lượng", "sở"))
POSTS = PhraseSet(
    ("trưởng ban", "phó trưởng ban", "phó ban", "thành viên", "ủy viên", "tổ trưởng", "tổ phó",
     "phó tổ trưởng", "trưởng tiểu ban", "chủ tịch hội đồng", "phó chủ tịch hội đồng", "trưởng đoàn",
     "phó trưởng đoàn"),
)  # fmt: skip
# Nothing but who acts stands before these at the head of an item, whatever its name is made of.
PREDICATES = PhraseSet(
    ("chủ trì", "có trách nhiệm", "chịu trách nhiệm", "là cơ quan", "là đơn vị", "là đầu mối")
)
# How something is led; no part of the name before it.
MANNERS = PhraseSet(("luân phiên", "cùng", "trực tiếp", "thay phiên", "lần lượt"))
INSPECTED = PhraseSet(
    ("được kiểm tra", "được thanh tra", "được giám sát", "được kiểm toán", "được kiểm định")
)
ACTIVITIES = PhraseSet(("thanh tra", "kiểm toán", "thống kê"))
FIELD_POSTS = PhraseSet(("giám đốc", "phó giám đốc", "bộ trưởng", "thứ trưởng", "lãnh đạo", "trưởng"))
PEOPLE = PhraseSet(("ông (bà)", "ông, bà", "đồng chí", "đ/c"))
PERSONS = PhraseSet(
    (
        "đồng chí",
        "đ/c",
        "ông",
        "bà",
        "ts.",
        "ths.",
        "pgs.ts.",
        "gs.ts.",
        "bs.",
        "ks.",
        "đại tá",
        "thượng tá",
        "trung tá",
        "thiếu tá",
        "thiếu tướng",
        "trung tướng",
    ),
)
PURPOSES = PhraseSet(("thực hiện", "triển khai", "xây dựng", "quản lý", "điều hành"))
