"""The pages of saved searches, and the note that a result was opened."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import known
from documents.models import DocumentPage
from notices.writing import sends_mail
from search.addresses import parameters
from search.forms import asked
from search.models import Opening, Question, SavedSearch
from search.saved import last_paper, last_version, newest

MOST_SAVED = 50
#: A result is opened soon after the question, or the note is a guess of numbers.
OPENED_WITHIN = timedelta(hours=12)


class SaveForm(forms.ModelForm[SavedSearch]):
    class Meta:
        model = SavedSearch
        fields = ["name", "by_mail"]

    def clean(self) -> None:
        super().clean()
        if SavedSearch.objects.visible_to(self.instance.user).count() >= MOST_SAVED:
            raise forms.ValidationError(
                _("You have saved %(most)d searches; delete one before you save another.")
                % {"most": MOST_SAVED}
            )


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """My saved searches with how many new papers answer each."""
    held = SavedSearch.objects.visible_to(request.user).with_fresh(request.user)
    context = {"saved": [(one, newest(one)) for one in held], "mail_works": sends_mail(), "trail": []}
    return render(request, "search/saved.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Give the question of this address a name and keep it."""
    question = asked(request.GET).query
    kept = SavedSearch(user=known(request.user), question=parameters(question), last_paper=last_paper())
    kept.looked = kept.looked_before = last_version()
    form = SaveForm(
        request.POST if request.method == "POST" else None,
        instance=kept,
        initial={"name": question.text[:200]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                form.save()
        except IntegrityError:
            form.add_error("name", _("There is a saved search of this name already."))
        else:
            messages.success(request, _("The search was saved. New documents are counted once a day."))
            return redirect("search:saved")
    context = {"form": form, "question": question, "mail_works": sends_mail(), "trail": []}
    return render(request, "search/save.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def see(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the answers; what is new has then been seen."""
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    saved.new_papers.filter(seen_at=None).update(seen_at=timezone.now())
    return redirect(newest(saved))


@login_required
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    saved.delete()
    messages.success(request, _("The saved search “%(name)s” was deleted.") % {"name": saved.name})
    return redirect("search:saved")


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
