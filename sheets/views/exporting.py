"""Lists out."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from sheets.views.kinds import kind_of
from sheets.writing import answer


@require_safe
def export(request: HttpRequest, kind: str, form: str) -> FileResponse:
    """The lines, order and columns of the list on the screen; with `nhap-lai` the columns an import reads."""
    resource = kind_of(kind)(request.user)
    columns = resource.columns_of(request.GET)
    headings = [capfirst(str(column.column_name)) for column in columns]
    return answer(kind, form, headings, resource.rows(resource.exported(request.GET), columns))


@require_safe
def template(request: HttpRequest, kind: str) -> FileResponse:
    """An empty list with the right headings."""
    return answer(f"mau-{kind}", "xlsx", [column.column_name for column in kind_of(kind).columns()], [])
