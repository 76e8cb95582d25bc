"""No text may break the reader. How time grows is measured by `python -m benchmarks.reading_speed`."""

from itertools import islice
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_reading import files, texts
from documents.reading.decode import decode
from documents.reading.errors import ReadingError
from documents.reading.reader import Reading, read

PLAN = (Path(__file__).parents[3] / "home" / "demonstration" / "plan.txt").read_text("utf-8")


def sound(reading: Reading) -> None:
    entry = reading.as_dict()
    spans = [entry["header"]["spans"][name] for name in entry["header"]["spans"]]
    for kind in ("citations", "duties", "laws", "standards"):
        spans += [finding["span"] for finding in entry[kind]]
    assert all(0 <= start <= end <= len(reading.text) for start, end in spans)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    sound(read(text))


def test_a_level_that_is_missing_at_the_end_is_no_error() -> None:
    for level in (
        "cấp",
        "cấp tỉnh, cấp",
        "cấp tỉnh và cấp",
        "khu vực",
        "số",
        "chi nhánh",
        "từ A đến",
        "thuộc,",
    ):
        sound(read(f"KẾ HOẠCH\n1. Các cơ quan thuộc Ủy ban nhân dân {level}\n2. Sở Y tế {level}"))


def test_any_jumble_of_official_words_and_damaged_papers_is_read() -> None:
    for text in islice(texts(138, [PLAN]), 3_000):
        sound(read(text))


def test_any_bytes_are_text_or_refused_with_a_sentence() -> None:
    for data in islice(files(138, [PLAN]), 3_000):
        try:
            assert decode(data).strip()
        except ReadingError as refusal:
            assert refusal.sentence.endswith(".")
