"""Read a long file in the background."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from documents import file_pages
from documents.intake.receiving import READ, look
from documents.models import Reading
from documents.reading.errors import ReadingError
from documents.reading.files.extract import Extract
from documents.statuses import ReadingState
from jobs.actions import Progress, WorkFailed, work


class _ThrownAway(Exception):
    """Nobody waits for the reading any more."""


@work(READ)
def read(progress: Progress) -> dict[str, Any]:
    """Repeatable: a reading that is no longer waiting is left alone. An unreadable file keeps its form.

    What is counted are the pages that are pictures; a file with words is read in one go.
    """
    reading = Reading.objects.select_related("file").filter(pk=progress.arguments["reading"]).first()
    if reading is None or reading.state != ReadingState.WAITING or reading.file is None:
        return {}
    try:
        with reading.file.file.open("rb") as opened:
            content = opened.read()
    except FileNotFoundError:
        raise WorkFailed("Không còn thấy tệp đã tải lên. Hãy bỏ bản đọc này và tải tệp lên lại.") from None
    waiting = Reading.objects.filter(pk=reading.pk, state=ReadingState.WAITING)

    def told(done: int, total: int) -> None:
        progress.tell(done, total)
        if not waiting.exists():
            raise _ThrownAway

    extract: Extract | None = None
    try:
        extract = look(reading, content, told=told)
    except _ThrownAway:
        return {}
    except ReadingError as unreadable:
        reading.problem = unreadable.sentence
        reading.state = ReadingState.READY
    write_down(reading, extract)
    return {"reading": reading.pk}


def write_down(reading: Reading, extract: Extract | None) -> None:
    """Keep what was read, by pages too; the file of a secret paper is destroyed in the same step."""
    with transaction.atomic():
        locked = Reading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
        if locked.state != ReadingState.WAITING:
            return
        refused = reading.file if reading.secret else None
        if refused is not None:
            reading.file = None
        reading.save(update_fields=["name", "secret", "state", "text", "findings", "problem", "file"])
        if extract is not None and reading.file is not None:
            file_pages.keep(reading.file, extract)
        if refused is not None:
            refused.file.delete(save=False)
            refused.delete()
