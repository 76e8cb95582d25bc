"""Papers written by hand with every duty labelled: what is found, and that little is read into them."""

from pathlib import Path

import pytest

from documents.reading.gazetteer import STANDARD
from documents.reading.measure import Measurement

FRESH = Path(__file__).parent / "labels" / "fresh"


@pytest.fixture(scope="module")
def measurement() -> Measurement:
    measured = Measurement(STANDARD)
    measured.whole_papers(FRESH)
    return measured


@pytest.mark.parametrize("papers", ["first", "second", "third", "fourth", "fifth", "seventh", "eighth"])
@pytest.mark.parametrize("field", ["found", "lead", "coordinators", "deadline"])
def test_who_does_what_by_when_is_found(measurement: Measurement, papers: str, field: str) -> None:
    score = measurement.scores[f"{papers}.duties.{field}"]
    assert score.recall >= 0.9, score.misses
    assert score.precision is not None
    assert score.precision >= 0.95, score.misses


def test_a_label_that_is_not_in_the_paper_is_refused() -> None:
    measured = Measurement(STANDARD)
    paper = {"name": "a", "text": "KẾ HOẠCH", "duties": [["Không có trong giấy", "Sở Y tế", "", ""]]}
    with pytest.raises(ValueError, match="Không có trong giấy"):
        measured.whole_paper(paper, "a")


def test_a_duty_that_no_label_asks_for_costs_precision() -> None:
    measured = Measurement(STANDARD)
    text = "Số: 1/KH-UBND\nSơn La, ngày 02 tháng 01 năm 2020\nKẾ HOẠCH\nVề A\n1. Sở Y tế chủ trì rà soát."
    measured.whole_paper({"name": "a", "text": text, "duties": []}, "a")
    assert measured.scores["a.found"].precision == 0.0
