"""The state of search, and building its index anew, for administrators."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.permissions import standing
from jobs.actions import start
from jobs.models import Job
from jobs.statuses import ENDED
from search.state import state
from search.works import REBUILD


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """What answers now and how far the index is behind; POST builds the index anew in the background."""
    if not standing(request.user).administrator:
        raise PermissionDenied
    found = state()
    if request.method == "POST" and found.engine == "elasticsearch":
        job = start(REBUILD, request.user, _("Build the search index anew"))
        return redirect("jobs_job", job.pk)
    under_way = Job.objects.visible_to(request.user).filter(kind=REBUILD).exclude(state__in=ENDED).first()
    return render(request, "search/admin/index.html", {"state": found, "job": under_way})
