"""Look at an uploaded list, and import it: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from import_export.results import RowResult

from sheets.models import Upload
from sheets.reading import Row, Table, Unreadable, read
from sheets.resources import KINDS, SheetResource
from sheets.statuses import State

#: Above so many rows the work is done in the background.
AT_ONCE: Final = 200
#: So many rows and so many errors are shown; all are counted.
SHOWN: Final = 200
TELL_EVERY: Final = 50

Tell = Callable[[int, int], None]


class _Nothing(Exception):
    """Roll everything back."""


def table_of(upload: Upload) -> Table:
    with upload.file.open("rb") as file:
        return read(file.read())


def look(upload: Upload, tell: Tell | None = None) -> dict[str, Any]:
    """What an import would do, row by row; writes nothing but its own report."""
    table = table_of(upload)
    resource = _resource(upload)
    report = _go_through(resource, table, dry_run=True, tell=tell)
    report["unknown"] = resource.unknown(table)
    Upload.objects.filter(pk=upload.pk).update(state=State.CHECKED, report=report)
    return report


def bring_in(upload: Upload, tell: Tell | None = None) -> dict[str, Any]:
    """Write all rows, or none when one of them is wrong. A second call for one upload changes nothing."""
    report: dict[str, Any] = {}
    try:
        with transaction.atomic():
            kept = Upload.objects.select_for_update().get(pk=upload.pk)
            if kept.state == State.IMPORTED:
                return dict(kept.report)
            table = table_of(kept)
            resource = _resource(kept)
            report = _go_through(resource, table, dry_run=False, tell=tell)
            report["unknown"] = resource.unknown(table)
            if report["wrong"]:
                raise _Nothing
            Upload.objects.filter(pk=upload.pk).update(state=State.IMPORTED, report=report)
    except _Nothing:
        Upload.objects.filter(pk=upload.pk).update(state=State.CHECKED, report=report)
        return report
    upload.file.delete(save=False)
    return report


def _resource(upload: Upload) -> SheetResource:
    return KINDS[upload.kind](upload.user, upload.options)


def _go_through(resource: SheetResource, table: Table, *, dry_run: bool, tell: Tell | None) -> dict[str, Any]:
    report: dict[str, Any] = {"total": len(table.rows), "new": 0, "changed": 0, "same": 0, "wrong": 0}
    errors: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for done, row in enumerate(resource.take(table), start=1):
        what, problems = _one(resource, row, dry_run=dry_run)
        report[what] += 1
        errors += [{"row": row.number, "column": where, "reason": why} for where, why in problems]
        if len(rows) < SHOWN:
            rows.append({"row": row.number, "what": what, "words": _words(resource, row)})
        if tell is not None and done % TELL_EVERY == 0:
            tell(done, len(table.rows))
    return {**report, "errors": errors[:SHOWN], "more_errors": max(0, len(errors) - SHOWN), "rows": rows}


def _one(resource: SheetResource, row: Row, *, dry_run: bool) -> tuple[str, list[tuple[str, str]]]:
    if row.wrong:
        return "wrong", list(row.wrong.items())
    # A savepoint, so that a row the database refuses does not take the other rows' errors with it.
    with transaction.atomic():
        result = resource.import_row(dict(row.values), None, row_number=row.number, dry_run=dry_run)
        problems = resource.problems(result)
        if problems:
            transaction.set_rollback(True)
    if problems or result.import_type in (RowResult.IMPORT_TYPE_ERROR, RowResult.IMPORT_TYPE_INVALID):
        return "wrong", problems or [("", _("This row cannot be read."))]
    kinds = {RowResult.IMPORT_TYPE_NEW: "new", RowResult.IMPORT_TYPE_UPDATE: "changed"}
    return kinds.get(result.import_type, "same"), []


def _words(resource: SheetResource, row: Row) -> str:
    """The first cells that say something, enough to know the row again."""
    cells = [row.values.get(column.column_name) for column in resource.columns()]
    return " · ".join(str(cell)[:80] for cell in cells if cell not in (None, ""))[:160]


__all__ = ["AT_ONCE", "Unreadable", "bring_in", "look", "table_of"]
