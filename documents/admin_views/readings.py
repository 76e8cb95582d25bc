"""Step 1: the file. What is still being looked at stands below, so that nothing begun is forgotten."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.permissions import known
from documents.admin_views.reading_forms import FileForm
from documents.drawn_pages import draw_page
from documents.intake.actions import Discard, FillByHand
from documents.intake.receiving import receive
from documents.models import Reading

SHOWN = 50


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """A file that is no paper is refused here, with a sentence beside the field."""
    if request.method != "POST":
        return _page(request, FileForm(initial={"key": uuid.uuid4()}))
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            reading = receive(file.read(), file.name, known(request.user), form.cleaned_data["key"])
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("documents_reading", reading.pk)
    return _page(request, form, 422)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked once more, because the file goes too."""
    reading = get_object_or_404(Reading.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        try:
            Discard(reading, known(request.user), version=reading.version).execute()
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("“%(name)s” was thrown away.") % {"name": reading.name})
        return redirect("documents_read")
    return render(request, "documents/admin/reading_discard.html", {"reading": reading})


@require_POST
def by_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody waits for a reading that failed: the form is filled in beside the original."""
    reading = get_object_or_404(Reading.objects.visible_to(request.user), pk=pk)
    try:
        FillByHand(reading, known(request.user), version=reading.version).execute()
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("documents_reading", pk)


@require_safe
def page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of the original as a picture; it never changes, so the browser keeps it for the hour."""
    reading = get_object_or_404(Reading.objects.visible_to(request.user).select_related("file"), pk=pk)
    if reading.file is None:
        raise Http404
    try:
        with reading.file.file.open("rb") as opened:
            drawn = draw_page(opened.read(), number)
    except FileNotFoundError:
        raise Http404 from None
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/webp", headers={"Cache-Control": "private, max-age=3600"})


def _page(request: HttpRequest, form: FileForm, status: int = 200) -> HttpResponse:
    waiting = Reading.objects.visible_to(request.user).unfinished()
    context: dict[str, Any] = {"form": form, "readings": list(waiting[:SHOWN])}
    return render(request, "documents/admin/read.html", context, status=status)
