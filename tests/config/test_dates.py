"""Dates are read and written as Vietnamese offices do, everywhere."""

from datetime import date, datetime

import pytest
from django import forms
from django.utils import formats, translation
from import_export.widgets import DateTimeWidget, DateWidget

from home.checks import dates_are_vietnamese

MARCH = date(2012, 3, 5)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "typed", ["05/03/2012", "5/3/2012", "05-03-2012", "5.3.2012", "05032012", "2012-03-05"]
)
def test_the_fifth_of_march_is_never_read_as_the_third_of_may(language: str, typed: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(typed) == MARCH


@pytest.mark.parametrize("typed", ["05/03/2012", "05-03-2012", "5.3.2012", "2012-03-05"])
def test_an_imported_list_reads_dates_as_the_forms_do(typed: str) -> None:
    assert DateWidget().clean(typed) == MARCH


def test_an_imported_time_of_day_goes_with_its_date() -> None:
    assert DateTimeWidget().clean("05/03/2012 14:30").replace(tzinfo=None) == datetime(2012, 3, 5, 14, 30)  # noqa: DTZ001


def test_a_clerk_reads_a_date_as_it_is_written_on_paper() -> None:
    with translation.override("vi"):
        assert formats.date_format(MARCH) == "05/03/2012"
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def test_large_numbers_have_dots_and_years_have_none() -> None:
    with translation.override("vi"):
        assert formats.number_format(1234567, use_l10n=True, force_grouping=True) == "1.234.567"
        assert formats.localize(2012) == "2012"


def test_the_site_refuses_to_start_with_american_dates(settings) -> None:
    assert dates_are_vietnamese(None) == []
    settings.DATE_INPUT_FORMATS = ["%m/%d/%Y"]
    assert [error.id for error in dates_are_vietnamese(None)] == ["home.E001"]
