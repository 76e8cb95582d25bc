"""A worker that is killed while it imports a list leaves no row out and none twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import PageLogEntry

from documents.imports import papers as batches
from documents.models import DocumentPage
from jobs.actions import run, start
from jobs.models import Job
from sheets.importing import Overtaken, bring_in_by_batches, take_back
from sheets.models import Upload
from sheets.statuses import State
from sheets.work import RUN
from sheets.writing import csv_text
from tests.factories import DocumentTypeFactory, UserFactory, section_page
from tests.killing import until_it_dies

#: Dies behind the second batch of twenty.
KILLED = """
from documents.imports import papers as batches
from jobs.actions import Progress, run
batches.BATCH = 20
told = Progress.tell
def dies(self, done, total=None):
    if done > 40:
        die()
    told(self, done, total)
Progress.tell = dies
run({job})
"""
HEADINGS = ["Loại văn bản", "Số", "Ký hiệu", "Ngày ban hành", "Trích yếu"]


def uploaded(clerk, rows: int) -> Upload:
    lines = [["Kế hoạch", number, "KH-BCĐ", "05/03/2012", f"Kế hoạch {number}"] for number in range(1, rows)]
    kept = Upload(kind="documents", name="so.csv", user=clerk, state=State.IMPORTING)
    kept.options = {"section": section_page().pk, "publish": True}
    kept.file.save("list", ContentFile(csv_text(HEADINGS, [*lines, lines[0]])), save=False)
    kept.save()
    return kept


@pytest.fixture
def broken_off(transactional_db, monkeypatch, settings):
    """An import of 70 rows whose worker was killed behind the second batch of twenty, and its job."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(batches, "BATCH", 20)
    DocumentTypeFactory()
    clerk = UserFactory(secretary=True)
    upload = uploaded(clerk, 70)
    job = start(RUN, clerk, "Nhập", upload=str(upload.pk), skip=True)
    until_it_dies(KILLED.format(job=job.pk))
    return upload, job


@pytest.mark.django_db(transaction=True)
def test_a_killed_import_goes_on_behind_its_last_batch(broken_off):
    upload, job = broken_off
    assert DocumentPage.objects.count() == 40
    assert Upload.objects.get().report["done"] == 40
    Job.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result["new"], job.result["wrong"]) == ("done", 69, 1), job.error
    assert DocumentPage.objects.count() == PageLogEntry.objects.filter(uuid=upload.pk).count() == 69
    assert Upload.objects.get().state == State.IMPORTED


@pytest.mark.django_db(transaction=True)
def test_an_import_that_was_undone_stays_undone_when_its_job_comes_back():
    DocumentTypeFactory()
    upload = uploaded(UserFactory(secretary=True), 3)
    bring_in_by_batches(upload, lambda done, total: None, skip=True)
    assert Upload.objects.get().state == State.IMPORTED
    assert take_back(upload) == 2
    with pytest.raises(Overtaken, match="đã được hoàn tác"):
        bring_in_by_batches(upload, lambda done, total: None, skip=True)
    assert (Upload.objects.get().state, DocumentPage.objects.count()) == (State.UNDONE, 0)


@pytest.mark.django_db(transaction=True)
def test_an_import_undone_while_it_broke_off_ends_with_a_sentence_and_writes_no_more(broken_off):
    upload, job = broken_off
    assert take_back(upload) == 40
    Job.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 2)
    assert "đã được hoàn tác" in job.error
    assert not DocumentPage.objects.exists()
