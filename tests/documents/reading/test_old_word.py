"""Word files of 1997–2003: the numbers that lists print, and tables with merged cells."""

from documents.reading.files.oldword import extract_of_streams
from tests.documents.reading.old_words import Para, rows, streams

LEVELS = [(0, "\x00."), (4, "\x01)"), (23, "-")]


def test_the_numbers_of_lists_are_printed_and_begin_anew_below_another() -> None:
    said = [("Một\r", 0), ("a\r", 1), ("b\r", 1), ("Hai\r", 0), ("c\r", 1), ("gạch\r", 2)]
    paragraphs = [Para(text, number=1, level=level) for text, level in said]
    lines = extract_of_streams(*streams([*paragraphs, Para("thường\r")], LEVELS)).text.split("\n")
    assert lines[:7] == ["1. Một", "a) a", "b) b", "2. Hai", "a) c", "- gạch", "thường"]


def test_a_list_that_cannot_be_followed_costs_its_numbers_and_not_the_text() -> None:
    stream, table = streams([Para("Một\r", number=1)], LEVELS)
    assert extract_of_streams(stream, table[:-200]).text == "Một\n"


def test_tables_between_paragraphs_are_told_apart_and_an_empty_cell_may_hold_a_number() -> None:
    paragraphs = [
        Para("Trước\r"),
        *rows(["TT", "Việc"], edges=(0, 500, 4000)),
        Para("\x07", number=1, in_table=True),
        Para("Rà soát\r", in_table=True),
        Para("- và sửa\x07", in_table=True),
        Para("\x07", in_table=True, edges=(0, 500, 4000)),
        Para("Giữa\r"),
        *rows(["Sau"], edges=(0, 900)),
    ]
    extract = extract_of_streams(*streams(paragraphs, LEVELS))
    assert extract.tables == ((("TT", "Việc"), ("1.", "Rà soát\n- và sửa")), (("Sau",),))
    assert extract.text.split("\n")[:3] == ["Trước", "TT", "Việc"]


def test_cells_over_columns_and_rows_stand_in_each_of_them() -> None:
    paragraphs = [
        *rows(["TT", "Thực hiện"], edges=(0, 500, 4000)),
        *rows(["1", "Sở Y tế", "Công an"], ["2", "", "Sở Tư pháp"], edges=(0, 510, 2000, 4000), below=(1,)),
    ]
    (table,) = extract_of_streams(*streams(paragraphs)).tables
    assert table == (
        ("TT", "Thực hiện", "Thực hiện"),
        ("1", "Sở Y tế", "Công an"),
        ("2", "Sở Y tế", "Sở Tư pháp"),
    )


def test_a_field_shows_what_it_says_even_over_several_paragraphs() -> None:
    paragraphs = [
        Para('\x13 TOC \\o "1-3" \x14Mục lục\r'),
        Para("Phần I\x15\r"),
        Para("\x13 PAGE \x1412\x15\r"),
    ]
    assert extract_of_streams(*streams(paragraphs)).text.split("\n")[:3] == ["Mục lục", "Phần I", "12"]
