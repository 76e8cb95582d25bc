"""Working lists of an agency: how many, which, and as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from agencies.lists import Column
from agencies.lists import chosen as chosen_among
from agencies.models import SavedView
from home import desk
from home.navigation import DESK
from home.spreadsheet import workbook
from home.views import saved
from home.views.desk import PER_PAGE, cells, chosen, headings, served_by
from home.views.gates import signed_in
from tasks import columns, lists
from tasks.models import Assignment
from tasks.statuses import Part


@require_safe
@signed_in
def listing(request: HttpRequest, key: str) -> HttpResponse:
    """One list, narrowed by words and part, twenty rows a page."""
    asked = _asked(request, key)
    place = saved.place_of(key, asked["agency"].pk)
    views = list(SavedView.objects.offered_to(request.user, place, [asked["agency"].pk]))
    opens = next((view for view in views if view.default and view.owner == request.user), None)
    if opens is not None and opens.query and not request.GET.keys() - {"co-quan"}:
        return redirect(f"{request.path}?co-quan={asked['agency'].pk}&{opens.query}")
    page = Paginator(asked["found"], PER_PAGE).get_page(request.GET.get("trang"))
    at, agency = timezone.localdate(), asked["agency"]
    work = desk.work_of(agency.pk, request.user)
    context = {
        **asked,
        "page": page,
        "rows": [desk.row(part, request.user, at, asked["shown"]) for part in page],
        "columns": columns.COLUMNS,
        "orders": columns.ORDERS,
        "views": views,
        "query": request.GET.urlencode(),
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
    name, shown = f"{key}-{timezone.localdate():%Y-%m-%d}", asked["shown"]
    if shown:
        chosen_rows = ([part.task.told_title, *(one.value(part) for one in shown)] for part in asked["found"])
        return workbook(name, [pgettext("duty", "Task"), *(one.title for one in shown)], chosen_rows)
    rows = [cells(asked["list"].title, desk.row(part, request.user)) for part in asked["found"]]
    return workbook(name, headings(), rows)


def _asked(request: HttpRequest, key: str) -> dict[str, Any]:
    wanted = next((one for one in lists.OF_AN_AGENCY if one.key == key), None)
    served = served_by(request.user)
    if wanted is None or not served:
        raise Http404
    agency = chosen(request, served)
    narrowing = desk.Narrowing.of(request.GET)
    work = desk.work_of(agency.pk, request.user)
    found = wanted.of(work, request.user, timezone.localdate())
    found = found.with_answers().select_related("officer").prefetch_related("task__schedules")
    if request.GET.get("xep"):
        found = columns.ordered(found, request.GET["xep"])
    if narrowing.part:
        found = found.filter(part=narrowing.part)
    return {
        "list": wanted,
        "agency": agency,
        "others": [one for one in served if one != agency],
        "narrowing": narrowing,
        "shown": _columns(request.GET.getlist("cot")),
        "found": [part for part in found if narrowing.fits(part)] if narrowing.words else found,
    }


def _columns(keys: list[str]) -> list[Column[Assignment]]:
    """Without a choice the desk shows its own."""
    return chosen_among(columns.COLUMNS, keys) if any(keys) else []
