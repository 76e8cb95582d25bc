"""Upload a list, look at what it would do, import it; and export."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from jobs.actions import start
from sheets.forms import UploadForm
from sheets.importing import AT_ONCE, bring_in, look, refused, table_of, take_back
from sheets.models import Upload
from sheets.reading import Table, Unreadable, read
from sheets.resources import KINDS, SheetResource
from sheets.statuses import State
from sheets.work import CHECK, RUN, UNDO
from sheets.writing import answer


def _kind(kind: str) -> type[SheetResource]:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """A file that cannot be taken as a whole is refused here, with a sentence beside the field."""
    resource = _kind(kind)
    sent = request.POST if request.method == "POST" else None
    form = UploadForm(sent, request.FILES if sent is not None else None)
    options = resource.options_form(sent)
    if request.method == "POST":
        valid = form.is_valid() & options.is_valid()
        if valid:
            try:
                kept = _keep(request.user, resource, form.cleaned_data["file"], options)
            except Unreadable as unreadable:
                form.add_error("file", str(unreadable))
            else:
                return redirect("sheets_upload", kept.pk)
    wrong = sent is not None and bool(form.errors or options.errors)
    context = {"resource": resource, "form": form, "options": options, "columns": resource.columns()}
    return render(request, "sheets/admin/upload.html", context, status=422 if wrong else 200)


def _keep(user: Any, resource: type[SheetResource], file: Any, options: Any) -> Upload:
    content: bytes = file.read()
    table: Table = read(content)
    list(resource(user).take(table))
    for forgotten in Upload.objects.visible_to(user).forgotten():
        forgotten.file.delete(save=False)
        forgotten.delete()
    with transaction.atomic():
        kept = Upload(kind=resource.kind, name=file.name[:255], user=user, options=options.kept())
        kept.file.save("list", ContentFile(content), save=False)
        kept.save()
        if len(table.rows) > AT_ONCE:
            title = _("Check the list “%(name)s”") % {"name": kept.name}
            kept.job = start(CHECK, user, title, upload=str(kept.pk))
            kept.save(update_fields=["job"])
    if kept.job is None:
        look(kept)
    return kept


@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the import would do, or how far the work on it is, or what it did."""
    kept = get_object_or_404(Upload.objects.visible_to(request.user).select_related("job"), pk=pk)
    busy = kept.state in (State.CHECKING, State.IMPORTING)
    if busy and kept.job is not None:
        return redirect("jobs_job", kept.job.pk)
    report = kept.report
    good = report.get("new", 0) + report.get("changed", 0)
    resource = _kind(kept.kind)
    context = {"upload": kept, "resource": resource, "report": report, "good": good, "State": State}
    return render(request, "sheets/admin/preview.html", {**context, "bad": refused(report)})


@require_POST
def run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All rows, or none while one is wrong; unless the person presses the button that leaves such rows out.

    A form sent twice finds the list imported already.
    """
    kept = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    skip = "skip" in request.POST
    if kept.report.get("total", 0) > AT_ONCE:
        title = _("Import the list “%(name)s”") % {"name": kept.name}
        return redirect("jobs_job", _in_background(kept, request, RUN, title, skip=skip).pk)
    try:
        report = bring_in(kept, skip=skip)
    except (Unreadable, FileNotFoundError) as wrong:
        messages.error(request, str(wrong) or _("The list is no longer here. Upload it again."))
        return redirect("sheets_import", kept.kind)
    if refused(report) and not skip:
        messages.error(request, _("Nothing was imported: the list has rows that are wrong."))
    else:
        written = report["new"] + report["changed"]
        told = ngettext("%(number)d row was imported.", "%(number)d rows were imported.", written)
        messages.success(request, told % {"number": written})
    return redirect("sheets_upload", kept.pk)


@require_POST
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a whole import back."""
    kept = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    if not _kind(kept.kind).undoable or kept.state != State.IMPORTED:
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
    kept = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
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


def _in_background(kept: Upload, request: HttpRequest, kind: str, title: str, **arguments: Any) -> Any:
    with transaction.atomic():
        locked = Upload.objects.select_for_update().get(pk=kept.pk)
        if locked.job is not None and locked.state in (State.IMPORTING, State.IMPORTED):
            return locked.job
        locked.state = State.IMPORTING
        locked.job = start(kind, request.user, title, upload=str(locked.pk), **arguments)
        locked.save(update_fields=["state", "job"])
    return locked.job


@require_safe
def export(request: HttpRequest, kind: str, form: str) -> FileResponse:
    resource = _kind(kind)(request.user)
    headings = [column.column_name for column in resource.exported_columns()]
    return answer(kind, form, headings, resource.rows(resource.exported(request.GET)))


@require_safe
def template(request: HttpRequest, kind: str) -> FileResponse:
    """An empty list with the right headings."""
    return answer(f"mau-{kind}", "xlsx", [column.column_name for column in _kind(kind).columns()], [])
