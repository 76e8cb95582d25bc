"""Dates as clerks type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.dates import long, parse, short

DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "5/3/2012",
        "05/03/2012",
        "05-03-2012",
        "5.3.2012",
        "05032012",
        "2012-03-05",
        " 05 / 03 / 2012 ",
        "ngày 05 tháng 3 năm 2012",
        "5 tháng 03 năm 2012",
    ],
)
def test_a_clerk_may_write_a_date_in_any_usual_way(written: str) -> None:
    assert parse(written) == date(2012, 3, 5)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("31/02/2012", "Không có ngày 31/02/2012"),
        ("3/2012", "Không đọc được ngày “3/2012”"),
        ("", "Không đọc được ngày"),
        ("05/03/0212", "Năm 212 không hợp lệ"),
        ("05/03/12", "Không đọc được ngày"),
        ("٠٥/٠٣/٢٠١٢", "Không đọc được ngày"),
    ],
)
def test_a_clerk_is_told_what_is_wrong_with_a_date(written: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse(written)


def test_dates_are_printed_as_the_decree_asks() -> None:
    assert long(date(2012, 3, 5)) == "ngày 05 tháng 3 năm 2012"
    assert long(date(2012, 2, 15)) == "ngày 15 tháng 02 năm 2012"
    assert short(date(2012, 3, 5)) == "05/03/2012"


@given(DATES)
def test_what_is_printed_reads_back(day: date) -> None:
    assert parse(short(day)) == parse(long(day)) == parse(day.isoformat()) == day


@given(st.text())
def test_no_text_breaks_the_date_box(text: str) -> None:
    try:
        assert isinstance(parse(text), date)
    except ValueError as problem:
        assert str(problem).endswith((".", "tháng."))
