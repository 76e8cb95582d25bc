"""Numbers in whatever way people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.numbers import parse, split_key
from vietnamese.numbers import key_of
from vietnamese.text import fold

TYPES = {
    "kh": (1,),
    "ke hoach": (1,),
    "qd": (2,),
    "quyet dinh": (2,),
    "ct": (3,),
    "chi thi": (3,),
    "nghi dinh": (4,),
}
ABBREVIATIONS = ("KH", "QĐ", "CT", "TB", "CTr", "NĐ")
BODIES = ("BCĐ", "UBND", "TTg", "BCA-C41", "CP", "TU")


@st.composite
def numbered(draw):
    """A number, its symbol and its year as printed: 15, KH-BCĐ, 2012."""
    symbol = f"{draw(st.sampled_from(ABBREVIATIONS))}-{draw(st.sampled_from(BODIES))}"
    return draw(st.integers(1, 99_999)), symbol, draw(st.integers(1990, 2030))


@st.composite
def spelled(draw, number, symbol, year):
    """One of the ways in which people write it, with the year or without."""
    shown = draw(st.sampled_from([str(number), f"{number:02d}", f"{number:03d}"]))
    slash = draw(st.sampled_from(["/", " /", "/ ", " / ", " ", "-"]))
    dash = draw(st.sampled_from(["-", " - ", "- ", " ", "–", "."]))
    written = symbol.replace("-", dash)
    written = draw(st.sampled_from([str, str.lower, str.upper, fold]))(written)
    before = draw(st.sampled_from(["", "số ", "Số: ", "so ", "SỐ:"]))
    dated = draw(st.sampled_from(["", f" năm {year}", f" nam {year}", f" ngày 05/3/{year}",
                                  f" ngày 05 tháng 3 năm {year}"]))  # fmt: skip
    return f"{before}{shown}{slash}{written}{dated}", bool(dated)


@given(st.data())
def test_every_spelling_names_the_same_paper(data):
    number, symbol, year = data.draw(numbered())
    text, dated = data.draw(spelled(number, symbol, year))
    asked = parse(text, TYPES)
    held_number, held_symbol, _ = split_key(key_of(f"{number:02d}/{symbol}"))
    assert (asked.number, asked.symbol) == (held_number, held_symbol), text
    assert asked.year == (year if dated else None)


@given(numbered())
def test_the_year_within_the_number_is_no_part_of_the_symbol(paper):
    number, symbol, year = paper
    asked = parse(f"{number}/{year}/{symbol}", TYPES)
    assert (asked.number, asked.year) == (str(number), year)
    assert asked.symbol == split_key(key_of(f"{number}/{year}/{symbol}"))[1]


@pytest.mark.parametrize(
    ("typed", "number", "symbol", "types", "year"),
    [
        ("KH 15", "15", "", (1,), None),
        ("Kế hoạch 15", "15", "", (1,), None),
        ("KH15", "15", "", (1,), None),
        ("kh15/bcd", "15", "bcd", (1,), None),
        ("15/KH-BCĐ 05/03/2012", "15", "khbcd", (), 2012),
        ("15/KH-BCĐ, 5.3.2012", "15", "khbcd", (), 2012),
        ("ke hoach so 15 bcd 2012", "15", "bcd", (1,), 2012),
        ("số 15 năm 2012", "15", "", (), 2012),
        ("1427/qd-ttg", "1427", "qdttg", (), None),
        ("1427", "1427", "", (), None),
        ("48-CT/TW", "48", "cttw", (), None),
        ("Chỉ thị 48-CT/TW", "48", "cttw", (3,), None),
        ("30/2020/nđ-cp", "30", "ndcp", (), 2020),
        ("nghị định 30/2020/NĐ-CP", "30", "ndcp", (4,), 2020),
        ("66.18/2026/NQ-CP", "66.18", "nqcp", (), 2026),
        ("12a/KH-BCĐ", "12a", "khbcd", (), None),
        ("“15/KH-BCĐ”.", "15", "khbcd", (), None),
    ],
)
def test_ways_people_are_known_to_type(typed, number, symbol, types, year):
    asked = parse(typed, TYPES)
    assert (asked.number, asked.symbol, asked.types, asked.year) == (number, symbol, types, year)


@pytest.mark.parametrize(
    "typed",
    [
        "mua bán người",
        "từ 05/03/2012",
        "hỗ trợ 15 nạn nhân",
        "",
        " ",
        "/",
        "tháng 3",
        "15 phòng chống tội phạm có tổ chức",
    ],
)
def test_words_are_no_number(typed):
    assert parse(typed, TYPES) is None


@given(st.text(max_size=60))
def test_anything_can_be_typed(text):
    parse(text, TYPES)
