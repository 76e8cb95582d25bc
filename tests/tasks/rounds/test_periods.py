"""The official periods: month 15th to 14th, quarter, half-year, year."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.rounds.names import name_of
from tasks.rounds.periods import Every, periods

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2034, 12, 31))


def one(every, last):
    (found,) = periods(every, last, last)
    return found


def test_the_report_of_november_covers_the_15th_of_october_to_the_14th_of_november():
    period = one(Every.MONTH, date(2026, 11, 14))
    assert period.first == date(2026, 10, 15)
    assert name_of(period.every, period.last) == "Báo cáo tháng 11/2026"


def test_longer_periods_begin_in_the_month_before():
    assert one(Every.QUARTER, date(2026, 3, 14)).first == date(2025, 12, 15)
    assert one(Every.HALF_YEAR, date(2026, 6, 14)).first == date(2025, 12, 15)
    assert one(Every.HALF_YEAR, date(2026, 12, 14)).first == date(2026, 6, 15)
    assert one(Every.NINE_MONTHS, date(2026, 9, 14)).first == date(2025, 12, 15)
    assert one(Every.YEAR, date(2026, 12, 14)).first == date(2025, 12, 15)


def test_names_say_quarter_and_half():
    assert name_of(Every.QUARTER, date(2026, 12, 14)) == "Báo cáo quý IV/2026"
    assert name_of(Every.HALF_YEAR, date(2026, 6, 14)) == "Báo cáo 6 tháng đầu năm 2026"
    assert name_of(Every.HALF_YEAR, date(2026, 12, 14)) == "Báo cáo 6 tháng cuối năm 2026"
    assert name_of(Every.WEEK, date(2027, 1, 3)) == "Báo cáo tuần 53/2026"


@settings(deadline=None)
@given(
    every=st.sampled_from([Every.WEEK, Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR]), since=DAYS
)
def test_periods_follow_each_other_without_gap_or_overlap(every, since):
    found = list(periods(every, since, since + timedelta(days=900)))
    assert all(since <= period.last <= since + timedelta(days=900) for period in found)
    for before, after in pairwise(found):
        assert after.first == before.last + timedelta(days=1)


def test_nothing_is_due_before_the_schedule_began():
    assert list(periods(Every.MONTH, date(2026, 11, 15), date(2026, 12, 13))) == []
