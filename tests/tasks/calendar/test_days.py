"""Working days: weekends, Tết, days worked in exchange."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.calendar.days import Calendar, NoWorkingDay
from tasks.calendar.shifts import shift_of
from tasks.models import Holiday

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31))


@pytest.fixture
def calendar(db):
    return Holiday.objects.calendar(date(2026, 6, 1))


def test_after_the_cut_off_on_a_saturday_comes_monday(calendar):
    assert calendar.after(date(2026, 11, 14), 1) == date(2026, 11, 16)


def test_nobody_works_during_tet_of_2026(calendar):
    assert calendar.next_working(date(2026, 2, 14)) == date(2026, 2, 23)
    assert calendar.name_of(date(2026, 2, 17)) == "Tết Nguyên đán"


def test_a_saturday_worked_in_exchange_is_a_working_day(calendar):
    assert calendar.is_working(date(2026, 8, 22))
    assert not calendar.is_working(date(2026, 8, 31))


def test_a_date_on_a_holiday_is_shown_with_the_next_working_day_and_not_moved(calendar):
    shift = shift_of(date(2026, 4, 30), calendar)
    assert shift is not None
    assert (shift.day, shift.next_working) == (date(2026, 4, 30), date(2026, 5, 4))
    assert "30/04/2026" in shift.words
    assert "04/05/2026" in shift.words
    assert shift_of(date(2026, 4, 29), calendar) is None


@settings(deadline=None)
@given(day=DAYS, number=st.integers(min_value=1, max_value=30))
def test_counting_forward_and_back_agree(day, number):
    calendar = Calendar({date(2026, 2, 16) + timedelta(days=n): "Tết" for n in range(5)})
    later = calendar.after(day, number)
    assert calendar.is_working(later)
    assert calendar.between(day, later) == number


def test_a_table_that_leaves_no_working_day_is_an_error_not_an_endless_loop():
    calendar = Calendar({date(2026, 1, 1) + timedelta(days=n): "?" for n in range(200)})
    with pytest.raises(NoWorkingDay):
        calendar.next_working(date(2026, 1, 1))
