"""Daily work: once a day, by whichever worker is there, at the hour or as soon as somebody comes."""

from datetime import datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from jobs import actions, schedule
from jobs.models import Job
from jobs.statuses import State

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.get_default_timezone())
done: list[int] = []


@pytest.fixture(autouse=True)
def registered():
    works, clock, errands = dict(actions._works), dict(schedule._daily), list(schedule._errands)
    schedule._daily.clear()
    schedule._errands.clear()
    done.clear()

    @schedule.daily("count_chickens", "Đếm gà", at=time(7, 30))
    def count_chickens(progress):
        done.append(progress.attempt)
        return {}

    yield
    actions._works.clear()
    actions._works.update(works)
    schedule._daily.clear()
    schedule._daily.update(clock)
    schedule._errands[:] = errands


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.django_db
def test_it_is_done_once_a_day_and_made_up_for_after_a_pause():
    assert [schedule.tick(NOON), schedule.tick(NOON + timedelta(hours=3))] == [1, 0]
    assert schedule.tick(NOON + timedelta(days=1, hours=-5)) == 0, "07:00 belongs to the day before"
    assert schedule.tick(NOON + timedelta(days=1)) == 1
    assert schedule.tick(NOON + timedelta(days=9)) == 1, "days without a worker are made up for once"
    assert done == [1, 1, 1]
    assert Job.objects.order_by("pk").first().user.username == "he-thong"


@pytest.mark.django_db
def test_the_work_of_a_worker_killed_in_it_is_taken_over(queue):
    schedule.tick(NOON)
    Job.objects.update(state=State.RUNNING, attempts=1, lease_until=NOON)
    assert actions.reap() == 1
    actions.run(Job.objects.get().pk)
    assert done == [2]
    assert Job.objects.get(slot="count_chickens:2026-11-23T07:30").state == State.DONE


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_the_same_moment_one_starts_it(queue):
    together = Barrier(2)

    def worker():
        together.wait()
        schedule.tick(NOON)
        connections.close_all()

    both = [Thread(target=worker) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_an_errand_that_fails_keeps_nobody_from_theirs():
    ran = []
    schedule.errand(lambda: 1 / 0)
    schedule.errand(lambda: ran.append(1))
    schedule.run_errands()
    assert ran == [1]
