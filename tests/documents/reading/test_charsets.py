"""Texts of the nineties, in every encoding that Vietnamese had."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading.charsets import TCVN3, VISCII, VNI, from_tcvn3, from_viscii, from_vni
from documents.reading.decode import decode, mended

TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
LETTERS = sorted(
    {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES} - set("aeiouy")
    | {"đ"}
)
BOTH_CASES = LETTERS + [letter.upper() for letter in LETTERS]
SENTENCE = (
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch phòng, chống tội phạm năm 2012 của các sở, ngành về việc đó."
)
WORDS = (
    "của",
    "và",
    "các",
    "ngày",
    "tháng",
    "năm",
    "việc",
    "tỉnh",
    "được",
    "quyết",
    "đồng",
    "kỹ",
    "thị",
    "ưỡn",
    "ghẹo",
)


def written(text: str, table: dict[str, str]) -> str:
    back: dict[str, str] = {}
    for code, letter in table.items():
        back.setdefault(letter, code)
    return "".join(back.get(letter, letter) for letter in text)


@pytest.mark.parametrize(
    ("kept", "meant"),
    [
        ("Uû BAN NH¢N D¢N", "UỶ BAN NHÂN DÂN"),
        ("CéNG HßA X· HéI CHñ NGHÜA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
        ("Sè: 15/KH-BC§", "Số: 15/KH-BCĐ"),
        ("Së L§TBXH chñ tr×", "Sở LĐTBXH chủ trì"),
    ],
)
def test_capitals_of_tcvn3_are_small_letters_in_a_font_of_capitals(kept: str, meant: str) -> None:
    assert from_tcvn3(kept) == meant


@pytest.mark.parametrize("table", [VISCII, VNI], ids=["viscii", "vni"])
def test_every_vietnamese_letter_has_a_code(table: dict[str, str]) -> None:
    assert set(table.values()) == set(BOTH_CASES)


def test_tcvn3_has_every_small_letter_and_the_bare_capitals() -> None:
    assert set(TCVN3.values()) == set(LETTERS) | set("ĂÂĐÊÔƠƯ")


@pytest.mark.parametrize(
    ("table", "read"),
    [(TCVN3, from_tcvn3), (VISCII, from_viscii), (VNI, from_vni)],
    ids=["tcvn3", "viscii", "vni"],
)
@settings(max_examples=100, deadline=None)
@given(words=st.lists(st.sampled_from((*WORDS, *LETTERS)), min_size=1, max_size=20))
def test_what_was_written_is_read_back(table, read, words) -> None:
    text = " ".join(words)
    assert read(written(text, table)) == text


@pytest.mark.parametrize("table", [TCVN3, VISCII, VNI], ids=["tcvn3", "viscii", "vni"])
def test_the_encoding_of_a_file_is_recognised_by_its_words(table: dict[str, str]) -> None:
    text = SENTENCE if table is not TCVN3 else SENTENCE.lower()
    assert decode(written(text, table).encode("latin-1")) == text


@pytest.mark.parametrize("table", [TCVN3, VNI], ids=["tcvn3", "vni"])
def test_a_word_file_in_an_old_font_is_mended(table: dict[str, str]) -> None:
    assert mended(written(SENTENCE.lower(), table)) == SENTENCE.lower()
    assert mended(SENTENCE) == SENTENCE
