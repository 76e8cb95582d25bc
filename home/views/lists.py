"""Working lists of an agency: how many, which, and as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home import desk
from home.navigation import DESK
from home.spreadsheet import workbook
from home.views.desk import PER_PAGE, cells, chosen, headings, served_by
from home.views.gates import signed_in
from tasks import lists
from tasks.statuses import Part


@require_safe
@signed_in
def listing(request: HttpRequest, key: str) -> HttpResponse:
    """One list, narrowed by words and part, twenty rows a page."""
    asked = _asked(request, key)
    page = Paginator(asked["found"], PER_PAGE).get_page(request.GET.get("trang"))
    at, agency = timezone.localdate(), asked["agency"]
    work = desk.work_of(agency.pk, request.user)
    context = {
        **asked,
        "page": page,
        "rows": [desk.row(part, request.user, at) for part in page],
        "counts": lists.counts(lists.OF_AN_AGENCY, work, request.user, at),
        "roles": Part.choices,
        "trail": [("/", _("Home")), DESK, ("", asked["list"].title)],
    }
    return render(request, "home/desk/list.html", context)


@require_safe
@signed_in
def export(request: HttpRequest, key: str) -> HttpResponse:
    """The whole list as it is narrowed on the page."""
    asked = _asked(request, key)
    rows = [cells(asked["list"].title, desk.row(part, request.user)) for part in asked["found"]]
    return workbook(f"{key}-{timezone.localdate():%Y-%m-%d}", headings(), rows)


def _asked(request: HttpRequest, key: str) -> dict[str, Any]:
    wanted = next((one for one in lists.OF_AN_AGENCY if one.key == key), None)
    served = served_by(request.user)
    if wanted is None or not served:
        raise Http404
    agency = chosen(request, served)
    narrowing = desk.Narrowing.of(request.GET)
    work = desk.work_of(agency.pk, request.user)
    found = wanted.of(work, request.user, timezone.localdate())
    found = found.with_answers().prefetch_related("task__schedules")
    if narrowing.part:
        found = found.filter(part=narrowing.part)
    return {
        "list": wanted,
        "agency": agency,
        "others": [one for one in served if one != agency],
        "narrowing": narrowing,
        "found": [part for part in found if narrowing.fits(part)] if narrowing.words else found,
    }
