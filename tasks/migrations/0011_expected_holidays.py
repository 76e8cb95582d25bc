"""Days off checked against the announcements and the Vietnamese lunar calendar.

Tết of 2030 begins on 2 February in Viet Nam, a day before the Chinese one; 24 November is expected to be off.
Rows that somebody changed since are left as they are.
"""

from datetime import date

from django.db import migrations

BY_LAW = "Dự kiến theo Điều 112 Bộ luật Lao động 2019; sửa lại khi có thông báo nghỉ lễ của năm"
BY_RESOLUTION = (
    "Dự kiến theo Nghị quyết 80-NQ/TW; sửa hoặc xóa theo Bộ luật Lao động sửa đổi và thông báo của năm"
)
ANNOUNCED = "Thông báo nghỉ lễ, Tết của năm"
TET, CULTURE = "Tết Nguyên đán", "Ngày Văn hóa Việt Nam 24/11"
#: The rows as they were entered, and as they are expected.
CORRECTED = [
    ((date(2027, 2, 5), date(2027, 2, 11)), (date(2027, 2, 4), date(2027, 2, 10))),
    ((date(2030, 2, 2), date(2030, 2, 8)), (date(2030, 1, 31), date(2030, 2, 6))),
]
CULTURE_DAYS = [
    (date(2026, 11, 24), date(2026, 11, 24)),
    (date(2027, 11, 24), date(2027, 11, 24)),
    (date(2028, 11, 24), date(2028, 11, 24)),
    (date(2029, 11, 24), date(2029, 11, 26)),
    (date(2030, 11, 24), date(2030, 11, 25)),
]
#: The papers that fix what was announced, by first day.
PAPERS = {
    date(2024, 4, 29): "Công văn 2450/VPCP-KGVX ngày 12/4/2024",
    date(2024, 5, 4): "Công văn 2450/VPCP-KGVX ngày 12/4/2024",
    date(2025, 1, 27): "Thông báo 6150/TB-BLĐTBXH năm 2024",
    date(2026, 1, 1): "Công văn 12729/VPCP-KGVX ngày 25/12/2025",
    date(2026, 1, 10): "Công văn 12729/VPCP-KGVX ngày 25/12/2025",
}


def correct(apps, schema_editor):
    Holiday = apps.get_model("tasks", "Holiday")
    for (first, last), (new_first, new_last) in CORRECTED:
        Holiday.objects.filter(first=first, last=last, name=TET, basis=BY_LAW).update(
            first=new_first, last=new_last
        )
    for first, basis in PAPERS.items():
        Holiday.objects.filter(first=first, basis=ANNOUNCED).update(basis=basis)
    for first, last in CULTURE_DAYS:
        Holiday.objects.get_or_create(
            first=first, kind="off", defaults={"last": last, "name": CULTURE, "basis": BY_RESOLUTION}
        )


class Migration(migrations.Migration):
    dependencies = [("tasks", "0010_no_task_under_itself")]

    operations = [migrations.RunPython(correct, migrations.RunPython.noop)]
