"""The commands that measure and drill, run small: they say what they promise, one line of JSON a figure."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.outside import manage
from tests.search.engines import ON_ELASTICSEARCH

pytestmark = pytest.mark.django_db(transaction=True)

LAWS = [
    {
        "id": "L1",
        "articles": [
            {"id": "1", "text": "Nạn nhân được hỗ trợ tái hòa nhập cộng đồng."},
            {"id": "2", "text": "Người nộp thuế kê khai trước ngày 20 hằng tháng."},
        ],
    }
]
QUESTIONS = [
    {
        "question_id": "Q1",
        "text": "Ai được hỗ trợ tái hòa nhập?",
        "relevant_articles": [{"law_id": "L1", "article_id": "1"}],
    }
]


def figures(told: Any) -> list[dict[str, Any]]:
    assert told.returncode == 0, told.stderr
    return [json.loads(line) for line in told.stdout.splitlines()]


@pytest.fixture(params=["postgresql", pytest.param("elasticsearch", marks=ON_ELASTICSEARCH)])
def engine(request: pytest.FixtureRequest) -> tuple[str, str]:
    """The name of an engine and the address it is found at."""
    if request.param == "postgresql":
        return request.param, ""
    return request.param, request.getfixturevalue("elasticsearch_url")


def test_search_is_measured_in_every_way_a_reader_asks(engine: tuple[str, str], tmp_path: Path) -> None:
    name, url = engine
    small = ["--clauses", "300", "600", "--questions=2", "--clients", "1"]
    told = figures(manage("measure_search", f"--engine={name}", *small, var=tmp_path, ELASTICSEARCH_URL=url))
    ways = {"engine", "JSON", "page"} | ({"raw _search"} if url else set())
    assert {one["way"] for one in told if "way" in one} == ways
    assert all(one["p50_ms"] <= one["p95_ms"] for one in told if "way" in one)
    assert all(one["own_cpu_ms"] > 0 for one in told if "way" in one)
    assert all(("of_first" in one) == (one["clauses"] == 600) for one in told if "way" in one)
    assert {one["what"] for one in told} >= {
        "load",
        "suggestions",
        "one word",
        "two words",
        "phrase",
        "sentence",
    }


def test_relevance_is_one_line(engine: tuple[str, str], tmp_path: Path) -> None:
    name, url = engine
    (tmp_path / "a.json").write_text(json.dumps(LAWS), "utf-8")
    (tmp_path / "q.json").write_text(json.dumps(QUESTIONS), "utf-8")
    files = [f"--articles={tmp_path / 'a.json'}", f"--questions={tmp_path / 'q.json'}"]
    told = manage(
        "measure_relevance", *files, f"--engine={name}", "--fold", var=tmp_path, ELASTICSEARCH_URL=url
    )
    [line] = figures(told)
    assert (line["R@1"], line["R@10"], line["MRR"]) == (1.0, 1.0, 1.0)


def test_the_number_drill_counts_gaps_duplicates_and_losses(tmp_path: Path) -> None:
    [line] = figures(manage("number_drill", "--clerks=3", "--each=4", var=tmp_path))
    assert line["numbers"] == 12
    assert (line["gaps"], line["duplicates"], line["acknowledged_lost"]) == (0, 0, 0)


def test_the_registry_is_measured_on_a_site_of_its_own(tmp_path: Path) -> None:
    told = figures(manage("measure_registry", "--documents=20", "--seconds=0.2", var=tmp_path))
    spoken = " ".join(one["what"] for one in told)
    for part in ("import", "one by one", "paper, public", "paper, signed in", "register, clerk"):
        assert part in spoken
