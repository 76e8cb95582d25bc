"""A paper of ours is drafted, reviewed, signed, numbered and issued, and no step is jumped."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, TaskState

from agencies.actions import Refused
from agencies.groups import ensure_groups
from agencies.models import User
from documents import scheduled
from documents.actions import Agree, Return, TakeNumber
from documents.models import DocumentPage, LegalReview
from documents.outgoing.stands import before_the_number, stands, waiting, way, with_steps
from tests.factories import DocumentFactory, RegisterFactory, UserFactory, section_page, workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Any]:
    ensure_groups()
    clerk = UserFactory(secretary=True, first_name="Lan")
    found = {"clerk": clerk, "lawyer": UserFactory(reader=True), "signer": UserFactory(leader=True)}
    workflow(
        section_page(), review=[found["lawyer"]], signature=[found["signer"]], numbering=[found["clerk"]]
    )
    return found


@pytest.fixture
def draft(people) -> DocumentPage:
    page = DocumentFactory(live=False, number=None, issued_on=date(2026, 3, 5), owner=people["clerk"])
    page.save_revision(user=people["clerk"])
    return page


def step_of(page: DocumentPage) -> TaskState:
    return DocumentPage.objects.get(pk=page.pk).current_workflow_task_state


def submit(page: DocumentPage, people: dict[str, Any]) -> None:
    page.get_workflow().start(page, people["clerk"])


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def number(page: DocumentPage, person: Any) -> Any:
    register = RegisterFactory()
    return browser(person).post(
        reverse("documents_take_number", args=[page.pk]),
        {"register": register.pk, "symbol": "KH-BCĐ", "on": "05/03/2026", "key": str(uuid4())},
    )


def test_reviewed_signed_numbered_and_issued(people, draft):
    submit(draft, people)
    for person in (people["lawyer"], people["signer"]):
        address = reverse("home:signing_step", args=[step_of(draft).pk])
        assert draft.subject in browser(person).get(address).content.decode()
        assert browser(person).post(address, {"comment": ""}).status_code == 302
    answer = number(draft, people["clerk"])
    assert answer.status_code == 302
    issued = DocumentPage.objects.get(pk=draft.pk)
    assert (issued.live, issued.code, issued.issued_at is not None) == (True, "01/KH-BCĐ", True)
    assert [step.words for step in way(issued)] == ["Xong"] * 3


def test_a_returned_paper_comes_back_to_its_drafter_with_the_reason(people, draft):
    submit(draft, people)
    lawyer = people["lawyer"]
    address = reverse("home:signing_step", args=[step_of(draft).pk])
    assert browser(lawyer).post(address, {"comment": " ", "return": "1"}).status_code == 422
    browser(lawyer).post(address, {"comment": "Thiếu thời hạn.", "return": "1"})
    clerk, said = browser(people["clerk"]), f"{lawyer.get_full_name() or lawyer.username}: “Thiếu thời hạn.”"
    assert said in clerk.get(reverse("home:signing")).content.decode()
    form = clerk.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "“Thiếu thời hạn.”" in form
    assert "rồi trình lại" in form
    assert 'name="action-publish"' not in form
    assert not waiting().exists()


def test_a_text_changed_after_its_review_is_reviewed_again(people, draft):
    submit(draft, people)
    Agree(step_of(draft), people["lawyer"]).execute()
    Return(step_of(draft), people["signer"], comment="Sửa mục II.").execute()
    paper = DocumentPage.objects.get(pk=draft.pk)
    paper.text = "Mục II đã sửa."
    paper.save_revision(user=people["clerk"])
    paper.current_workflow_state.resume(people["clerk"])
    assert [one.step.name for one in stands(waiting())] == ["review"]


@pytest.mark.parametrize("agreed", [0, 1, 2, 3])
def test_a_number_is_taken_at_its_step_alone(people, draft, agreed):
    if agreed:
        submit(draft, people)
    for person in (people["lawyer"], people["signer"])[: max(agreed - 1, 0)]:
        Agree(step_of(draft), person).execute()
    register = RegisterFactory()
    action = TakeNumber(draft, people["clerk"], register=register, key=uuid4())
    if agreed == 3:
        assert action.execute().number == 1
    else:
        with pytest.raises(Refused):
            action.execute()


def test_the_list_of_papers_says_what_a_draft_waits_for(people, draft):
    take = reverse("documents_take_number", args=[draft.pk])

    def shown() -> str:
        return browser(people["clerk"]).get(reverse("van-ban:index")).content.decode()

    said = shown()
    assert "Chưa trình" in said
    assert take not in said
    submit(draft, people)
    for person, step in ((people["lawyer"], "review"), (people["signer"], "signature")):
        said = shown()
        assert f"Chờ: {step}" in said
        assert take not in said
        Agree(step_of(draft), person).execute()
    said = shown()
    assert take in said
    assert "Chờ:" not in said


def test_what_drafts_wait_for_is_one_question(people, draft, django_assert_num_queries):
    for number in range(3):
        DocumentFactory(live=False, number=None, subject=f"Dự thảo {number}")
    papers = list(with_steps(DocumentPage.objects.select_related("entry")))
    with django_assert_num_queries(1):
        assert set(before_the_number(papers).values()) == {"Chưa trình"}


def test_only_the_people_of_a_step_do_it(people, draft):
    submit(draft, people)
    with pytest.raises(PermissionDenied):
        Agree(step_of(draft), people["signer"]).execute()
    address = reverse("home:signing_step", args=[step_of(draft).pk])
    assert browser(people["signer"]).get(address).status_code == 404
    approve = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", step_of(draft).pk])
    assert browser(people["clerk"]).post(approve, {"comment": "x"}).status_code in (302, 403)
    assert step_of(draft).task.name == "review"


def test_the_administrator_finds_people_by_their_names(people):
    step = LegalReview.objects.get()
    gone = UserFactory(last_name="Lê Thị", first_name="Hoa", is_active=False)
    named = UserFactory(last_name="Trần Văn", first_name="An")
    User.system()
    step.people.add(named)
    admin = UserFactory(administrator=True)
    address = reverse("wagtailadmin_workflows:edit_task", args=[step.pk])
    page = browser(admin).get(address).content.decode()
    assert f"Trần Văn An ({named.username})" in page
    assert gone.get_full_name() not in page
    assert "he-thong" not in page
    browser(admin).post(address, {"name": "review", "people": [named.pk], "action-save": "1"})
    assert list(step.people.all()) == [named]


def test_two_people_at_one_step_do_it_once(people, draft):
    other = UserFactory(reader=True)
    submit(draft, people)
    state = step_of(draft)
    state.task.specific.people.add(other)
    Agree(state, people["lawyer"]).execute()
    with pytest.raises(Refused):
        Agree(TaskState.objects.get(pk=state.pk), other).execute()


def test_nobody_publishes_such_a_draft_by_hand(people, draft):
    client = browser(people["clerk"])
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={draft.pk}"
    client.post(bulk)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).context["form"]
    data = {name: value for name, value in edit.initial.items() if isinstance(value, (str, int))}
    for formset in ("readers", "files", "relations", "comments"):
        data |= {f"{formset}-{what}": 0 for what in ("TOTAL_FORMS", "INITIAL_FORMS")}
    data |= {
        "issued_on": "05/03/2026",
        "type": draft.type_id,
        "issuer": draft.issuer_id,
        "action-publish": "1",
    }
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data)
    assert "thẩm định, ký và cấp số" in answer.content.decode()
    assert not DocumentPage.objects.get(pk=draft.pk).live


def test_a_schedule_jumps_no_step_and_ends(people, draft, caplog):
    """The draft was scheduled before its section had steps."""
    revision = draft.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    scheduled.publish_due()
    assert not DocumentPage.objects.get(pk=draft.pk).live
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    line = PageLogEntry.objects.get(page=draft.pk, action="wagtail.schedule.cancel")
    assert "thẩm định, ký và cấp số" in line.data["reason"]
    call_command("publish_scheduled")
    assert not DocumentPage.objects.get(pk=draft.pk).live


def test_the_list_asks_the_same_number_of_questions_however_long(people, django_assert_max_num_queries):
    def papers(count: int) -> None:
        for _ in range(count):
            page = DocumentFactory(live=False, number=None)
            page.save_revision()
            submit(page, people)

    papers(1)
    client = browser(people["clerk"])
    client.get(reverse("home:signing"))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("home:signing"))
    papers(6)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(reverse("home:signing"))
