"""Upload a list, and say what its columns are where their headings do not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobs.actions import start
from sheets.forms import ColumnsForm, UploadForm
from sheets.importing import AT_ONCE, look, resource_of, table_of
from sheets.models import ColumnChoice, Upload
from sheets.reading import Table, Unreadable, read
from sheets.resources import SheetResource
from sheets.statuses import State
from sheets.views.kinds import kind_of
from sheets.work import CHECK


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """A file that cannot be taken as a whole is refused here, with a sentence beside the field."""
    resource = kind_of(kind)
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
                return _next(kept)
    wrong = sent is not None and bool(form.errors or options.errors)
    context = {"resource": resource, "form": form, "options": options, "columns": resource.columns()}
    return render(request, "sheets/admin/upload.html", context, status=422 if wrong else 200)


def _next(kept: Upload) -> HttpResponse:
    return redirect("sheets_columns" if kept.state == State.CHOOSING else "sheets_upload", kept.pk)


def _keep(user: Any, resource: type[SheetResource], file: Any, options: Any) -> Upload:
    content: bytes = file.read()
    table = read(content, resource.heading_keys())
    columns = ColumnChoice.objects.offered_to(user, resource.kind, table.headings)
    known = resource(user, {"columns": columns})
    unclear = bool(known.missing(table.headings)) and _could_be_meant(known, table)
    if not unclear:
        list(known.take(table))
    for forgotten in Upload.objects.visible_to(user).forgotten():
        forgotten.file.delete(save=False)
        forgotten.delete()
    kept = Upload(
        kind=resource.kind, name=file.name[:255], user=user, options=options.kept(), columns=columns
    )
    with transaction.atomic():
        kept.file.save("list", ContentFile(content), save=False)
        if unclear:
            kept.state = State.CHOOSING
        kept.save()
    return kept if unclear else _check(kept, len(table.rows))


def _could_be_meant(known: SheetResource, table: Table) -> bool:
    """Whether the columns that nobody knows are enough for those that must be there."""
    return len(known.unknown(table)) >= len(known.missing(table.headings))


def _check(kept: Upload, rows: int) -> Upload:
    if rows <= AT_ONCE:
        look(kept)
        return kept
    with transaction.atomic():
        title = _("Check the list “%(name)s”") % {"name": kept.name}
        kept.job = start(CHECK, kept.user, title, upload=str(kept.pk))
        kept.state = State.CHECKING
        kept.save(update_fields=["job", "state"])
    return kept


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which of our columns each of the file's is; remembered for the next list with these headings."""
    kept = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    if kept.state not in (State.CHOOSING, State.CHECKED):
        raise Http404
    try:
        table = table_of(kept)
    except (FileNotFoundError, Unreadable):
        raise Http404 from None
    resource = resource_of(kept)
    form = ColumnsForm(request.POST or None, table=table, resource=resource)
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        ColumnChoice.objects.remember(request.user, kept.kind, table.headings, chosen)
        kept.columns = form.kept()
        kept.state = State.CHECKING
        kept.save(update_fields=["columns", "state"])
        _check(kept, len(table.rows))
        return redirect("sheets_upload", kept.pk)
    context = {
        "upload": kept,
        "resource": resource,
        "form": form,
        "missing": resource.missing(table.headings),
    }
    wrong = request.method == "POST"
    return render(request, "sheets/admin/columns.html", context, status=422 if wrong else 200)
