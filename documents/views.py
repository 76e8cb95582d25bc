"""The permanent address of a paper, and its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.csrf import csrf_failure
from django.views.decorators.http import require_safe

from agencies.frequency import limited
from agencies.permissions import standing
from documents.addresses import where_read
from documents.delivery import deliver
from documents.forms import CitationsForm
from documents.hidden import copy_of
from documents.looking_up import looked_up
from documents.models import CleanCopy, DocumentPage, StoredFile
from documents.outgoing.stands import is_read_at_a_step
from documents.presentation.marks import mark_of
from documents.protecting import is_kept_back
from documents.ranges import Asked
from documents.typed import address_for, remember


@require_safe
def permanent(request: HttpRequest, pk: int) -> HttpResponse:
    """The address that survives a move or a renamed page."""
    page = get_object_or_404(DocumentPage.objects.visible_to(request.user), pk=pk)
    url = where_read(page, request)
    if not url:
        raise Http404
    return redirect(url)


@require_safe
@limited()
def citations(request: HttpRequest) -> HttpResponse:
    """What a pasted text cites, as this reader may see it."""
    form = CitationsForm(request.GET if "text" in request.GET else None)
    found = None
    if form.is_valid():
        found = [
            (met, [(paper, mark_of(status), status) for paper, status in met.papers])
            for met in looked_up(form.cleaned_data["text"], request.user)
        ]
    status = 422 if form.errors else 200
    return render(request, "documents/citations.html", {"form": form, "found": found}, status=status)


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A file is read through a paper the reader may open; the secretariat also reads unattached ones.

    The secretariat and reviewers of a draft get the original, or with `ban=sach` what all others get: a copy
    without what is hidden.
    """
    stored, inside = _readable(request, pk)
    handed_out, version = stored.file, stored.sha256
    if not inside or request.GET.get("ban") == "sach":
        copy = _copy(stored)
        if copy.file:
            handed_out, version = copy.file, f"{stored.sha256}-{copy.at:%Y%m%d%H%M%S%f}"
    return deliver(handed_out, stored.filename, asked=Asked.of(request), version=version)


@require_safe
def first_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A picture of the first page, under the same rule as the file; 404 for files that are no pages."""
    stored, _inside = _readable(request, pk)
    picture = _copy(stored).first_page
    if not picture:
        raise Http404
    return deliver(picture, "trang-dau.webp")


def _readable(request: HttpRequest, pk: int) -> tuple[StoredFile, bool]:
    """The file, and whether the reader gets it as it is kept; 404 for who may read no paper that holds it.

    Nor does anybody get a file that may tell a name which a paper protects from them.
    """
    stored = get_object_or_404(StoredFile, pk=pk)
    inside = standing(request.user).staff or is_read_at_a_step(stored, request.user)
    papers = DocumentPage.objects.visible_to(request.user).filter(files__file=stored, recalled_on=None)
    if not inside and (not papers.exists() or is_kept_back(stored, request.user)):
        raise Http404
    return stored, inside


def _copy(stored: StoredFile) -> CleanCopy:
    try:
        return copy_of(stored)
    except FileNotFoundError:
        raise Http404 from None


def form_is_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form opened before its writer signed in anew carries an old token: it comes back with what was typed.

    Nothing is done with it; only a form that the browser says comes from this site is kept at all.
    """
    address = address_for(request)
    if address is None or not request.headers.get("Origin") or not reason.startswith("CSRF"):
        return csrf_failure(request, reason)
    remember(request, address)
    return redirect(address)
