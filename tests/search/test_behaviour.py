"""What people find, on every engine there is."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from agencies.permissions import PUBLIC
from documents.models import DocumentReader, DocumentRelation, DocumentType
from documents.statuses import Circulation, Relation
from search import asking
from search.asking import Query
from search.engines import Sort, engine
from search.finding import find
from search.models import Row
from tasks.effects import task_changed
from tasks.models import Task
from tests.factories import AgencyFactory, AssignmentFactory, DocumentFactory, TaskFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_engine")]
ANYBODY = AnonymousUser()

TEXT = """I. NỘI DUNG
1. Hỗ trợ nạn nhân
- Sở Lao động hỗ trợ nạn nhân bị mua bán trở về tái hoà nhập cộng đồng.
2. Tuyên truyền
- Công an tỉnh tuyên truyền phòng, chống ma túy.
"""


@pytest.fixture
def plan():
    return DocumentFactory(number=15, text=TEXT)


def subjects(question, user=ANYBODY, **filters):
    return [answer.paper.subject for answer in find(Query(question, **filters), user).answers]


@pytest.mark.parametrize(
    "question",
    [
        "hỗ trợ nạn nhân tái hòa nhập",
        "hỗ trợ nạn nhân tái hoà nhập",
        "ho tro nan nhan tai hoa nhap",
        "HỖ TRỢ NẠN NHÂN",
        "hô\u0303 trơ\u0323 na\u0323n nhân",
        '"tái hòa nhập"',
    ],
)
def test_a_clause_is_found_with_or_without_accents_in_any_spelling(plan, question):
    answer = find(Query(question), ANYBODY).answers[0]
    assert answer.paper.pk == plan.pk
    passage = next(
        one
        for one in answer.passages
        if "tái hoà nhập" in one.snippet.replace("<mark>", "").replace("</mark>", "")
    )
    assert passage.address.endswith("#muc-i-1-gach-1")
    assert "<mark>" in passage.snippet


def test_the_exact_accents_come_first():
    bare = DocumentFactory(subject="Bán hàng lưu động")
    exact = DocumentFactory(subject="Bàn hàng lưu động")
    assert subjects("bàn hàng")[0] == exact.subject
    assert subjects("bán hàng")[0] == bare.subject


def test_what_nobody_wrote_is_not_found(plan):
    assert subjects("thủy lợi nội đồng") == []


def test_an_abbreviation_finds_the_words_it_stands_for():
    DocumentFactory(subject="Quy chế của ủy ban nhân dân tỉnh")
    assert subjects("UBND tỉnh") == ["Quy chế của ủy ban nhân dân tỉnh"]


def test_facets_count_what_each_value_would_leave(plan):
    other = DocumentFactory(
        type=DocumentType.objects.get(name="Quyết định"), text=TEXT, issued_on=date(2020, 1, 2)
    )
    found = find(Query("nạn nhân"), ANYBODY)
    assert {one.name: one.count for one in found.facets["loai"]} == {"Kế hoạch": 1, "Quyết định": 1}
    narrowed = find(Query("nạn nhân", types=(other.type_id,)), ANYBODY)
    assert narrowed.total == 1
    assert {one.name: (one.count, one.chosen) for one in narrowed.facets["loai"]} == {
        "Kế hoạch": (1, False),
        "Quyết định": (1, True),
    }
    assert [one.value for one in found.facets["nam"]] == [2020, 2012]


def facet(name, question, **filters):
    found = find(Query(question, **filters), ANYBODY)
    return {one.value: one.count for one in found.facets[name]}


@pytest.fixture
def old_and_new():
    """A law that another replaced on 1 July 2025, and that other."""
    law = DocumentType.objects.get(name="Luật")
    old = DocumentFactory(
        type=law, number=66, symbol="QH12", subject="Luật phòng, chống mua bán người cũ",
        issued_on=date(2011, 3, 29), effective_on=date(2012, 1, 1),
    )  # fmt: skip
    new = DocumentFactory(
        type=law, number=53, symbol="QH15", subject="Luật phòng, chống mua bán người mới người",
        issued_on=date(2024, 11, 28), effective_on=date(2025, 7, 1),
    )  # fmt: skip
    DocumentRelation.objects.create(page=new, kind=Relation.REPLACES, target=old)
    new.save()
    return old, new


def test_what_has_ended_comes_after_what_applies_and_names_its_successor(old_and_new):
    old, new = old_and_new
    answers = find(Query("mua bán người"), ANYBODY).answers
    assert [answer.paper.pk for answer in answers] == [new.pk, old.pk]
    assert answers[1].by == new


def test_the_status_is_that_of_the_day_asked_for(old_and_new):
    assert facet("hieu_luc", "mua bán người", at=date(2026, 1, 1)) == {"ended": 1, "in_force": 1}
    assert facet("hieu_luc", "mua bán người", at=date(2020, 1, 1)) == {"in_force": 1, "not_yet": 1}
    old, new = old_and_new
    assert subjects("mua bán người", forces=("in_force",), at=date(2025, 6, 30)) == [old.subject]
    assert subjects("mua bán người", forces=("in_force",), at=date(2025, 7, 1)) == [new.subject]


def test_a_law_applies_again_when_the_one_that_replaced_it_is_withdrawn(old_and_new):
    old, new = old_and_new
    new.unpublish()
    assert subjects("mua bán người", forces=("in_force",)) == [old.subject]


def test_a_chosen_value_stays_in_its_facet_with_nothing_left(old_and_new):
    counted = facet("hieu_luc", "mua bán người", forces=("ended",), years=(2024,))
    assert counted["ended"] == 0
    assert counted["in_force"] == 1


def test_days_of_issue_are_bounded_on_both_sides_inclusive(old_and_new):
    old, new = old_and_new
    assert subjects("mua bán người", until=old.issued_on) == [old.subject]
    assert subjects("mua bán người", since=new.issued_on) == [new.subject]
    between = {"since": date(2011, 3, 30), "until": date(2024, 11, 27)}
    assert subjects("mua bán người", **between) == []


def test_results_are_put_in_the_order_asked_for():
    for number, day in ((9, date(2014, 2, 1)), (10, date(2012, 2, 1)), (100, date(2013, 2, 1))):
        DocumentFactory(number=number, subject=f"Nạn nhân {number}", issued_on=day)

    def numbers(sort):
        return [answer.paper.number for answer in find(Query("nạn nhân", sort=sort), ANYBODY).answers]

    assert numbers(Sort.NUMBER) == [9, 10, 100]
    assert numbers(Sort.NEWEST) == [9, 100, 10]
    assert numbers(Sort.OLDEST) == [10, 100, 9]


def test_a_quotation_is_taken_with_its_accents():
    DocumentFactory(subject="Bán hàng lưu động")
    exact = DocumentFactory(subject="Bàn hàng lưu động")
    assert subjects('"bàn hàng"') == [exact.subject]
    assert len(subjects('"ban hang"')) == 2


def test_a_quotation_stands_in_one_piece():
    apart = "I. NỘI DUNG\n1. Chống mua bán hàng giả, lừa bán người lao động, người bị hại."
    DocumentFactory(subject="Mua bán đất, bán người máy", text=apart)
    text = "I. NỘI DUNG\n1. Tội mua bán – người bị hại được hỗ trợ tái hoà nhập."
    whole = DocumentFactory(subject="Kế hoạch", text=text)
    assert subjects('"mua bán người"') == [whole.subject]
    assert subjects('"MUA BAN NGUOI"') == [whole.subject]
    assert subjects('"tái hòa nhập"') == [whole.subject]
    assert subjects('"tai hoa nhap" "bán người bị hại"') == [whole.subject]
    assert subjects('"hỗ trợ tái hợp nhập"') == []
    assert subjects('"bán ngươi"') == []


def test_a_quotation_with_marks_is_taken_as_written_in_every_syllable():
    DocumentFactory(subject="Bản quản lý điểm")
    exact = DocumentFactory(subject="Ban quản lý tỉnh")
    assert subjects('"ban quản lý"') == [exact.subject]
    assert len(subjects('"ban quan ly"')) == 2


def test_a_source_named_in_a_question_does_not_find_those_who_speak_of_it():
    rule = DocumentFactory(subject="Luật Cư trú", text="I. NỘI DUNG\n1. Thời hạn đăng ký tạm trú là ba năm.")
    DocumentFactory(
        subject="Báo cáo",
        text="I. NỘI DUNG\n1. Báo cáo tạm trú theo Luật Cư trú năm 2020 của tỉnh, Luật Cư trú có hiệu lực.",
    )
    asked = "Theo Luật Cư trú năm 2020, thời hạn tạm trú được pháp luật quy định là bao nhiêu năm"
    assert subjects(asked)[0] == rule.subject


def test_tasks_are_narrowed_by_field_and_by_the_part_an_agency_has(plan):
    lead, helper = AgencyFactory(), AgencyFactory()
    task = TaskFactory(document=plan, title="Dạy nghề cho thanh niên", field="Hỗ trợ", quote="")
    AssignmentFactory(task=task, agency=lead)
    AssignmentFactory(task=task, agency=helper, coordinates=True)
    other = TaskFactory(document=plan, title="Dạy nghề ở xã", field="Tuyên truyền", quote="")
    AssignmentFactory(task=other, agency=helper)
    plan.save()
    person = UserFactory(leader=True)
    found = find(Query("dạy nghề"), person)
    assert {one.value: one.count for one in found.facets["linh_vuc"]} == {"Hỗ trợ": 1, "Tuyên truyền": 1}
    assert {one.value for one in found.facets["chu_tri"]} == {lead.pk, helper.pk}
    assert [one.value for one in found.facets["phoi_hop"]] == [helper.pk]

    def titles(**filters):
        answers = find(Query("dạy nghề", **filters), person).answers
        return {passage.label for answer in answers for passage in answer.passages}

    assert titles(coordinates=(helper.pk,)) == {"Dạy nghề cho thanh niên"}
    assert titles(leads=(helper.pk,)) == {"Dạy nghề ở xã"}
    assert titles(fields=("Hỗ trợ",)) == {"Dạy nghề cho thanh niên"}
    assert find(Query("dạy nghề"), ANYBODY).facets["linh_vuc"] == ()


def test_clauses_stand_in_the_fields_that_tasks_of_their_paper_name(plan):
    heading = plan.clauses.get(heading="Hỗ trợ nạn nhân")
    field = f"{heading.path}. {heading.heading}"
    assert facet("linh_vuc", "cộng đồng") == {}
    task = TaskFactory(document=plan, title="Dạy nghề", field=field, quote="")
    task_changed(task)
    assert facet("linh_vuc", "cộng đồng") == {field: 1}
    TaskFactory(document=plan, title="Việc riêng", field="Tên do thư ký đặt", quote="")
    plan.save()
    assert facet("linh_vuc", "cộng đồng") == {field: 1}
    assert facet("linh_vuc", "tuyên truyền") == {}
    assert subjects("nạn nhân", fields=(field,)) == [plan.subject]
    assert subjects("ma túy", fields=(field,)) == []
    everything = {**facet("linh_vuc", ""), **facet("linh_vuc", plan.subject)}
    assert everything == {field: 1}, "a name that no heading has is seen by those who see the task"
    Task.objects.filter(document=plan).delete()
    task_changed(task)
    assert facet("linh_vuc", "cộng đồng") == {}


def test_an_engine_can_be_kept_to_some_papers_or_kinds(plan):
    other = DocumentFactory(text=TEXT)
    asked = asking.plan(asking.read("nạn nhân"), Query("nạn nhân"), frozenset({PUBLIC}), 20)

    def documents(**more):
        return {group.document for group in engine().find(replace(asked, **more)).groups}

    assert documents() == {plan.pk, other.pk}
    assert documents(among=(other.pk,)) == {other.pk}
    assert documents(among=()) == set()
    assert documents(without=(other.pk,)) == {plan.pk}
    assert documents(kinds=("document",)) == set()
    assert documents(kinds=("clause",)) == {plan.pk, other.pk}


def test_nobody_finds_a_paper_a_count_or_a_task_they_may_not_see(plan):
    lead = AgencyFactory()
    secret = DocumentFactory(subject="Chuyên án nạn nhân", text=TEXT, circulation=Circulation.RESTRICTED)
    DocumentReader.objects.create(page=secret, agency=lead)
    secret.save()
    task = TaskFactory(document=plan, title="Lập danh sách nạn nhân")
    AssignmentFactory(task=task, agency=lead)
    task.document.save()
    for person in (ANYBODY, UserFactory(), UserFactory(focal_person=AgencyFactory())):
        found = find(Query("nạn nhân"), person)
        assert [answer.paper.pk for answer in found.answers] == [plan.pk]
        assert found.total == 1
        assert not any(passage.task for answer in found.answers for passage in answer.passages)
    found = find(Query("nạn nhân"), UserFactory(focal_person=lead))
    assert {answer.paper.pk for answer in found.answers} == {plan.pk, secret.pk}


def test_a_right_taken_away_counts_at_once(plan):
    lead = AgencyFactory()
    person = UserFactory(focal_person=lead)
    internal = DocumentFactory(subject="Lưu hành về nạn nhân", circulation=Circulation.INTERNAL)
    assert internal.subject in subjects("nạn nhân", person)
    internal.circulation = Circulation.RESTRICTED
    internal.save()
    assert internal.subject not in subjects("nạn nhân", person)


def test_a_withdrawn_paper_is_no_longer_found(plan):
    plan.unpublish()
    assert subjects("nạn nhân") == []


def test_the_number_of_queries_does_not_grow_with_what_is_found(plan, django_assert_max_num_queries):
    for _ in range(12):
        DocumentFactory(text=TEXT)
    subjects("nạn nhân")
    with django_assert_max_num_queries(7):
        assert len(find(Query("nạn nhân"), ANYBODY).answers) == 13


def test_rows_that_were_lost_come_back_with_one_command(plan):
    Row.objects.all().delete()
    assert subjects("nạn nhân") == []
    call_command("rebuild_search", stdout=StringIO())
    assert subjects("nạn nhân") == [plan.subject]


def test_words_side_by_side_weigh_more_than_the_same_syllables_apart():
    apart = DocumentFactory(
        text="I. NỘI DUNG\n1. Hành khách theo đường chính, thủ kho theo tục lệ, hành chính quy."
    )
    together = DocumentFactory(
        text="I. NỘI DUNG\n1. Các cơ quan đơn giản thủ tục hành chính theo quy định chung của tỉnh."
    )
    found = [answer.paper.pk for answer in find(Query("thủ tục hành chính"), ANYBODY).answers]
    assert found == [together.pk, apart.pk]
