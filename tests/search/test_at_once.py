"""A paper is published while agencies work on its tasks."""

from threading import Barrier, Thread

import pytest
from django.db import connections

from documents.models import DocumentPage
from search.models import Row
from tasks import actions
from tests.factories import AssignmentFactory, DocumentFactory, UserFactory

ROUNDS = 25


@pytest.mark.django_db(transaction=True)
def test_publishing_and_reporting_at_the_same_moment_leave_one_row_for_each_task():
    paper = DocumentFactory(number=15, text="I. NỘI DUNG\n1. Tuyên truyền.\n")
    parts = [AssignmentFactory(working=True, task__document=paper) for _ in range(3)]
    officers = [UserFactory(focal_person=part.agency) for part in parts]
    together, trouble = Barrier(len(parts) + 1, timeout=30), []

    def often(deed):
        try:
            together.wait()
            for turn in range(ROUNDS):
                deed(turn)
        except Exception as error:  # whatever a clerk would see
            trouble.append(error)
        finally:
            connections.close_all()

    def publish(turn):
        DocumentPage.objects.get(pk=paper.pk).save()

    def report(part, officer):
        return lambda turn: actions.ReportProgress(part, officer, text=f"Lần {turn}.").execute()

    deeds = [publish, *(report(part, officer) for part, officer in zip(parts, officers, strict=True))]
    threads = [Thread(target=often, args=(deed,)) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not trouble
    assert Row.objects.filter(kind=Row.Kind.TASK).count() == len(parts)
