"""Kept files stay what came in, bit for bit."""

import io
import json
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from documents.models import DocumentFile, StoredFile
from tests.documents.papers import LETTER, as_docx
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db


def kept(content=b"%PDF-1.4 ban goc"):
    return StoredFile.objects.create(title="Bản gốc", file=ContentFile(content, "ban-goc.pdf"))


def verify(**options):
    told = io.StringIO()
    call_command("verify_files", stdout=told, stderr=io.StringIO(), **options)
    return json.loads(told.getvalue())


def test_whole_files_are_said_to_be_whole():
    kept()
    kept(b"")
    assert verify() == {"files": 2, "whole": 2, "changed": 0, "missing": 0, "without_hash": 0, "stray": 0}


def test_a_file_that_was_changed_or_lost_is_named():
    changed, lost = kept(), kept()
    with open(changed.file.path, "ab") as file:
        file.write(b" ")
    lost.file.storage.delete(lost.file.name)
    told = io.StringIO()
    with pytest.raises(CommandError, match="2 tệp"):
        call_command("verify_files", stdout=io.StringIO(), stderr=told)
    assert f"changed: {changed.pk}" in told.getvalue()
    assert f"missing: {lost.pk}" in told.getvalue()


def test_a_file_that_nothing_names_is_told_and_does_no_harm():
    kept()
    folder = Path(kept().file.path).parent
    for name, age in (("la.pdf", 2 * 24 * 3600), ("dang-tai-len.pdf", 0)):
        stray = folder / name
        stray.write_bytes(b"%PDF-1.4 la")
        os.utime(stray, (time.time() - age,) * 2)
    told = io.StringIO()
    call_command("verify_files", stdout=told, stderr=(said := io.StringIO()))
    assert json.loads(told.getvalue())["stray"] == 1
    assert "stray: documents/la.pdf" in said.getvalue()


def test_an_older_file_without_a_hash_is_fingerprinted_when_asked():
    old = kept()
    StoredFile.objects.update(sha256="")
    with pytest.raises(CommandError):
        verify()
    assert verify(fill=True)["whole"] == 1
    old.refresh_from_db()
    assert len(old.sha256) == 64


@pytest.mark.parametrize(
    ("asked", "status", "content", "place"),
    [
        ("", 200, b"%PDF-1.4 ban goc", ""),
        ("bytes=0-3", 206, b"%PDF", "bytes 0-3/16"),
        ("bytes=13-", 206, b"goc", "bytes 13-15/16"),
        ("bytes=-3", 206, b"goc", "bytes 13-15/16"),
        ("bytes=0-999", 206, b"%PDF-1.4 ban goc", "bytes 0-15/16"),
        ("bytes=99-", 416, b"", "bytes */16"),
        ("bytes=0-1,3-4", 200, b"%PDF-1.4 ban goc", ""),
        ("bytes=-", 200, b"%PDF-1.4 ban goc", ""),
        ("lines=1-2", 200, b"%PDF-1.4 ban goc", ""),
    ],
)
def test_a_download_goes_on_where_it_stopped(client, asked, status, content, place):
    stored = kept()
    page = DocumentFactory()
    DocumentFile.objects.create(page=page, file=stored)
    answer = client.get(stored.url, headers={"Range": asked} if asked else {})
    assert answer.status_code == status
    assert b"".join(answer) == content
    assert answer.get("Content-Range", "") == place
    if status != 416:
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_download_of_a_file_that_was_replaced_begins_anew(client):
    stored = kept()
    DocumentFile.objects.create(page=DocumentFactory(), file=stored)
    version = client.get(stored.url)["ETag"]
    part = {"Range": "bytes=13-", "If-Range": version}
    assert client.get(stored.url, headers=part).status_code == 206
    stored.file = ContentFile(b"%PDF-1.4 ban khac", "ban-khac.pdf")
    stored.save()
    whole = client.get(stored.url, headers=part)
    assert whole.status_code == 200
    assert whole["ETag"] != version
    dated = client.get(stored.url, headers={**part, "If-Range": "Wed, 21 Oct 2026 07:28:00 GMT"})
    assert b"".join(dated) == b"%PDF-1.4 ban khac"


@pytest.mark.parametrize(
    ("name", "content", "kept_as"),
    [
        ("chương trình.pdf", b"MZ\x90\x00" * 90, ""),
        ("trang.docx", b"<html><script>alert(1)</script>", ""),
        ("rong.pdf", b"", ""),
        ("thư.doc", as_docx(LETTER), ".docx"),
        ("kế hoạch.pdf", b"%PDF-1.4 ban goc", ".pdf"),
    ],
)
def test_a_file_is_kept_by_what_it_is_and_not_by_its_name(desk, name, content, kept_as):
    answer = desk.post("/admin/documents/add/", {"title": "Tệp", "file": SimpleUploadedFile(name, content)})
    if not kept_as:
        assert not content or name in answer.content.decode()
        assert not StoredFile.objects.exists()
        return
    stored = StoredFile.objects.get()
    assert stored.filename.endswith(kept_as)
    with stored.file.open("rb") as file:
        assert file.read() == content


def test_a_file_that_a_paper_holds_is_not_deleted_and_the_clerk_is_told(desk):
    stored = kept()
    DocumentFile.objects.create(page=DocumentFactory(), file=stored)
    address = reverse("wagtaildocs:delete_multiple", args=[stored.pk])
    answer = desk.post(address, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 409
    assert "đang được dùng ở nơi khác" in answer.content.decode()
    assert StoredFile.objects.exists()


def test_a_part_of_a_hidden_file_is_as_hidden_as_the_whole(client):
    stored = kept()
    DocumentFile.objects.create(page=DocumentFactory(live=False), file=stored)
    assert client.get(stored.url, headers={"Range": "bytes=0-3"}).status_code == 404
