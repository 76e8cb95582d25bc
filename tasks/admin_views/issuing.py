"""The screen on which the consolidated report of a round is issued."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from agencies.actions import Refused
from agencies.permissions import known
from tasks.admin_views.issue_form import IssueForm
from tasks.consolidation.sending import begin, begun
from tasks.consolidation.text import blocks, plain
from tasks.models import ConsolidatedPaper, Round


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """What goes out, to whom; the button numbers, publishes and sends it."""
    rounds = Round.objects.visible_to(request.user).filter(opened_at__isnull=False)
    round_ = get_object_or_404(rounds.select_related("document__type", "schedule").with_counts(), pk=pk)
    if job := begun(request.POST.get("key", "")):
        return redirect("jobs_job", job.pk)
    papers = ConsolidatedPaper.objects.filter(round=round_).select_related("document__type")
    earlier = papers.filter(later=None).first()
    form = IssueForm(request.POST or None, round_=round_, earlier=earlier)
    if request.method == "POST" and form.is_valid():
        try:
            job = begin(round_, known(request.user), form.paper())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("jobs_job", job.pk)
    return render(
        request,
        "tasks/admin/issue.html",
        {
            "round": round_,
            "form": form,
            "earlier": earlier,
            "text": plain(blocks(round_)),
            "empty": not round_.passages.exists(),  # type: ignore[misc]
        },
        status=422 if form.is_bound and form.errors else 200,
    )
