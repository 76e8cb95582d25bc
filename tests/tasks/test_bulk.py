"""One decision for many parts: looked at first, then done with a result for each."""

import pytest
from django.urls import reverse

from jobs import actions as jobs
from jobs.models import Job
from jobs.statuses import State as JobState
from tasks.admin_views import bulk
from tasks.models import Event
from tasks.statuses import State, What
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


def send(desk, *parts, **said):
    return desk.post(reverse("tasks_bulk"), {"part": [part.pk for part in parts], **said})


def test_the_preview_says_for_which_it_is_possible_and_changes_nothing(desk):
    late, done = AssignmentFactory(overdue=True), AssignmentFactory(confirmed=True)
    shown = send(desk, late, done, do="cancel")
    looked = shown.context["looked"]
    assert ([part.pk for part in looked.able], len(looked.unable)) == ([late.pk], 1)
    assert not Event.objects.exists()


def test_confirmed_it_is_done_with_a_sentence_for_each_row(desk):
    late, other = AssignmentFactory(overdue=True), AssignmentFactory(soon=True)
    assert send(desk, late, other, do="cancel", sure="1", reason=" ").status_code == 422
    answer = send(desk, late, other, do="cancel", sure="1", reason="Kế hoạch đổi.")
    assert answer["Location"] == reverse("jobs_job", args=[Job.objects.get().pk])
    late.refresh_from_db()
    assert late.state == State.CANCELLED
    shown = desk.get(answer["Location"]).content.decode()
    assert shown.count("<td>Xong</td>") == 2


def test_all_rows_of_the_filter_can_be_taken(desk):
    AssignmentFactory.create_batch(3, overdue=True)
    AssignmentFactory(soon=True)
    looked = desk.post(
        reverse("tasks_bulk"), {"all": "1", "query": "timing=overdue", "do": "remind"}
    ).context["looked"]
    assert len(looked.able) == 3


def test_many_rows_are_work_for_the_background(desk, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    send(desk, *AssignmentFactory.create_batch(2, overdue=True), do="remind", sure="1", reason="")
    job = Job.objects.get()
    assert job.state == JobState.QUEUED
    jobs.run(job.pk)
    assert Event.objects.filter(what=What.REMINDED).count() == 2
    Job.objects.update(state=JobState.QUEUED)
    jobs.run(job.pk)
    assert Event.objects.filter(what=What.REMINDED).count() == 2, "begun again it does nothing twice"


def test_nothing_chosen_or_something_unknown_is_a_sentence(desk):
    for said in ({"do": "remind"}, {"do": "nonsense"}, {"do": "remind", "part": ["x", "9" * 40]}):
        assert desk.post(reverse("tasks_bulk"), said).status_code == 302
