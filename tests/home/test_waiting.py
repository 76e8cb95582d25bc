"""The page of a part says what it waits for and from whom, and shows the clause it stands in."""

import pytest

from tests.factories import AgencyFactory, AssignmentFactory, DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_lead_waits_for_those_who_have_not_reported_their_coordination(client):
    lead = AssignmentFactory(working=True)
    for name in ("Tỉnh Đoàn", "Báo Thanh Hóa", "Đài PTTH", "Sở Nội vụ"):
        AssignmentFactory(task=lead.task, coordinates=True, working=True, agency=AgencyFactory(name=name))
    AssignmentFactory(task=lead.task, coordinates=True, reported=True)
    client.force_login(UserFactory(focal_person=lead.agency))
    shown = client.get(f"/viec/{lead.pk}/").content.decode()
    assert "và 1 cơ quan khác chưa gửi kết quả phối hợp (4/5)" in shown


def test_what_is_reported_waits_for_the_secretariat_and_what_is_done_for_nobody(client):
    part, done = AssignmentFactory(reported=True), AssignmentFactory(confirmed=True)
    client.force_login(UserFactory(leader=True))
    assert 'id="dang-cho"' in client.get(f"/viec/{part.pk}/").content.decode()
    assert 'id="dang-cho"' not in client.get(f"/viec/{done.pk}/").content.decode()


def test_the_whole_clause_stands_below_its_sentence_for_those_who_may_read_the_paper(client):
    text = "I. NHIỆM VỤ\n1. Sở Nội vụ chủ trì tuyên truyền. Báo cáo trước ngày 15 hằng tháng."
    paper = DocumentFactory(text=text, circulation="restricted")
    clause = paper.clauses.get(text__contains="hằng tháng")
    part = AssignmentFactory(
        task__document=paper, task__anchor=clause.anchor, task__quote="Sở Nội vụ chủ trì tuyên truyền."
    )
    client.force_login(UserFactory(leader=True))
    assert "Báo cáo trước ngày 15" in client.get(f"/viec/{part.pk}/").content.decode()
    client.force_login(UserFactory(focal_person=part.agency))
    assert "Báo cáo trước ngày 15" not in client.get(f"/viec/{part.pk}/").content.decode()
