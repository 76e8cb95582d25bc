"""The words that times are made of (units, parts, numbers, prepositions), ready to be matched."""

from documents.reading.gazetteer import PhraseSet

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười lăm": 15, "hai mươi": 20, "ba mươi": 30, "sáu mươi": 60, "chín mươi": 90,
}  # fmt: skip
NUMBER_WORDS = PhraseSet(NUMBERS)
UNITS = {
    "ngày làm việc": "working_day", "giờ làm việc": "working_hour", "ngày": "day", "giờ": "hour",
    "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year", "phút": "minute",
}  # fmt: skip
UNIT_WORDS = PhraseSet(UNITS)
# What a rhythm of one unit, or of so many months, is called.
RHYTHMS = {
    "ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year",
    "3 tháng": "quarter", "6 tháng": "half_year", "9 tháng": "nine_months", "1 năm": "year",
    "12 tháng": "year", "nửa năm": "half_year", "1 quý": "quarter", "1 tháng": "month", "1 tuần": "week",
    "1 ngày": "day",
}  # fmt: skip
# A period that comes round and has no name among the rhythms.
ROUNDS = PhraseSet(
    ("học kỳ", "năm học", "nửa năm", "nhiệm kỳ", "giữa kỳ", "cuối kỳ", "giữa nhiệm kỳ", "cuối nhiệm kỳ",
     "giữa năm", "cuối năm", "cuối quý", "cuối tháng", "cuối tuần", "đầu năm", "đầu quý", "đầu tháng",
     "đầu tuần", "kỳ"),
)  # fmt: skip
EVERY = PhraseSet(("hằng", "hàng", "mỗi", "từng"))
# A part of a longer time; "hết quý II" is its end.
PARTS = PhraseSet(
    ("đầu", "giữa", "cuối", "nửa đầu", "nửa cuối", "tuần đầu", "tuần đầu tiên", "tuần cuối",
     "tuần cuối cùng", "thượng tuần", "trung tuần", "hạ tuần", "những ngày đầu", "những ngày cuối"),
)  # fmt: skip
OF = frozenset({"của"})
NEAR = PhraseSet(("này", "tới", "sau", "nay", "hiện tại", "kế tiếp", "tiếp theo"))
# Hours of the day that have a name: "vào giờ cao điểm".
NAMED_HOURS = PhraseSet(
    ("giờ cao điểm", "các giờ cao điểm", "giờ hành chính", "giờ thấp điểm", "ban đêm", "giờ làm việc")
)
DAYTIMES = PhraseSet(("sáng", "trưa", "chiều", "tối", "buổi sáng", "buổi chiều"))
WEEKDAYS = PhraseSet(
    ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "thứ 2", "thứ 3", "thứ 4", "thứ 5",
     "thứ 6", "thứ 7", "chủ nhật"),
)  # fmt: skip
THESE_DAYS = PhraseSet(("hôm nay", "ngày mai", "cùng ngày", "hôm sau", "ngày hôm sau", "ngày hôm nay"))
DAYS = PhraseSet(("ngày", "các ngày", "mùng", "mồng", "ngày mùng", "ngày mồng"))
MONTHS = PhraseSet(("tháng", "các tháng"))
QUARTER_WORDS = PhraseSet(("quý", "các quý"))
STRETCHES = PhraseSet(("giai đoạn", "nhiệm kỳ", "năm học"))
TERMS = PhraseSet(("học kỳ", "kỳ học"))
# What is counted in a rhythm: "mỗi tuần một số", "mỗi học kỳ một buổi".
COUNTED = PhraseSet(
    ("lần", "số", "buổi", "kỳ", "đợt", "cuộc", "bài", "chuyến", "phiên", "tin", "lượt", "lớp", "tin, bài",
     "tin bài", "chuyên mục", "phóng sự", "hội nghị")
)  # fmt: skip
AT_LEAST = PhraseSet(("ít nhất", "tối thiểu"))
# By when: these stand one behind another before a time, "trước" among them means the day before.
PREPOSITIONS = PhraseSet(
    ("trước", "trước hết", "chậm nhất", "muộn nhất", "chậm nhất là", "muộn nhất là", "hạn cuối",
     "hạn cuối là", "hạn chót", "hạn chót là", "hạn cuối cùng", "hạn cuối cùng là", "đến", "đến hết", "hết",
     "trong", "vào", "xong", "ngay", "tới", "tới hết", "cho đến", "cho đến hết", "không quá",
     "trong suốt", "không muộn hơn", "không chậm hơn", "không trễ hơn", "không muộn quá", "không chậm quá",
     "trễ nhất", "trễ nhất là", "kịp", "vào dịp", "dịp", "nội trong", "tại", "ngay từ", "từ"),
)  # fmt: skip
# How long: these stand before a number of units.
WITHIN = PhraseSet(
    ("trong", "trong vòng", "trong thời hạn", "trong thời gian", "trong khoảng thời gian", "trong khoảng",
     "sau", "chậm nhất", "chậm nhất là", "muộn nhất", "muộn nhất là", "không quá", "tối đa", "tối đa là",
     "trước", "ít nhất", "tối thiểu", "thời hạn", "thời hạn là", "không muộn hơn", "không chậm hơn",
     "trễ nhất", "vòng", "ngay"),
)  # fmt: skip
# From which event a span runs.
SINCE = PhraseSet(
    ("kể từ", "tính từ", "từ ngày", "từ khi", "từ thời điểm", "từ lúc", "sau khi", "sau ngày", "trước khi",
     "trước ngày", "trước thời điểm", "trước tết", "trước kỳ", "trước phiên", "trước cuộc", "trước hội nghị",
     "trước buổi", "trước thời hạn"),
)  # fmt: skip
# As soon as something has happened.
AS_SOON = PhraseSet(
    ("ngay sau kỳ họp", "ngay sau phiên họp", "ngay sau khi", "ngay khi", "ngay sau ngày", "ngay sau cuộc",
     "ngay sau đợt", "ngay sau hội nghị",
     "ngay sau buổi", "trước khi kết thúc", "cho tới khi", "cho đến khi"),
)  # fmt: skip
# "trong 05 năm qua", "trong 3 ngày liên tục" last; nothing is due after them.
LASTING = frozenset({"đầu", "cuối", "qua", "gần", "nay", "tuổi", "liên", "liền", "vừa", "trở", "đó"})
MEETINGS = PhraseSet(("kỳ họp", "phiên họp", "các kỳ họp", "các phiên họp"))
OCCASIONS = PhraseSet(
    ("tết", "dịp tết", "mùa mưa", "mùa mưa bão", "mùa bão", "mùa bão lũ", "mùa lũ", "mùa khô", "mùa cạn",
     "mùa đông", "mùa hè", "vụ", "năm học mới", "ngày khai giảng", "lễ khai giảng", "ngày bầu cử",
     "kỳ thi", "dịp lễ", "mùa mưa lũ", "mùa nắng nóng", "mùa rét"),
)  # fmt: skip
TURNS = frozenset({"đợt", "lần", "kỳ", "vòng"})
JOINS = frozenset({",", ";", "và", "-", "–", "hoặc", "đến"})
CLAUSE_SIGNS = frozenset({".", ",", ";", ":", "(", ")"})
# With one of these, or with a figure, every time begins; at any other word there is nothing to be read.
OPENERS = frozenset({"trước", "tuần", "năm", "định", "theo", "hồi", "lúc", "nửa"}).union(
    TURNS,
    *(
        phrases.openers
        for phrases in (
            NUMBER_WORDS, UNIT_WORDS, ROUNDS, EVERY, PARTS, DAYTIMES, WEEKDAYS, THESE_DAYS, DAYS, MONTHS,
            QUARTER_WORDS, STRETCHES, TERMS, PREPOSITIONS, WITHIN, AS_SOON, MEETINGS, AT_LEAST,
        )
    ),
)  # fmt: skip
