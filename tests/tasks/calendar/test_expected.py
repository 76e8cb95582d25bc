"""The expected days off: as they were announced in years past, and as another source has the lunar days."""

from datetime import date, timedelta
from itertools import pairwise

import holidays
import pytest

from agencies.actions import Refused
from agencies.groups import ensure_groups
from tasks.calendar.actions import AddExpectedHolidays
from tasks.calendar.days import Calendar
from tasks.calendar.expected import CULTURE, KINGS, TET, expected, lunar
from tasks.models import Holiday
from tests.factories import UserFactory


def days_of(rows) -> set[date]:
    """Weekdays without work."""
    found = set()
    for row in rows:
        day = row.first
        while day <= row.last:
            found |= {day} if day.weekday() < 5 else set()
            day += timedelta(days=1)
    return found


def test_lunar_days_of_a_century_are_those_of_another_source():
    second = holidays.country_holidays("VN", years=range(2007, 2100), observed=False, language="en_US")
    by_name = {(day.year, name): day for day, names in second.items() for name in names.split("; ")}
    for year in range(2007, 2100):
        assert lunar(1, 1, year) == by_name[year, "Lunar New Year"]
        assert lunar(10, 3, year) == by_name[year, "Hung Kings' Commemoration Day"]


def test_tet_of_2030_begins_a_day_before_the_chinese_one():
    assert lunar(1, 1, 2030) == date(2030, 2, 2)


@pytest.mark.parametrize(
    ("year", "exchanged"),
    [
        (2023, set()),
        (2024, {date(2024, 4, 29)}),
        (2025, {date(2025, 5, 2)}),
        (2026, {date(2026, 1, 2), date(2026, 8, 31)}),
    ],
)
@pytest.mark.django_db
def test_what_is_expected_of_a_year_past_was_announced_but_for_days_in_exchange(year, exchanged):
    rows = [row for row in expected(year) if row.name != CULTURE]
    announced = {
        2023: [("01-02", "01-02"), ("01-20", "01-26"), ("05-01", "05-03"), ("09-01", "09-04")],
    }.get(year)
    if announced is None:
        kept = Holiday.objects.filter(kind="off", first__year=year).exclude(name=CULTURE)
        assert days_of(kept) == days_of(rows) | exchanged
    else:
        calendar = Calendar(dict.fromkeys(days_of(rows), ""))
        for first, last in announced:
            day = date.fromisoformat(f"{year}-{first}")
            while day <= date.fromisoformat(f"{year}-{last}"):
                assert not calendar.is_working(day)
                day += timedelta(days=1)


@pytest.mark.django_db
def test_the_rows_of_years_not_announced_are_those_expected_and_say_so():
    for year in range(2027, 2031):
        kept = Holiday.objects.filter(kind="off", first__year=year)
        assert days_of(kept) == days_of(expected(year)), year
        assert all(row.basis.startswith("Dự kiến") for row in kept)


def test_a_year_has_twelve_days_off_and_weekends_are_made_up_for():
    for year in range(2027, 2060):
        rows = expected(year)
        assert len(days_of(rows)) == 12, year
        assert {row.name for row in rows} >= {TET, KINGS, CULTURE}
        assert all(before.last < after.first for before, after in pairwise(rows))


@pytest.mark.django_db
def test_the_secretariat_enters_the_expected_days_of_the_next_year_once(client):
    ensure_groups()
    clerk = UserFactory(secretary=True)
    client.force_login(clerk)
    assert "Nhập ngày nghỉ dự kiến năm 2031" in client.get("/admin/ngay-nghi/").content.decode()
    where = "/admin/ngay-nghi-du-kien/2031/"
    assert "10/3 âm lịch" in client.get(where).content.decode()
    answer = client.post(where, follow=True).content.decode()
    assert "đánh dấu dự kiến" in answer
    assert Holiday.objects.filter(first__year=2031).count() == len(expected(2031))
    with pytest.raises(Refused):
        AddExpectedHolidays(clerk, clerk, year=2031).execute()
    assert client.get("/admin/ngay-nghi-du-kien/1/").status_code == 404
