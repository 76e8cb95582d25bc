"""Entering the expected days off of a year: looked at first, then entered with one click."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.permissions import known
from tasks.calendar.actions import AddExpectedHolidays
from tasks.calendar.expected import expected

#: Years the lunar calendar is computed for.
YEARS = range(2020, 2100)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, year: int) -> HttpResponse:
    if year not in YEARS:
        raise Http404
    if request.method == "POST":
        user = known(request.user)
        try:
            number = AddExpectedHolidays(user, user, year=year).execute()
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            words = _("%(number)d rows of days off of %(year)d are entered, marked as expected.")
            messages.success(request, words % {"number": number, "year": year})
        return redirect("ngay-nghi:index")
    return render(request, "tasks/admin/holidays.html", {"year": year, "rows": expected(year)})
