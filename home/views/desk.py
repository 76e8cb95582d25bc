"""The agency's desk: its own work, in order of trouble."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.permissions import standing
from documents.models import Distribution
from home import desk
from home.spreadsheet import workbook
from home.views.gates import signed_in
from tasks import lists
from tasks.models import Assignment, ChaseLetter, Report
from tasks.statuses import Part

PER_PAGE = 20


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    served = served_by(request.user)
    if not served:
        return render(request, "home/desk/no_agency.html", {"trail": _trail()})
    agency = chosen(request, served)
    narrowing = desk.Narrowing.of(request.GET)
    work = desk.work_of(agency.pk, request.user)
    context = {
        "agency": agency,
        "others": [one for one in served if one != agency],
        "narrowing": narrowing,
        "roles": Part.choices,
        "done": desk.finished(work).count(),
        **_given(agency),
        "counts": lists.counts(lists.OF_AN_AGENCY, work, request.user, timezone.localdate()),
        "report": _next_report(agency),
        "received": Distribution.objects.visible_to(request.user).filter(agency=agency).unopened().count(),
        "trail": _trail(),
    }
    wanted = request.GET.get("nhom", "")
    if wanted == desk.DONE:
        return render(request, "home/desk/done.html", {**context, **_done(request, work, narrowing)})
    groups = desk.groups(desk.unfinished(work), request.user, narrowing)
    if wanted:
        return render(request, "home/desk/group.html", {**context, **_one(request, groups, wanted)})
    return render(request, "home/desk/index.html", {**context, "groups": groups})


def _next_report(agency: Agency) -> Report | None:
    """The report to be sent first, with the letters by which it was chased."""
    letters = Prefetch("chases", ChaseLetter.objects.named())
    waiting = Report.objects.waiting_for(agency.pk).select_related("round")
    return waiting.prefetch_related(letters).first()


def _given(agency: Agency) -> dict[str, int]:
    """How many sub-tasks the agency gave, and how many of them wait for its decision."""
    return Assignment.objects.given_by([agency.pk]).counted_for_the_giver()


def served_by(user: Any) -> list[Agency]:
    """The agencies a person acts for."""
    return list(Agency.objects.filter(pk__in=standing(user).agencies).order_by("name"))


def chosen(request: HttpRequest, served: list[Agency]) -> Agency:
    """The agency named in the address, which must be one of the person's own; the first without a name."""
    wanted = request.GET.get("co-quan", "")
    if not wanted:
        return served[0]
    for agency in served:
        if str(agency.pk) == wanted:
            return agency
    raise Http404


def _done(request: HttpRequest, work: Any, narrowing: desk.Narrowing) -> dict[str, Any]:
    rows = (
        [part for part in desk.finished(work) if narrowing.fits(part)] if narrowing else desk.finished(work)
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    return {"page": page, "rows": [desk.row(part, request.user) for part in page]}


def _one(request: HttpRequest, groups: list[desk.Group], wanted: str) -> dict[str, Any]:
    group = next((group for group in groups if group.key == wanted), None)
    if group is None:
        raise Http404
    page = Paginator(group.rows, PER_PAGE).get_page(request.GET.get("trang"))
    return {"group": group, "page": page, "rows": list(page)}


def _trail() -> list[tuple[str, Any]]:
    return [("/", _("Home")), ("", _("My agency's work"))]


@require_safe
@signed_in
def export(request: HttpRequest) -> HttpResponse:
    """The list as it stands on the desk, group by group, as an Excel file."""
    served = served_by(request.user)
    if not served:
        raise Http404
    work = desk.work_of(chosen(request, served).pk, request.user)
    narrowing = desk.Narrowing.of(request.GET)
    groups = desk.groups(desk.unfinished(work), request.user, narrowing)
    rows = [cells(group.title, row) for group in groups for row in group.rows]
    done = [desk.row(part, request.user) for part in desk.finished(work) if narrowing.fits(part)]
    rows += [cells(_("Completed"), row) for row in done]
    return workbook(f"viec-{timezone.localdate():%Y-%m-%d}", headings(), rows)


def headings() -> list[Any]:
    return [
        pgettext("duty", "Task"),
        _("Group"),
        pgettext("paper", "Document"),
        _("Clause"),
        _("Sentence that gives it"),
        _("Part"),
        _("Due on"),
        _("Status"),
        _("Done on"),
    ]


def cells(title: Any, row: desk.Row) -> list[Any]:
    part, task = row.part, row.part.task
    return [
        task.told_title,
        str(title),
        task.document.code,
        task.path,
        task.told_quote,
        part.get_part_display(),
        part.due_on,
        "; ".join(str(label.words) for label in row.labels),
        part.done_on,
    ]
