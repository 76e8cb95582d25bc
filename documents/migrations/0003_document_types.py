"""The types of decree 30/2020 (Article 7, Annex III), the normative ones and the Party's."""

from django.db import migrations

ADMINISTRATIVE = [
    ("NQ", "Nghị quyết"),
    ("QĐ", "Quyết định"),
    ("CT", "Chỉ thị"),
    ("QC", "Quy chế"),
    ("QyĐ", "Quy định"),
    ("TC", "Thông cáo"),
    ("TB", "Thông báo"),
    ("HD", "Hướng dẫn"),
    ("CTr", "Chương trình"),
    ("KH", "Kế hoạch"),
    ("PA", "Phương án"),
    ("ĐA", "Đề án"),
    ("DA", "Dự án"),
    ("BC", "Báo cáo"),
    ("BB", "Biên bản"),
    ("TTr", "Tờ trình"),
    ("HĐ", "Hợp đồng"),
    ("", "Công văn"),
    ("CĐ", "Công điện"),
    ("BGN", "Bản ghi nhớ"),
    ("BTT", "Bản thỏa thuận"),
    ("GUQ", "Giấy ủy quyền"),
    ("GM", "Giấy mời"),
    ("GGT", "Giấy giới thiệu"),
    ("GNP", "Giấy nghỉ phép"),
    ("PG", "Phiếu gửi"),
    ("PC", "Phiếu chuyển"),
    ("PB", "Phiếu báo"),
    ("", "Thư công"),
]
NORMATIVE = [
    ("HP", "Hiến pháp"),
    ("BL", "Bộ luật"),
    ("L", "Luật"),
    ("PL", "Pháp lệnh"),
    ("Lệnh", "Lệnh"),
    ("NĐ", "Nghị định"),
    ("TT", "Thông tư"),
    ("TTLT", "Thông tư liên tịch"),
    ("NQLT", "Nghị quyết liên tịch"),
    ("NQPL", "Nghị quyết quy phạm pháp luật"),
    ("QĐPL", "Quyết định quy phạm pháp luật"),
    ("VBHN", "Văn bản hợp nhất"),
]
PARTY = [
    ("CT", "Chỉ thị của Đảng"),
    ("NQ", "Nghị quyết của Đảng"),
    ("QĐ", "Quyết định của Đảng"),
    ("KL", "Kết luận"),
    ("HD", "Hướng dẫn của Đảng"),
    ("CV", "Công văn của Đảng"),
]
COPIES = [("SY", "Bản sao y"), ("TrS", "Bản trích sao"), ("SL", "Bản sao lục")]


def add(apps, schema_editor):
    DocumentType = apps.get_model("documents", "DocumentType")
    order = 0
    for family, types in (
        ("administrative", ADMINISTRATIVE),
        ("normative", NORMATIVE),
        ("party", PARTY),
        ("copy", COPIES),
    ):
        for abbreviation, name in types:
            order += 10
            DocumentType.objects.create(abbreviation=abbreviation, name=name, family=family, order=order)


def remove(apps, schema_editor):
    apps.get_model("documents", "DocumentType").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_entry_triggers")]

    operations = [migrations.RunPython(add, remove, elidable=False)]
