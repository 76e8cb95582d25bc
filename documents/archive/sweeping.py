"""Delete the bytes of destroyed papers: never those of a file that is held, and each by one worker alone.

A name that is free is given to the next upload, so a name that stays behind after a crash may be another
file's by now. Bytes are deleted only when no file of the system has their name, and those that were written
after the name was doomed are left for a day: an upload writes its bytes before its line.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from datetime import time, timedelta
from typing import Any, Final

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from documents.models import DoomedFile
from jobs.actions import Progress
from jobs.schedule import daily

logger = logging.getLogger(__name__)

BATCH: Final = 100
DAY: Final = timedelta(days=1)


@daily("sweep_doomed_files", gettext_lazy("Delete the files of destroyed papers"), at=time(2, 15))
def sweep_daily(progress: Progress) -> dict[str, Any]:
    """What a crash between the transaction and the deletion left behind."""
    return {"files": sweep()}


def sweep() -> int:
    """Delete the bytes of doomed files that nothing names any more; return how many."""
    deleted, last = 0, 0
    while True:
        with transaction.atomic():
            free = DoomedFile.objects.select_for_update(skip_locked=True).filter(pk__gt=last)
            claimed = list(free.order_by("pk")[:BATCH])
            if not claimed:
                return deleted
            last = claimed[-1].pk
            held = names_held({doomed.name for doomed in claimed})
            spent = [doomed.pk for doomed in claimed if doomed.name in held]
            gone = [doomed.pk for doomed in claimed if doomed.name not in held and _delete(doomed)]
            DoomedFile.objects.filter(pk__in=[*spent, *gone]).delete()
            deleted += len(gone)


def names_held(names: Collection[str]) -> set[str]:
    """Those of the names that any record of the system has for a file of its own."""
    held: set[str] = set()
    for field in _fields():
        rows = field.model._default_manager.filter(**{f"{field.name}__in": names})
        held.update(rows.values_list(field.name, flat=True))
    return held


def _fields() -> Iterator[models.FileField]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField) and field.storage == default_storage:
                yield field


def _delete(doomed: DoomedFile) -> bool:
    """Whether the bytes are gone; one that cannot be deleted now does not keep the others."""
    try:
        written = default_storage.get_modified_time(doomed.name)
        if written > max(doomed.at, timezone.now() - DAY):
            return False
        default_storage.delete(doomed.name)
    except FileNotFoundError:
        return True
    except OSError:
        logger.exception("the file %s of a destroyed paper cannot be deleted", doomed.name)
        return False
    return True
