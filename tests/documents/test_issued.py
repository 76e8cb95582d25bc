"""An issued paper stays as it was issued, whichever way somebody tries to change it."""

from __future__ import annotations

import time
from datetime import date
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from agencies.middleware import RefusedByDatabase
from agencies.models import User
from documents.actions import TakeNumber
from documents.models import DocumentFile, DocumentPage, SectionPage, StoredFile
from documents.scheduled import end_due
from tests.factories import AgencyFactory, DocumentFactory, DocumentTypeFactory, RegisterFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db

TEXT = "KẾ HOẠCH\n1. Các sở tuyên truyền."
VALUES: dict[str, Any] = {
    "number": 99,
    "suffix": "a",
    "symbol": "QĐ-BCĐ",
    "printed": "99/QĐ-BCĐ",
    "key": "99/qd-bcd",
    "year": 1999,
    "issuer_as_written": "Ai đó",
    "place": "Hà Nội",
    "issued_on": date(2020, 1, 1),
    "subject": "Việc khác",
    "signer": "Người khác",
    "signer_titles": "TRƯỞNG BAN",
    "recipients": "- Không ai.",
    "text": "Chữ khác",
    "effective_on": date(2026, 12, 1),
    "issued_at": None,
}


@pytest.fixture
def paper(clerk) -> DocumentPage:
    page = DocumentFactory(
        live=False,
        number=None,
        issued_on=date(2026, 3, 5),
        effective_on=date(2026, 3, 5),
        signer="Vương Văn Việt",
        text=TEXT,
    )
    file = StoredFile.objects.create(title="Bản ký", file=ContentFile(b"%PDF-1.4 ban ky", "ban-ky.pdf"))
    page.files = [DocumentFile(file=file)]
    page.save_revision(user=clerk)
    TakeNumber(page, clerk, register=RegisterFactory(), key=uuid4()).execute()
    page.get_latest_revision().publish(user=clerk)
    return DocumentPage.objects.get(pk=page.pk)


def _as_issued(page: DocumentPage) -> bool:
    page = DocumentPage.objects.get(pk=page.pk)
    return (page.code, page.text, page.signer, page.issued_on) == (
        "01/KH-BCĐ",
        TEXT,
        "Vương Văn Việt",
        date(2026, 3, 5),
    )


def test_a_paper_is_issued_when_it_is_numbered_and_published(paper):
    assert paper.issued_at is not None
    assert DocumentFactory(number=61, symbol="KH-UBND").issued_at is None


@pytest.mark.parametrize("field", VALUES)
def test_the_database_refuses_every_field(paper, field):
    with pytest.raises(DatabaseError, match="corrected, replaced or recalled"), transaction.atomic():
        DocumentPage.objects.filter(pk=paper.pk).update(**{field: VALUES[field]})


def test_the_database_refuses_another_type_and_another_issuer(paper):
    for field, value in (("type", DocumentTypeFactory(name="Chỉ thị")), ("issuer", AgencyFactory())):
        with pytest.raises(DatabaseError), transaction.atomic():
            DocumentPage.objects.filter(pk=paper.pk).update(**{field: value})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_storedfile SET sha256 = '0'",
        "UPDATE documents_storedfile SET file = 'khac.pdf'",
        "DELETE FROM documents_documentfile",
        "UPDATE documents_documentfile SET page_id = NULL",
    ],
)
def test_the_database_keeps_its_files(paper, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_saving_a_changed_text_says_what_to_do_instead(paper):
    paper.text = "Chữ khác"
    with pytest.raises(ValidationError, match="hình thức tương đương"):
        paper.save()
    with pytest.raises(ValidationError):
        paper.save_revision()


def test_an_older_draft_published_again_brings_nothing_back(paper, clerk):
    content = {**paper.latest_revision.content, "text": "Chữ của bản nháp cũ", "signer": "Người khác"}
    older = paper.latest_revision
    older.content = content
    older.save()
    older.publish(user=clerk)
    assert _as_issued(paper)


def test_what_was_unknown_is_filled_in_once(paper):
    paper.expires_on = date(2026, 12, 31)
    paper.save()
    paper.expires_on = date(2027, 12, 31)
    with pytest.raises(ValidationError):
        paper.save()


def test_the_form_says_so_and_keeps_what_was_issued(paper, clerk):
    client = Client()
    client.force_login(clerk)
    address = reverse("wagtailadmin_pages:edit", args=[paper.pk])
    page = client.get(address).content.decode()
    assert "đính chính" in page.lower()
    held = paper.files.get()
    line = {"id": held.pk, "file": held.file_id, "label": "Bản ký", "ORDER": 1}
    form = {
        "subject": "Việc khác",
        "text": "Chữ khác",
        "slug": paper.slug,
        "circulation": "public",
        "readers": inline_formset([]),
        "relations": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    lost = nested_form_data({**form, "files": inline_formset([{**line, "DELETE": "on"}], initial=1)})
    answer = client.post(address, lost)
    assert answer.status_code == 200
    assert paper.files.count() == 1
    line_kept = inline_formset([line], initial=1)
    refused = client.post(address, nested_form_data({**form, "files": line_kept})).content.decode()
    assert "Chữ khác" in refused
    assert "hình thức tương đương" in refused
    unchanged = {name: value for name, value in form.items() if name not in ("subject", "text")}
    kept = nested_form_data({**unchanged, "text": TEXT.replace("\n", "\r\n"), "files": line_kept})
    assert client.post(address, kept).status_code == 302
    assert _as_issued(paper)
    assert DocumentPage.objects.get(pk=paper.pk).files.get().label == "Bản ký"


def test_the_file_of_an_issued_paper_is_not_replaced(paper):
    file = paper.files.get().file
    file.file = ContentFile(b"%PDF-1.4 khac", "khac.pdf")
    with pytest.raises(ValidationError):
        file.full_clean()


@pytest.mark.parametrize("road", ["unpublish", "bulk", "with its section"])
def test_an_issued_paper_is_recalled_and_not_unpublished(paper, desk, road):
    section = paper.get_parent()
    address, data = {
        "unpublish": (reverse("wagtailadmin_pages:unpublish", args=[paper.pk]), {}),
        "bulk": (
            f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'unpublish'])}?id={paper.pk}",
            {},
        ),
        "with its section": (
            reverse("wagtailadmin_pages:unpublish", args=[section.pk]),
            {"include_descendants": "on"},
        ),
    }[road]
    answer = desk.post(address, data, follow=True)
    assert "hãy thu hồi" in answer.content.decode().lower()
    assert DocumentPage.objects.get().live


def test_an_issued_paper_does_not_end_at_an_hour(paper, clerk):
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.unpublish(user=clerk)
    Page.objects.filter(pk=paper.pk).update(expire_at=timezone.now())
    end_due()
    assert DocumentPage.objects.get().live


@pytest.mark.parametrize("box", ["alias", "publish_copies"])
def test_a_copy_is_neither_an_alias_nor_published(paper, desk, box):
    data = {
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "new_parent_page": paper.get_parent().pk,
        box: "on",
    }
    answer = desk.post(reverse("wagtailadmin_pages:copy", args=[paper.pk]), data, follow=True)
    assert "bản dự thảo" in answer.content.decode()
    with pytest.raises(PermissionDenied):
        paper.create_alias(parent=paper.get_parent(), update_slug="bi-danh")
    assert DocumentPage.objects.get() == paper


def test_a_copy_is_another_paper(paper, clerk):
    copy = paper.copy(user=clerk, update_attrs={"slug": "ban-sao"}, keep_live=False)
    assert (copy.issued_at, copy.number, copy.printed) == (None, None, "")


def test_an_issued_paper_moves_between_sections(paper, clerk):
    other = (
        SectionPage.objects.first()
        .get_parent()
        .add_child(instance=SectionPage(title="Chỉ đạo", slug="chi-dao"))
    )
    paper.move(other, pos="last-child")
    assert DocumentPage.objects.get(pk=paper.pk).get_parent().pk == other.pk
    assert _as_issued(paper)


def _form_of(page: DocumentPage, **changed: Any) -> dict[str, Any]:
    """What the browser sends of the form of a draft, with what the clerk has typed since."""
    data = {
        "type": page.type_id,
        "subject": page.subject,
        "symbol": page.symbol,
        "issued_on": "05/03/2026",
        "slug": page.slug,
        "circulation": "public",
        "text": TEXT,
        **{name: inline_formset([]) for name in ("readers", "files", "relations", "comments")},
        **changed,
    }
    return nested_form_data(data)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("button", ["action-publish", ""])
def test_a_form_saved_while_the_paper_is_issued_comes_back_with_the_reason_and_what_was_typed(clerk, button):
    page = DocumentFactory(live=False, number=None, issued_on=date(2026, 3, 5), text=TEXT)
    page.save_revision(user=clerk)
    client, meanwhile = Client(), Event()
    client.force_login(clerk)

    def issue() -> None:
        with transaction.atomic():
            TakeNumber(page, clerk, register=RegisterFactory(), key=uuid4()).execute()
            page.get_latest_revision().publish(user=clerk)
            meanwhile.set()
            time.sleep(1)

    def save() -> Any:
        meanwhile.wait(30)
        typed = {"text": "Chữ vừa gõ", **({button: "1"} if button else {})}
        answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), _form_of(page, **typed))
        told.append((answer.status_code, answer.content.decode()))

    told: list[tuple[int, str]] = []
    at_once(issue, save, expected=DatabaseError)
    status, said = told[0]
    assert status == 200
    assert "Chữ vừa gõ" in said
    assert "hình thức tương đương" in said
    assert DocumentPage.objects.get().text == TEXT
    assert page.revisions.count() == 1


def test_a_refusal_that_no_form_shows_is_a_page_with_its_sentence(paper, rf):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        DocumentPage.objects.filter(pk=paper.pk).update(text="Chữ khác")
    answer = RefusedByDatabase(lambda request: HttpResponse()).process_exception(rf.post("/"), refused.value)
    assert answer is not None
    assert answer.status_code == 409
    assert "hình thức tương đương" in answer.content.decode()


def test_an_error_of_the_program_stays_an_error(rf):
    with pytest.raises(IntegrityError) as twice, transaction.atomic():
        User.objects.bulk_create([User(username="lan"), User(username="lan")])
    middleware = RefusedByDatabase(lambda request: HttpResponse())
    assert middleware.process_exception(rf.post("/"), twice.value) is None
