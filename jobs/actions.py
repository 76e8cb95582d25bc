"""Start a job, run it under a lease, and take back the jobs of dead workers.

django-tasks-db 0.13 leaves the task of a killed worker RUNNING for ever: no lease, no retry. So its rows are
only doorbells here; a job is claimed, kept and finished through its own row.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from jobs.models import Job
from jobs.statuses import State

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 5

type_of_work = Callable[["Progress"], dict[str, Any]]
_works: dict[str, type_of_work] = {}


class LeaseLost(Exception):
    """Another worker holds the job now; this one must stop without writing."""


class WorkFailed(Exception):
    """The work cannot succeed, and repeating it would not help; str() is a sentence for the person."""


class Progress:
    """What a piece of work knows about itself: its arguments, and how far it is.

    Work must be repeatable: after a crash it is called again with the same arguments and `attempt` + 1.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.arguments: dict[str, Any] = job.arguments
        self.attempt = job.attempts

    def tell(self, done: int, total: int | None = None) -> None:
        """Record progress and prolong the lease; raises LeaseLost when the job is no longer ours."""
        values: dict[str, Any] = {"done": done, "lease_until": timezone.now() + LEASE}
        if total is not None:
            values["total"] = total
        if not _held(self.job).update(**values):
            raise LeaseLost


def work(kind: str) -> Callable[[type_of_work], type_of_work]:
    """Register the function that does jobs of this kind; it returns the result kept on the job."""

    def register(function: type_of_work) -> type_of_work:
        _works[kind] = function
        return function

    return register


@task()
def ring(job_id: int) -> None:
    """The queue's entry: look at this job."""
    run(job_id)


def start(kind: str, user: Any, title: str, **arguments: Any) -> Job:
    """Queue a job in the caller's transaction: rolled back together, or there together."""
    if kind not in _works:
        raise LookupError(f"no work registered for {kind!r}")
    with transaction.atomic():
        job = Job.objects.create(kind=kind, user=user, title=title[:255], arguments=arguments)
        ring.enqueue(job.pk)
    return job


def start_once(slot: str, kind: str, user: Any, title: str, **arguments: Any) -> bool:
    """Queue a job unless one was ever started for this slot; tells whether it was."""
    with transaction.atomic():
        job, created = Job.objects.get_or_create(
            slot=slot, defaults={"kind": kind, "user": user, "title": title[:255], "arguments": arguments}
        )
        if created:
            ring.enqueue(job.pk)
    return created


def run(job_id: int) -> None:
    """Claim the job and do it; silently nothing when it is gone, ended or held by somebody else."""
    job = _claim(job_id)
    if job is None:
        return
    try:
        result = _works[job.kind](Progress(job))
    except LeaseLost:
        logger.warning("job %s went to another worker", job.pk)
    except WorkFailed as failure:
        _end(job, State.FAILED, error=str(failure))
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        if job.attempts >= MOST_ATTEMPTS:
            _give_up(job)
        else:
            _held(job).update(state=State.QUEUED, lease_until=None, queued_at=timezone.now())
            ring.enqueue(job.pk)
    else:
        _end(job, State.DONE, result=result)


def reap() -> int:
    """Queue again what dead workers left behind; returns how many jobs were touched."""
    touched = 0
    for job in Job.objects.abandoned():
        if job.attempts >= MOST_ATTEMPTS:
            _give_up(job)
        else:
            with transaction.atomic():
                same = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=job.state)
                if same.update(state=State.QUEUED, lease_until=None, queued_at=timezone.now()):
                    ring.enqueue(job.pk)
        touched += 1
    return touched


def _claim(job_id: int) -> Job | None:
    now = timezone.now()
    free = Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=now)
    claimed = Job.objects.filter(free, pk=job_id).update(
        state=State.RUNNING,
        attempts=F("attempts") + 1,
        lease_until=now + LEASE,
        started_at=now,
    )
    return Job.objects.get(pk=job_id) if claimed else None


def _held(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)


def _end(job: Job, state: State, **values: Any) -> None:
    _held(job).update(state=state, lease_until=None, ended_at=timezone.now(), **values)


def _give_up(job: Job) -> None:
    Job.objects.filter(pk=job.pk, attempts=job.attempts).update(
        state=State.FAILED,
        lease_until=None,
        ended_at=timezone.now(),
        error=_("The work stopped %(times)d times without finishing.") % {"times": job.attempts},
    )
