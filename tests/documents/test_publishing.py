"""Creating and publishing a paper: few questions, and everything Wagtail keeps of a page is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.signals import page_published, published

from documents import saving
from documents.models import DocumentFile, DocumentPage, SectionPage, StoredFile
from search.models import Row
from tests.factories import AgencyFactory, DocumentFactory, DocumentTypeFactory, section_page
from tests.together import at_once

pytestmark = pytest.mark.django_db

TEXT = "KẾ HOẠCH\n1. Các sở tuyên truyền.\n2. Căn cứ Kế hoạch số 77/KH-BCĐ, các sở báo cáo."


def a_draft(**values: Any) -> DocumentPage:
    agency = AgencyFactory(name="Ban Chỉ đạo 138 tỉnh")
    given = {"number": 5, "symbol": "KH-BCĐ", "subject": "Phòng, chống mua bán người", "text": TEXT, **values}
    return DocumentPage(
        type=DocumentTypeFactory(), issuer=agency, issued_on=date(2026, 3, 5), live=False, **given
    )


def publish(section: SectionPage, paper: DocumentPage, clerk: Any) -> DocumentPage:
    with transaction.atomic():
        section.add_child(instance=paper)
        paper.save_revision(user=clerk).publish(user=clerk)
    return DocumentPage.objects.get(pk=paper.pk)


def test_a_paper_is_created_and_published_in_few_statements(clerk, django_assert_max_num_queries):
    section = section_page()
    publish(section, a_draft(), clerk)
    for number in range(6, 9):
        DocumentFactory(section=section, number=number)
    with django_assert_max_num_queries(52):
        publish(section, a_draft(number=9), clerk)


def test_every_list_that_is_edited_with_a_paper_is_asked_for():
    lists = {relation.get_accessor_name() for relation in get_all_child_relations(DocumentPage)}
    assert lists == set(saving.LISTS)


def test_all_that_wagtail_keeps_of_a_page_is_kept(clerk):
    heard = []
    page_published.connect(lambda **told: heard.append(told["instance"].pk), weak=False, dispatch_uid="page")
    published.connect(lambda **told: heard.append(told["instance"].pk), weak=False, dispatch_uid="any")
    section = section_page()
    try:
        paper = publish(section, a_draft(owner=clerk), clerk)
    finally:
        page_published.disconnect(dispatch_uid="page")
        published.disconnect(dispatch_uid="any")
    assert heard == [paper.pk, paper.pk]
    assert paper.live
    assert not paper.has_unpublished_changes
    assert paper.live_revision_id == paper.latest_revision_id is not None
    assert paper.first_published_at == paper.last_published_at is not None
    assert paper.get_parent().pk == section.pk
    assert paper.url_path == f"{section.url_path}{paper.slug}/"
    assert paper.locale_id == section.locale_id
    lines = PageLogEntry.objects.filter(page=paper.pk).order_by("timestamp", "pk")
    told = [(line.action, line.user_id, line.content_changed, line.revision_id) for line in lines]
    assert told == [
        ("wagtail.create", clerk.pk, True, None),
        ("wagtail.publish", clerk.pk, True, paper.live_revision_id),
    ]
    assert Page.find_problems() == ([], [], [], [], [])
    assert [clause.anchor for clause in paper.clauses.all()] == ["muc-1", "muc-2"]
    assert [reference.key for reference in paper.references.all()] == ["77/kh-bcd"]
    assert Row.objects.filter(document_id=paper.pk, kind=Row.Kind.DOCUMENT).count() == 1
    assert DocumentPage.objects.visible_to(None).filter(pk=paper.pk).exists()


def test_the_object_at_hand_says_what_was_published(clerk):
    paper = a_draft()
    kept = publish(section_page(), paper, clerk)
    fields = [field.attname for field in DocumentPage._meta.concrete_fields]
    assert {name: getattr(paper, name) for name in fields} == {name: getattr(kept, name) for name in fields}


def test_what_is_changed_after_the_revision_waits_for_the_next(clerk):
    paper = a_draft()
    section_page().add_child(instance=paper)
    revision = paper.save_revision(user=clerk)
    paper.subject = "Việc gõ sau đó"
    revision.publish(user=clerk)
    assert DocumentPage.objects.get(pk=paper.pk).subject == "Phòng, chống mua bán người"


def test_a_draft_is_published_as_its_newest_revision_says(clerk):
    paper = a_draft()
    section_page().add_child(instance=paper)
    paper.save_revision(user=clerk)
    later = DocumentPage.objects.get(pk=paper.pk).get_latest_revision_as_object()
    later.subject, later.title = "Chủ đề khác", "Chủ đề khác"
    later.save_revision(user=clerk)
    assert not DocumentPage.objects.get(pk=paper.pk).live
    DocumentPage.objects.get(pk=paper.pk).get_latest_revision().publish(user=clerk)
    assert DocumentPage.objects.get(pk=paper.pk).subject == "Chủ đề khác"


def test_files_come_and_go_with_the_revisions_that_name_them(clerk):
    stored = StoredFile.objects.create(title="Bản ký", file=ContentFile(b"%PDF-1.4", "ban-ky.pdf"))
    paper = a_draft()
    section_page().add_child(instance=paper)
    paper.files = [DocumentFile(file=stored, label="Bản ký")]
    paper.save_revision(user=clerk).publish(user=clerk)
    assert [line.file_id for line in DocumentFile.objects.filter(page=paper)] == [stored.pk]
    assert ReferenceIndex.get_references_to(stored).count() == 1

    again = DocumentPage.objects.get(pk=paper.pk)
    again.save_revision(user=clerk).publish(user=clerk)
    assert DocumentFile.objects.filter(page=paper).exists()

    again = DocumentPage.objects.get(pk=paper.pk)
    again.files = []
    again.save_revision(user=clerk).publish(user=clerk)
    assert not DocumentFile.objects.filter(page=paper).exists()
    assert not ReferenceIndex.get_references_to(stored).exists()


def test_a_file_attached_beside_the_form_stays_when_the_draft_is_published(clerk):
    stored = StoredFile.objects.create(title="Bản ký", file=ContentFile(b"%PDF-1.4", "ban-ky.pdf"))
    paper = a_draft()
    section_page().add_child(instance=paper)
    DocumentFile.objects.create(page=paper, file=stored)
    paper.save_revision(user=clerk).publish(user=clerk)
    assert DocumentFile.objects.filter(page=paper).exists()
    assert ReferenceIndex.get_references_to(stored).count() == 1


def test_types_and_agencies_know_their_papers_without_an_index(clerk):
    paper = publish(section_page(), a_draft(), clerk)
    kind = ContentType.objects.get_for_model(Page)
    assert not ReferenceIndex.objects.filter(base_content_type=kind, object_id=paper.pk).exists()
    assert paper in paper.type.documents.all()
    assert paper in paper.issuer.documents.all()


def test_the_same_number_and_subject_gets_an_address_of_its_own(clerk):
    section = section_page()
    first, second = publish(section, a_draft(), clerk), publish(section, a_draft(), clerk)
    assert second.slug == f"{first.slug}-2"
    third = a_draft(slug=first.slug)
    with pytest.raises(ValidationError):
        section.add_child(instance=third)
    assert SectionPage.objects.get(pk=section.pk).numchild == section.get_children().count()


def test_a_new_address_of_a_published_paper_is_looked_at_and_leads_there(clerk):
    section = section_page()
    first, second = publish(section, a_draft(), clerk), publish(section, a_draft(), clerk)
    second.slug = first.slug
    with pytest.raises(ValidationError):
        second.save_revision(user=clerk)
    second.slug = "dia-chi-moi"
    second.save_revision(user=clerk).publish(user=clerk)
    kept = DocumentPage.objects.get(pk=second.pk)
    assert kept.url_path == f"{section.url_path}dia-chi-moi/"


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_create_papers_at_once_get_two_places(clerk):
    section = section_page()
    drafts = [a_draft(), a_draft()]
    assert (
        at_once(
            *(lambda one=one: publish(SectionPage.objects.get(pk=section.pk), one, clerk) for one in drafts),
            expected=ValidationError,
        )
        == []
    )
    kept = list(DocumentPage.objects.order_by("path"))
    assert len({one.path for one in kept}) == len({one.slug for one in kept}) == len(drafts)
    assert SectionPage.objects.get(pk=section.pk).numchild == len(drafts)
