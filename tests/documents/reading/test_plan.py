"""The plan of the demonstration, read as a careful clerk reads it."""

import json
from pathlib import Path

import pytest

from documents.reading.gazetteer import STANDARD, Gazetteer
from documents.reading.measure import Measurement
from documents.reading.reader import Reading, read
from tests.documents.reading.agencies_2012 import AGENCIES_2012

PLAN = (Path(__file__).parents[3] / "home" / "demonstration" / "plan.txt").read_text("utf-8")
GOLD = json.loads((Path(__file__).parent / "plan_gold.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def plan() -> Reading:
    return read(PLAN)


@pytest.mark.parametrize("gazetteer", [STANDARD, AGENCIES_2012], ids=["general knowledge", "own agencies"])
def test_everything_a_careful_clerk_reads_is_read(gazetteer: Gazetteer) -> None:
    measurement = Measurement(gazetteer)
    measurement.gold(GOLD, read(PLAN, gazetteer))
    imperfect = {name: score.misses for name, score in measurement.scores.items() if score.f1 != 1.0}
    assert imperfect == {}


def test_each_finding_shows_its_place_in_the_text(plan: Reading) -> None:
    places = {name: plan.text[span.start : span.end] for name, span in plan.header.spans.items()}
    assert places["code"] == "15 /KH-BCĐ"
    assert places["issued_on"] == "ngày 05 tháng 3 năm 2012"
    assert places["issuer"] == "Ban chỉ đạo 138 tỉnh Thanh Hoá"
    assert [plan.text[place.start : place.end] for place in plan.citations[0].places] == ["61/KH-UBND"] * 3
    for duty in plan.duties:
        for name in (*duty.actors, *duty.coordinators):
            assert " ".join(plan.text[name.span.start : name.span.end].split()) == name.written


def test_the_monthly_to_yearly_report_goes_through_the_police(plan: Reading) -> None:
    report = next(report for report in plan.reports if report["at"] == "III.2")
    assert report["every"] == ["month", "quarter", "half_year", "year"]
    assert (report["to"], report["through"]) == ("Ban chỉ đạo 138 tỉnh", "Công an tỉnh")


def test_the_reading_is_plain_json(plan: Reading) -> None:
    entry = plan.as_dict()
    assert json.loads(json.dumps(entry, ensure_ascii=False)) == entry
    assert list(entry["header"])[: len(GOLD["header"])] == list(GOLD["header"])
