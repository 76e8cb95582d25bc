"""Reading and measuring from the command line."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from agencies.models import Agency

PLAN = Path(__file__).parents[2] / "home" / "demonstration" / "plan.txt"


@pytest.mark.django_db
def test_a_paper_is_printed_as_one_json_object() -> None:
    Agency.objects.create(name="Công an tỉnh Thanh Hóa", short_name="Công an tỉnh")
    printed = StringIO()
    call_command("read_document", str(PLAN), stdout=printed)
    reading = json.loads(printed.getvalue())
    assert reading["header"]["code"] == "15/KH-BCĐ"
    assert reading["assignments"][-1]["lead"] == ["Công an tỉnh Thanh Hóa"]
    assert "Phòng, chống" in printed.getvalue()


def test_a_file_that_cannot_be_read_gives_a_sentence_and_a_failure(tmp_path: Path) -> None:
    printed, complaint = StringIO(), StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("read_document", str(tmp_path / "x.txt"), stdout=printed, stderr=complaint)
    assert end.value.code == 1
    assert printed.getvalue() == ""
    assert "Không tìm thấy tệp" in complaint.getvalue()


def test_labelled_papers_are_measured(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN.read_text("utf-8"), "utf-8")
    gold = Path(__file__).parent / "reading" / "plan_gold.json"
    (tmp_path / "gold.json").write_text(gold.read_text("utf-8"), "utf-8")
    printed = StringIO()
    call_command("measure_reading", str(tmp_path), stdout=printed)
    scores = json.loads(printed.getvalue().splitlines()[-1])
    assert scores["gold.citations"] == {"recall": 1.0, "precision": 1.0, "f1": 1.0, "labelled": 6}
