"""Step 3: from the sentences of a paper to tasks of agencies, each decided by a clerk."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.actions import Refused
from agencies.models import Succession
from documents.intake.receiving import receive
from home.demonstration.load import load_agencies
from jobs.actions import run
from jobs.models import Job
from tasks.actions import CancelTask, CorrectProposal, DrawTasks
from tasks.admin_views import drawing
from tasks.admin_views.drawing_text import SHOWN, beside
from tasks.creating import KIND
from tasks.models import Assignment, Task
from tasks.statuses import Deadline, Part, Stage
from tests.documents.papers import plan
from tests.documents.test_confirming import register
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    TaskFactory,
    section_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(clerk):
    section_page()
    return clerk


@pytest.fixture
def proposed():
    """One task that is sure: by the Sở Tư pháp, with the Công an tỉnh."""
    task = TaskFactory(proposed=True, title="Phổ biến pháp luật")
    AssignmentFactory(task=task, agency=AgencyFactory(name="Sở Tư pháp"))
    AssignmentFactory(task=task, agency=AgencyFactory(name="Công an tỉnh"), coordinates=True)
    return task


def address(task: Task) -> str:
    return reverse("tasks_draw", args=[task.document_id])


def form_of(response) -> dict[str, str]:
    data: dict[str, str] = {}
    for form in response.context["forms"]:
        for field in form:
            value = field.value()
            if field.name in ("make", "skip"):
                data |= {field.html_name: "on"} if value else {}
            else:
                data[field.html_name] = (
                    value if isinstance(value, str) else field.field.widget.format_value(value) or ""
                )
    return data


def test_the_plan_gives_its_tasks_in_one_step(desk, clerk):
    load_agencies()
    reading = receive(plan().encode(), "ke-hoach.txt", clerk, uuid.uuid4())
    shown = desk.get(register(desk, reading).url)
    assert len(shown.context["forms"]) == 14
    sure = shown.context["sure"]
    assert sure >= 7
    assert "cơ quan nêu ngay trong câu" in shown.content.decode()
    desk.post(shown.wsgi_request.path, form_of(shown))
    assert Task.objects.filter(stage=Stage.GIVEN).count() == sure
    assert Task.objects.filter(stage=Stage.PROPOSED).count() == 14 - sure


def test_each_proposal_leads_to_its_sentence_in_the_text_beside_it(desk, clerk):
    load_agencies()
    reading = receive(plan().encode(), "ke-hoach.txt", clerk, uuid.uuid4())
    shown = desk.get(register(desk, reading).url).content.decode()
    for task in Task.objects.filter(stage=Stage.PROPOSED):
        link = f'href="#place-t{task.pk}"'
        place = re.search(rf'id="place-t{task.pk}" href="#field-t{task.pk}"[^>]*>([^<]+)<', shown)
        assert link in shown
        assert place
        assert unescape(place[1]) in task.quote


def test_two_sentences_of_one_paragraph_have_a_place_each():
    first = TaskFactory(proposed=True, quote="Sở A chủ trì. Sở B rà soát.")
    second = TaskFactory(proposed=True, document=first.document, quote="Sở B rà soát.")
    laid = beside("I. Tổ chức\nSở A chủ trì. Sở B rà soát.\nHết.", [first, second])
    assert laid.placed == {first.pk, second.pk}
    assert re.findall(r">([^<]+)</a>", laid.text) == ["Sở A chủ trì. ", "Sở B rà soát."]


def test_of_a_very_long_text_the_part_with_the_tasks_is_shown():
    task = TaskFactory(proposed=True, quote="Sở A rà soát.")
    laid = beside("Mở đầu.\n" * 50_000 + "Sở A rà soát.\n" + "Hết.\n" * 50_000, [task])
    assert (laid.placed, laid.cut) == ({task.pk}, True)
    assert len(laid.text) < SHOWN + 200


def test_a_sure_proposal_is_chosen_and_a_doubtful_one_says_why_and_is_not(desk, proposed):
    doubtful = TaskFactory(
        proposed=True, document=proposed.document, lead_as_written="các cơ quan liên quan", sure=False
    )
    shown = desk.get(address(proposed))
    chosen = {form.task: form.chosen for form in shown.context["forms"]}
    assert chosen == {proposed: True, doubtful: False}
    assert "Chưa rõ cơ quan “các cơ quan liên quan”." in shown.content.decode()


def test_what_the_clerk_corrects_is_what_the_agencies_get(desk, proposed):
    AgencyFactory(name="Sở Văn hóa")
    data = form_of(desk.get(address(proposed)))
    day = timezone.localdate() + timedelta(days=30)
    data |= {
        f"t{proposed.pk}-lead": "sở văn hoá",
        f"t{proposed.pk}-coordinate": "Sở Tư pháp",
        f"t{proposed.pk}-deadline": Deadline.DATE,
        f"t{proposed.pk}-due_on": day.strftime("%d/%m/%Y"),
    }
    desk.post(address(proposed), data)
    proposed.refresh_from_db()
    parts = {part.agency.name: part.part for part in proposed.assignments.select_related("agency")}
    assert parts == {"Sở Văn hóa": Part.LEAD, "Sở Tư pháp": Part.COORDINATE}
    assert (proposed.stage, proposed.due_on) == (Stage.GIVEN, day)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("lead", "Sở Không Có", "“Sở Không Có”"),
        ("lead", "", "Nêu ít nhất một cơ quan"),
        ("due_on", "31/02/2026", "ngày có thật"),
        ("deadline", "date", "ngày"),
    ],
)
def test_one_wrong_line_creates_nothing_and_keeps_what_was_typed(desk, proposed, field, value, said):
    other = TaskFactory(proposed=True, document=proposed.document)
    AssignmentFactory(task=other)
    data = form_of(desk.get(address(proposed)))
    data |= {f"t{proposed.pk}-{field}": value, f"t{other.pk}-lead": other.assignments.get().agency.name}
    data |= {f"t{proposed.pk}-coordinate": ""} if field == "lead" and not value else {}
    response = desk.post(address(proposed), data)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Task.objects.filter(stage=Stage.GIVEN).exists()


def test_the_many_tasks_of_a_long_plan_are_created_by_a_job_with_a_result_for_each(
    desk, proposed, settings, monkeypatch
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(drawing, "AT_ONCE", 1)
    other = TaskFactory(proposed=True, document=proposed.document, title="Báo cáo kết quả")
    AssignmentFactory(task=other, agency=AgencyFactory(name="Sở Y tế"))
    form = form_of(desk.get(address(proposed)))
    due = timezone.localdate() + timedelta(days=30)
    form |= {f"t{other.pk}-deadline": Deadline.DATE, f"t{other.pk}-due_on": f"{due:%d/%m/%Y}"}
    answer = desk.post(address(proposed), form)
    job = Job.objects.get(kind=KIND)
    assert answer["Location"] == reverse("jobs_job", args=[job.pk])
    assert not Task.objects.filter(stage=Stage.GIVEN).exists()
    CancelTask(proposed, job.user, reason="Trùng").execute()
    run(job.pk)
    job.refresh_from_db()
    assert (job.result["done"], job.result["refused"]) == (1, 1), job.error
    other.refresh_from_db()
    assert (other.stage, other.due_on) == (Stage.GIVEN, due)
    assert "Báo cáo kết quả" in desk.get(answer["Location"]).content.decode()


def test_a_skipped_proposal_does_not_come_back(desk, proposed):
    data = form_of(desk.get(address(proposed)))
    desk.post(address(proposed), {**data, f"t{proposed.pk}-skip": "on"})
    proposed.refresh_from_db()
    assert proposed.stage == Stage.CANCELLED
    assert desk.get(address(proposed)).context["forms"] == []


def test_an_agency_that_has_ended_is_replaced_by_its_successor_and_said_so(desk, proposed):
    old = AgencyFactory(name="Sở Thông tin", valid_until=timezone.localdate() - timedelta(days=1))
    new = AgencyFactory(name="Sở Văn hóa")
    Succession.objects.create(predecessor=old, successor=new, on=timezone.localdate())
    Assignment.objects.filter(task=proposed, part=Part.LEAD).update(agency=old)
    shown = desk.get(address(proposed))
    assert "“Sở Thông tin” đã kết thúc, nay là “Sở Văn hóa”." in shown.content.decode()
    data = form_of(shown)
    desk.post(address(proposed), {**data, f"t{proposed.pk}-make": "on"})
    assert proposed.assignments.get(part=Part.LEAD).agency == new


def test_tasks_of_a_draft_are_kept_until_it_is_published(desk):
    task = TaskFactory(proposed=True, document=DocumentFactory(live=False))
    AssignmentFactory(task=task)
    shown = desk.get(address(task))
    desk.post(address(task), form_of(shown))
    task.refresh_from_db()
    assert task.stage == Stage.PROPOSED
    assert "Giữ các nhiệm vụ đề xuất" in shown.content.decode()


def test_tasks_are_drawn_from_a_registered_text_once(desk, clerk):
    load_agencies()
    paper = DocumentFactory(text=plan())
    empty = desk.get(reverse("tasks_draw", args=[paper.pk])).content.decode()
    assert "Rút nhiệm vụ từ văn bản" in empty
    desk.post(reverse("tasks_propose", args=[paper.pk]))
    assert paper.tasks.count() == 14
    with pytest.raises(Refused):
        DrawTasks(paper, clerk).execute()


def test_a_given_task_is_no_longer_corrected_here(clerk):
    task = TaskFactory()
    with pytest.raises(Refused):
        CorrectProposal(task, clerk, leads=[], coordinators=[], deadline=Deadline.NONE, due_on=None).execute()


def test_the_list_costs_the_same_however_many_are_proposed(desk, proposed, django_assert_max_num_queries):
    desk.get(address(proposed))
    with django_assert_max_num_queries(40) as few:
        desk.get(address(proposed))
    for _ in range(6):
        AssignmentFactory(task=TaskFactory(proposed=True, document=proposed.document))
    with django_assert_max_num_queries(len(few)):
        desk.get(address(proposed))


def test_what_was_typed_into_the_proposals_outlives_the_session(desk, clerk, proposed):
    clerk.set_password("mat-khau-dai-1")
    clerk.save()
    desk.force_login(clerk)
    data = {**form_of(desk.get(address(proposed))), f"t{proposed.pk}-lead": "Sở gõ dở"}
    desk.logout()
    assert desk.post(address(proposed), data).status_code == 302
    desk.post(reverse("home:sign_in"), {"username": clerk.username, "password": "mat-khau-dai-1"})
    shown = desk.get(address(proposed))
    assert shown.context["forms"][0]["lead"].value() == "Sở gõ dở"
    assert "đăng nhập lại" in shown.content.decode()
    proposed.refresh_from_db()
    assert proposed.stage == Stage.PROPOSED


def test_a_form_with_an_old_token_comes_back_with_what_was_typed(clerk, proposed):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk)
    data = {**form_of(strict.get(address(proposed))), f"t{proposed.pk}-lead": "Sở gõ dở"}
    old = {**data, "csrfmiddlewaretoken": "x" * 32}
    sent = strict.post(address(proposed), old, headers={"origin": "http://testserver"})
    assert (sent.status_code, sent.url) == (302, address(proposed))
    assert strict.get(address(proposed)).context["forms"][0]["lead"].value() == "Sở gõ dở"
    elsewhere = strict.post(address(proposed), old, headers={"origin": "http://elsewhere.example"})
    assert elsewhere.status_code == 403


def test_what_is_typed_into_the_proposals_is_kept_until_they_are_given(desk, proposed):
    keep = reverse("tasks_draft", args=[proposed.document_id])
    data = {**form_of(desk.get(address(proposed))), f"t{proposed.pk}-lead": "Sở gõ dở", "other": "x"}
    data.pop(f"t{proposed.pk}-make", None)
    assert desk.post(keep, data).json()["saved"]
    fields = desk.get(keep).json()["fields"]
    assert (fields[f"t{proposed.pk}-lead"], fields[f"t{proposed.pk}-make"]) == ("Sở gõ dở", "")
    assert "other" not in fields
    TaskFactory(proposed=True, document=proposed.document)
    assert desk.get(keep).json() == {}
