"""Who reads a paper: the audience written on it and the query for a reader are one rule."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser

from agencies.permissions import reader_keys
from documents.models import DocumentPage, DocumentReader
from documents.permissions import audience
from documents.statuses import Circulation
from tasks.models import Assignment, Task
from tasks.permissions import audience as task_audience
from tests.factories import AgencyFactory, AssignmentFactory, DocumentFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def readers(agency):
    return [
        AnonymousUser(),
        UserFactory(),
        UserFactory(reader=True),
        UserFactory(focal_person=agency),
        UserFactory(head_of=AgencyFactory()),
        UserFactory(leader=True),
        UserFactory(secretary=True),
        UserFactory(administrator=True),
        UserFactory(is_superuser=True),
        UserFactory(is_active=False, focal_person=agency),
    ]


def test_pages_and_lists_agree_for_every_reader_and_every_circulation(agency, readers):
    papers = []
    for circulation, live in itertools.product(Circulation, [True, False]):
        paper = DocumentFactory(circulation=circulation, live=live)
        DocumentReader.objects.create(page=paper, agency=agency)
        papers.append(paper)
    for reader in readers:
        seen = set(DocumentPage.objects.visible_to(reader).values_list("pk", flat=True))
        expected = {paper.pk for paper in papers if audience(paper) & reader_keys(reader)}
        assert seen == expected, reader


def test_tasks_and_lists_agree_for_every_reader(agency, readers):
    for live, proposed, own in itertools.product([True, False], repeat=3):
        task = TaskFactory(document=DocumentFactory(live=live), proposed=proposed)
        AssignmentFactory(task=task, agency=agency if own else AgencyFactory())
    for reader in readers:
        seen = set(Task.objects.visible_to(reader).values_list("pk", flat=True))
        expected = {task.pk for task in Task.objects.all() if task_audience(task) & reader_keys(reader)}
        assert seen == expected, reader
        parts = set(Assignment.objects.visible_to(reader).values_list("task_id", flat=True))
        assert parts == seen, reader


def test_a_right_that_ended_yesterday_counts_no_more_today(agency):
    person = UserFactory(focal_person=agency)
    task = AssignmentFactory(agency=agency).task
    assert Task.objects.visible_to(person).contains(task)
    person.memberships.update(valid_until="2020-01-01")
    person = type(person).objects.get(pk=person.pk)
    assert not Task.objects.visible_to(person).exists()
