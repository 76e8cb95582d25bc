"""The page of a part, and what an agency does there: accept, refuse, ask for more time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from documents.statuses import Circulation
from home.parts import closed_words
from tasks.actions import Confirm, DecideExtension
from tasks.models import ReportLine
from tasks.statuses import Decision, Part, State, What
from tests.factories import (
    AssignmentFactory,
    DocumentFactory,
    EvidenceFactory,
    ExtensionFactory,
    ProgressFactory,
    ReportFactory,
    TaskFactory,
    UserFactory,
)
from vietnamese.dates import short

pytestmark = pytest.mark.django_db


def read(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def actions(page: BeautifulSoup) -> set[str]:
    addresses = [found["action"] for found in page.select("main form[action]")]
    addresses += [found["href"] for found in page.select(".identity a[href]")]
    return {str(address).rstrip("/").rsplit("/", 1)[-1] for address in addresses}


@pytest.mark.parametrize(
    ("state", "dated", "expected"),
    [
        (State.ASSIGNED, True, {"nhan", "tu-choi", "gia-han", "giao"}),
        (State.ASSIGNED, False, {"nhan", "tu-choi", "giao"}),
        (State.ACCEPTED, True, {"bao-cao", "gia-han", "giao", "viec-con"}),
        (State.WORKING, False, {"bao-cao", "giao", "viec-con"}),
        (State.SENT_BACK, True, {"bao-cao", "gia-han", "giao", "viec-con"}),
        (State.REPORTED, True, set()),
        (State.CONFIRMED, True, set()),
        (State.REFUSED, True, set()),
        (State.PAUSED, True, set()),
        (State.CANCELLED, True, set()),
    ],
)
def test_only_what_may_be_done_now_has_a_button(at_desk, agency, state, dated, expected):
    today = timezone.localdate()
    due = today + timedelta(20) if dated else None
    done = today if state in {State.REPORTED, State.CONFIRMED} else None
    part = AssignmentFactory(agency=agency, state=state, due_on=due, done_on=done)
    page = read(at_desk.get(f"/viec/{part.pk}/"))
    assert actions(page) == expected
    assert bool(page.select(".turn")) == (not expected)


def test_the_sentence_leads_to_its_clause(at_desk, agency):
    part = AssignmentFactory(agency=agency)
    page = read(at_desk.get(f"/viec/{part.pk}/"))
    assert part.task.quote in page.select_one("blockquote").text
    link = page.select_one("figcaption a")
    assert link["href"] == f"{part.task.document.url}#{part.task.anchor}"
    assert at_desk.get(link["href"].split("#")[0]).status_code == 200


def test_no_link_to_a_paper_the_agency_may_not_open(at_desk, agency):
    paper = DocumentFactory(circulation=Circulation.RESTRICTED)
    part = AssignmentFactory(agency=agency, task=TaskFactory(document=paper))
    page = read(at_desk.get(f"/viec/{part.pk}/"))
    assert part.task.quote in page.text
    assert not page.select("figcaption a")


def test_lead_and_coordinators_each_show_their_own_state(at_desk, agency):
    part = AssignmentFactory(agency=agency, overdue=True)
    other = AssignmentFactory(task=part.task, coordinates=True, confirmed=True)
    page = read(at_desk.get(f"/viec/{part.pk}/"))
    rows = page.select("section[aria-labelledby=co-quan] tbody tr")
    assert [row.th.text.strip() for row in rows] == [agency.name, other.agency.name]
    # The lead may look at how its coordinator stands, but not act in its place.
    assert not actions(read(at_desk.get(f"/viec/{other.pk}/")))
    assert at_desk.get(f"/viec/{other.pk}/bao-cao/").status_code == 404


def test_a_leader_and_the_secretariat_open_the_page_without_buttons(client):
    part = AssignmentFactory(overdue=True)
    for trait in ("leader", "secretary"):
        client.force_login(UserFactory(**{trait: True}))
        page = read(client.get(f"/viec/{part.pk}/"))
        assert not actions(page)
        assert part.agency.name in page.select_one(".turn").text


def test_a_reader_finds_nothing(client):
    part = AssignmentFactory(overdue=True)
    client.force_login(UserFactory(reader=True))
    assert client.get(f"/viec/{part.pk}/").status_code == 404


def test_accepting_takes_one_click_and_returns_to_the_desk(at_desk, agency):
    part = AssignmentFactory(agency=agency)
    answer = at_desk.post(f"/viec/{part.pk}/nhan/", {"from": "desk"})
    assert answer["Location"] == f"/viec/?co-quan={agency.pk}"
    part.refresh_from_db()
    assert part.state == State.ACCEPTED
    again = at_desk.post(f"/viec/{part.pk}/nhan/", follow=True)
    assert again.status_code == 200
    assert part.events.filter(what=What.ACCEPTED).count() == 1


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(at_desk, agency):
    part = AssignmentFactory(agency=agency)
    empty = at_desk.post(f"/viec/{part.pk}/tu-choi/", {"reason": "  "})
    assert "reason" in empty.context["form"].errors
    assert "data-focus-error" in empty.content.decode()
    at_desk.post(f"/viec/{part.pk}/tu-choi/", {"reason": "Không thuộc thẩm quyền."})
    part.refresh_from_db()
    assert part.state == State.REFUSED
    assert part.events.get(what=What.REFUSED).reason == "Không thuộc thẩm quyền."


def test_an_extension_is_asked_for_with_a_date_in_any_writing(at_desk, agency):
    part = AssignmentFactory(agency=agency, soon=True)
    day = timezone.localdate() + timedelta(90)
    typed = f"{day.day}.{day.month}.{day.year}"
    at_desk.post(f"/viec/{part.pk}/gia-han/", {"new_due_on": typed, "reason": "Chờ kinh phí."})
    asked = part.extensions.get()
    assert (asked.new_due_on, asked.old_due_on, asked.decision) == (day, part.due_on, Decision.WAITING)
    page = at_desk.get(f"/viec/{part.pk}/gia-han/")
    assert page.context["closed"]


@pytest.mark.parametrize("typed", ["", "31/02/2030", "mai", "01/01/2001", "\x00"])
def test_a_bad_date_is_named_beside_its_field(at_desk, agency, typed):
    part = AssignmentFactory(agency=agency, soon=True)
    answer = at_desk.post(f"/viec/{part.pk}/gia-han/", {"new_due_on": typed, "reason": "Lý do dài"})
    assert list(answer.context["form"].errors) == ["new_due_on"]
    page = read(answer)
    assert "Lý do dài" in page.select_one("textarea").text
    assert page.select_one("#id_new_due_on")["aria-invalid"] == "true"


def test_a_button_fills_in_the_end_of_the_year_and_keeps_the_reason(at_desk, agency):
    part = AssignmentFactory(agency=agency, soon=True)
    page = read(at_desk.get(f"/viec/{part.pk}/gia-han/"))
    pick = page.select('button[name="pick"]')[-1]["value"]
    filled = read(at_desk.post(f"/viec/{part.pk}/gia-han/", {"pick": pick, "reason": "Đang viết"}))
    assert filled.select_one("#id_new_due_on")["value"] == pick
    assert "Đang viết" in filled.select_one("textarea").text
    assert not part.extensions.exists()


def test_old_and_new_dates_stay_on_the_page_after_an_extension(at_desk, agency):
    part = AssignmentFactory(agency=agency, soon=True)
    asked = ExtensionFactory(assignment=part)
    DecideExtension(part, UserFactory(secretary=True), granted=True, answer="Đồng ý").execute()
    text = read(at_desk.get(f"/viec/{part.pk}/")).text
    assert short(asked.old_due_on) in text
    assert short(asked.new_due_on) in text
    assert "Đồng ý" in text


def test_a_page_with_reports_files_and_history_needs_few_queries(
    at_desk, agency, django_assert_max_num_queries
):
    part = AssignmentFactory(agency=agency, overdue=True)

    def fill(number: int) -> None:
        for _n in range(number):
            EvidenceFactory(progress=ProgressFactory(assignment=part))
            AssignmentFactory(task=part.task, part=Part.COORDINATE)

    fill(2)
    with django_assert_max_num_queries(20):
        at_desk.get(f"/viec/{part.pk}/")
    fill(20)
    with django_assert_max_num_queries(20):
        at_desk.get(f"/viec/{part.pk}/")


def test_evidence_is_handed_to_those_who_see_the_task_only(at_desk, agency, client):
    part = AssignmentFactory(agency=agency, overdue=True)
    evidence = EvidenceFactory(progress__assignment=part)
    answer = at_desk.get(f"/viec/tep/{evidence.pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 minh chung"
    assert answer["X-Content-Type-Options"] == "nosniff"
    client.force_login(UserFactory(focal_person=True))
    assert client.get(f"/viec/tep/{evidence.pk}/").status_code == 404


def test_a_form_left_open_says_what_happened_and_keeps_the_text(at_desk, agency):
    part = AssignmentFactory(agency=agency, reported=True)
    Confirm(part, UserFactory(secretary=True)).execute()
    part.refresh_from_db()
    sentence = closed_words(part)
    answer = at_desk.post(f"/viec/{part.pk}/bao-cao/", {"level": "working", "text": "Chữ đã gõ"})
    assert answer.context["form"].non_field_errors() == [sentence]
    assert "Chữ đã gõ" in read(answer).select_one("textarea[name=text]").text
    assert f"{timezone.localtime():%H:}" in sentence


def test_a_part_is_passed_to_a_colleague_of_the_agency_and_to_nobody_else(client):
    part = AssignmentFactory(working=True)
    officer, colleague = UserFactory(focal_person=part.agency), UserFactory(focal_person=part.agency)
    client.force_login(officer)
    shown = client.get(f"/viec/{part.pk}/giao/").content.decode()
    assert colleague.get_full_name() in shown
    refused = client.post(f"/viec/{part.pk}/giao/", {"officer": UserFactory().pk})
    assert refused.context["form"].errors
    done = client.post(f"/viec/{part.pk}/giao/", {"officer": colleague.pk}, follow=True).content.decode()
    assert f"Từ nay {colleague.get_full_name()} làm việc này." in done
    part.refresh_from_db()
    assert part.officer == colleague


def test_the_page_says_what_sent_reports_of_rounds_said_and_drafts_stay_inside(at_desk, agency):
    part = AssignmentFactory(agency=agency, working=True)
    report = ReportFactory(agency=agency)
    ReportLine.objects.create(report=report, assignment=part, result="Mở thêm 3 lớp.")
    beside = Client()
    beside.force_login(UserFactory(focal_person=AssignmentFactory(task=part.task, coordinates=True).agency))
    assert "Mở thêm 3 lớp." in at_desk.get(f"/viec/{part.pk}/").content.decode()
    assert "Mở thêm 3 lớp." not in beside.get(f"/viec/{part.pk}/").content.decode()
