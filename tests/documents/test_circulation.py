"""Secret papers are refused on every road; more readers need a second person, fewer hold at once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from agencies.actions import Refused
from agencies.models import User
from documents.actions import ChangeCirculation, DecideWidening
from documents.file_pages import read_file
from documents.models import Arrival, DocumentFile, DocumentPage, StoredFile, Widening
from documents.statuses import Circulation, Direction
from jobs.actions import run, start
from tests.documents.papers import as_docx
from tests.factories import AgencyFactory, DocumentFactory, RegisterFactory, UserFactory
from tests.people import signed_in

pytestmark = pytest.mark.django_db

SECRET = "BAN CHỈ ĐẠO 138\nMẬT\nSố: 07/KH-BCĐ\nKẾ HOẠCH\nĐiều tra chuyên án\n1. Việc canh-gac phải làm."


@pytest.fixture
def colleague():
    return UserFactory(secretary=True)


def anonymous_sees(paper: DocumentPage) -> bool:
    return DocumentPage.objects.visible_to(None).filter(pk=paper.pk).exists()


def test_a_text_that_is_stamped_secret_is_not_kept(clerk):
    paper = DocumentFactory(live=False)
    paper.text = SECRET
    with pytest.raises(ValidationError, match="không lưu nội dung"):
        paper.save_revision(user=clerk)


def test_a_file_that_is_stamped_secret_is_not_taken_with_an_arrival(clerk):
    register = RegisterFactory(name="Sổ văn bản đến", direction=Direction.INCOMING)
    address = reverse("documents_enter_arrival", args=[register.pk])
    file = SimpleUploadedFile("ke-hoach.txt", SECRET.encode(), "text/plain")
    answer = signed_in(clerk).post(address, {"file": file, "subject": "Điều tra chuyên án"})
    assert answer.status_code == 422
    assert not StoredFile.objects.exists()
    assert not Arrival.objects.exists()


def test_a_file_that_is_stamped_secret_is_not_stored_before_a_paper_has_it(clerk):
    file = SimpleUploadedFile("ke-hoach.docx", as_docx(SECRET))
    data = {"title": "Kế hoạch", "file": file, "collection": Collection.get_first_root_node().pk}
    answer = signed_in(clerk).post(reverse("wagtaildocs:add"), data)
    assert "không lưu nội dung và tệp" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_a_secret_file_that_no_paper_has_is_destroyed_at_night(clerk):
    stored = StoredFile.objects.create(title="a", file=ContentFile(SECRET.encode(), "a.txt"))
    run(start("read_files", User.system(), "Đọc tệp").pk)
    stored.refresh_from_db()
    assert stored.title == "Tệp mật, đã hủy"
    assert not stored.file.storage.exists(stored.file.name)


def test_a_secret_file_that_came_by_another_road_is_destroyed_when_it_is_read(clerk):
    paper = DocumentFactory(live=False)
    stored = StoredFile.objects.create(title="a", file=ContentFile(SECRET.encode(), "a.txt"))
    DocumentFile.objects.create(page=paper, file=stored)
    read_file(stored)
    assert not paper.files.exists()
    assert not stored.file.storage.exists(stored.file.name)


def test_narrower_holds_at_once(clerk):
    paper = DocumentFactory()
    ChangeCirculation(paper, clerk, circulation=Circulation.INTERNAL, reason="Có tên nạn nhân.").execute()
    assert not anonymous_sees(paper)


def test_wider_waits_for_a_second_person(clerk, colleague):
    paper = DocumentFactory(circulation=Circulation.INTERNAL)
    paper.save_revision().publish()
    address = reverse("documents_circulation", args=[paper.pk])
    signed_in(clerk).post(address, {"circulation": "public", "reason": "Công bố rộng rãi."})
    asked = Widening.objects.get()
    assert not anonymous_sees(paper)
    with pytest.raises(Refused):
        DecideWidening(asked, clerk, granted=True).execute()
    assert "Công bố rộng rãi." in signed_in(colleague).get(reverse("documents_widenings")).content.decode()
    signed_in(colleague).post(reverse("documents_decide_widening", args=[asked.pk]), {"grant": "1"})
    assert anonymous_sees(paper)


def test_one_more_named_agency_is_wider(clerk, colleague):
    first, second = AgencyFactory(), AgencyFactory()
    paper = DocumentFactory()
    paper.save_revision().publish()
    values = {"circulation": Circulation.RESTRICTED, "reason": "Chỉ cơ quan chủ trì."}
    assert ChangeCirculation(paper, clerk, agencies=[first], **values).execute() is None
    asked = ChangeCirculation(
        DocumentPage.objects.get(pk=paper.pk), clerk, agencies=[first, second], **values
    ).execute()
    officer = UserFactory(focal_person=second)
    assert not DocumentPage.objects.visible_to(officer).exists()
    with pytest.raises(Refused):
        DecideWidening(asked, colleague, granted=False).execute()
    DecideWidening(asked, colleague, granted=False, answer="Chưa cần.").execute()
    assert not DocumentPage.objects.visible_to(officer).exists()


def test_no_older_draft_brings_readers_back(clerk):
    paper = DocumentFactory()
    older = paper.save_revision()
    older.publish()
    ChangeCirculation(paper, clerk, circulation=Circulation.INTERNAL, reason="Thu hẹp.").execute()
    older.publish(user=clerk)
    assert not anonymous_sees(paper)
