"""What lies hidden in a file is shown to the clerk and never reaches the public; the original stays."""

import io
import zipfile

import pypdf
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf.annotations import Text

from agencies.groups import ensure_groups
from documents.hidden import copy_of, forget
from documents.models import CleanCopy, DocumentFile, DocumentPage, StoredFile
from documents.models.files import sha256_of
from documents.reading.files.cage import draw_in_cage, look_in_cage
from documents.statuses import Circulation
from tests.factories import DocumentFactory, UserFactory

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = (
    f"<w:document {W}><w:body><w:p><w:r><w:t>Kế hoạch </w:t></w:r>"
    '<w:ins w:id="1" w:author="Lan"><w:r><w:t>mới</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="Lan"><w:r><w:delText>tên nạn nhân</w:delText></w:r></w:del>'
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>mật khẩu</w:t></w:r>"
    '<w:commentRangeStart w:id="0"/><w:r><w:t>.</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r></w:p></w:body></w:document>'
)
COMMENTS = (
    f'<w:comments {W}><w:comment w:id="0" w:author="Hùng"><w:p><w:r><w:t>Xem lại số liệu</w:t></w:r></w:p>'
    "</w:comment></w:comments>"
)


def word():
    document = Document()
    document.core_properties.author = "Trần Thị Lan"
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = BODY.encode()
            if name == "word/_rels/document.xml.rels":
                relation = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument'
                relation += b'/2006/relationships/comments" Target="comments.xml"/></Relationships>'
                part = part.replace(b"</Relationships>", relation)
            new.writestr(name, part)
        new.writestr("word/comments.xml", COMMENTS)
    return out.getvalue()


def pdf(*, signed=False):
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "Trần Thị Lan", "/Producer": "Word"})
    writer.add_attachment("danh-sach.xlsx", b"bi mat")
    writer.add_annotation(0, Text(rect=(10, 10, 20, 20), text="Chưa duyệt"))
    assert page is not None
    if signed:
        form = pypdf.generic.DictionaryObject()
        form[pypdf.generic.NameObject("/SigFlags")] = pypdf.generic.NumberObject(3)
        writer.root_object[pypdf.generic.NameObject("/AcroForm")] = form
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def photo():
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Máy ảnh X", 6
    exif[0x8825] = {1: "N", 2: (19.0, 48.0, 30.0)}
    out = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def said(hidden):
    return dict(hidden.found)


def test_a_word_file_loses_comments_changes_hidden_words_and_names():
    hidden = look_in_cage("packed", word())
    told = said(hidden)
    assert told["author"] == "Trần Thị Lan"
    assert told["comment"] == "Hùng: Xem lại số liệu"
    assert told["deleted"] == "tên nạn nhân"
    assert told["inserted"] == "Lan: mới"
    assert told["hidden_text"] == "mật khẩu"
    with zipfile.ZipFile(io.BytesIO(hidden.clean)) as packed:
        everything = "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    for word_ in ("Thị Lan", "w:author", "Hùng", "Xem lại", "nạn nhân", "mật khẩu", "comments.xml"):
        assert word_ not in everything
    assert Document(io.BytesIO(hidden.clean)).paragraphs[0].text == "Kế hoạch mới."
    assert look_in_cage("packed", hidden.clean).found == ()


def test_a_workbook_loses_comments_and_keeps_its_cells():
    book = Workbook()
    book.active["A1"] = "Sở Nội vụ"
    book.active["A1"].comment = Comment("Chưa nộp", "Lan")
    book.create_sheet("Nháp").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    hidden = look_in_cage("packed", out.getvalue())
    assert "Chưa nộp" in said(hidden)["comment"]
    assert said(hidden)["hidden_sheet"] == "Nháp"
    cell = load_workbook(io.BytesIO(hidden.clean)).active["A1"]
    assert (cell.value, cell.comment) == ("Sở Nội vụ", None)


def test_a_pdf_loses_names_annotations_and_attachments_unless_it_is_signed():
    hidden = look_in_cage("pdf", pdf())
    assert said(hidden)["author"] == "Trần Thị Lan"
    assert said(hidden)["attachment"] == "danh-sach.xlsx"
    assert "Chưa duyệt" in said(hidden)["comment"]
    clean = pypdf.PdfReader(io.BytesIO(hidden.clean))
    assert not clean.attachments
    assert "/Author" not in (clean.metadata or ())
    assert not clean.pages[0].get("/Annots")
    assert b"Lan" not in (hidden.clean or b"Lan")
    signed = look_in_cage("pdf", pdf(signed=True))
    assert (signed.clean, signed.kept) == (None, "signed")


def test_a_picture_loses_where_it_was_taken_and_stays_the_right_way_up():
    hidden = look_in_cage("picture", photo())
    assert "GPSLatitude" in said(hidden)["place"]
    clean = Image.open(io.BytesIO(hidden.clean))
    assert dict(clean.getexif()) == {0x0112: 6}
    assert clean.tobytes() == Image.open(io.BytesIO(photo())).tobytes()
    notes, out = PngInfo(), io.BytesIO()
    notes.add_text("Tac gia", "Lan")
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=notes)
    hidden = look_in_cage("picture", out.getvalue())
    assert said(hidden)["property"] == "Tac gia: Lan"
    assert b"Lan" not in (hidden.clean or b"Lan")
    assert Image.open(io.BytesIO(hidden.clean)).size == (4, 4)


@pytest.mark.django_db
def test_the_public_gets_the_copy_and_the_clerk_sees_both():
    ensure_groups()
    stored = StoredFile(title="Kế hoạch.docx")
    stored.file = ContentFile(word(), name="ke-hoach.docx")
    stored.save()
    paper = DocumentFactory()
    DocumentFile.objects.create(page=paper, file=stored)
    public = b"".join(Client().get(stored.url).streaming_content)
    assert "Hùng".encode() not in public
    assert Document(io.BytesIO(public)).paragraphs[0].text == "Kế hoạch mới."
    clerk = Client()
    clerk.force_login(UserFactory(secretary=True))
    original = b"".join(clerk.get(stored.url).streaming_content)
    assert sha256_of(io.BytesIO(original)) == stored.sha256
    assert b"".join(clerk.get(stored.url, {"ban": "sach"}).streaming_content) == public
    page = clerk.get(reverse("documents_hidden", args=[paper.pk])).content.decode()
    for words in ("Dữ liệu ẩn trong tệp", "Xem lại số liệu", "tên nạn nhân", stored.sha256, "Bản đã lọc"):
        assert words in page


@pytest.mark.django_db
def test_a_file_replaced_is_looked_into_anew_and_a_broken_one_says_so():
    stored = StoredFile(title="a.pdf")
    stored.file = ContentFile(pdf(), name="a.pdf")
    stored.save()
    assert copy_of(stored).file
    stored.file = ContentFile(b"%PDF-1.4 hong", name="a.pdf")
    stored.save()
    again = copy_of(stored)
    assert not again.file
    assert "hỏng" in again.problem
    assert CleanCopy.objects.count() == 1


@pytest.mark.django_db
def test_the_first_page_is_seen_by_whoever_may_read_the_paper_and_by_nobody_else():
    stored = StoredFile(title="Kế hoạch.pdf")
    stored.file = ContentFile(pdf(), name="ke-hoach.pdf")
    stored.save()
    paper = DocumentFactory()
    DocumentFile.objects.create(page=paper, file=stored)
    address = f"/tep/{stored.pk}/trang-dau.webp"
    assert address in Client().get(paper.url).content.decode()
    picture = Image.open(io.BytesIO(b"".join(Client().get(address).streaming_content)))
    assert (picture.format, picture.size) == ("WEBP", (900, 900))
    kept = copy_of(stored).first_page
    DocumentPage.objects.filter(pk=paper.pk).update(circulation=Circulation.RESTRICTED)
    assert Client().get(address).status_code == 404
    forget(stored)
    assert not kept.storage.exists(kept.name)


@pytest.mark.django_db
def test_a_file_that_is_no_page_or_cannot_be_drawn_has_no_picture():
    for content, name in ((word(), "a.docx"), (b"%PDF-1.4 hong", "b.pdf")):
        stored = StoredFile(title=name)
        stored.file = ContentFile(content, name=name)
        stored.save()
        DocumentFile.objects.create(page=DocumentFactory(), file=stored)
        assert Client().get(f"/tep/{stored.pk}/trang-dau.webp").status_code == 404


def test_a_tall_or_turned_picture_is_drawn_upright_and_small():
    assert Image.open(io.BytesIO(draw_in_cage("picture", photo()).content)).size == (6, 8)
    out = io.BytesIO()
    Image.new("L", (100, 9_000)).save(out, "PNG")
    assert Image.open(io.BytesIO(draw_in_cage("picture", out.getvalue()).content)).size == (30, 2_700)
