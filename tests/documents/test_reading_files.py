"""A clerk gives a file: kept as it came and read, or refused with a sentence; nothing is registered yet."""

from __future__ import annotations

import hashlib
import io
import unicodedata
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from agencies.groups import ensure_groups
from documents.filetypes import named_rightly
from documents.intake.receiving import receive
from documents.models import DocumentPage, Reading, StoredFile
from documents.statuses import ReadingState
from jobs.actions import run
from jobs.models import Job
from jobs.statuses import State
from tests.documents.papers import LETTER, as_docx, plan
from tests.documents.reading.test_sources import pdf_file
from tests.factories import AgencyFactory, UserFactory, section_page

pytestmark = pytest.mark.django_db
START = "/admin/van-ban/doc/"


@pytest.fixture
def clerk():
    ensure_groups()
    section_page()
    return UserFactory(secretary=True)


def give(desk: Client, content: bytes, name: str = "van-ban.docx", key: uuid.UUID | None = None):
    file = SimpleUploadedFile(name, content)
    return desk.post(START, {"file": file, "key": str(key or uuid.uuid4())})


def test_a_file_is_kept_bit_for_bit_and_read_and_nothing_is_registered(desk):
    content = as_docx(plan())
    response = give(desk, content)
    reading = Reading.objects.get()
    assert response.url == reverse("documents_reading", args=[reading.pk])
    assert reading.header["code"] == "15/KH-BCĐ"
    start, end = reading.header["spans"]["code"]
    assert reading.text[start:end] == "15 /KH-BCĐ"
    with reading.file.file.open("rb") as kept:
        assert kept.read() == content
    assert reading.sha256 == reading.file.sha256 == hashlib.sha256(content).hexdigest()
    assert not DocumentPage.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không có nội dung"),
        (b"  \n\n ", "không có nội dung"),
        (b"MZ" + b"\x90\x00" * 900, "không phải tệp văn bản"),
        (b"\x00\x01\x02\xff\xfe\x00" * 500, "Tệp"),
        (as_docx(LETTER)[:3000], "bị hỏng"),
        (b"%PDF-1.4 n\xe1\xbb\xada t\xe1\xbb\x87p", "bị hỏng"),
    ],
    ids=["empty", "blank", "program", "binary", "half a docx", "half a pdf"],
)
def test_what_is_no_paper_is_refused_with_a_sentence_beside_the_field(desk, content, said):
    response = give(desk, content)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Reading.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_file_of_200_megabytes_is_refused_by_its_size(desk, tmp_path):
    huge = tmp_path / "lon.pdf"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with huge.open("rb") as file:
        response = desk.post(START, {"file": file, "key": str(uuid.uuid4())})
    assert response.status_code == 422
    assert "Tệp lớn 200 MB, giới hạn 20 MB" in response.content.decode()


def test_no_file_at_all_is_a_sentence_too(desk):
    response = desk.post(START, {"key": str(uuid.uuid4())})
    assert response.status_code == 422
    assert "Chọn tệp văn bản." in response.content.decode()


@pytest.mark.parametrize(
    "content",
    [
        unicodedata.normalize("NFD", LETTER).encode(),
        LETTER.encode("utf-16"),
        LETTER.encode("utf-8-sig"),
    ],
    ids=["decomposed", "utf-16", "byte order mark"],
)
def test_other_encodings_are_read_alike(desk, content):
    give(desk, content, "cong-van.txt")
    assert Reading.objects.get().header["code"] == "123/STP-VP"


def test_a_file_named_like_a_path_becomes_a_name(clerk):
    name = "..\\..\\etc/pass<b>wd\u202e.txt"
    reading = receive(LETTER.encode(), name, clerk, uuid.uuid4())
    assert reading.name == "pass-b-wd.txt"
    assert "/.." not in reading.file.file.name


def test_a_form_sent_twice_is_one_reading(desk):
    key = uuid.uuid4()
    first, second = (give(desk, LETTER.encode(), "a.txt", key) for _ in range(2))
    assert first.url == second.url
    assert Reading.objects.count() == StoredFile.objects.count() == 1


def test_another_file_chosen_after_going_back_is_another_reading(clerk):
    key = uuid.uuid4()
    first = receive(LETTER.encode(), "a.txt", clerk, key)
    assert receive(LETTER.encode(), "a.txt", clerk, key) == first
    assert receive(LETTER.replace("123", "124").encode(), "b.txt", clerk, key) != first


@pytest.fixture
def slow(settings, monkeypatch):
    """Every file counts as long, and no worker has come yet."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr("documents.intake.receiving.TEXT_AT_ONCE", 10)


def test_a_long_file_is_read_in_the_background_and_says_how_far_it_is(desk, slow):
    address = give(desk, LETTER.encode(), "a.txt").url
    reading = Reading.objects.get()
    assert reading.state == ReadingState.WAITING
    shown = desk.get(address).content.decode()
    assert "Đang đọc tệp" in shown
    assert "<progress" not in shown
    Job.objects.update(done=3, total=12)
    assert "Đã nhận dạng 3 trên 12 trang" in desk.get(address).content.decode()
    run(reading.job.pk)
    reading.refresh_from_db()
    assert (reading.state, reading.header["code"]) == (ReadingState.READY, "123/STP-VP")
    assert "Thông tin đọc được" in desk.get(address).content.decode()


def test_a_reading_that_failed_is_filled_in_by_hand_beside_the_original(desk, slow):
    address = give(desk, LETTER.encode(), "a.txt").url
    by_hand = reverse("documents_reading_by_hand", args=[Reading.objects.get().pk])
    desk.post(by_hand)
    assert Reading.objects.get().state == ReadingState.WAITING
    Job.objects.update(state=State.FAILED, error="Việc này đã dừng 5 lần.")
    assert "Nhập bằng tay" in desk.get(address).content.decode()
    desk.post(by_hand)
    shown = desk.get(address).content.decode()
    assert "Việc này đã dừng 5 lần." in shown
    assert "Mở bản gốc" in shown


def test_a_file_is_thrown_away_while_it_is_read(desk, slow):
    give(desk, LETTER.encode(), "a.txt")
    reading = Reading.objects.get()
    desk.post(reverse("documents_reading_discard", args=[reading.pk]))
    run(reading.job.pk)
    reading.refresh_from_db()
    assert (reading.state, reading.text) == (ReadingState.DISCARDED, "")
    assert not StoredFile.objects.exists()


def test_a_picture_nobody_can_read_stands_beside_the_empty_form(desk, slow, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    picture = io.BytesIO()
    Image.new("L", (300, 400), 255).save(picture, "PNG")
    address = give(desk, picture.getvalue(), "anh.png").url
    run(Reading.objects.get().job.pk)
    page = f"{address}trang/1/"
    shown = desk.get(address).content.decode()
    assert "chưa cài bộ nhận dạng chữ" in shown
    assert page in shown
    drawn = desk.get(page)
    assert (drawn["Content-Type"], drawn.status_code) == ("image/webp", 200)
    assert desk.get(f"{address}trang/2/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("a.docx", pdf_file(), "a.pdf"),
        ("a.docx", as_docx(LETTER), "a.docx"),
        ("tệp không đuôi", pdf_file(), "tệp không đuôi.pdf"),
        ("a.JPEG", b"\xff\xd8\xff", "a.JPEG"),
        ("a.txt", b"chu", "a.txt"),
    ],
)
def test_a_file_is_kept_with_the_extension_its_content_deserves(name, content, kept):
    assert named_rightly(name, content) == kept


def test_a_paper_without_readable_text_is_kept_and_filled_in_by_hand(desk):
    address = give(desk, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cu.doc").url
    reading = Reading.objects.get()
    shown = desk.get(address).content.decode()
    assert reading.text == ""
    assert reading.file is not None
    assert "nhập các ô bằng tay" in shown
    assert "Mở bản gốc" in shown


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Mật", "* TỐI MẬT *"])
def test_a_secret_paper_is_refused_and_neither_text_nor_file_is_kept(desk, stamp):
    address = give(desk, f"{stamp}\n{LETTER}".encode(), "phuong an mat.txt").url
    reading = Reading.objects.get()
    assert (reading.text, reading.file, reading.name) == ("", None, "Văn bản mật")
    assert not StoredFile.objects.exists()
    assert "phối hợp" not in str(reading.findings)
    shown = desk.get(address).content.decode()
    assert "Văn bản mật không lưu trong hệ thống" in shown
    assert "phối hợp phòng, chống mua bán người" not in shown


def test_a_secret_paper_read_in_the_background_loses_its_file(desk, slow):
    give(desk, f"MẬT\n{LETTER}".encode(), "a.txt")
    kept = StoredFile.objects.get().file
    run(Reading.objects.get().job.pk)
    assert not StoredFile.objects.exists()
    assert not kept.storage.exists(kept.name)


def test_words_about_secrets_are_no_stamp(desk):
    give(desk, LETTER.replace("mua bán người", "lộ bí mật nhà nước").encode(), "a.txt")
    assert Reading.objects.get().secret == ""


def test_what_is_begun_waits_on_the_desk_and_can_be_thrown_away_with_its_file(desk):
    give(desk, LETTER.encode(), "a.txt")
    reading = Reading.objects.get()
    for address in (START, "/admin/"):
        shown = desk.get(address).content.decode()
        assert "Đang đọc dở" in shown
        assert "123/STP-VP" in shown
    throw = reverse("documents_reading_discard", args=[reading.pk])
    assert desk.get(throw).status_code == 200
    desk.post(throw)
    assert not StoredFile.objects.exists()
    assert "123/STP-VP" not in desk.get(START).content.decode()
    assert desk.get(reverse("documents_reading", args=[reading.pk])).status_code == 302


def test_the_list_costs_the_same_however_many_wait(desk, clerk, django_assert_max_num_queries):
    for _ in range(3):
        receive(LETTER.encode(), "a.txt", clerk, uuid.uuid4())
    desk.get(START)
    with django_assert_max_num_queries(30) as few:
        desk.get(START)
    for _ in range(6):
        receive(LETTER.encode(), "a.txt", clerk, uuid.uuid4())
    with django_assert_max_num_queries(len(few)):
        desk.get(START)


def test_nobody_but_the_secretariat_sees_a_reading(clerk):
    reading = receive(LETTER.encode(), "a.txt", clerk, uuid.uuid4())
    outsider = UserFactory(focal_person=AgencyFactory())
    assert reading in Reading.objects.visible_to(clerk)
    assert not Reading.objects.visible_to(outsider).exists()
