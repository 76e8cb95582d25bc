"""Days off of the years known so far, and the history of reports that is only added to.

2024 to 2026 as announced; later years as Article 112 of the Labour Code (2019) and the lunar calendar give
them, marked as expected: the Government announces the row of days of Tết and the exchanged days each year.
"""

from datetime import date

from django.db import migrations

NEW_YEAR, TET, KINGS = "Tết Dương lịch", "Tết Nguyên đán", "Giỗ Tổ Hùng Vương (10/3 âm lịch)"
SOUTH, LABOUR, NATION = "Ngày Chiến thắng 30/4", "Ngày Quốc tế lao động 1/5", "Quốc khánh 2/9"
EXPECTED = "Dự kiến theo Điều 112 Bộ luật Lao động 2019; sửa lại khi có thông báo nghỉ lễ của năm"
ANNOUNCED = "Thông báo nghỉ lễ, Tết của năm"

OFF = [
    ("2024-01-01", "2024-01-01", NEW_YEAR),
    ("2024-02-08", "2024-02-14", TET),
    ("2024-04-18", "2024-04-18", KINGS),
    ("2024-04-29", "2024-04-30", SOUTH),
    ("2024-05-01", "2024-05-01", LABOUR),
    ("2024-09-02", "2024-09-03", NATION),
    ("2025-01-01", "2025-01-01", NEW_YEAR),
    ("2025-01-27", "2025-01-31", TET),
    ("2025-04-07", "2025-04-07", KINGS),
    ("2025-04-30", "2025-04-30", SOUTH),
    ("2025-05-01", "2025-05-02", LABOUR),
    ("2025-09-01", "2025-09-02", NATION),
    ("2026-01-01", "2026-01-02", NEW_YEAR),
    ("2026-02-16", "2026-02-20", TET),
    ("2026-04-26", "2026-04-27", KINGS),
    ("2026-04-30", "2026-04-30", SOUTH),
    ("2026-05-01", "2026-05-01", LABOUR),
    ("2026-08-31", "2026-09-02", NATION),
    ("2027-01-01", "2027-01-01", NEW_YEAR),
    ("2027-02-05", "2027-02-11", TET),
    ("2027-04-16", "2027-04-16", KINGS),
    ("2027-04-30", "2027-04-30", SOUTH),
    ("2027-05-01", "2027-05-03", LABOUR),
    ("2027-09-02", "2027-09-03", NATION),
    ("2028-01-01", "2028-01-03", NEW_YEAR),
    ("2028-01-24", "2028-01-28", TET),
    ("2028-04-04", "2028-04-04", KINGS),
    ("2028-04-30", "2028-04-30", SOUTH),
    ("2028-05-01", "2028-05-02", LABOUR),
    ("2028-09-01", "2028-09-04", NATION),
    ("2029-01-01", "2029-01-01", NEW_YEAR),
    ("2029-02-12", "2029-02-16", TET),
    ("2029-04-23", "2029-04-23", KINGS),
    ("2029-04-30", "2029-04-30", SOUTH),
    ("2029-05-01", "2029-05-01", LABOUR),
    ("2029-09-02", "2029-09-04", NATION),
    ("2030-01-01", "2030-01-01", NEW_YEAR),
    ("2030-02-02", "2030-02-08", TET),
    ("2030-04-12", "2030-04-12", KINGS),
    ("2030-04-30", "2030-04-30", SOUTH),
    ("2030-05-01", "2030-05-01", LABOUR),
    ("2030-09-02", "2030-09-03", NATION),
]
WORKED = [
    ("2024-05-04", "Làm bù cho ngày 29/4/2024"),
    ("2025-04-26", "Làm bù cho ngày 02/5/2025"),
    ("2026-01-10", "Làm bù cho ngày 02/01/2026"),
    ("2026-08-22", "Làm bù cho ngày 31/8/2026"),
]
LAST_ANNOUNCED = 2026

FORWARD = """
CREATE FUNCTION tasks_reportevent_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'event % of a report is never changed or deleted', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER tasks_reportevent_is_kept BEFORE UPDATE OR DELETE ON tasks_reportevent
    FOR EACH ROW EXECUTE FUNCTION tasks_reportevent_is_kept();
"""
BACKWARD = """
DROP TRIGGER tasks_reportevent_is_kept ON tasks_reportevent;
DROP FUNCTION tasks_reportevent_is_kept();
"""


def seed(apps, schema_editor):
    Holiday = apps.get_model("tasks", "Holiday")
    rows = [
        Holiday(
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            name=name,
            kind="off",
            basis=ANNOUNCED if int(first[:4]) <= LAST_ANNOUNCED else EXPECTED,
        )
        for first, last, name in OFF
    ]
    rows += [
        Holiday(
            first=date.fromisoformat(day),
            last=date.fromisoformat(day),
            name=name,
            kind="worked",
            basis=ANNOUNCED,
        )
        for day, name in WORKED
    ]
    Holiday.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0004_rounds_and_reports")]

    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
