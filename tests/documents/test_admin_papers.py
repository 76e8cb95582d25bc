"""A clerk works on papers in the admin."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from agencies.groups import ADMINISTRATORS, ensure_groups
from documents import scheduled
from documents.models import DocumentPage, Entry, Register, RegisterYear
from search.models import Row
from tests.factories import AgencyFactory, DocumentFactory, DocumentTypeFactory, UserFactory, section_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    ensure_groups()
    return UserFactory(username="lan", secretary=True)


@pytest.fixture
def register():
    return Register.objects.create(agency=AgencyFactory(name="Ban Chỉ đạo 138 tỉnh"), name="Văn bản đi")


def _form(**changed: Any) -> dict[str, Any]:
    kind = DocumentTypeFactory()
    data = {
        "type": kind.pk,
        "subject": "Phòng, chống tội phạm mua bán người",
        "number": "",
        "suffix": "",
        "symbol": "KH-BCĐ",
        "printed": "",
        "issuer": "",
        "issuer_as_written": "",
        "place": "Thanh Hóa",
        "issued_on": "05/03/2012",
        "effective_on": "",
        "expires_on": "",
        "signer": "Vương Văn Việt",
        "signer_titles": "",
        "recipients": "Các sở, ban, ngành",
        "urgency": "",
        "circulation": "public",
        "text": "I. MỤC ĐÍCH\n1. Nâng cao nhận thức.",
        "readers": inline_formset([]),
        "files": inline_formset([]),
        "relations": inline_formset([]),
        "slug": "",
        "seo_title": "",
        "search_description": "",
        "comments": inline_formset([]),
        **changed,
    }
    return nested_form_data(data)


def _add(desk: Client, **changed: Any) -> Any:
    address = reverse("wagtailadmin_pages:add", args=["documents", "documentpage", section_page().pk])
    return desk.post(address, _form(**changed))


def test_a_clerk_creates_a_draft_and_its_title_and_address_write_themselves(desk):
    answer = _add(desk)
    assert answer.status_code == 302, answer.context["form"].errors
    paper = DocumentPage.objects.get()
    assert not paper.live
    assert paper.title == "Phòng, chống tội phạm mua bán người"
    assert paper.slug.startswith("kh-bcd-phong-chong-toi-pham")
    assert paper.issued_on == date(2012, 3, 5)


def test_a_draft_without_a_subject_is_refused_beside_the_field(desk):
    answer = _add(desk, subject="")
    assert answer.status_code == 200
    assert "subject" in answer.context["form"].errors
    assert not DocumentPage.objects.exists()


@pytest.mark.parametrize("field", ["symbol", "printed"])
def test_a_number_without_a_letter_or_a_figure_is_refused_beside_the_field(desk, field):
    answer = _add(desk, **{field: "###"})
    assert set(answer.context["form"].errors) == {field}
    assert not DocumentPage.objects.exists()


def test_two_papers_of_the_same_words_get_two_addresses(desk):
    _add(desk)
    assert _add(desk).status_code == 302
    assert DocumentPage.objects.values("slug").distinct().count() == 2


def test_a_clerk_publishes_from_the_form(desk):
    _add(desk, **{"action-publish": "1"})
    paper = DocumentPage.objects.get()
    assert paper.live
    assert paper.clauses.exists()
    assert Client().get(paper.get_url()).status_code == 200


def _edit(desk: Client, paper: DocumentPage, **changed: Any) -> Any:
    answer = desk.post(reverse("wagtailadmin_pages:edit", args=[paper.pk]), _form(slug=paper.slug, **changed))
    assert answer.status_code == 302, answer.context["form"].errors
    paper.refresh_from_db()
    return answer


def test_two_versions_can_be_compared(desk):
    _add(desk)
    paper = DocumentPage.objects.get()
    _edit(desk, paper, subject="Phòng, chống mua bán người năm 2012")
    first, second = paper.revisions.order_by("created_at").values_list("pk", flat=True)[:2]
    answer = desk.get(reverse("wagtailadmin_pages:revisions_compare", args=[paper.pk, first, second]))
    assert answer.status_code == 200
    assert "năm 2012" in answer.content.decode()


def test_a_paper_can_be_scheduled(desk):
    later = timezone.localtime() + timedelta(days=2)
    _add(desk, **{"action-publish": "1", "go_live_at": later.strftime("%d/%m/%Y %H:%M")})
    paper = DocumentPage.objects.get()
    assert not paper.live
    assert paper.approved_schedule
    scheduled.publish_due()
    assert not DocumentPage.objects.get().live, "its hour has not come"
    revision = paper.revisions.get()
    now = timezone.now()
    revision.content["go_live_at"], revision.approved_go_live_at = now.isoformat(), now
    revision.save()
    scheduled.publish_due()
    assert DocumentPage.objects.get().live
    DocumentPage.objects.update(expire_at=timezone.now())
    scheduled.end_due()
    assert not DocumentPage.objects.get().live
    assert not Row.objects.filter(audience__contains=["public"]).exists()


def test_a_locked_paper_takes_no_number(desk, register):
    _add(desk)
    paper = DocumentPage.objects.get()
    assert desk.post(reverse("wagtailadmin_pages:lock", args=[paper.pk])).status_code == 302
    paper.refresh_from_db()
    assert paper.locked
    other = Client()
    other.force_login(UserFactory(secretary=True))
    answer = other.post(reverse("documents_take_number", args=[paper.pk]), _number(register))
    assert answer.status_code == 422
    assert not Entry.objects.exists()


def test_a_paper_goes_through_a_workflow(desk):
    workflow = Workflow.objects.create(name="Thẩm định")
    step = GroupApprovalTask.objects.create(name="Pháp chế")
    step.groups.add(Group.objects.get(name=ADMINISTRATORS))
    WorkflowTask.objects.create(workflow=workflow, task=step.task_ptr, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=section_page())
    _add(desk, **{"action-submit": "1"})
    paper = DocumentPage.objects.get()
    assert paper.current_workflow_state is not None
    reviewer = UserFactory(administrator=True)
    client = Client()
    client.force_login(reviewer)
    state = paper.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[paper.pk, "approve", state.pk])
    assert client.post(address, {"comment": ""}).status_code == 302
    paper.refresh_from_db()
    assert paper.live


def _number(chosen: Register, **changed: Any) -> dict[str, Any]:
    return {
        "register": chosen.pk,
        "symbol": "KH-BCĐ",
        "on": "05/03/2012",
        "publish": "on",
        "key": str(uuid.uuid4()),
        **changed,
    }


def test_the_number_is_given_on_pressing_and_the_paper_published(desk, register):
    _add(desk)
    paper = DocumentPage.objects.get()
    address = reverse("documents_take_number", args=[paper.pk])
    shown = desk.get(address)
    assert shown.status_code == 200
    assert not Entry.objects.exists()
    answer = desk.post(address, _number(register))
    assert answer.status_code == 302
    paper.refresh_from_db()
    assert paper.code == "01/KH-BCĐ"
    assert paper.live
    history = desk.get(reverse("wagtailadmin_pages:history", args=[paper.pk])).content.decode()
    assert "01/KH-BCĐ" in history
    assert PageLogEntry.objects.filter(page=paper.pk, action="vanthu.take_number").count() == 1


def test_a_form_sent_twice_gives_one_number(desk, register):
    _add(desk)
    paper = DocumentPage.objects.get()
    address, data = reverse("documents_take_number", args=[paper.pk]), _number(register)
    assert desk.post(address, data).status_code == 302
    assert desk.post(address, data).status_code == 302
    assert Entry.objects.count() == 1
    assert RegisterYear.objects.get().last == 1


def test_a_paper_with_a_number_gets_no_second_one(desk, register):
    _add(desk)
    paper = DocumentPage.objects.get()
    address = reverse("documents_take_number", args=[paper.pk])
    desk.post(address, _number(register))
    answer = desk.post(address, _number(register))
    assert answer.status_code == 422
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("on", "31/02/2012"), ("register", "999"), ("key", "x"), ("symbol", ""), ("symbol", "###")],
)
def test_what_cannot_be_read_is_said_and_no_number_given(desk, register, field, value):
    paper = DocumentFactory(live=False, number=None)
    answer = desk.post(reverse("documents_take_number", args=[paper.pk]), _number(register, **{field: value}))
    assert answer.status_code == 422
    assert not Entry.objects.exists()


def test_the_register_shows_numbers_voids_and_that_none_is_missing(desk, register):
    for _ in range(2):
        paper = DocumentFactory(live=False, number=None)
        desk.post(reverse("documents_take_number", args=[paper.pk]), _number(register, publish=""))
    entry = Entry.objects.get(number=1)
    void = reverse("documents_void_number", args=[entry.pk])
    assert desk.post(void, {"reason": ""}).status_code == 422
    assert desk.post(void, {"reason": "Ghi trùng"}).status_code == 302
    assert desk.post(void, {"reason": "Lần nữa"}).status_code == 422
    page = desk.get(reverse("documents_register", args=[register.pk, 2012])).content.decode()
    assert '<s><span class="sym">01/KH-BCĐ</span></s>' in page
    assert "Ghi trùng" in page
    for form in ("xlsx", "csv"):
        address = reverse("documents_register_export", args=[register.pk, 2012, form])
        assert desk.get(address).status_code == 200
    assert desk.get(reverse("documents_registers")).status_code == 200
    assert desk.get(reverse("documents_register", args=[register.pk, 1999])).status_code == 200


def test_the_list_of_papers_finds_a_number_in_any_spelling(desk, django_assert_max_num_queries):
    for number in (15, 16):
        DocumentFactory(number=number)
    list_address = reverse("van-ban:index")
    assert desk.get(list_address).status_code == 200
    found = desk.get(list_address, {"q": "15 / kh bcđ"}).content.decode()
    assert "15/KH-BCĐ" in found
    assert "16/KH-BCĐ" not in found
    for query in (
        {"live": "True"},
        {"issued_on_from": "05/03/2012"},
        {"ordering": "-issued_on"},
        {"type": "x"},
    ):
        assert desk.get(list_address, query).status_code == 200


def test_the_list_of_papers_is_narrowed_to_an_issuer(desk):
    issuer = AgencyFactory(name="Sở Y tế <tỉnh>")
    DocumentFactory(number=15)
    DocumentFactory(number=16, issuer=issuer)
    shown = desk.get(reverse("van-ban:index"), {"issuer": issuer.pk}).content.decode()
    assert "16/KH-BCĐ" in shown
    assert "15/KH-BCĐ" not in shown
    assert f'<option value="{issuer.pk}" selected>Sở Y tế &lt;tỉnh&gt;</option>' in shown


def test_the_list_of_papers_costs_the_same_for_many(desk, settings):
    """Whatever is kept in the cache is a question to the database on a served site."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    DocumentFactory()
    desk.get(reverse("van-ban:index"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.get(reverse("van-ban:index"))
    for _ in range(8):
        DocumentFactory()
    with CaptureQueriesContext(connection) as many:
        desk.get(reverse("van-ban:index"))
    assert len(many) <= len(few) + 3


def test_a_paper_with_a_number_cannot_be_deleted(desk, register):
    paper = DocumentFactory(live=False, number=None)
    desk.post(reverse("documents_take_number", args=[paper.pk]), _number(register))
    answer = desk.post(reverse("wagtailadmin_pages:delete", args=[paper.pk]))
    assert answer.status_code == 302
    assert DocumentPage.objects.filter(pk=paper.pk).exists()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert desk.post(f"{bulk}?id={paper.pk}").status_code == 302
    assert DocumentPage.objects.filter(pk=paper.pk).exists()


def test_how_numbers_of_a_type_are_written_stays_once_papers_have_them(desk):
    kind = DocumentFactory(number=15).type
    assert kind.example == "15/KH-BCĐ"
    address = reverse("loai-van-ban:edit", args=[kind.pk])
    data = {"name": kind.name, "abbreviation": "KH", "family": "party", "order": 7}
    refused = desk.post(address, data)
    assert set(refused.context["form"].errors) == {"family"}
    assert desk.post(address, {**data, "family": kind.family}).status_code == 302
    kind.refresh_from_db()
    assert (kind.family, kind.order) == ("administrative", 7)


def test_types_and_registers_are_kept_and_never_deleted(desk, register):
    administrator = Client()
    administrator.force_login(UserFactory(is_superuser=True))
    for name, pk in (("loai-van-ban", DocumentTypeFactory().pk), ("cac-so-dang-ky", register.pk)):
        for page in ("index", "add"):
            assert desk.get(reverse(f"{name}:{page}")).status_code == 200
        assert desk.get(reverse(f"{name}:edit", args=[pk])).status_code == 200
        for person in (desk, administrator):
            person.post(reverse(f"{name}:delete", args=[pk]))
    assert Register.objects.filter(pk=register.pk).exists()


def test_a_number_is_inserted_from_the_same_form(desk, register):
    _add(desk)
    paper = DocumentFactory(live=False, number=None, issued_on=date(2012, 3, 5))
    desk.post(reverse("documents_take_number", args=[paper.pk]), _number(register))
    other = DocumentPage.objects.exclude(pk=paper.pk).get()
    address = reverse("documents_take_number", args=[other.pk])
    assert desk.post(address, _number(register, after="1")).status_code == 422
    assert desk.post(address, _number(register, after="1", reason="Bỏ sót")).status_code == 302
    other.refresh_from_db()
    assert (other.code, other.live) == ("01a/KH-BCĐ", True)
    assert (
        "Số chèn: Bỏ sót"
        in desk.get(reverse("documents_register", args=[register.pk, 2012])).content.decode()
    )


def test_a_year_begins_after_the_paper_book_and_ends_with_a_statement(desk, register):
    begin = reverse("documents_start_series", args=[register.pk, 2012])
    assert desk.post(begin, {"first": "0"}).status_code == 422
    assert desk.post(begin, {"first": "15"}).status_code == 302
    paper = DocumentFactory(live=False, number=None)
    desk.post(reverse("documents_take_number", args=[paper.pk]), _number(register, publish=""))
    assert desk.post(begin, {"first": "3"}).status_code == 422
    end = reverse("documents_close_year", args=[register.pk, 2012])
    assert "Kết thúc sổ năm 2012" in desk.get(end).content.decode()
    assert desk.post(end, {"counter": "999"}).status_code == 422
    assert desk.post(end, {"counter": RegisterYear.objects.get().pk}).status_code == 302
    assert RegisterYear.objects.get().closed_at is not None
    assert "Kết thúc lúc" in desk.get(end).content.decode()


@pytest.mark.parametrize("words", ["phong chong", "PHÒNG CHỐNG", "61 kh-ubnd"])
def test_a_paper_is_found_and_chosen_without_accents(desk, words):
    DocumentFactory(number=61, symbol="KH-UBND", subject="Phòng, chống mua bán người")
    DocumentFactory(number=7, symbol="QĐ-UBND", subject="Quỹ phòng cháy")
    for address in ("/admin/van-ban/", "/admin/choose-page/search/"):
        page = desk.get(address, {"q": words, "page_type": "documents.documentpage"}).content.decode()
        assert "61/KH-UBND" in page
        assert "07/QĐ-UBND" not in page
