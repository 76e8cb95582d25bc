"""A read paper that came in gets its arrival number; what was typed outlives the session; laws by name."""

from __future__ import annotations

import uuid
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.groups import ensure_groups
from agencies.models import Agency
from documents.intake.receiving import receive
from documents.models import Arrival, DocumentPage, Reading
from documents.statuses import ReadingState, Relation
from tests.documents.papers import LETTER, as_docx
from tests.documents.test_confirming import address, form_of
from tests.factories import (
    AgencyFactory,
    DocumentFactory,
    DocumentTypeFactory,
    RegisterFactory,
    UserFactory,
    section_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    ensure_groups()
    section_page()
    section_page("chi-dao", "Chỉ đạo")
    return UserFactory(secretary=True, password="mat-khau-dai-1")


def begun(clerk, text: str = LETTER) -> Reading:
    return receive(as_docx(text), "van-ban.docx", clerk, uuid.uuid4())


def filled(desk: Client, reading: Reading) -> dict[str, str]:
    shown = desk.get(address(reading))
    data = form_of(shown)
    for field in shown.context["arriving"]:
        value = field.value()
        day = value.strftime("%d/%m/%Y") if isinstance(value, date) else value
        data[field.html_name] = "" if day is None else str(day)
    return data


def test_a_paper_of_another_agency_gets_the_next_arrival_number(desk, clerk):
    book = RegisterFactory(incoming=True)
    RegisterFactory()
    lead = AgencyFactory()
    reading = begun(clerk)
    data = filled(desk, reading)
    assert data["den-register"] == str(book.pk)
    response = desk.post(
        address(reading), {**data, "do": "register", "den-lead": lead.pk, "den-due_on": "31/12/2099"}
    )
    assert response.status_code == 302
    arrival, paper = Arrival.objects.get(), DocumentPage.objects.get()
    assert (arrival.entry.number, arrival.entry.on, arrival.entry.document) == (
        1,
        timezone.localdate(),
        paper,
    )
    assert (arrival.code, arrival.dated, arrival.sha256) == (paper.code, paper.issued_on, reading.sha256)
    assert arrival.due_on == date(2099, 12, 31)
    assert arrival.handlers.get().agency == lead
    assert paper.files.count() == 1
    assert "số đến 01" in desk.get(response.url, follow=True).content.decode()


def test_a_paper_of_our_own_is_no_arrival(desk, clerk):
    RegisterFactory(incoming=True)
    reading = begun(clerk)
    issuer = AgencyFactory(name=reading.header["issuer"])
    RegisterFactory(agency=issuer)
    data = filled(desk, reading)
    assert data["den-register"] == ""
    desk.post(address(reading), {**data, "do": "register"})
    assert DocumentPage.objects.exists()
    assert not Arrival.objects.exists()


def test_a_paper_that_came_before_gets_a_second_number_only_when_the_clerk_says_so(desk, clerk):
    RegisterFactory(incoming=True)
    first = begun(clerk)
    desk.post(address(first), {**filled(desk, first), "do": "register"})
    second = begun(clerk)
    data = filled(desk, second)
    refused = desk.post(address(second), {**data, "do": "register"})
    assert refused.status_code == 422
    assert Arrival.objects.count() == 1
    desk.post(address(second), {**data, "do": "register", "twice": "on"})
    assert sorted(Arrival.objects.values_list("entry__number", flat=True)) == [1, 2]


def test_of_a_secret_paper_only_the_line_of_the_arrival_register_is_written(desk, clerk):
    RegisterFactory(incoming=True)
    reading = begun(clerk, LETTER.replace("Số:", "MẬT\nSố:", 1))
    assert reading.secret
    response = desk.post(address(reading), {**filled(desk, reading), "do": "register"})
    assert response.status_code == 302
    arrival = Arrival.objects.get()
    assert (arrival.secrecy, arrival.entry.document, arrival.sha256) == ("mat", None, "")
    assert not DocumentPage.objects.exists()
    reading.refresh_from_db()
    assert reading.state == ReadingState.REGISTERED
    assert desk.get(address(reading)).status_code == 302


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"code": "###", "subject": "Gõ thêm"}, "chữ cái"),
        ({"den-arrived_on": ""}, "Ghi ngày đến"),
        ({"den-arrived_on": "01/01/2199"}, "01/01/2199"),
        ({"den-arrived_on": "02/01/2024", "den-due_on": "01/01/2024"}, "Thời hạn"),
    ],
)
def test_a_number_or_a_day_that_cannot_be_is_refused_beside_its_field(desk, clerk, changed, said):
    RegisterFactory(incoming=True)
    reading = begun(clerk)
    refused = desk.post(address(reading), {**filled(desk, reading), "do": "register", **changed})
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert changed.get("subject", "") in refused.content.decode()
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("saved_by", ["documents_reading", "documents_reading_draft"])
def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(desk, clerk, saved_by):
    RegisterFactory(incoming=True)
    reading = begun(clerk)
    data = {**filled(desk, reading), "subject": "Gõ dở <b>", "den-due_on": "31/12/2099", "do": "register"}
    desk.logout()
    sent = desk.post(reverse(saved_by, args=[reading.pk]), data)
    assert sent.status_code == 302
    reading.refresh_from_db()
    assert reading.decisions == {}
    assert parse_qs(urlsplit(sent.url).query)["next"]
    desk.post(reverse("home:sign_in"), {"username": clerk.username, "password": "mat-khau-dai-1"})
    shown = desk.get(address(reading))
    assert shown.context["form"]["subject"].value() == "Gõ dở <b>"
    assert shown.context["arriving"]["due_on"].value() == "31/12/2099"
    assert "đăng nhập lại" in shown.content.decode()
    reading.refresh_from_db()
    assert reading.decisions["fields"]["subject"] == "Gõ dở <b>"
    assert DocumentPage.objects.count() == 0


def test_those_who_help_stand_on_the_slip(desk, clerk):
    RegisterFactory(incoming=True)
    lead, helper = AgencyFactory(), AgencyFactory(name="Sở Cùng làm")
    reading = begun(clerk)
    data = {**filled(desk, reading), "do": "register", "den-lead": lead.pk}
    refused = desk.post(address(reading), {**data, "den-coordinators": "Sở Không có"})
    assert refused.status_code == 422
    assert "Sở Không có" in refused.content.decode()
    assert desk.post(address(reading), {**data, "den-coordinators": "sở cùng làm;"}).status_code == 302
    handlers = Arrival.objects.get().handlers.values_list("agency", "part")
    assert set(handlers) == {(lead.pk, "lead"), (helper.pk, "coordinate")}


def test_the_slip_begins_with_whom_the_paper_charges_and_who_helps(desk, clerk):
    RegisterFactory(incoming=True)
    lead, helper = AgencyFactory(name="Sở Y tế"), AgencyFactory(name="Sở Tư pháp")
    order = "Giao Sở Y tế chủ trì, phối hợp với Sở Tư pháp rà soát quy định.\n"
    reading = begun(clerk, LETTER.replace("GIÁM ĐỐC", order + "GIÁM ĐỐC", 1))
    arriving = desk.get(address(reading)).context["arriving"]
    assert (arriving["lead"].value(), arriving["coordinators"].value()) == (lead.pk, helper.name)


def test_a_stranger_leaves_nothing_in_a_reading(clerk):
    reading = begun(clerk)
    Client().post(address(reading), {"subject": "lạ", "do": "save", "version": "0"})
    reading.refresh_from_db()
    assert (reading.decisions, reading.version) == ({}, 0)


def test_a_law_cited_by_name_is_linked_when_the_clerk_chooses_it(desk, clerk):
    law = DocumentFactory(
        type=DocumentTypeFactory(name="Luật", abbreviation="Luật", family="normative"),
        subject="Phòng, chống mua bán người",
        issued_on=date(2024, 11, 28),
        issuer=Agency.objects.filter(name="Quốc hội").first() or AgencyFactory(name="Quốc hội"),
    )
    text = LETTER.replace("Kính gửi", "Căn cứ Luật phòng, chống mua bán người năm 2024;\nKính gửi", 1)
    reading = begun(clerk, text)
    shown = desk.get(address(reading))
    (cited,) = [form for form in shown.context["citations"] if form.cited.by_name]
    assert cited.cited.candidates == (law,)
    data = form_of(shown)
    assert data[cited["target"].html_name] == str(law.pk)
    desk.post(address(reading), {**data, "do": "register", cited["kind"].html_name: Relation.LEGAL_BASIS})
    paper = DocumentPage.objects.exclude(pk=law.pk).get()
    reference = paper.references.get(target=law)
    assert (reference.kind, reference.confirmed_by) == (Relation.LEGAL_BASIS, clerk)
    assert reference.as_written.endswith("năm 2024")
