"""Papers that come in: entering one, its slip, and how it was dealt with."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from agencies.actions import Refused
from agencies.permissions import known
from documents.actions import AssignArrival, FinishArrival, FormUsed, PossibleTwin, RegisterArrival
from documents.admin_views.acting import posted_from
from documents.admin_views.arrival_forms import ArrivalForm, FinishForm, SlipForm
from documents.books.slips import slip_of, stamp_of
from documents.models import Arrival, Register, RegisterYear
from documents.printing.minutes import MINUTES
from documents.printing.stamp import write_pdf as write_stamp
from documents.statuses import Direction
from documents.typed import recall_all
from sheets.writing import download
from vietnamese.dates import short

#: Fields that take the whole width of the form; the others stand in pairs where there is room.
WIDE = ("subject", "file", "coordinators", "opinion", "again")


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """The arrival number is given by the POST; the form says which was the latest."""
    registers = Register.objects.filter(direction=Direction.INCOMING).select_related("agency")
    register = get_object_or_404(registers, pk=pk)
    if request.method != "POST":
        return _form(request, register, ArrivalForm(initial=_typed_before(request)))
    form = ArrivalForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, register, form)
    try:
        arrival = _enter(request, register, form)
    except FormUsed as used:
        form.data = _with_new_key(request)
        form.add_error(None, str(used))
        return _form(request, register, form)
    except PossibleTwin as twin:
        form.add_error(None, str(twin))
        return _form(request, register, form, twin=twin.twin)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(request, register, form)
    told = _("Entered: arrival number %(number)s of %(day)s.")
    messages.success(
        request,
        told % {"number": arrival.entry.printed, "day": short(arrival.entry.on)},
        buttons=[messages.button(reverse("documents_arrival", args=[arrival.pk]), _("Open"))],
    )
    if "next" in request.POST:
        return redirect("documents_enter_arrival", pk)
    return redirect("documents_register", pk, arrival.entry.register_year.year)


def _with_new_key(request: HttpRequest) -> QueryDict:
    data = request.POST.copy()
    data["key"] = str(uuid.uuid4())
    return data


def _typed_before(request: HttpRequest) -> dict[str, Any]:
    """What the form held when the session ended; a file has to be chosen again."""
    typed = recall_all(request)
    if typed is None:
        return {}
    messages.warning(
        request, _("You have signed in again. What you had typed is kept; press the button once more.")
    )
    return {
        name: values if name == "coordinators" else values[-1] for name, values in typed.items() if values
    }


def _enter(request: HttpRequest, register: Register, form: ArrivalForm) -> Arrival:
    data = form.cleaned_data
    user = known(request.user)
    if data["section"] and not data["section"].permissions_for_user(user).can_add_subpage():
        raise Refused(_("Your account may not add papers to this section."))
    arrival: Arrival = RegisterArrival(
        register,
        user,
        arrival=form.arrival(),
        on=data["arrived_on"],
        key=data["key"],
        slip=form.slip(),
        section=data["section"],
        file=form.stored(user),
        again=data["again"],
    ).execute()
    return arrival


def _form(request: HttpRequest, register: Register, form: ArrivalForm, **context: Any) -> HttpResponse:
    counter = RegisterYear.objects.of(register, timezone.localdate().year).first()
    context = {"register": register, "form": form, "counter": counter, "wide": WIDE, **context}
    return render(request, "documents/admin/enter_arrival.html", context, status=422 if form.errors else 200)


@require_safe
def arrival(request: HttpRequest, pk: int) -> HttpResponse:
    """One line of the arrival register: what came, who deals with it, how it ended."""
    found = get_object_or_404(Arrival.objects.visible_to(request.user).listed(), pk=pk)
    finish = FinishForm(initial={"on": timezone.localdate()})
    return _arrival(request, found, SlipForm(arrival=found), finish)


@require_safe
def slip(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The slip to be written on, filled with what is known."""
    found = _of_paper(request, pk)
    if form not in MINUTES:
        raise Http404
    write, content_type = MINUTES[form]
    made = slip_of(found, timezone.localdate())
    return download(partial(write, made), f"phieu-giai-quyet-{found.entry.printed}.{form}", content_type)


@require_safe
def stamp(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = _of_paper(request, pk)
    name = f"dau-den-{found.entry.printed}.pdf"
    return download(partial(write_stamp, stamp_of(found)), name, "application/pdf")


def _of_paper(request: HttpRequest, pk: int) -> Arrival:
    arrivals = Arrival.objects.visible_to(request.user).listed()
    found: Arrival = get_object_or_404(
        arrivals.select_related("entry__register_year__register__agency"), pk=pk
    )
    return found


@posted_from("documents_arrival")
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Arrival.objects.visible_to(request.user).listed(), pk=pk)
    form = SlipForm(request.POST, arrival=found)
    if form.is_valid():
        try:
            AssignArrival(found, known(request.user), slip=form.slip()).execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The slip is written."))
            return redirect("documents_arrival", pk)
    return _arrival(request, found, form, FinishForm(initial={"on": timezone.localdate()}), 422)


@posted_from("documents_arrival")
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Arrival.objects.visible_to(request.user).listed(), pk=pk)
    form = FinishForm(request.POST)
    if form.is_valid():
        try:
            FinishArrival(found, known(request.user), **form.cleaned_data).execute()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The paper is marked as dealt with."))
            return redirect("documents_arrival", pk)
    return _arrival(request, found, SlipForm(arrival=found), form, 422)


def _arrival(
    request: HttpRequest, found: Arrival, slip: SlipForm, finish: FinishForm, status: int = 200
) -> HttpResponse:
    context = {
        "arrival": found,
        "entry": found.entry,
        "register": found.entry.register_year.register,
        "handlers": list(found.handlers.all()),
        "slip": slip,
        "finish": finish,
        "form": slip,
    }
    return render(request, "documents/admin/arrival.html", context, status=status)
