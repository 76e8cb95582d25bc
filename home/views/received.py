"""Papers sent to an agency: what is new, what is acknowledged, what was called back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actions import Refused
from agencies.permissions import standing
from documents.actions import Acknowledge
from documents.models import Distribution
from home.navigation import DESK
from home.views.desk import PER_PAGE, chosen, served_by
from home.views.gates import person, signed_in


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    served = served_by(request.user)
    trail = [("/", _("Home")), DESK, ("", _("Papers sent to us"))]
    if not served:
        return render(request, "home/desk/no_agency.html", {"trail": trail})
    agency = chosen(request, served)
    rows = Distribution.objects.visible_to(request.user).filter(agency=agency).listed()
    context = {
        "agency": agency,
        "others": [one for one in served if one != agency],
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("trang")),
        "trail": trail,
    }
    return render(request, "home/desk/received.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """One click. A GET comes from signing in again: the button is on the list."""
    rows = Distribution.objects.visible_to(request.user).filter(agency__in=standing(request.user).agencies)
    row = get_object_or_404(rows.select_related("document"), pk=pk)
    if request.method == "POST":
        try:
            Acknowledge(row, person(request)).execute()
            messages.success(request, _("Acknowledged: %(paper)s") % {"paper": row.document.short_citation})
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect(f"{reverse('home:received')}?co-quan={row.agency_id}")
