"""Papers on their way to signature: what waits for this person, and the page on which a step is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import TaskState

from agencies.actions import Refused
from agencies.permissions import standing
from documents.actions import Agree, Return
from documents.models import STEPS, DocumentPage
from documents.outgoing.stands import Stand, returned, stands, waiting, way
from documents.presentation.passages import passages
from documents.registration import found_in
from home.navigation import SIGNING
from home.views.gates import person, signed_in

#: So many rows of one kind are shown; the oldest first.
SHOWN = 100


class StepForm(forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("Remark, or the reason for returning it"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
        required=False,
    )


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """What waits for me; for the secretariat also what was returned and what waits for others."""
    slug = request.GET.get("buoc", "")
    if slug and slug not in {kind.slug for kind in STEPS}:
        raise Http404
    staff = standing(request.user).staff
    if slug and staff:
        groups = [(_step_name(slug), stands(waiting(slug=slug)[:SHOWN]))]
    else:
        mine = stands(waiting(user=request.user)[:SHOWN])
        groups = [(_("Waiting for me"), mine)]
        if staff:
            own = {one.state.pk for one in mine}
            groups += [
                (_("Returned to the drafter"), stands(returned()[:SHOWN])),
                (_("Waiting for others"), stands(waiting().exclude(pk__in=own)[:SHOWN])),
            ]
    context = {"groups": [group for group in groups if group[1]], "staff": staff, "trail": _trail()}
    return render(request, "home/signing/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as it will be issued, where it stands, and the two buttons of the person it waits for."""
    one = _stand(request, pk)
    form = StepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        action = Return if "return" in request.POST else Agree
        try:
            action(one.state, person(request), comment=form.cleaned_data["comment"]).execute()
        except Refused as refused:
            form.add_error("comment" if action is Return else None, str(refused))
        else:
            messages.success(request, _told(action, one))
            return redirect("home:signing")
    draft = one.paper.get_latest_revision_as_object()
    clauses, _references = found_in(draft)
    context = {
        "stand": one,
        "draft": draft,
        "form": form,
        "mine": one.state.status == TaskState.STATUS_IN_PROGRESS and one.step.is_done_by(request.user),
        "way": way(one.paper),
        "passages": passages(draft.text, clauses, [], {}),
        "files": [row.file for row in draft.files.all()],
        "trail": _trail(one.paper),
    }
    return render(request, "home/signing/step.html", context, status=422 if form.errors else 200)


def _stand(request: HttpRequest, pk: int) -> Stand:
    """A step of a paper, for its people and the secretariat; hidden is like absent."""
    for one in stands(TaskState.objects.filter(pk=pk)):
        if standing(request.user).staff or one.step.is_done_by(request.user):
            return one
    raise Http404


def _told(action: type, one: Stand) -> str:
    if action is Return:
        return _("Returned to the drafter: %(paper)s") % {"paper": one.paper.subject}
    return _("Done: %(step)s, %(paper)s") % {"step": one.step.name, "paper": one.paper.subject}


def _step_name(slug: str) -> Any:
    return next(kind._meta.verbose_name for kind in STEPS if kind.slug == slug)


def _trail(paper: DocumentPage | None = None) -> list[tuple[str, Any]]:
    trail: list[tuple[str, Any]] = [("/", _("Home")), SIGNING]
    return [*trail, ("", paper.type.name)] if paper else trail
