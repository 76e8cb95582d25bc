"""Two requests at the same moment, as two impatient taps make them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from home.models import Draft
from tasks.models import Event, Progress
from tests.factories import AgencyFactory, AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("level", ["working", "done"])
def test_a_report_sent_six_times_at_once_is_one_report(level):
    agency = AgencyFactory()
    part = AssignmentFactory(agency=agency, overdue=True)
    clerk = UserFactory(focal_person=agency)
    key = str(uuid4())

    def send(n: int) -> int:
        client = Client(raise_request_exception=False)
        client.force_login(clerk)
        file = SimpleUploadedFile("a.pdf", b"%PDF-1.4")
        data = {"level": level, "text": "Đã làm.", "key": key, "evidence": [file]}
        try:
            return client.post(f"/viec/{part.pk}/bao-cao/", data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(send, range(6))) == [302] * 6
    assert Progress.objects.count() == 1
    assert Progress.objects.get().evidence.count() == 1
    assert Event.objects.filter(assignment=part).count() == 1


def test_drafts_saved_at_once_are_one_draft_and_no_error():
    agency = AgencyFactory()
    part = AssignmentFactory(agency=agency, overdue=True)
    clerk = UserFactory(focal_person=agency)

    def save(n: int) -> int:
        client = Client(raise_request_exception=False)
        client.force_login(clerk)
        file = SimpleUploadedFile("a.pdf", b"%PDF-1.4")
        data = {"text": f"Bản {n}", "save": "1", "evidence": [file]}
        try:
            return client.post(f"/viec/{part.pk}/bao-cao/", data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(save, range(6))) == [302] * 6
    assert Draft.objects.get().files.count() == 1
