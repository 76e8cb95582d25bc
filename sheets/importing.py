"""Look at an uploaded list, and import it: all of it or nothing; long lists of papers batch by batch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from sheets.account import Account
from sheets.models import Upload
from sheets.reading import Table, Unreadable, read
from sheets.resources import KINDS, Result, SheetResource
from sheets.statuses import State

#: Above so many rows the work is done in the background.
AT_ONCE: Final = 200
TELL_EVERY: Final = 50

Tell = Callable[[int, int], None]


class _Nothing(Exception):
    """Roll everything back."""


class Overtaken(Exception):
    """Somebody else wrote the batch that this worker was at, or undid the import; str() is a sentence."""


def table_of(upload: Upload) -> Table:
    with upload.file.open("rb") as file:
        return read(file.read(), KINDS[upload.kind].heading_keys())


def look(upload: Upload, tell: Tell | None = None) -> dict[str, Any]:
    """What an import would do, row by row; writes nothing but its own report."""
    report = _went_through(upload, dry_run=True, tell=tell)
    Upload.objects.filter(pk=upload.pk).update(state=State.CHECKED, report=report)
    return report


def bring_in(upload: Upload, tell: Tell | None = None, *, skip: bool = False) -> dict[str, Any]:
    """Write all rows, or none when one of them is wrong, unless the person said to leave such rows out.

    A second call for one upload changes nothing, and one that comes back after an undo is refused.
    """
    report: dict[str, Any] = {}
    try:
        with transaction.atomic():
            kept = Upload.objects.select_for_update().get(pk=upload.pk)
            if _is_over(kept):
                return dict(kept.report)
            report = _went_through(kept, dry_run=False, tell=tell)
            if refused(report) and not skip:
                raise _Nothing
            Upload.objects.filter(pk=upload.pk).update(state=State.IMPORTED, report=report)
    except _Nothing:
        Upload.objects.filter(pk=upload.pk).update(state=State.CHECKED, report=report)
        return report
    return _finished(upload, report)


def bring_in_by_batches(upload: Upload, tell: Tell, *, skip: bool = False) -> dict[str, Any]:
    """The same for a long list: each batch is committed with a note of how far it is.

    A call after a worker died goes on behind the last batch. `tell` is called in the transaction of the
    batch: when it raises, the batch was never written.
    """
    kept = Upload.objects.get(pk=upload.pk)
    if _is_over(kept):
        return dict(kept.report)
    resource, table = resource_of(kept), table_of(kept)
    begun = kept.report if kept.report.get("begun") else None
    if begun is None:
        looked = _went_through(kept, dry_run=True, tell=None)
        if refused(looked) and not skip:
            Upload.objects.filter(pk=upload.pk).update(state=State.CHECKED, report=looked)
            return looked
    begin = {"begun": True, "unknown": resource.unknown(table)}
    account = Account(resource, len(table.rows), begun or begin)

    def written(batch: list[Result]) -> None:
        stands = Upload.objects.select_for_update().get(pk=upload.pk)
        reached = stands.report.get("done", 0) if stands.report.get("begun") else 0
        if stands.state != State.IMPORTING:
            raise Overtaken(_undone())
        if reached != account.done:
            raise Overtaken(_("Another job brings in the same list. Look at its result."))
        for result in batch:
            account.add(result)
        Upload.objects.filter(pk=upload.pk).update(report=account.report)
        tell(account.done, len(table.rows))

    resource.write_batches(resource.take(table), after=account.done, written=written)
    Upload.objects.filter(pk=upload.pk, state=State.IMPORTING).update(state=State.IMPORTED)
    return _finished(upload, account.report)


def refused(report: dict[str, Any]) -> int:
    """How many rows are not imported."""
    return int(report.get("wrong", 0)) + int(report.get("conflict", 0))


def _is_over(upload: Upload) -> bool:
    """Whether everything was written before; an import that was undone is not begun again."""
    if upload.state == State.UNDONE:
        raise Overtaken(_undone())
    return upload.state == State.IMPORTED


def _undone() -> str:
    return _("The import was undone or ended before its last row. Upload the list again.")


def take_back(upload: Upload) -> int:
    """Undo an import, or what was written of it; a second call finds it undone and changes nothing."""
    with transaction.atomic():
        kept = Upload.objects.select_for_update().get(pk=upload.pk)
        if kept.state not in (State.IMPORTED, State.IMPORTING):
            return 0
        removed = resource_of(kept).undo(str(kept.pk))
        Upload.objects.filter(pk=kept.pk).update(state=State.UNDONE)
    return removed


def resource_of(upload: Upload) -> SheetResource:
    options = {**upload.options, "upload": str(upload.pk), "name": upload.name, "columns": upload.columns}
    return KINDS[upload.kind](upload.user, options)


def _finished(upload: Upload, report: dict[str, Any]) -> dict[str, Any]:
    if not refused(report):
        upload.file.delete(save=False)
    return report


def _went_through(upload: Upload, *, dry_run: bool, tell: Tell | None) -> dict[str, Any]:
    table, resource = table_of(upload), resource_of(upload)
    account = Account(resource, len(table.rows), {"unknown": resource.unknown(table)})
    for result in resource.results(resource.take(table), dry_run=dry_run):
        account.add(result)
        if tell is not None and account.done % TELL_EVERY == 0:
            tell(account.done, len(table.rows))
    return account.report


__all__ = ["AT_ONCE", "Overtaken", "Unreadable", "bring_in", "bring_in_by_batches", "look", "table_of"]
