"""Kept files stay what came in, bit for bit."""

import io
import json

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from documents.models import DocumentFile, StoredFile
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
    assert verify() == {"files": 2, "whole": 2, "changed": 0, "missing": 0, "without_hash": 0}


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


def test_a_part_of_a_hidden_file_is_as_hidden_as_the_whole(client):
    stored = kept()
    DocumentFile.objects.create(page=DocumentFactory(live=False), file=stored)
    assert client.get(stored.url, headers={"Range": "bytes=0-3"}).status_code == 404
