"""Fields written in the question: so:, loai:, coquan:, nam:, trangthai:, days."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.models import Alias
from documents.models import DocumentType
from search.syntax import read_fields
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def police():
    agency = AgencyFactory(name="Công an tỉnh Thanh Hóa")
    Alias.objects.create(agency=agency, text="CA tỉnh")
    return agency


@pytest.mark.parametrize(
    "typed",
    [
        "coquan:công an tỉnh thanh hóa nạn nhân",
        'cơ quan: "cong an tinh thanh hoa" nạn nhân',
        "nạn nhân cơ quan:CA tỉnh",
        "nạn nhân CƠQUAN:cong an tinh",
        "coquan:công nạn nhân",
        "coquan:CA nạn nhân",
    ],
)
def test_an_agency_is_known_by_its_name_an_alias_or_a_beginning(police, typed):
    written = read_fields(typed)
    assert (written.text, written.agencies, written.problems) == ("nạn nhân", (police.pk,), [])


@pytest.mark.parametrize("typed", ["loai:KH", "loại:kế hoạch", "Loai: ke hoach", 'loại:"Kế hoạch"'])
def test_a_type_is_known_by_its_name_or_abbreviation(typed):
    plan = DocumentType.objects.get(name="Kế hoạch")
    assert read_fields(f"{typed} nạn nhân").types == (plan.pk,)


def test_a_year_or_several():
    assert read_fields("nam:2012").years == (2012,)
    assert read_fields("nam:2015-2011").years == (2011, 2012, 2013, 2014, 2015)
    assert read_fields("năm:2011-2013 ma túy").years == (2011, 2012, 2013)


@pytest.mark.parametrize("typed", ["trangthai:còn hiệu lực", "trạng thái:conhieuluc", "hiệu lực: con"])
def test_a_status_is_known_by_its_words(typed):
    written = read_fields(f"{typed} mua bán")
    assert (written.forces, written.text) == (("in_force",), "mua bán")


def test_days_are_written_the_day_first():
    written = read_fields("tungay:05/03/2012 đến ngày:31-12-2012 nạn nhân")
    assert (written.since, written.until) == (date(2012, 3, 5), date(2012, 12, 31))


def test_a_number_stands_beside_words():
    written = read_fields("so:15/KH-BCĐ nạn nhân")
    assert (written.number, written.text) == ("15/KH-BCĐ", "nạn nhân")
    assert read_fields("Số: 15 /KH-BCĐ trở về").number == "15 /KH-BCĐ"


@pytest.mark.parametrize(
    "typed", ["Số: 15/KH-BCĐ", "Kế hoạch số: 15/KH-BCĐ ngày 05/3/2012", "“coquan:abc” nạn nhân", "nạn nhân"]
)
def test_what_is_no_field_stays_as_it_is(typed):
    written = read_fields(typed)
    assert (written.text, written.problems) == (typed, [])


def test_a_field_there_is_not_is_told_and_searched_as_words():
    written = read_fields("donvi:abc nạn nhân")
    assert written.text == "donvi abc nạn nhân"
    assert "coquan:" in written.problems[0]
    assert read_fields("Quyết định: phê duyệt").problems == []


@pytest.mark.parametrize(
    "typed", ["nam:hai", "tungay:31/02/2012", "trangthai:xx", "loai:zz", "so:abc", "coquan:xyz"]
)
def test_a_value_that_means_nothing_gets_a_sentence_with_an_example(typed):
    written = read_fields(f"{typed} nạn nhân")
    assert written.text == "nạn nhân"
    assert len(written.problems) == 1
    assert typed.partition(":")[2] in written.problems[0]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["so:", "coquan:", "nam:", "x:", "trạng thái:", '"', "“", " ", ":", "//",
                                 "a", "15/KH", "2012", "còn", "đ", "\n"]), max_size=12))  # fmt: skip
def test_whatever_is_typed_is_read(parts):
    written = read_fields("".join(parts))
    assert len(written.text) <= sum(map(len, parts)) + 12
