"""The pages of saved searches, and the note that a result was opened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.actions import Refused
from agencies.permissions import known
from documents.models import DocumentPage
from notices.writing import sends_mail
from search.actions import (
    ChangeSavedSearch,
    ForgetSearch,
    NameTaken,
    SavedSearchAction,
    SaveSearch,
    SeeNewPapers,
    StopMails,
)
from search.addresses import parameters
from search.forms import asked
from search.models import Opening, Question, SavedSearch
from search.saved import newest, query_of, reader_of

#: A result is opened soon after the question, or the note is a guess of numbers.
OPENED_WITHIN = timedelta(hours=12)


class SaveForm(forms.ModelForm[SavedSearch]):
    class Meta:
        model = SavedSearch
        fields = ["name", "by_mail"]


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """My saved searches with how many new papers answer each."""
    held = SavedSearch.objects.visible_to(request.user).with_fresh(request.user)
    context = {"saved": [(one, newest(one)) for one in held], "mail_works": sends_mail(), "trail": []}
    return render(request, "search/saved.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Give the question of this address a name and keep it."""
    query = asked(request.GET).query
    kept = SavedSearch(user=known(request.user), question=parameters(query))
    data = request.POST if request.method == "POST" else None
    form = SaveForm(data, instance=kept, initial={"name": query.text[:200]})
    if _carried_out(form, SaveSearch(kept, known(request.user))):
        messages.success(request, _("The search was saved. New documents are counted once a day."))
        return redirect("search:saved")
    return _asked_for_name(request, form, query)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or with or without mail."""
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    form = SaveForm(request.POST if request.method == "POST" else None, instance=saved)
    if form.is_valid():
        action = ChangeSavedSearch(saved, known(request.user), **form.cleaned_data)
        if _carried_out(form, action):
            messages.success(request, _("The saved search “%(name)s” was changed.") % {"name": action.name})
            return redirect("search:saved")
    return _asked_for_name(request, form, query_of(saved))


def _carried_out(form: SaveForm, action: SavedSearchAction) -> bool:
    """Whether it was; a refusal stands in the form."""
    if not form.is_valid():
        return False
    try:
        action.execute()
    except Refused as refusal:
        form.add_error("name" if isinstance(refusal, NameTaken) else None, str(refusal))
        return False
    return True


def _asked_for_name(request: HttpRequest, form: SaveForm, query: Any) -> HttpResponse:
    context = {"form": form, "question": query, "mail_works": sends_mail(), "trail": []}
    return render(request, "search/save.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def see(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the answers; what is new has then been seen."""
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    return _done(request, SeeNewPapers(saved, known(request.user))) or redirect(newest(saved))


@login_required
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    said = _("The saved search “%(name)s” was deleted.") % {"name": saved.name}
    return _done(request, ForgetSearch(saved, known(request.user)), said) or redirect("search:saved")


def _done(request: HttpRequest, action: SavedSearchAction, said: str = "") -> HttpResponse | None:
    """Do it and say so; a refusal is told on the list."""
    try:
        action.execute()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("search:saved")
    if said:
        messages.success(request, said)
    return None


@csrf_exempt  # a mail programme asks with nothing but the address, which only the letter holds (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails about saved searches from the letter itself, signed in or not."""
    reader = reader_of(token)
    if reader is None:
        raise Http404
    if request.method == "POST":
        StopMails(reader, reader).execute()
    context = {"ended": request.method == "POST", "trail": []}
    return render(request, "search/unsubscribe.html", context)


@csrf_exempt  # it says nothing of anybody: a question that was asked, a paper the reader may open
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """Note that a result was opened; whatever does not fit is silently left out."""
    numbers = [request.POST.get(name, "") for name in ("question", "document", "place")]
    if all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
        question, document, place = (int(number) for number in numbers)
        recent = Question.objects.filter(pk=question, asked_at__gt=timezone.now() - OPENED_WITHIN)
        papers = DocumentPage.objects.visible_to(request.user).filter(pk=document)
        if 0 < place <= 5_000 and recent.exists() and papers.exists():
            Opening.objects.get_or_create(
                question_id=question, document_id=document, defaults={"place": place}
            )
    return HttpResponse(status=204)
