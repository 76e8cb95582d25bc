"""Runs of syllables are found however they are written, and cut out without moving the rest."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from vietnamese.runs import LEFT_OUT, Rest, holds, runs_of, without
from vietnamese.text import clean

NAMES = runs_of("Lò Thị Mẩy\n\nHoà Văn Đức\n")
SPELLINGS = st.sampled_from(
    ["Lò Thị Mẩy", "LÒ  THỊ MẨY", "lo thi may", "Lò Thị\nMẩy", "Lò-Thị-Mẩy", "Hòa Văn Đức", "hoà văn đức"]
)
WORDS = st.text(alphabet="aăâbcdđeghikl mnoôơpqrstuưvxyáàạ.,;()\n123", max_size=30)


def test_one_name_a_line_and_nothing_of_no_name():
    assert NAMES == (("lo", "thi", "may"), ("hoa", "van", "duc"))
    assert runs_of("") == ()
    assert without("Lò Thị Mẩy", ()) == "Lò Thị Mẩy"


def test_a_part_of_a_longer_word_is_no_name():
    assert without("xuLò Thị Mẩyx", NAMES) == "xuLò Thị Mẩyx"


def test_a_name_in_decomposed_letters_is_held():
    assert holds(unicodedata.normalize("NFD", "chị Lò Thị Mẩy"), NAMES)


@given(st.lists(st.tuples(WORDS, SPELLINGS), min_size=1, max_size=5), WORDS)
def test_nothing_of_a_name_is_left_and_everything_else_keeps_its_order(pieces, end):
    text = clean("".join(f"{before} {name} " for before, name in pieces) + end)
    rest = Rest.of(text, NAMES)
    assert not holds(rest.text, NAMES)
    assert rest.text.count(LEFT_OUT) >= len(pieces)
    inside = {place for start, stop in rest.cuts for place in range(start, stop)}
    for place in set(range(len(text))) - inside:
        assert rest.text[rest.moved(place)] == text[place]
    assert rest.moved(len(text)) == len(rest.text)
