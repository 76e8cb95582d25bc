"""Long lists are looked at and imported in the background, with progress that others can see."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from jobs.actions import Progress, WorkFailed, work
from sheets.account import KINDS_OF_RESULT
from sheets.importing import Overtaken, Tell, Unreadable, bring_in, bring_in_by_batches, look, take_back
from sheets.models import Upload
from sheets.resources import KINDS

CHECK = "import_check"
RUN = "import_run"
UNDO = "import_undo"


@work(CHECK)
def check(progress: Progress) -> dict[str, Any]:
    upload = _upload(progress)
    try:
        report = look(upload, _tell(progress))
    except Unreadable as unreadable:
        raise WorkFailed(str(unreadable)) from None
    progress.tell(report["total"], report["total"])
    return {"upload": str(upload.pk)}


@work(RUN)
def run(progress: Progress) -> dict[str, Any]:
    upload, skip = _upload(progress), bool(progress.arguments.get("skip"))
    try:
        if KINDS[upload.kind].in_batches:
            report = bring_in_by_batches(upload, progress.tell, skip=skip)
        else:
            report = bring_in(upload, _tell(progress), skip=skip)
    except (Overtaken, Unreadable) as ended:
        raise WorkFailed(str(ended)) from None
    progress.tell(report["total"], report["total"])
    return {"upload": str(upload.pk), **{key: report[key] for key in KINDS_OF_RESULT}}


@work(UNDO)
def undo(progress: Progress) -> dict[str, Any]:
    upload = _upload(progress)
    try:
        removed = take_back(upload)
    except ValueError as refused:
        raise WorkFailed(str(refused)) from None
    return {"upload": str(upload.pk), "removed": removed}


def _upload(progress: Progress) -> Upload:
    upload = Upload.objects.filter(pk=progress.arguments["upload"]).select_related("user").first()
    if upload is None:
        raise WorkFailed("Danh sách đã tải lên không còn nữa. Hãy tải lên lại.")
    return upload


def _tell(progress: Progress) -> Tell:
    """Told from another connection: the import's own transaction shows nothing to others until its end."""

    def outside(done: int, total: int) -> None:
        try:
            progress.tell(done, total)
        finally:
            connection.close()

    def tell(done: int, total: int) -> None:
        with ThreadPoolExecutor(max_workers=1) as other:
            other.submit(outside, done, total).result()

    return tell
