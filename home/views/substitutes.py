"""Inside the agency: who is away, and who stands in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST

from agencies.actions import EndSubstitution, NameSubstitute, Refused
from agencies.actions.substituting import may_name
from agencies.models import Agency, Substitution
from agencies.permissions import standing
from home.forms.officers import SubstituteForm
from home.navigation import DESK
from home.views.desk import chosen, served_by
from home.views.gates import person, signed_in
from vietnamese.dates import short


@method_decorator(signed_in, name="dispatch")
class Substitutes(View):
    """Everybody for themselves, the head of the agency for its people."""

    def get(self, request: HttpRequest) -> HttpResponse:
        agency = self._agency(request)
        return self._show(request, agency, self._form(request, agency))

    def post(self, request: HttpRequest) -> HttpResponse:
        agency = self._agency(request)
        form = self._form(request, agency, request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                NameSubstitute(
                    data["of"],
                    person(request),
                    agency=agency,
                    substitute=data["substitute"],
                    first=data["first"],
                    last=data["last"],
                ).execute()
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                self._say(request, data)
                return redirect(f"{reverse('home:substitutes')}?co-quan={agency.pk}")
        return self._show(request, agency, form)

    def _say(self, request: HttpRequest, data: dict[str, Any]) -> None:
        words = _("%(substitute)s substitutes for %(name)s from %(first)s to %(last)s.")
        said = {
            "substitute": data["substitute"].get_full_name(),
            "name": data["of"].get_full_name(),
            "first": short(data["first"]),
            "last": short(data["last"]),
        }
        messages.success(request, words % said)

    def _agency(self, request: HttpRequest) -> Agency:
        served = served_by(request.user)
        if not served:
            raise Http404
        return chosen(request, served)

    def _form(self, request: HttpRequest, agency: Agency, *args: Any) -> SubstituteForm:
        heads = agency.pk in standing(request.user).heads
        return SubstituteForm(*args, user=person(request), agency=agency, heads=heads)

    def _show(self, request: HttpRequest, agency: Agency, form: SubstituteForm) -> HttpResponse:
        held = Substitution.objects.not_over().filter(agency=agency)
        rows = [
            (one, may_name(person(request), one.officer_id, agency.pk))
            for one in held.select_related("officer", "substitute")
        ]
        context = {
            "form": form,
            "agency": agency,
            "others": [one for one in served_by(request.user) if one != agency],
            "rows": rows,
            "trail": [("/", _("Home")), DESK, ("", _("Absence and substitute"))],
        }
        status = 422 if form.is_bound and form.errors else 200
        return render(request, "home/desk/substitutes.html", context, status=status)


@require_POST
@signed_in
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The officer is back before the last day."""
    own = Substitution.objects.filter(agency__in=standing(request.user).agencies)
    found = get_object_or_404(own, pk=pk)
    try:
        EndSubstitution(found, person(request)).execute()
    except (Refused, PermissionDenied) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The substitution has ended."))
    return redirect(f"{reverse('home:substitutes')}?co-quan={found.agency_id}")
