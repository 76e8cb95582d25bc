"""The abbreviations every official paper uses, to begin with; the secretariat edits the list."""

import unicodedata

from django.db import migrations

ABBREVIATIONS = [
    ("ANQG", "an ninh quốc gia"),
    ("ANTQ", "an ninh Tổ quốc"),
    ("ANTT", "an ninh trật tự"),
    ("ATGT", "an toàn giao thông"),
    ("ATXH", "an toàn xã hội"),
    ("BCA", "Bộ Công an"),
    ("BCĐ", "ban chỉ đạo"),
    ("BĐBP", "bộ đội biên phòng"),
    ("BQP", "Bộ Quốc phòng"),
    ("BTP", "Bộ Tư pháp"),
    ("CAND", "công an nhân dân"),
    ("CHQS", "chỉ huy quân sự"),
    ("CNTT", "công nghệ thông tin"),
    ("CSGT", "cảnh sát giao thông"),
    ("CSHS", "cảnh sát hình sự"),
    ("GDĐT", "giáo dục và đào tạo"),
    ("GTVT", "giao thông vận tải"),
    ("HĐND", "hội đồng nhân dân"),
    ("HLHPN", "hội liên hiệp phụ nữ"),
    ("KHĐT", "kế hoạch và đầu tư"),
    ("KTXH", "kinh tế xã hội"),
    ("LĐTBXH", "lao động thương binh và xã hội"),
    ("LHPN", "liên hiệp phụ nữ"),
    ("MTTQ", "mặt trận Tổ quốc"),
    ("NSNN", "ngân sách nhà nước"),
    ("PBGDPL", "phổ biến giáo dục pháp luật"),
    ("PCMBN", "phòng chống mua bán người"),
    ("QĐ", "quyết định"),
    ("QPPL", "quy phạm pháp luật"),
    ("TAND", "tòa án nhân dân"),
    ("THPT", "trung học phổ thông"),
    ("TNXH", "tệ nạn xã hội"),
    ("TTATXH", "trật tự an toàn xã hội"),
    ("TTTT", "thông tin và truyền thông"),
    ("TTg", "Thủ tướng"),
    ("TTXH", "trật tự xã hội"),
    ("TW", "trung ương"),
    ("UBMTTQ", "ủy ban mặt trận Tổ quốc"),
    ("UBND", "ủy ban nhân dân"),
    ("VBQPPL", "văn bản quy phạm pháp luật"),
    ("VHTTDL", "văn hóa thể thao và du lịch"),
    ("VKSND", "viện kiểm sát nhân dân"),
    ("VPCP", "Văn phòng Chính phủ"),
    ("VPHC", "vi phạm hành chính"),
    ("XHCN", "xã hội chủ nghĩa"),
]


def _key(text):
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def add(apps, schema_editor):
    apps.get_model("search", "Abbreviation").objects.bulk_create(
        [
            apps.get_model("search", "Abbreviation")(
                short=short, words=words, short_key=_key(short), words_key=_key(words)
            )
            for short, words in ABBREVIATIONS
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunPython(add, migrations.RunPython.noop),
        # Every writing of a row takes the next number: the version a second engine compares.
        migrations.RunSQL("CREATE SEQUENCE search_version", "DROP SEQUENCE search_version"),
    ]
