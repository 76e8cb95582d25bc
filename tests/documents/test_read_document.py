"""manage.py read_document: what a careful clerk would read out of a file, or a sentence why not."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from documents.models import DocumentPage
from home.demonstration.load import PLAN, load_agencies
from tasks.models import Schedule, Task
from tasks.statuses import Stage
from tests.factories import section_page

pytestmark = pytest.mark.django_db
GOLD = json.loads(Path(__file__).with_name("reading").joinpath("plan_gold.json").read_text(encoding="utf-8"))


def read(*arguments: object) -> dict[str, Any]:
    out = StringIO()
    call_command("read_document", *map(str, arguments), stdout=out)
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


def without_spans(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_spans(one) for key, one in value.items() if key != "span"}
    return [without_spans(one) for one in value] if isinstance(value, list) else value


def test_the_plan_is_read_as_a_careful_clerk_reads_it():
    load_agencies()
    got = read(PLAN)
    assert {key: got["header"][key] for key in GOLD["header"]} == GOLD["header"]
    assert [{key: one[key] for key in GOLD["citations"][0]} for one in got["citations"]] == GOLD["citations"]
    assert without_spans(got["outline"]) == GOLD["outline"]
    assert len(got["page_breaks_to_heal"]) == 3
    for want, one in zip(GOLD["assignments"], got["assignments"], strict=True):
        assert one["starts"].startswith(want["starts"][:30])
        assert [one["at"], one["lead"], one["coordinate"]] == [want["at"], want["lead"], want["coordinate"]]
        assert one.get("report") == want.get("report")
    for finding in [*got["citations"], *got["assignments"], *got["reports"]]:
        start, end = finding["span"]
        assert got["text"][start:end].strip()


def test_registering_makes_a_draft_with_proposed_tasks_and_nothing_public():
    load_agencies()
    section_page()
    made = read(PLAN, "--register")["registered"]
    page = DocumentPage.objects.get(pk=made["page"])
    assert (page.live, page.code, page.issuer.name) == (False, "15/KH-BCĐ", "Ban Chỉ đạo 138 tỉnh Thanh Hóa")
    tasks = Task.objects.filter(document=page)
    assert set(tasks.values_list("stage", flat=True)) == {Stage.PROPOSED}
    assert tasks.filter(assignments__part="lead", assignments__agency__name="Sở Tư pháp").count() == 1
    assert set(Schedule.objects.values_list("every", flat=True)) == {"month", "quarter", "half_year", "year"}


def test_the_same_paper_is_not_registered_twice(capsys):
    load_agencies()
    section_page()
    read(PLAN, "--register")
    with pytest.raises(SystemExit):
        read(PLAN, "--register")
    assert "15/KH-BCĐ" in capsys.readouterr().err
    assert DocumentPage.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n\n",
        b"\x00\x01\x02\xff\xfe\x00" * 500,
        b"PK\x03\x04broken",
        b"%PDF-1.4 broken",
        b"MZ" + b"\x90\x00" * 900,
    ],
    ids=["empty", "blank", "binary", "half a docx", "half a pdf", "a program"],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(tmp_path, capsys, content):
    file = tmp_path / "van ban.bin"
    file.write_bytes(content)
    with pytest.raises(SystemExit) as stopped:
        read(file)
    said = capsys.readouterr().err
    assert stopped.value.code == 1
    assert said.strip().endswith((".", "…"))
    assert "Traceback" not in said


@pytest.mark.parametrize("path", ["/khong/co/tep.txt", "."])
def test_a_path_that_is_no_file_gets_a_sentence(capsys, path):
    with pytest.raises(SystemExit):
        read(path)
    assert capsys.readouterr().err.strip()


def test_a_file_beyond_the_limit_is_refused_without_reading_it(tmp_path, capsys):
    huge = tmp_path / "lon.txt"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(SystemExit):
        read(huge)
    assert "MB" in capsys.readouterr().err


def test_decomposed_letters_and_old_encodings_are_read_alike(tmp_path):
    import unicodedata

    text = PLAN.read_text(encoding="utf-8")
    composed = read(PLAN)["header"]
    for name, data in {
        "nfd.txt": unicodedata.normalize("NFD", text).encode("utf-8"),
        "utf16.txt": text.encode("utf-16"),
        "bom.txt": text.encode("utf-8-sig"),
    }.items():
        file = tmp_path / name
        file.write_bytes(data)
        assert read(file)["header"] == composed, name
