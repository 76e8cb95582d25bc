"""Elasticsearch hears of every change, whatever made it, and of lost rights before anything else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from documents.models import DocumentPage
from documents.statuses import Circulation
from search import outbox
from search.asking import Query
from search.checking import differences
from search.engines import ENGINES
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.server import alias, patient
from search.finding import find
from search.following import catch_up
from search.models import Index, Outbox
from search.rebuilding import rebuild_index, serving
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    TaskFactory,
    UserFactory,
    section_page,
)
from tests.search.engines import ON_ELASTICSEARCH, CaughtUp, emptied_index

pytestmark = [pytest.mark.django_db, *ON_ELASTICSEARCH]
ANYBODY = AnonymousUser()
TEXT = "I. NỘI DUNG\n1. Hỗ trợ nạn nhân\n- Sở Lao động hỗ trợ nạn nhân tái hòa nhập."


class Lagging(ElasticsearchEngine):
    """Elasticsearch that has heard of nothing since the test last called catch_up()."""

    patience = CaughtUp.patience


@pytest.fixture(autouse=True)
def lagging(settings, monkeypatch, tests_prefix, elasticsearch_url, db):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.ELASTICSEARCH_PREFIX = tests_prefix
    monkeypatch.setitem(ENGINES, "elasticsearch", f"{__name__}.Lagging")
    with emptied_index():
        yield


def heard():
    catch_up()
    patient().indices.refresh(index=alias())


def found(question, user=ANYBODY):
    return find(Query(question), user)


def subjects(question, user=ANYBODY):
    return [answer.paper.subject for answer in found(question, user).answers]


def test_a_change_is_found_once_it_was_heard_of_and_the_index_then_equals_the_register():
    paper = DocumentFactory(subject="Kế hoạch hỗ trợ", text=TEXT)
    assert subjects("nạn nhân") == []
    heard()
    assert subjects("nạn nhân") == ["Kế hoạch hỗ trợ"]
    paper.text = "I. NỘI DUNG\n1. Tuyên truyền."
    paper.save()
    heard()
    assert subjects("nạn nhân") == []
    assert subjects("tuyên truyền") == ["Kế hoạch hỗ trợ"]
    assert not Outbox.objects.exists()
    assert not differences()


def test_a_right_taken_away_counts_while_the_index_has_not_heard_of_it():
    reader = UserFactory(focal_person=AgencyFactory())
    paper = DocumentFactory(subject="Lưu hành", text=TEXT, circulation=Circulation.INTERNAL)
    other = DocumentFactory(subject="Công khai", text=TEXT)
    heard()
    assert found("nạn nhân", reader).total == 2
    paper.circulation = Circulation.RESTRICTED
    paper.save()
    answer = found("nạn nhân", reader)
    assert [one.paper.pk for one in answer.answers] == [other.pk]
    assert answer.total == 1
    assert all(choice.count == 1 for choices in answer.facets.values() for choice in choices)
    heard()
    assert found("nạn nhân", reader).total == 1


def test_a_task_taken_from_an_agency_is_not_counted_for_it():
    agency = AgencyFactory()
    reader = UserFactory(focal_person=agency)
    task = TaskFactory(document=DocumentFactory(subject="Giao việc"), title="Lập danh sách rà soát")
    part = AssignmentFactory(task=task, agency=agency)
    task.document.save()
    heard()
    assert found("danh sách rà soát", reader).total == 1
    part.delete()
    task.document.save()
    assert found("danh sách rà soát", reader).total == 0


def test_a_name_that_becomes_protected_finds_nothing_while_the_index_has_not_heard_of_it():
    paper = DocumentFactory(subject="Đưa chị Lê Thị Mẩy về nước", text=TEXT)
    task = TaskFactory(document=paper, title="Đón chị Lê Thị Mẩy")
    AssignmentFactory(task=task)
    paper.save()
    heard()
    leader = UserFactory(leader=True)
    assert found("Lê Thị Mẩy").total == 1
    paper.protected_names = "Lê Thị Mẩy"
    paper.save()
    task.save()
    for reader in (ANYBODY, leader):
        assert found("Lê Thị Mẩy", reader).total == 0
        assert found("le thi may", reader).total == 0
    heard()
    assert found("Lê Thị Mẩy", leader).total == 0
    assert found("nạn nhân").total == 1


def test_who_gains_a_right_keeps_what_others_had():
    paper = DocumentFactory(subject="Mở rộng", text=TEXT, circulation=Circulation.PUBLIC)
    heard()
    paper.subject = "Mở rộng thêm"
    paper.save()
    assert found("nạn nhân").total == 1


def test_a_paper_deleted_with_its_section_is_gone_at_once_and_leaves_nothing_behind():
    section = section_page("muc-tam", "Mục tạm")
    DocumentFactory(section=section, subject="Bị xóa theo mục", text=TEXT)
    heard()
    assert found("nạn nhân").total == 1
    section.delete()
    assert found("nạn nhân").total == 0
    heard()
    assert not differences()


def test_rows_deleted_by_hand_are_heard_of_too():
    DocumentFactory(subject="Xóa tay", text=TEXT)
    heard()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_row")
    assert found("nạn nhân").total == 0
    heard()
    assert not differences()


def test_lost_rights_go_first():
    first = DocumentFactory(text=TEXT)
    narrowed = DocumentFactory(text=TEXT)
    heard()
    first.save()
    narrowed.circulation = Circulation.RESTRICTED
    narrowed.save()
    assert [entry.object_id for entry in outbox.claim(2)] == [narrowed.pk, first.pk]


def test_what_changes_while_it_is_being_sent_is_sent_again():
    paper = DocumentFactory(subject="Một", text=TEXT)
    taken = outbox.claim(10)
    DocumentPage.objects.get(pk=paper.pk).save()
    outbox.done(taken)
    assert Outbox.objects.count() == 1
    heard()
    assert not differences()


def test_an_entry_is_taken_by_one_worker_at_a_time_and_comes_back_when_that_one_dies():
    DocumentFactory(text=TEXT)
    assert len(outbox.claim(10)) == 1
    assert outbox.claim(10) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_outbox SET due = clock_timestamp()")
    assert len(outbox.claim(10)) == 1


def test_a_late_message_changes_nothing():
    from search.engines.elasticsearch.mapping import action, removal
    from search.following import _rows, bulk

    paper = DocumentFactory(subject="Mới nhất", text=TEXT)
    taken = outbox.claim(10)
    late = [action(row, serving()) for row in _rows(taken)]
    paper.text = "I. NỘI DUNG\n1. Khác."
    paper.save()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_outbox SET due = clock_timestamp()")
    heard()
    assert bulk([*late, removal(f"document:{paper.pk}:", 1, serving())]) == {}
    patient().indices.refresh(index=alias())
    assert not differences()


def test_a_rebuild_takes_the_place_of_the_old_index_in_one_step_and_loses_no_change():
    DocumentFactory(subject="Có sẵn", text=TEXT)
    heard()
    before = serving()
    changed: list[object] = []

    def meanwhile(done, total):
        if not changed:
            changed.append(DocumentFactory(subject="Trong lúc dựng", text=TEXT))
            catch_up()

    rebuild_index(meanwhile)
    assert serving() != before
    assert Index.objects.get().name == serving()
    heard()
    assert sorted(subjects("nạn nhân")) == ["Có sẵn", "Trong lúc dựng"]
    assert not differences()


def test_a_site_without_an_index_keeps_no_outbox():
    Index.objects.all().delete()
    DocumentFactory(text=TEXT)
    assert not Outbox.objects.exists()
    Index.objects.create(name=serving(), serving=True)
