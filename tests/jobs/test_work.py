"""Long work: watched, taken over from dead workers, never done twice by two at once."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import actions
from jobs.actions import LeaseLost, WorkFailed
from jobs.models import Job
from jobs.statuses import State
from tests.factories import UserFactory
from tests.killing import script

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(settings):
    """The real queue: rows in the database, run by nobody until a worker comes."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def works():
    kept = dict(actions._works)
    yield actions._works
    actions._works.clear()
    actions._works.update(kept)


def test_a_person_sees_how_far_the_work_is_and_its_result(queue, works):
    seen = []

    def count(progress):
        for number in range(1, progress.arguments["to"] + 1):
            progress.tell(number, progress.arguments["to"])
            seen.append(Job.objects.get().done)
        return {"counted": progress.arguments["to"]}

    works["count"] = count
    job = actions.start("count", UserFactory(), "Đếm", to=3)
    assert job.state == State.QUEUED
    actions.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == (State.DONE, 3, 3, {"counted": 3})
    assert seen == [1, 2, 3]


def test_work_started_in_a_transaction_that_fails_was_never_started(queue, works):
    works["never"] = lambda progress: {}
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.start("never", UserFactory(), "Không bao giờ")
        raise ZeroDivisionError
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_two_workers_do_not_do_one_job_twice(queue, works):
    done = []

    def once(progress):
        done.append(progress.job.pk)
        return {}

    works["once"] = once
    job = actions.start("once", UserFactory(), "Một lần")
    actions.run(job.pk)
    actions.run(job.pk)
    assert done == [job.pk]


def test_the_job_of_a_dead_worker_is_taken_over(queue, works):
    works["carry_on"] = lambda progress: {"attempt": progress.attempt}
    job = actions.start("carry_on", UserFactory(), "Làm tiếp")
    Job.objects.update(state=State.RUNNING, attempts=1, lease_until=timezone.now() - timedelta(seconds=1))
    assert actions.reap() == 1
    actions.run(job.pk)
    job.refresh_from_db()
    assert job.state == State.DONE
    assert job.result == {"attempt": 2}


def test_a_worker_that_lost_its_lease_can_no_longer_write(queue, works):
    def slow(progress):
        Job.objects.update(attempts=progress.attempt + 1)  # somebody else took the job meanwhile
        progress.tell(1)
        return {"written by": "the wrong one"}

    works["slow"] = slow
    job = actions.start("slow", UserFactory(), "Chậm")
    actions.run(job.pk)
    job.refresh_from_db()
    assert job.result == {}
    with pytest.raises(LeaseLost):
        actions.Progress(Job(pk=job.pk, attempts=1, arguments={})).tell(1)


def test_work_that_cannot_succeed_says_why_and_is_not_repeated(queue, works):
    def refuse(progress):
        raise WorkFailed("Dòng 3, cột Ngày: không có ngày 31/02/2026.")

    works["refuse"] = refuse
    job = actions.start("refuse", UserFactory(), "Nhập")
    actions.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (State.FAILED, "Dòng 3, cột Ngày: không có ngày 31/02/2026.")


def test_work_that_breaks_is_tried_again_and_given_up_in_the_end(queue, works):
    def broken(progress):
        raise ZeroDivisionError

    works["broken"] = broken
    job = actions.start("broken", UserFactory(), "Hỏng")
    for _ in range(actions.MOST_ATTEMPTS):
        actions.run(job.pk)
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert str(actions.MOST_ATTEMPTS) in job.error


def test_nobody_sees_the_jobs_of_another(queue, works):
    works["own"] = lambda progress: {}
    mine = actions.start("own", UserFactory(), "Của tôi")
    assert list(Job.objects.visible_to(mine.user)) == [mine]
    assert not Job.objects.visible_to(UserFactory()).exists()


WORKER = """
import time
from jobs import actions
@actions.work("sleep")
def sleep(progress):
    progress.tell(1, 2)
    print("working", flush=True)
    time.sleep(60)
actions.run({job})
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_a_job_that_another_finishes(queue, works):
    works["sleep"] = lambda progress: {"finished by": progress.attempt}
    job = actions.start("sleep", UserFactory(), "Ngủ")
    work = script(
        WORKER.format(job=job.pk), TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    )
    with subprocess.Popen([sys.executable, "-c", work], stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline().strip() == "working"
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    job.refresh_from_db()
    assert (job.state, job.done) == (State.RUNNING, 1)
    assert actions.reap() == 0, "the lease still holds: nobody may take the job yet"
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    time.sleep(0.01)
    assert actions.reap() == 1
    actions.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == (State.DONE, {"finished by": 2})
