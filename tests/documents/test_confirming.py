"""A clerk looks at what was read, decides what is doubtful, and registers; others are told what matters."""

from __future__ import annotations

import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies.groups import ensure_groups
from agencies.models import Agency
from documents.intake import finishing
from documents.intake.receiving import receive
from documents.intake.values import number_fields
from documents.models import CitationDecision, DocumentPage, Reading, Reference
from documents.statuses import Circulation, Family, ReadingState, Relation
from home.demonstration.load import load_agencies
from jobs.actions import run
from jobs.models import Job
from jobs.statuses import State
from tasks.models import Task
from tests.documents.papers import LETTER, as_docx, plan
from tests.factories import AgencyFactory, DocumentFactory, DocumentTypeFactory, UserFactory, section_page
from tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    ensure_groups()
    section_page()
    section_page("chi-dao", "Chỉ đạo")
    return UserFactory(secretary=True, last_name="Nguyễn Thị", first_name="Lan")


def begun(clerk, text: str = LETTER) -> Reading:
    return receive(as_docx(text), "van-ban.docx", clerk, uuid.uuid4())


def address(reading: Reading) -> str:
    return reverse("documents_reading", args=[reading.pk])


def form_of(response: Any) -> dict[str, str]:
    """What a browser would send back untouched."""
    screen = response.context
    data = {"version": str(screen["reading"].version)}
    for form in [screen["form"], *screen["citations"]]:
        for field in form:
            value = field.value()
            if field.field.__class__.__name__ == "BooleanField":
                data |= {field.html_name: "on"} if value else {}
            elif isinstance(value, date):
                data[field.html_name] = value.strftime("%d/%m/%Y")
            else:
                data[field.html_name] = "" if value is None else str(value)
    return data


def register(desk: Client, reading: Reading, **changed: str) -> Any:
    data = form_of(desk.get(address(reading)))
    return desk.post(address(reading), {**data, "do": "register", **changed})


def test_an_old_paper_whose_symbol_is_not_that_of_its_type_is_shown_and_kept(desk, clerk):
    reading = begun(clerk, LETTER.replace("123/STP-VP", "123/Ctr-STP").replace("V/v p", "CHƯƠNG TRÌNH\nP"))
    shown = desk.get(address(reading)).content.decode()
    assert "bắt đầu bằng CTr-" in shown
    register(desk, reading)
    assert DocumentPage.objects.get().code == "123/Ctr-STP"


def test_a_long_paper_has_its_number_at_once_and_is_published_in_the_background(
    desk, clerk, monkeypatch, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(finishing, "AT_ONCE", 1_000)
    load_agencies()
    reading = begun(clerk, plan())
    assert register(desk, reading).url == address(reading)
    paper = DocumentPage.objects.get()
    assert (paper.code, paper.live) == ("15/KH-BCĐ", False)
    page = desk.get(address(reading)).content.decode()
    assert "Văn bản đã vào sổ" in page
    assert "<progress" in page
    job = Job.objects.get(kind=finishing.FINISH)
    for _again in range(2):  # a worker may be killed at any moment
        run(job.pk)
        Job.objects.filter(pk=job.pk, state=State.DONE).update(state=State.QUEUED)
    Job.objects.filter(pk=job.pk).update(state=State.DONE)
    paper.refresh_from_db()
    assert paper.live
    assert paper.references.count() == 6
    assert Task.objects.filter(document=paper).count() == 14
    assert desk.get(address(reading)).url == reverse("tasks_draw", args=[paper.pk])


def test_the_plan_is_registered_as_read_with_its_file_and_its_proposed_tasks(desk, clerk):
    load_agencies()
    reading = begun(clerk, plan())
    response = register(desk, reading)
    paper = DocumentPage.objects.get()
    assert response.url == reverse("tasks_draw", args=[paper.pk])
    assert (paper.code, paper.printed, paper.issued_on) == ("15/KH-BCĐ", "15 /KH-BCĐ", date(2012, 3, 5))
    assert paper.issuer.name == "Ban Chỉ đạo 138 tỉnh Thanh Hóa"
    assert paper.live
    assert paper.circulation == Circulation.INTERNAL
    assert paper.files.get().file.sha256 == reading.sha256
    assert paper.references.count() == 6
    assert Task.objects.filter(document=paper).count() == 14
    reading.refresh_from_db()
    assert (reading.state, reading.document, reading.changed_by) == (ReadingState.REGISTERED, paper, clerk)


def test_nothing_is_registered_by_looking_or_by_saving_a_draft(desk, clerk):
    reading = begun(clerk)
    data = form_of(desk.get(address(reading)))
    desk.post(address(reading), {**data, "do": "save", "subject": "Đang gõ dở", "issued_on": "31/02/2012"})
    assert not DocumentPage.objects.exists()
    shown = desk.get(address(reading)).content.decode()
    assert "Đang gõ dở" in shown
    assert "31/02/2012" in shown


def test_the_form_saves_itself_and_comes_back_as_it_was(desk, clerk):
    reading = begun(clerk)
    data = form_of(desk.get(address(reading)))
    del data["publish"]
    draft = reverse("documents_reading_draft", args=[reading.pk])
    answer = desk.post(draft, {**data, "signer": "Nul \x00 <b>lạ</b> '; DROP TABLE"})
    assert answer.json()["saved"]
    back = form_of(desk.get(address(reading)))
    assert back["signer"] == "Nul  <b>lạ</b> '; DROP TABLE"
    assert "publish" not in back
    assert back["code"] == data["code"]


def test_each_field_is_marked_and_the_first_doubtful_one_has_the_focus(desk, clerk):
    reading = begun(clerk)
    shown = desk.get(address(reading))
    marks = {name: mark.level for name, mark in shown.context["marks"].items()}
    assert marks["code"] == "sure"
    assert marks["issuer"] == "look"
    assert shown.context["first"] == "issuer"
    assert "Cần xem" in shown.content.decode()


def test_a_place_in_the_text_and_its_field_lead_to_each_other_without_a_script(desk, clerk):
    shown = desk.get(address(begun(clerk))).content.decode()
    assert re.search(r'<a class="vt-place" id="place-code" href="#field-code"[^>]*>123/STP-VP</a>', shown)
    assert 'id="field-code"' in shown
    assert re.search(r'href="#field-c0"[^>]*>15/KH-BCĐ</a>', shown)


def test_a_text_that_looks_like_markup_stays_text(desk, clerk):
    reading = begun(clerk, LETTER.replace("Công tác", "<script>alert(1)</script> Công tác"))
    shown = desk.get(address(reading)).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"issued_on": "31/02/2012"}, "Ngày phải là một ngày có thật, ví dụ 05/03/2026."),
        ({"code": ""}, "Nhập số, ký hiệu"),
        ({"subject": ""}, "Nhập trích yếu."),
        ({"issuer": "", "issuer_as_written": ""}, "Chọn cơ quan ban hành"),
        ({"issuer": "999999"}, "không còn trong danh mục"),
        ({"subject": "a" * 501}, "500"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(desk, clerk, changed, said):
    reading = begun(clerk)
    response = register(desk, reading, **{"signer": "Tên vừa gõ", **changed})
    shown = response.content.decode()
    assert response.status_code == 422
    assert said in shown
    assert "Tên vừa gõ" in shown
    assert not DocumentPage.objects.exists()


def test_the_same_form_sent_twice_registers_once(desk, clerk):
    reading = begun(clerk)
    data = {**form_of(desk.get(address(reading))), "do": "register"}
    desk.post(address(reading), data)
    second = desk.post(address(reading), data, follow=True)
    assert DocumentPage.objects.count() == 1
    assert "đã được vào sổ" in second.content.decode()


def test_register_and_go_on_leads_to_the_next_file(desk, clerk):
    assert register(desk, begun(clerk), do="register_next").url == reverse("documents_read")


def test_a_paper_without_a_number_stays_a_draft_of_ours(desk, clerk):
    reading = begun(clerk, LETTER.replace("Số: 123/STP-VP", "Số:      /STP-VP"))
    data = form_of(desk.get(address(reading)))
    assert "publish" not in data
    desk.post(address(reading), {**data, "do": "register"})
    paper = DocumentPage.objects.get()
    assert (paper.live, paper.number, paper.symbol) == (False, None, "STP-VP")


def test_the_rows_of_an_annex_table_become_proposed_tasks(desk, clerk):
    AgencyFactory(name="Sở Xây dựng")
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"],
        [
            "1",
            "Dựng nhà tạm lánh cho nạn nhân",
            "Sở Xây dựng",
            "Công an tỉnh",
            "30/6/2012",
        ],
    ]
    reading = receive(as_docx(LETTER, rows), "phu-luc.docx", clerk, uuid.uuid4())
    assert reading.findings["duties"]
    register(desk, reading)
    task = Task.objects.get(document=reading_paper(reading))
    assert task.assignments.get(part="lead").agency.name == "Sở Xây dựng"


# --- agencies ---------------------------------------------------------------------------------------------
def test_an_unknown_agency_is_added_in_place_and_chosen(desk, clerk):
    reading = begun(clerk)
    data = form_of(desk.get(address(reading)))
    desk.post(address(reading), {**data, "do": "add_agency", "signer": "Gõ trước đó"})
    added = Agency.objects.named("Sở Tư pháp tỉnh Thanh Hóa").get()
    assert added.kind == "department"
    back = form_of(desk.get(address(reading)))
    assert (back["issuer"], back["signer"]) == (str(added.pk), "Gõ trước đó")


def test_an_unknown_name_is_added_to_the_chosen_agency_and_known_from_then_on(desk, clerk):
    agency = AgencyFactory(name="Sở Tư pháp Xứ Thanh")
    reading = begun(clerk)
    data = form_of(desk.get(address(reading)))
    desk.post(address(reading), {**data, "do": "add_alias", "issuer": str(agency.pk)})
    assert form_of(desk.get(address(begun(clerk))))["issuer"] == str(agency.pk)


def test_a_known_agency_is_chosen_and_nothing_is_offered_to_be_added(desk, clerk):
    agency = AgencyFactory(name="Sở Tư pháp tỉnh Thanh Hóa")
    shown = desk.get(address(begun(clerk)))
    assert form_of(shown)["issuer"] == str(agency.pk)
    assert "Thêm cơ quan mới" not in shown.content.decode()


def test_a_name_cannot_be_added_to_nobody(desk, clerk):
    reading = begun(clerk)
    data = form_of(desk.get(address(reading)))
    response = desk.post(address(reading), {**data, "do": "add_alias", "issuer": ""})
    assert "Chọn cơ quan trước" in response.content.decode()


# --- citations --------------------------------------------------------------------------------------------
def held(issuer: Agency | None = None, **values: Any) -> DocumentPage:
    page = DocumentFactory(
        number=15, symbol="KH-BCĐ", issued_on=date(2012, 3, 5), issuer=issuer or AgencyFactory(), **values
    )
    page.save_revision().publish()
    return page


def test_a_cited_paper_that_is_held_is_linked(desk, clerk):
    target = held(issuer=AgencyFactory(name="Ban Chỉ đạo 138 tỉnh"))
    shown = desk.get(address(begun(clerk)))
    assert shown.context["counts"] == {"sure": 1}
    register(desk, Reading.objects.get())
    assert Reference.objects.get(key="15/kh-bcd").target == target


def test_of_several_candidates_the_clerk_chooses_and_the_choice_outlives_republishing(desk, clerk):
    held(subject="Của tỉnh khác")
    right = held(subject="Của ta")
    reading = begun(clerk, LETTER.replace(" của Ban Chỉ đạo 138 tỉnh,", ","))
    assert desk.get(address(reading)).context["counts"] == {"look": 1}
    register(desk, reading, **{"c0-target": str(right.pk)})
    paper = reading_paper(reading)
    assert paper.references.get().target == right
    paper.save_revision().publish()
    assert paper.references.get().target == right


def test_a_rejected_citation_never_becomes_a_reference(desk, clerk):
    reading = begun(clerk)
    data = form_of(desk.get(address(reading)))
    del data["c0-keep"]
    desk.post(address(reading), {**data, "do": "register"})
    paper = reading_paper(reading)
    assert not paper.references.exists()
    paper.save_revision().publish()
    assert not paper.references.exists()


def test_a_corrected_citation_is_kept_as_corrected(desk, clerk):
    reading = begun(clerk)
    register(
        desk,
        reading,
        **{
            "c0-code": "16/KH-BCĐ",
            "c0-kind": Relation.LEGAL_BASIS,
            "c0-dated": "06/03/2012",
        },
    )
    reference = reading_paper(reading).references.get()
    assert (reference.key, reference.kind, reference.dated) == (
        "16/kh-bcd",
        Relation.LEGAL_BASIS,
        date(2012, 3, 6),
    )
    assert CitationDecision.objects.get().user == clerk


def test_two_dates_for_one_citation_are_both_shown_and_the_clerk_keeps_one(desk, clerk):
    twice = LETTER.replace(
        "Công tác", "Tiếp tục thực hiện Kế hoạch số 15/KH-BCĐ ngày 05/4/2012 của Ban Chỉ đạo. Công tác"
    )
    reading = begun(clerk, twice)
    shown = desk.get(address(reading))
    assert shown.context["counts"] == {"look": 1}
    assert "các ngày khác nhau" in shown.content.decode()
    register(desk, reading, **{"c0-dated": "05/04/2012"})
    assert reading_paper(reading).references.get().dated == date(2012, 4, 5)


def test_a_repealed_paper_warns_the_clerk(desk, clerk):
    issuer = AgencyFactory(name="Ban Chỉ đạo 138 tỉnh")
    old = held(issuer=issuer)
    new = DocumentFactory(number=9, symbol="KH-BCĐ", issued_on=date(2012, 4, 1), issuer=issuer)
    new.relations.create(kind=Relation.REPLACES, target=old)
    new.save_revision().publish()
    shown = desk.get(address(begun(clerk)))
    assert shown.context["counts"] == {"look": 1}
    assert "09/KH-BCĐ" in shown.content.decode()


def reading_paper(reading: Reading) -> DocumentPage:
    reading.refresh_from_db()
    return reading.document


def test_the_screen_costs_the_same_however_many_papers_are_cited(desk, clerk, django_assert_max_num_queries):
    many = LETTER.replace(
        "Công tác",
        " ".join(f"Thực hiện Kế hoạch số {n}/KH-UBND ngày 1/3/2012." for n in range(20, 60)) + " Công tác",
    )
    one, other = begun(clerk), begun(clerk, many)
    desk.get(address(one))
    with django_assert_max_num_queries(60) as few:
        desk.get(address(one))
    with django_assert_max_num_queries(len(few) + 1):
        desk.get(address(other))


# --- doubles and company ----------------------------------------------------------------------------------
def test_the_same_number_day_and_agency_is_a_warning_and_is_refused_until_the_clerk_insists(desk, clerk):
    load_agencies()
    issuer = Agency.objects.named("Sở Tư pháp").get()
    letter = DocumentTypeFactory(name="Công văn", abbreviation="")
    DocumentFactory(type=letter, number=123, symbol="STP-VP", issued_on=date(2012, 4, 10), issuer=issuer)
    reading = begun(clerk)
    assert "Có thể trùng" in desk.get(address(reading)).content.decode()
    refused = register(desk, reading, issuer=str(issuer.pk))
    assert refused.status_code == 422
    assert "đã có trong sổ" in refused.content.decode() or "123/STP-VP" in refused.content.decode()
    assert register(desk, reading, issuer=str(issuer.pk), twice="on").status_code == 302


def test_the_same_bytes_are_known_again_in_the_register_and_among_the_unfinished(desk, clerk):
    content = as_docx(LETTER)
    first = receive(content, "a.docx", clerk, uuid.uuid4())
    second = receive(content, "b.docx", clerk, uuid.uuid4())
    assert "Chính tệp này đang được đọc dở: a.docx" in desk.get(address(second)).content.decode()
    register(desk, first)
    doubles = desk.get(address(second)).context["doubles"]
    assert [double.words.split()[0] for double in doubles] == ["123/STP-VP"]


def test_of_two_clerks_the_second_is_told_when_opening_and_when_saving_and_loses_nothing(desk, clerk):
    other = signed_in(UserFactory(secretary=True, last_name="Lê Thị", first_name="Hoa"))
    reading = begun(clerk)
    mine = form_of(desk.get(address(reading)))
    opened = other.get(address(reading))
    assert "Nguyễn Thị Lan cũng đang mở" in opened.content.decode()
    theirs = form_of(opened)
    desk.post(address(reading), {**mine, "do": "save", "signer": "Của Lan"})
    late = other.post(address(reading), {**theirs, "do": "register", "signer": "Của Hoa"})
    assert late.status_code == 422
    shown = late.content.decode()
    assert "Nguyễn Thị Lan" in shown
    assert "Của Hoa" in shown
    assert not DocumentPage.objects.exists()
    again = {**form_of(late), "do": "register"}
    assert other.post(address(reading), again).status_code == 302
    assert DocumentPage.objects.get().signer == "Của Hoa"
    told = desk.post(address(reading), {**mine, "do": "register"}, follow=True)
    assert "đã được vào sổ" in told.content.decode()


# --- secret papers ----------------------------------------------------------------------------------------
def test_of_a_secret_paper_only_a_line_is_written_and_only_the_secretariat_sees_it(desk, clerk):
    reading = begun(clerk, f"MẬT\n{LETTER}")
    register(desk, reading)
    paper = reading_paper(reading)
    assert (paper.code, paper.text, paper.live, paper.subject) == ("123/STP-VP", "", False, "Văn bản mật")
    assert not paper.files.exists()
    assert not DocumentPage.objects.visible_to(UserFactory(leader=True)).filter(pk=paper.pk).exists()


# --- numbers ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "family", "number", "symbol"),
    [
        ("15/KH-BCĐ", Family.ADMINISTRATIVE, 15, "KH-BCĐ"),
        ("07a/KH-BCĐ", Family.ADMINISTRATIVE, 7, "KH-BCĐ"),
        ("5973/UBND-KT", Family.ADMINISTRATIVE, 5973, "UBND-KT"),
        ("30/2020/NĐ-CP", Family.NORMATIVE, 30, "NĐ-CP"),
        ("48-CT/TW", Family.PARTY, 48, "CT/TW"),
        ("48-CT/TW", Family.ADMINISTRATIVE, None, ""),
        ("66.18/2026/NQ-CP", Family.NORMATIVE, None, ""),
        ("/KH-SCT", Family.ADMINISTRATIVE, None, "KH-SCT"),
        ("không số", Family.ADMINISTRATIVE, None, ""),
    ],
)
def test_a_number_is_taken_apart_only_when_it_can_be_put_together_again(code, family, number, symbol):
    fields = number_fields(code, "", family)
    assert (fields["number"], fields["symbol"]) == (number, symbol)
