"""What an agency gives out of its part: sub-tasks, and the decisions on them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.decorators.http import require_safe

from agencies.actions import Refused
from agencies.permissions import standing
from home.forms.splitting import DecideForm, SplitForm
from home.navigation import DESK
from home.views.acts import PartForm
from home.views.desk import PER_PAGE, chosen, served_by
from home.views.gates import person, signed_in
from home.views.part import trail
from tasks import decisions
from tasks.actions import Split
from tasks.marks import marks_of
from tasks.models import Assignment

#: An agency cancels and gives anew; only the secretariat moves a part between agencies.
NOT_FOR_AGENCIES = frozenset({"give_to_another"})


class SplitPart(PartForm):
    form_class = SplitForm
    heading = gettext_lazy("Give a sub-task")
    button = gettext_lazy("Give it")

    def open_now(self) -> bool:
        return self.may().split

    def form(self, *args: Any, **kwargs: Any) -> SplitForm:
        return SplitForm(*args, part=self.part, **kwargs)

    def act(self, form: SplitForm) -> None:
        data = form.cleaned_data
        split = Split(
            self.part,
            person(self.request),
            title=data["title"],
            shares=form.shares(),
            due_on=data["due_on"],
        )
        split.execute()
        number = len(split.made)
        words = ngettext("%(number)d sub-task was given.", "%(number)d sub-tasks were given.", number)
        messages.success(self.request, words % {"number": number})


@method_decorator(signed_in, name="dispatch")
class Decide(View):
    """The buttons of whoever gave the sub-task; refused, what was typed stays."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(request, self._part(request, pk), DecideForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        part = self._part(request, pk)
        form = DecideForm(request.POST)
        key = request.POST.get("do", "")
        verb = decisions.VERBS.get(key) if key not in NOT_FOR_AGENCIES else None
        if verb is None:
            form.add_error(None, _("Choose what to do with this part."))
        elif form.is_valid():
            try:
                verb.make(part, person(request), form.said()).execute()
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Done. Whoever does the sub-task sees it on their desk."))
                return redirect("home:part", pk=pk)
        part.refresh_from_db()
        return self._show(request, part, form)

    def _part(self, request: HttpRequest, pk: int) -> Assignment:
        mine = Assignment.objects.given_by(standing(request.user).agencies)
        return get_object_or_404(mine.listed().select_related("task__under__agency"), pk=pk)

    def _show(self, request: HttpRequest, part: Assignment, form: DecideForm) -> HttpResponse:
        shown = decisions.buttons(part)
        context = {
            "part": part,
            "form": form,
            "labels": marks_of(part),
            "buttons": [verb for verb in shown.first + shown.more if verb.key not in NOT_FOR_AGENCIES],
            "last": part.reports.select_related("author").first(),
            "waiting": part.extensions.filter(decision="waiting").select_related("asked_by").first(),
            "trail": trail(request, _("Decide on the sub-task"), part=part),
        }
        status = 422 if form.is_bound and form.errors else 200
        return render(request, "home/desk/decide.html", context, status=status)


@require_safe
@signed_in
def given(request: HttpRequest) -> HttpResponse:
    """The sub-tasks an agency gave: what waits for its decision first, then by date."""
    served = served_by(request.user)
    if not served:
        raise Http404
    agency = chosen(request, served)
    parts = Assignment.objects.given_by([agency.pk]).listed()
    parts = parts.select_related("officer", "task__under__agency", "task__under__task")
    page = Paginator(parts.waiting_first(), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "agency": agency,
        "others": [one for one in served if one != agency],
        "page": page,
        "rows": [(part, marks_of(part)) for part in page],
        "trail": [("/", _("Home")), DESK, ("", _("Sub-tasks we gave"))],
    }
    return render(request, "home/desk/given.html", context)
