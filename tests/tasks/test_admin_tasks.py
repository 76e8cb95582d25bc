"""The secretariat writes, gives and decides tasks in the admin."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from agencies.models import GroupMember, Succession
from tasks.models import Assignment, Event, Task
from tasks.statuses import Deadline, Stage, State
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    ExtensionFactory,
    TaskFactory,
)

pytestmark = pytest.mark.django_db
TEXT = "I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\nII. NHIỆM VỤ\n1. Sở Nội vụ chủ trì tuyên truyền."


@pytest.fixture
def paper():
    return DocumentFactory(text=TEXT)


def _task(**changed: Any) -> dict[str, Any]:
    return {
        "anchor": "",
        "quote": "",
        "title": "Tuyên truyền",
        "deadline": Deadline.NONE,
        "due_on": "",
        **changed,
    }


def test_a_task_on_a_clause_takes_its_sentence_from_the_clause(desk, paper):
    clause = (
        paper.clauses.get(text__contains="Sở Nội vụ")
        if paper.clauses.filter(text__contains="Sở Nội vụ").exists()
        else paper.clauses.order_by("-order").first()
    )
    shown = desk.get(reverse("tasks_add", args=[paper.pk]), {"anchor": clause.anchor})
    assert shown.status_code == 200
    answer = desk.post(reverse("tasks_add", args=[paper.pk]), _task(anchor=clause.anchor, title=""))
    task = Task.objects.get()
    assert answer["Location"] == reverse("tasks_edit", args=[task.pk])
    assert task.anchor == clause.anchor
    assert "Sở Nội vụ" in task.quote
    assert task.title
    assert task.stage == Stage.PROPOSED


def test_a_form_sent_twice_makes_one_task(desk, paper):
    address = reverse("tasks_add", args=[paper.pk])
    assert desk.post(address, _task()).status_code == 302
    assert desk.post(address, _task()).status_code == 422
    assert Task.objects.count() == 1


def test_a_date_is_read_day_first_and_a_wrong_one_refused(desk, paper):
    address = reverse("tasks_add", args=[paper.pk])
    assert desk.post(address, _task(deadline="date", due_on="31/02/2026")).status_code == 422
    assert desk.post(address, _task(deadline="date")).status_code == 422
    assert desk.post(address, _task(deadline="date", due_on="05/03/2026")).status_code == 302
    assert Task.objects.get().due_on.month == 3


def test_agencies_are_named_taken_off_and_the_task_given_once(desk, paper):
    desk.post(reverse("tasks_add", args=[paper.pk]), _task())
    task = Task.objects.get()
    give = reverse("tasks_give", args=[task.pk])
    desk.post(give)
    assert Task.objects.get().stage == Stage.PROPOSED
    agency, other = AgencyFactory(), AgencyFactory()
    add = reverse("tasks_add_part", args=[task.pk])
    assert desk.post(add, {"agency": agency.pk, "part": "lead"}).status_code == 302
    assert desk.post(add, {"agency": agency.pk, "part": "lead"}).status_code == 422
    assert desk.post(add, {"agency": other.pk, "part": "coordinate"}).status_code == 302
    removed = task.assignments.get(agency=other)
    desk.post(reverse("tasks_remove_part", args=[removed.pk]))
    assert desk.post(give).status_code == 302
    assert desk.post(give).status_code == 302
    assert Task.objects.get().stage == Stage.GIVEN
    assert Event.objects.count() == 1
    assert desk.get(reverse("tasks_of_document", args=[paper.pk])).status_code == 200


def test_an_agency_that_has_ended_is_refused_with_its_successor(desk, paper):
    old, new = AgencyFactory(name="Sở Cũ", ended=True), AgencyFactory(name="Sở Mới")
    Succession.objects.create(predecessor=old, successor=new, on=timezone.localdate())
    task = TaskFactory(proposed=True, document=paper)
    answer = desk.post(reverse("tasks_add_part", args=[task.pk]), {"agency": old.pk, "part": "lead"})
    assert answer.status_code == 422
    assert "Sở Mới" in answer.content.decode()
    assert not task.assignments.exists()


def test_all_proposals_are_given_and_each_refusal_says_why(desk, paper):
    good, bad = TaskFactory.create_batch(2, proposed=True, document=paper)
    group = AgencyFactory(group=True)
    for _ in range(3):
        GroupMember.objects.create(group=group, agency=AgencyFactory())
    Assignment.objects.create(task=good, agency=group, part="lead")
    answer = desk.post(reverse("tasks_give_all", args=[paper.pk]), follow=True)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.stage, bad.stage) == (Stage.GIVEN, Stage.PROPOSED)
    assert good.assignments.count() == 3
    assert answer.status_code == 200
    assert desk.get(reverse("tasks_proposals")).status_code == 200


def test_a_given_task_keeps_its_date(desk, paper):
    task = TaskFactory(document=paper, due_on=timezone.localdate())
    later = (timezone.localdate() + timedelta(days=9)).strftime("%d/%m/%Y")
    answer = desk.post(
        reverse("tasks_edit", args=[task.pk]), _task(anchor=task.anchor, deadline="date", due_on=later)
    )
    assert answer.status_code == 422
    task.refresh_from_db()
    assert task.due_on == timezone.localdate()


def test_cancelling_needs_a_reason(desk):
    part = AssignmentFactory(running=True)
    address = reverse("tasks_cancel", args=[part.task.pk])
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"reason": ""}).status_code == 422
    assert desk.post(address, {"reason": "Đã gộp"}).status_code == 302
    part.refresh_from_db()
    assert part.state == State.CANCELLED


def _decide(desk: Client, part: Assignment, do: str, reason: str = "") -> int:
    return desk.post(reverse("tasks_assignment", args=[part.pk]), {"do": do, "reason": reason}).status_code


def test_a_reported_part_is_confirmed_once(desk):
    part = AssignmentFactory(reported=True)
    assert desk.get(reverse("tasks_assignment", args=[part.pk])).status_code == 200
    assert _decide(desk, part, "confirm") == 302
    assert _decide(desk, part, "confirm") == 422
    assert _decide(desk, part, "anything") == 422
    assert part.events.count() == 1


def test_sending_back_and_giving_again_need_a_reason(desk):
    reported, refused = AssignmentFactory(reported=True), AssignmentFactory(state=State.REFUSED)
    for part, do, state in (
        (reported, "send_back", State.SENT_BACK),
        (refused, "give_again", State.ASSIGNED),
    ):
        assert _decide(desk, part, do) == 422
        assert _decide(desk, part, do, "Chưa có số liệu") == 302
        part.refresh_from_db()
        assert part.state == state


def test_an_extension_is_granted_or_declined(desk):
    granted, declined = ExtensionFactory(), ExtensionFactory()
    assert _decide(desk, granted.assignment, "grant") == 302
    assert _decide(desk, granted.assignment, "grant") == 422
    granted.assignment.refresh_from_db()
    assert granted.assignment.due_on == granted.new_due_on
    assert _decide(desk, declined.assignment, "decline") == 422
    assert _decide(desk, declined.assignment, "decline", "Không đủ lý do") == 302


def test_the_list_is_filtered_and_the_export_has_the_same_rows(desk):
    AssignmentFactory(overdue=True, task__title="=1+1 Tuyên truyền")
    AssignmentFactory(reported=True)
    address = reverse("tasks_assignments")
    page = desk.get(address, {"timing": "overdue"})
    assert page.context["rows"].paginator.count == 1
    for query in ({"agency": "x"}, {"state": "zzz"}, {"document": "abc"}, {"p": "99"}, {"q": "' OR 1"}):
        assert desk.get(address, query).status_code == 200
    content = desk.get(reverse("tasks_assignments_export", args=["xlsx"]), {"timing": "overdue"}).getvalue()
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows())
    assert len(rows) == 2
    assert all(cell.data_type != "f" for row in rows for cell in row)
    text = desk.get(reverse("tasks_assignments_export", args=["csv"])).getvalue().decode("utf-8-sig")
    assert "'=1+1 Tuyên truyền" in text
    assert desk.get(reverse("tasks_assignments_export", args=["pdf"])).status_code == 404


def test_the_clerk_turns_a_part_with_the_buttons_its_state_allows(desk):
    part = AssignmentFactory(soon=True)
    address = reverse("tasks_assignment", args=[part.pk])
    shown = desk.get(address).content.decode()
    assert 'value="pause"' in shown
    assert 'value="confirm"' not in shown
    assert desk.post(address, {}).status_code == 422
    assert desk.post(address, {"do": "give_to_another", "reason": "Đổi."}).status_code == 422
    assert (
        desk.post(address, {"do": "move_date", "reason": "Đổi.", "new_due_on": "31/12/2030"}).status_code
        == 302
    )
    assert desk.post(address, {"do": "pause", "reason": "Chờ văn bản."}).status_code == 302
    part.refresh_from_db()
    assert (part.state, part.due_on.year) == (State.PAUSED, 2030)
    assert 'value="resume"' in desk.get(address).content.decode()


def test_the_successor_of_an_agency_that_ended_is_offered(desk):
    gone, heir = AgencyFactory(ended=True), AgencyFactory(name="Sở kế thừa")
    AgencyFactory(name="A đứng trước")
    Succession.objects.create(predecessor=gone, successor=heir, on=timezone.localdate())
    part = AssignmentFactory(agency=gone, working=True)
    form = desk.get(reverse("tasks_assignment", args=[part.pk])).context["form"]
    assert form["agency"].value() == heir.pk
    assert form.fields["agency"].queryset.first() == heir
