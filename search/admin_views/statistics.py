"""What was asked of the search page, for the secretariat: what finds nothing, what is asked most."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.models import DocumentPage
from search.models import Question

PERIODS = (7, 30, 90, 365)
SHOWN = 30


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    days = next((days for days in PERIODS if str(days) == request.GET.get("ngay")), 30)
    begun = timezone.now() - timedelta(days=days)
    questions = Question.objects.since(begun)
    opened = (
        DocumentPage.objects.visible_to(request.user)
        .filter(search_openings__at__gte=begun)
        .annotate(times=Count("search_openings"))
        .select_related("type")
        .defer("text")
        .order_by("-times", "-pk")[:SHOWN]
    )
    context = {
        "days": days,
        "periods": PERIODS,
        "figures": questions.figures(),
        "empty": questions.without_hits().most_asked()[:SHOWN],
        "most": questions.most_asked()[:SHOWN],
        "opened": opened,
    }
    return render(request, "search/admin/statistics.html", context)
