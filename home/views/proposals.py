"""What a clerk types into the proposed tasks of a paper, kept while it is typed."""

from __future__ import annotations

import re
from typing import Final
from zlib import crc32

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.permissions import known
from documents.models import DocumentPage
from home import drafts
from home.models import Draft
from tasks.statuses import Stage

_FIELD: Final = re.compile(r"t\d{1,18}-(?:make|skip|lead|coordinate|deadline|due_on)")


def _typed(data: QueryDict) -> dict[str, str]:
    """The fields of the proposals; a box that is not ticked is not sent, and is kept as empty."""
    sent = {name: value for name, value in data.items() if _FIELD.fullmatch(name) and isinstance(value, str)}
    lines = {name.split("-")[0] for name in sent}
    return {f"{line}-{box}": "" for line in lines for box in ("make", "skip")} | sent


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The key tells which proposals were on the page: once some are given, what was typed is over."""
    paper = get_object_or_404(DocumentPage, pk=pk)
    user = known(request.user)
    begin = f"draw:{paper.pk}:"
    waiting = paper.tasks.filter(stage=Stage.PROPOSED).order_by("pk").values_list("pk", flat=True)
    key = f"{begin}{crc32(repr(list(waiting)).encode())}"
    if request.method == "POST":
        Draft.objects.filter(user=user, key__startswith=begin).exclude(key=key).delete()
        drafts.keep(user, key, _typed(request.POST))
        return JsonResponse({"saved": f"{timezone.localtime():%H:%M}"})
    held = Draft.objects.held(user, key)
    if held is None:
        return JsonResponse({})
    return JsonResponse({"saved": f"{timezone.localtime(held.saved_at):%H:%M}", "fields": held.data})
