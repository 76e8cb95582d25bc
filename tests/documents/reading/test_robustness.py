"""No text may break the reader or slow it down out of proportion."""

import random
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading.reader import Reading, read

PLAN = (Path(__file__).parents[3] / "home" / "demonstration" / "plan.txt").read_text("utf-8")
PIECES = [
    "Số: 15/KH-BCĐ", "Số:", "ngày", "tháng", "năm 2012", "Điều 1.", "I.", "1.", "a)", "đ)", "-", "+",
    "\n", "\n\n", "\f",
    "Nơi nhận:", "TM. ỦY BAN", "KT. CHỦ TỊCH", "chủ trì", ", phối hợp với", "Sở Y tế", "các sở, ngành",
    "UBND", "các",
    "Công an tỉnh", "và", ":", ";", ".", "./.", "“", "”", "Căn cứ", "Nghị định số 30/2020/NĐ-CP",
    "48-CT/TW", "của",
    "Luật", "trước ngày", "31/02/2020", "hàng tháng, quý", "báo cáo", "(qua", ")", "|", "    ", "\u00a0",
    "\u0301", "Ð",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "PHỤ LỤC", "QUY CHẾ", "giao", "Phòng", "Ban", "quý IV năm",
    "0", "99999",
]  # fmt: skip


def sound(reading: Reading) -> None:
    entry = reading.as_dict()
    spans = [entry["header"]["spans"][name] for name in entry["header"]["spans"]]
    spans += [citation["span"] for citation in entry["citations"]] + [
        duty["span"] for duty in entry["duties"]
    ]
    assert all(0 <= start <= end <= len(reading.text) for start, end in spans)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    sound(read(text))


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_any_jumble_of_official_words_is_read(text: str) -> None:
    sound(read(text))


def test_a_damaged_plan_is_still_read() -> None:
    chance = random.Random(138)
    for _ in range(150):
        start = chance.randrange(len(PLAN))
        letters = list(PLAN[start : start + chance.randrange(50, 3_000)])
        for _ in range(chance.randrange(1, 40)):
            place = chance.randrange(len(letters))
            letters[place : place + chance.randrange(3)] = chance.choice(PIECES)
        sound(read("".join(letters)))


def test_twice_the_text_takes_about_twice_the_time() -> None:
    def seconds(text: str) -> float:
        begin = time.process_time()
        read(text)
        return time.process_time() - begin

    for piece in (
        PLAN,
        PLAN.replace("\n", " "),
        "Sở Y tế, " * 2_000,
        "1/A-" * 4_000,
        "ngày 1 tháng " * 1_500,
        "a" * 15_000,
    ):
        small = min(seconds(piece * 8) for _ in range(2))
        large = min(seconds(piece * 16) for _ in range(2))
        assert large < 2.6 * small + 0.1, piece[:20]
