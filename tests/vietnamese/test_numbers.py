"""One paper has one key however its number is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.numbers import key_of


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("15 /KH-BCĐ", "15/kh-bcd"),
        ("Số: 15 /KH-BCĐ", "15/kh-bcd"),
        ("155/2020/NĐ-CP", "155/2020/nd-cp"),
        ("155/2020/nđ - cp", "155/2020/nd-cp"),
        ("36/2025/TT-\nBNNMT", "36/2025/tt-bnnmt"),
        ("48-CT/TW", "48-ct/tw"),
        ("24/2026//NQ-CP", "24/2026/nq-cp"),
        ("66.18/2026/NQ-CP", "66.18/2026/nq-cp"),
        ("04/KH\u200b-BCA\u2013C41.", "4/kh-bca-c41"),
        ("10", "10"),
        ("", ""),
    ],
)
def test_a_printed_number_has_one_key(printed: str, key: str) -> None:
    assert key_of(printed) == key


def test_the_leading_zero_does_not_make_another_paper() -> None:
    assert key_of("07/CT-TTg") == key_of("7/CT-TTg") == key_of("07 / CT - TTG")


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert key_of(key_of(text)) == key_of(text)
