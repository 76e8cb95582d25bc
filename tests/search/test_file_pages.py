"""Pages of attached files are found below their paper, by whoever may read it, on every engine."""

from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.management import call_command

from documents import file_pages
from documents.reading.files.extract import Extract
from documents.statuses import Circulation
from search.asking import Query
from search.finding import find
from search.models import Row
from tests.factories import AssignmentFactory, DocumentFactory, TaskFactory, UserFactory, attach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_engine")]
ANYBODY = AnonymousUser()


@pytest.fixture
def plan():
    return DocumentFactory(number=15, subject="Kế hoạch năm 2012")


def passages(question, user=ANYBODY):
    return [one for answer in find(Query(question), user).answers for one in answer.passages]


def labels(question, user=ANYBODY):
    return [passage.label for passage in passages(question, user)]


def test_a_page_is_found_below_its_paper_and_opens_the_file_there(plan):
    stored = attach(plan, "Lời nói đầu", "Dự toán kinh phí đào tạo nghề", label="Phụ lục 1")
    (passage,) = passages("du toan kinh phi")
    assert passage.label == "Trang 2 của tệp Phụ lục 1"
    assert passage.address == f"{stored.url}#page=2"
    assert passage.snippet == "<mark>Dự toán</mark> <mark>kinh phí</mark> đào tạo nghề"
    assert find(Query("du toan kinh phi"), ANYBODY).answers[0].paper == plan


def test_a_file_without_pages_of_its_own_is_found_by_portions(plan):
    stored = attach(plan, name="bieu.docx")
    file_pages.keep(stored, Extract("Biểu tổng hợp số liệu"))
    (passage,) = passages("tổng hợp số liệu")
    assert (passage.label, passage.address) == ("Phần 1 của tệp bieu.docx", stored.url)


def test_whoever_may_not_read_the_paper_finds_none_of_its_pages(plan):
    attach(plan, "Danh sách tiếp nhận")
    staff = UserFactory(secretary=True)
    plan.circulation = Circulation.RESTRICTED
    plan.save()
    for person in (ANYBODY, UserFactory()):
        found = find(Query("danh sách tiếp nhận"), person)
        assert (found.answers, found.total) == ((), 0)
        assert not any(found.facets.values())
    assert labels("danh sách tiếp nhận", staff) == ["Trang 1 của tệp ban-goc.pdf"]
    plan.circulation = Circulation.PUBLIC
    plan.save()
    assert labels("danh sách tiếp nhận") == ["Trang 1 của tệp ban-goc.pdf"]
    plan.unpublish()
    assert labels("danh sách tiếp nhận") == []
    assert labels("danh sách tiếp nhận", staff)


def test_a_protected_name_is_neither_found_nor_shown_anywhere(plan):
    name, text = "Lò Thị Mẩy", "I. NỘI DUNG\n1. Tiếp nhận Lò Thị Mẩy, chị LÒ  THỊ MẨY về nhà."
    attach(plan, "Biên bản tiếp nhận Lò Thị\nMẩy tại cửa khẩu")
    task = TaskFactory(document=plan, title=f"Đưa {name} về nhà", quote="")
    AssignmentFactory(task=task)
    plan.text = text
    plan.save()
    leader = UserFactory(leader=True)
    assert len(passages("tiếp nhận", leader)) == 2
    assert len(labels(name, leader)) == 3
    plan.protected_names = f"Trần Văn A\n{name.upper()}\n"
    plan.save()
    for asked in (name, "lo thi may", f'"{name}"', "thị mẩy"):
        assert find(Query(asked), leader).total == 0, asked
    shown = [passage.snippet for passage in passages("tiếp nhận", leader)]
    assert len(shown) == 2
    assert all("[…]" in one and "Mẩy" not in one and "MẨY" not in one for one in shown)
    assert not Row.objects.filter(text__iregex="m[ẩẨ]y").exists()
    plan.protected_names = ""
    plan.save()
    assert len(labels(name, leader)) == 3


def test_pages_go_with_their_file(plan):
    attach(plan, "Dự toán kinh phí")
    plan.refresh_from_db()
    plan.files.all().delete()
    assert labels("dự toán") == []
    plan.save()
    assert not Row.objects.filter(kind=Row.Kind.PAGE).exists()
    assert find(Query("dự toán"), ANYBODY).total == 0


def test_another_content_has_other_pages(plan):
    stored = attach(plan, "Dự toán kinh phí")
    stored.file = ContentFile(b"%PDF-1.4 khac", name="khac.pdf")
    stored.save()
    assert labels("dự toán") == []
    file_pages.keep(stored, Extract("", pages=("Quyết toán kinh phí",)))
    assert labels("quyết toán") == ["Trang 1 của tệp ban-goc.pdf"]


def test_one_file_of_two_papers_is_found_below_each(plan):
    stored = attach(plan, "Dự toán kinh phí")
    other = DocumentFactory(subject="Công văn gửi kèm")
    other.files.create(file=stored, label="Kèm theo")
    other.save()
    assert set(labels("dự toán")) == {"Trang 1 của tệp ban-goc.pdf", "Trang 1 của tệp Kèm theo"}


def test_what_a_clause_and_a_page_of_its_file_both_say_is_shown_once_as_the_clause():
    paper = DocumentFactory(text="I. NỘI DUNG\n1. Dự toán kinh phí đào tạo nghề\n- Giao Sở Tài chính.")
    attach(paper, "1. Dự toán\nkinh phí đào tạo nghề", "Biểu chi tiết dự toán kinh phí của các huyện")
    shown = passages("dự toán kinh phí")
    assert [one.kind for one in shown].count("page") == 1
    assert any(one.kind == "clause" for one in shown)
    assert "Trang 2 của tệp ban-goc.pdf" in [one.label for one in shown]


def test_pages_come_back_with_a_rebuild(plan):
    attach(plan, "Dự toán kinh phí", "Biểu chi tiết")
    Row.objects.all().delete()
    call_command("rebuild_search", stdout=StringIO())
    assert labels("biểu chi tiết") == ["Trang 2 của tệp ban-goc.pdf"]


def test_saving_a_paper_leaves_the_words_of_its_pages_alone(plan, django_assert_num_queries):
    attach(plan, *(f"Trang thứ {number} nói về kinh phí" for number in range(30)))
    before = dict(Row.objects.filter(kind=Row.Kind.PAGE).values_list("pk", "version"))
    plan.save()
    assert dict(Row.objects.filter(kind=Row.Kind.PAGE).values_list("pk", "version")) == before
