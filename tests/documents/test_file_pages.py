"""Attached files are read page by page in the background."""

import io

import pypdf
import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from documents.file_pages import PORTION, portions, read_files
from documents.models import DocumentFile, StoredFile
from jobs import actions
from jobs.models import Job
from tests.factories import DocumentFactory, UserFactory


def pdf(*pages: str) -> bytes:
    """A PDF of pages of plain letters."""
    writer = pypdf.PdfWriter()
    letters = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in letters.items()})
    for words in pages:
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 700 Td ({words}) Tj ET".encode())
        page = writer.add_blank_page(600, 800)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(stream)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def attached(content: bytes, name: str = "a.pdf") -> StoredFile:
    """A file attached by somebody who saves the paper twice; tests do their jobs at once."""
    paper = DocumentFactory()
    stored = StoredFile.objects.create(title=name, file=ContentFile(content, name=name))
    DocumentFile.objects.create(page=paper, file=stored)
    paper.save()
    paper.save()
    stored.refresh_from_db()
    return stored


@pytest.mark.django_db
def test_an_attached_pdf_is_read_once_page_by_page() -> None:
    stored = attached(pdf("Loi noi dau", "", "Du toan kinh phi"))
    assert list(stored.pages.values_list("number", "text")) == [(1, "Loi noi dau"), (3, "Du toan kinh phi")]
    assert stored.paged
    assert Job.objects.get().result == {"pages": 2}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.4 hong", "SỞ NỘI VỤ\nMẬT\nSố: 12/SNV-TH\nV/v truy bắt\nKính gửi: Công an tỉnh".encode()],
)
def test_what_cannot_be_read_or_is_secret_has_no_pages_and_is_not_tried_again(content: bytes) -> None:
    stored = attached(content)
    assert stored.read_at
    assert not stored.pages.exists()


@pytest.mark.django_db
def test_the_daily_work_reads_what_was_attached_before_and_looks_again_for_a_lost_file() -> None:
    before = attached("Dự toán kinh phí".encode(), "a.txt")
    gone = attached(b"mat", "b.txt")
    gone.file.storage.delete(gone.file.name)
    StoredFile.objects.update(read_at=None)
    job = Job.objects.create(kind="x", user=UserFactory(), title="x", state="running", attempts=1)
    assert read_files(actions.Progress(job)) == {"files": 2, "pages": 1}
    assert StoredFile.objects.filter(read_at=None).get() == gone
    assert before.pages.get().text == "Dự toán kinh phí"
    assert not before.paged


@given(st.text(alphabet="ab \n", max_size=4 * PORTION) | st.integers(0, 3 * PORTION).map("x".__mul__))
def test_portions_are_the_whole_text_in_order(text: str) -> None:
    cut = list(portions(text))
    assert "".join(cut) == text
    assert all(0 < len(one) <= PORTION for one in cut)
