"""Look at an uploaded list, and import it: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import transaction

from sheets.models import Upload
from sheets.reading import Row, Table, Unreadable, read
from sheets.resources import KINDS, SheetResource
from sheets.statuses import State

#: Above so many rows the work is done in the background.
AT_ONCE: Final = 200
#: So many rows and so many errors are shown; all are counted.
SHOWN: Final = 200
TELL_EVERY: Final = 50

#: A row becomes a new thing, changes one, says what is there already, contradicts it, or cannot be read.
KINDS_OF_RESULT: Final = ("new", "changed", "same", "conflict", "wrong")

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


def bring_in(upload: Upload, tell: Tell | None = None, *, skip: bool = False) -> dict[str, Any]:
    """Write all rows, or none when one of them is wrong, unless the person said to leave such rows out.

    A second call for one upload changes nothing.
    """
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
            if refused(report) and not skip:
                raise _Nothing
            Upload.objects.filter(pk=upload.pk).update(state=State.IMPORTED, report=report)
    except _Nothing:
        Upload.objects.filter(pk=upload.pk).update(state=State.CHECKED, report=report)
        return report
    if not refused(report):
        upload.file.delete(save=False)
    return report


def refused(report: dict[str, Any]) -> int:
    """How many rows are not imported."""
    return int(report.get("wrong", 0)) + int(report.get("conflict", 0))


def take_back(upload: Upload) -> int:
    """Undo an import; a second call finds it undone and changes nothing."""
    with transaction.atomic():
        kept = Upload.objects.select_for_update().get(pk=upload.pk)
        if kept.state != State.IMPORTED:
            return 0
        removed = _resource(kept).undo(str(kept.pk))
        Upload.objects.filter(pk=kept.pk).update(state=State.UNDONE)
    return removed


def _resource(upload: Upload) -> SheetResource:
    options = {**upload.options, "upload": str(upload.pk), "name": upload.name}
    return KINDS[upload.kind](upload.user, options)


def _go_through(resource: SheetResource, table: Table, *, dry_run: bool, tell: Tell | None) -> dict[str, Any]:
    report: dict[str, Any] = {"total": len(table.rows), **dict.fromkeys(KINDS_OF_RESULT, 0)}
    errors: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    refused: dict[str, str] = {}
    for done, result in enumerate(resource.results(resource.take(table), dry_run=dry_run), start=1):
        report[result.what] += 1
        errors += [
            {"row": result.row.number, "column": where, "reason": why} for where, why in result.problems
        ]
        if result.problems:
            refused[str(result.row.number)] = "; ".join(
                filter(None, map(": ".join, map(_said, result.problems)))
            )
        if len(rows) < SHOWN:
            rows.append(
                {"row": result.row.number, "what": result.what, "words": _words(resource, result.row)}
            )
        if tell is not None and done % TELL_EVERY == 0:
            tell(done, len(table.rows))
    more = max(0, len(errors) - SHOWN)
    return {**report, "errors": errors[:SHOWN], "more_errors": more, "rows": rows, "refused": refused}


def _said(problem: tuple[str, str]) -> list[str]:
    return [part for part in problem if part]


def _words(resource: SheetResource, row: Row) -> str:
    """The first cells that say something, enough to know the row again."""
    cells = [row.values.get(column.column_name) for column in resource.columns()]
    return " · ".join(str(cell)[:80] for cell in cells if cell not in (None, ""))[:160]


__all__ = ["AT_ONCE", "Unreadable", "bring_in", "look", "table_of"]
