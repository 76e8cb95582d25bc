"""Whether the site works: for supervisors, not for people."""

from __future__ import annotations

from dataclasses import asdict

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs.models import Job
from notices.models import Letter
from search.state import state


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers; `abandoned_jobs` or the `lag` of search above 0 for long means that no
    worker runs, `unsent_letters` that the mail server refuses or is away."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse(
        {
            "database": "ok",
            "abandoned_jobs": Job.objects.abandoned().count(),
            "unsent_letters": Letter.objects.stuck().count(),
            "search": asdict(state()),
        }
    )
