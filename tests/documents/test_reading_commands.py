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


def test_openings_of_papers_among_the_labels_are_measured_by_the_fields_they_have(tmp_path: Path) -> None:
    text = "UBND TỈNH SƠN LA\nSỞ Y TẾ\nSố: 12/SYT-NVY\nV/v tiêm chủng\nSơn La, ngày 02 tháng 01 năm 2020"
    gold = {"number": "12/SYT-NVY", "type": "CV", "place": "Sơn La", "subject": "tiêm chủng"}
    labels = tmp_path / "labels"
    labels.mkdir()
    (labels / "headers.json").write_text(json.dumps([{"text": text, "gold": gold}]), "utf-8")
    papers = tmp_path / "papers"
    papers.mkdir()
    printed = StringIO()
    call_command("measure_reading", str(papers), labels=labels, stdout=printed)
    scores = json.loads(printed.getvalue().splitlines()[-1])
    assert {name: score["recall"] for name, score in scores.items()} == {
        f"labels.headers.{name}": 1.0 for name in gold
    }
