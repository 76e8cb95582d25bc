"""The same answers as JSON."""

from datetime import date

import pytest

from config.api import api
from documents.statuses import Circulation
from search.api import Answers
from tests.factories import DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db
SEARCH = "/api/v1/search"


@pytest.fixture
def plan():
    return DocumentFactory(
        number=15, symbol="KH-BCĐ", issued_on=date(2012, 3, 5), subject="Phòng, chống mua bán người",
        text="I. NỘI DUNG\n1. Hỗ trợ nạn nhân trở về.",
    )  # fmt: skip


def test_a_program_gets_the_paper_its_clause_and_the_facets(client, plan):
    response = client.get(SEARCH, {"q": "ho tro nan nhan"})
    assert response["Cache-Control"] == "private, no-store"
    told = response.json()
    assert (told["total"], told["engine"], told["stood_in"]) == (1, "postgresql", False)
    paper = told["results"][0]
    assert (paper["code"], paper["code_number"], paper["issued_date"]) == ("15/KH-BCĐ", 15, "2012-03-05")
    assert paper["status"] == {"code": "running", "words": "Đang thực hiện"}
    assert paper["passages"][0]["url"].endswith("#muc-i-1")
    assert (
        "<mark>Hỗ trợ</mark>" in paper["passages"][0]["snippet"]
        or "<mark>" in paper["passages"][0]["snippet"]
    )
    assert told["facets"]["nam"] == [{"value": 2012, "name": "2012", "count": 1, "chosen": False}]


def test_an_exact_number_is_named(client, plan):
    told = client.get(SEARCH, {"q": "15/KH-BCĐ"}).json()
    assert [paper["id"] for paper in told["exact"]] == [plan.pk]


def test_a_slip_of_the_finger_gets_the_spelling_that_was_meant(client, plan):
    assert client.get(SEARCH, {"q": "nan nhna"}).json()["did_you_mean"] == {"q": "nan nhân", "total": 1}
    assert client.get(SEARCH, {"q": "nạn nhân"}).json()["did_you_mean"] is None


@pytest.mark.parametrize(
    "data", [{"tu_ngay": "31/02/2012"}, {"nam": "hai"}, {"hieu_luc": "xx"}, {"q": "nam:hai"}, {"q": "😀"}]
)  # fmt: skip
def test_an_unusable_value_is_an_error_in_vietnamese(client, plan, data):
    response = client.get(SEARCH, data)
    assert response.status_code == 422
    assert all(one["message"] for one in response.json()["errors"])


def test_everybody_gets_what_they_may_see(client, plan):
    DocumentFactory(subject="Nạn nhân, nội bộ", circulation=Circulation.INTERNAL)
    assert client.get(SEARCH, {"q": "nạn nhân"}).json()["total"] == 1
    client.force_login(UserFactory())
    assert client.get(SEARCH, {"q": "nạn nhân"}).json()["total"] == 2


def test_the_schema_describes_what_is_answered(client, plan):
    schema = client.get("/api/v1/openapi.json").json()
    operation = schema["paths"]["/api/v1/search"]["get"]
    assert {one["name"] for one in operation["parameters"]} >= {"q", "so", "loai", "tai_ngay", "trang"}
    assert all(one["description"] for one in operation["parameters"])
    answers = schema["components"]["schemas"]["Answers"]
    told = client.get(SEARCH, {"q": "nạn nhân"}).json()
    assert set(told) == set(answers["properties"])
    Answers.model_validate(told, strict=False)
    assert set(told["results"][0]) == set(schema["components"]["schemas"]["ResultOut"]["properties"])
    assert plan.subject not in str(api.get_openapi_schema())


def test_the_description_is_a_page_people_can_read(client, plan):
    shown = client.get("/api/").content.decode()
    assert "GET /api/v1/search" in shown
    assert "Xét hiệu lực tại ngày" in shown
