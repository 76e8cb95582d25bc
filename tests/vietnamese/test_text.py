"""What every other part trusts about Vietnamese text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.text import canonical, clean, fold, pattern, run_pattern, syllables, words

VIETNAMESE = st.text(
    alphabet="aăâeêioôơuưyAĂÂEÊIOÔƠUƯYàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    "ĐđÐðqQthHkK0123456789 .,/-\n\u00a0\u200b\u00ad\u0300\u0301\u0303\u0309\u0323",
)


def test_a_word_file_reads_like_typed_text() -> None:
    assert clean("Ðề\u00a0án\u200b số\u00ad 375\r\nkế hoa\u0323ch\ufeff") == "Đề án số 375\nkế hoạch"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Thanh Hoá, hoà nhập, uỷ ban, khoẻ, xoá", "Thanh Hóa, hòa nhập, ủy ban, khỏe, xóa"),
        ("HOÀ BÌNH UỶ BAN", "HÒA BÌNH ỦY BAN"),
        ("toán hoàn khoảng quý quà quỹ Quý", "toán hoàn khoảng quý quà quỹ Quý"),
        ("hoá đơn số hoá", "hóa đơn số hóa"),
        ("Thuý, luỹ kế, tuỳ từng", "Thúy, lũy kế, tùy từng"),
    ],
)
def test_both_tone_placements_become_one(written: str, expected: str) -> None:
    assert canonical(written) == expected


def test_a_clerk_without_accents_finds_the_same_letters() -> None:
    assert fold("Kế hoạch số 15/KH-BCĐ của Ủy ban") == "ke hoach so 15/kh-bcd cua uy ban"


def test_syllables_know_their_places() -> None:
    assert syllables("Số 15/KH-BCĐ") == [("Số", 0, 2), ("15", 3, 5), ("KH", 6, 8), ("BCĐ", 9, 12)]


@given(st.text() | VIETNAMESE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@given(st.text() | VIETNAMESE)
def test_folding_keeps_every_place(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(fold(text)) == len(composed)
    assert fold(fold(text)) == fold(text)


@given(st.text() | VIETNAMESE)
def test_tone_placement_keeps_every_place_and_every_letter(text: str) -> None:
    cleaned = clean(text)
    placed = canonical(cleaned)
    assert len(placed) == len(cleaned)
    assert canonical(placed) == placed
    assert fold(placed) == fold(cleaned)


@given(st.text() | VIETNAMESE)
def test_each_syllable_stands_where_it_says(text: str) -> None:
    assert all(text[start:end] == token for token, start, end in syllables(text))


@given(VIETNAMESE, VIETNAMESE)
def test_words_are_found_however_their_letters_are_marked(text: str, words: str) -> None:
    text, words = (re.sub("[\u0300-\u036f]", "", clean(one)) for one in (text, words))
    assert bool(re.search(pattern(words), text)) == (fold(words) in fold(text))


SYLLABLES = ("ma", "má", "Hoà", "hòa", "hoa", "Đề", "de", "12")


@given(
    st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3),
    st.lists(
        st.tuples(st.sampled_from(SYLLABLES), st.sampled_from((" ", ", ", " – ", "", "\n"))), max_size=9
    ),
    st.booleans(),
)
def test_a_run_is_found_where_its_syllables_stand_whole_and_side_by_side(run, said, marked):
    text = clean("".join(syllable + after for syllable, after in said))

    def spelt(value: str) -> list[str]:
        return words(canonical(clean(value)).lower() if marked else fold(clean(value)))

    asked, held = [one for syllable in run for one in spelt(syllable)], spelt(text)
    stands = any(held[at : at + len(asked)] == asked for at in range(len(held)))
    assert bool(re.search(run_pattern(asked, marked=marked), text)) == stands
