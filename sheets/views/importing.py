"""Look at what an uploaded list would do, import it, take the import back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from jobs.actions import start
from sheets.importing import AT_ONCE, Overtaken, Unreadable, bring_in, refused, table_of, take_back
from sheets.models import Upload
from sheets.statuses import State
from sheets.views.kinds import kind_of
from sheets.work import RUN, UNDO
from sheets.writing import answer


def _mine(request: HttpRequest, pk: UUID) -> Upload:
    kept: Upload = get_object_or_404(Upload.objects.visible_to(request.user).select_related("job"), pk=pk)
    return kept


@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the import would do, or how far the work on it is, or what it did."""
    kept = _mine(request, pk)
    if kept.state == State.CHOOSING:
        return redirect("sheets_columns", kept.pk)
    busy = kept.state in (State.CHECKING, State.IMPORTING)
    if busy and kept.job is not None and not kept.broken_off:
        return redirect("jobs_job", kept.job.pk)
    report = kept.report
    context = {
        "upload": kept,
        "resource": kind_of(kept.kind),
        "report": report,
        "good": report.get("new", 0) + report.get("changed", 0),
        "bad": refused(report),
        "State": State,
    }
    return render(request, "sheets/admin/preview.html", context)


@require_POST
def run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All rows, or none while one is wrong; unless the person presses the button that leaves such rows out.

    A form sent twice finds the list imported already.
    """
    kept = _mine(request, pk)
    skip = "skip" in request.POST
    if kept.state in (State.CHOOSING, State.CHECKING):
        return redirect("sheets_upload", kept.pk)
    if kept.report.get("total", 0) > AT_ONCE:
        return redirect("jobs_job", _in_background(kept, request.user, skip=skip).pk)
    try:
        report = bring_in(kept, skip=skip)
    except (Overtaken, Unreadable, FileNotFoundError) as wrong:
        messages.error(request, str(wrong) or _("The list is no longer here. Upload it again."))
        return redirect("sheets_import", kept.kind)
    if refused(report) and not skip:
        messages.error(request, _("Nothing was imported: the list has rows that are wrong."))
    else:
        written = report["new"] + report["changed"]
        told = ngettext("%(number)d row was imported.", "%(number)d rows were imported.", written)
        messages.success(request, told % {"number": written})
    return redirect("sheets_upload", kept.pk)


def _in_background(kept: Upload, user: Any, *, skip: bool) -> Any:
    with transaction.atomic():
        locked = Upload.objects.select_for_update(of=("self",)).select_related("job").get(pk=kept.pk)
        if locked.job is not None and locked.state in (State.IMPORTING, State.IMPORTED):
            if not locked.broken_off:
                return locked.job
            skip = bool(locked.job.arguments.get("skip"))
        title = _("Import the list “%(name)s”") % {"name": kept.name}
        locked.state = State.IMPORTING
        locked.job = start(RUN, user, title, upload=str(locked.pk), skip=skip)
        locked.save(update_fields=["state", "job"])
    return locked.job


@require_POST
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a whole import back, or what was written of one that broke off."""
    kept = _mine(request, pk)
    if not kind_of(kept.kind).undoable or not (kept.state == State.IMPORTED or kept.broken_off):
        raise Http404
    if kept.report.get("new", 0) > AT_ONCE:
        title = _("Undo the import of “%(name)s”") % {"name": kept.name}
        return redirect("jobs_job", start(UNDO, request.user, title, upload=str(kept.pk)).pk)
    try:
        removed = take_back(kept)
    except ValueError as wrong:
        messages.error(request, str(wrong))
    else:
        told = ngettext("%(number)d paper was removed.", "%(number)d papers were removed.", removed)
        messages.success(request, told % {"number": removed})
    return redirect("sheets_upload", kept.pk)


@require_safe
def refused_rows(request: HttpRequest, pk: UUID) -> FileResponse:
    """The rows that were not imported, with the reason behind each, to be corrected and uploaded again."""
    kept = _mine(request, pk)
    reasons: dict[str, str] = kept.report.get("refused", {})
    if not reasons:
        raise Http404
    try:
        table = table_of(kept)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    rows = (
        [*(row.values.get(name) for name in table.headings), reasons[str(row.number)]]
        for row in table.rows
        if str(row.number) in reasons
    )
    return answer("dong-loi", "xlsx", [*table.headings, _("Reason")], rows)
