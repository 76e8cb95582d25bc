"""A file that a job made: kept for a week for the person who started it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from tempfile import TemporaryFile
from typing import IO, Any, Final

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

from jobs.models import Job

KEPT: Final = timedelta(days=7)


def keep(job: Job, name: str, write: Callable[[IO[bytes]], None]) -> dict[str, Any]:
    """What `write` puts into a file, as the result of the job; a job done again leaves its latest file."""
    forget_old()
    with TemporaryFile() as made:
        write(made)
        made.seek(0)
        path = default_storage.save(f"jobs/{job.pk}-{job.attempts}", File(made))
    return {"file": path, "name": name}


def forget_old() -> None:
    for job in Job.objects.filter(result__has_key="file", ended_at__lt=timezone.now() - KEPT):
        default_storage.delete(job.result["file"])
        left = {key: value for key, value in job.result.items() if key != "file"}
        Job.objects.filter(pk=job.pk).update(result=left)
