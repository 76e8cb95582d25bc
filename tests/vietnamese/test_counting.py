"""Numbers in words, as minutes write them."""

import pytest

from vietnamese.counting import in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (101, "một trăm linh một"),
        (1025, "một nghìn không trăm hai mươi lăm"),
        (2_000_000, "hai triệu"),
        (1_000_305, "một triệu ba trăm linh năm"),
    ],
)
def test_a_number_is_written_as_the_office_says_it(number, words):
    assert in_words(number) == words


def test_what_no_list_counts_is_refused():
    with pytest.raises(ValueError):
        in_words(-1)
