"""Work in the background, as the person who started it sees it."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jobs.models import Job

NEWEST = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "jobs/admin/jobs.html", {"jobs": Job.objects.visible_to(request.user)[:NEWEST]})


@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress; the page refreshes itself until the work has ended."""
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    return render(request, "jobs/admin/job.html", {"job": found, "upload": found.result.get("upload")})


@require_safe
def made(request: HttpRequest, pk: int) -> FileResponse:
    """The file that the work made."""
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    try:
        file = default_storage.open(found.result["file"], "rb")
    except (KeyError, FileNotFoundError):
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=found.result["name"])
    response["Cache-Control"] = "private, no-store"
    return response
