"""The lists of the admin find what the search page would."""

import pytest
from django.contrib.auth.models import AnonymousUser

from search.lists import papers, tasks
from tests.factories import AgencyFactory, AssignmentFactory, DocumentFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return DocumentFactory(number=15, symbol="KH-BCĐ", subject="Phòng, chống mua bán người")


SPELLINGS = ["so 15", "15/kh-bcd", "KH 15", "phong chong mua ban", "MUA BÁN", "phòng, chống m", "ban nguoi"]


@pytest.mark.parametrize("typed", SPELLINGS)
def test_the_list_of_papers_finds_a_draft_in_any_spelling(desk, plan, typed):
    draft = DocumentFactory(number=15, subject="Phòng, chống mua bán người, dự thảo", live=False)
    DocumentFactory(number=99, symbol="QĐ-UBND", subject="Trồng rừng")
    shown = desk.get("/admin/van-ban/", {"q": typed}).content.decode()
    assert draft.subject in shown
    assert "Trồng rừng" not in shown


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ubnd tinh", {"Ủy ban nhân dân tỉnh"}),
        ("tỉnh ủy ban nhân", {"Ủy ban nhân dân tỉnh"}),
        ("UBND", {"Ủy ban nhân dân tỉnh", "Ủy ban nhân dân huyện"}),
        ("LĐTBXH", {"Sở Lao động"}),
        ("bien phong (tinh", {"Bộ đội Biên phòng"}),
        ("trồng rừng", set()),
    ],
)
def test_the_list_of_agencies_finds_words_in_any_order_and_abbreviations(desk, typed, found):
    names = ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân huyện", "Sở Lao động", "Bộ đội Biên phòng")
    held = {name: AgencyFactory(name=name) for name in names}
    held["Sở Lao động"].short_name = "LĐ-TB&XH"
    held["Sở Lao động"].aliases.create(text="LĐTBXH")
    held["Sở Lao động"].save()
    held["Bộ đội Biên phòng"].aliases.create(text="Biên phòng tỉnh")
    held["Bộ đội Biên phòng"].save()
    shown = desk.get("/admin/co-quan/", {"q": typed}).content.decode()
    assert {name for name in names if name in shown} == found


def test_wagtails_page_search_and_chooser_find_the_same(desk, plan):
    DocumentFactory(number=99, symbol="QĐ-UBND", subject="Trồng rừng")
    for address in ("/admin/pages/search/", "/admin/choose-page/search/"):
        for typed in ("so 15", "phong chong mua ban"):
            shown = desk.get(address, {"q": typed}).content.decode()
            assert plan.subject in shown, (address, typed)
            assert "Trồng rừng" not in shown


def test_the_list_of_tasks_is_searched_without_accents_and_by_the_number_of_the_paper(desk, plan):
    task = TaskFactory(document=plan, title="Dạy nghề cho thanh niên", quote="")
    AssignmentFactory(task=task)
    other = TaskFactory(document=DocumentFactory(number=99), title="Trồng rừng", quote="")
    AssignmentFactory(task=other)
    for paper in (plan, other.document):
        paper.save()
    for typed in ("day nghe", "thanh niên", "so 15", "15/KH-BCĐ"):
        shown = desk.get("/admin/nhiem-vu/", {"q": typed}).content.decode()
        assert task.title in shown, typed
        assert other.title not in shown


def test_a_list_holds_nothing_its_reader_may_not_see(plan):
    lead = AgencyFactory()
    task = TaskFactory(document=plan, title="Dạy nghề")
    AssignmentFactory(task=task, agency=lead)
    DocumentFactory(subject="Phòng, chống mua bán người", live=False)
    plan.save()
    assert papers("mua bán người", AnonymousUser()) == [plan.pk]
    assert tasks("dạy nghề", UserFactory(focal_person=AgencyFactory())) == []
    assert tasks("dạy nghề", UserFactory(focal_person=lead)) == [task.pk]
