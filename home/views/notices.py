"""What a person was told, and how they want to be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from agencies.permissions import standing
from home.bell import unread
from home.forms.notices import NoticesForm, chosen_by
from home.views.gates import person, signed_in
from notices.actions import ChooseNotices
from notices.matters import matter_of
from notices.models import Notice
from notices.writing import sends_mail

PER_PAGE = 20


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """The newest first; `chua-doc=1` leaves only the unread."""
    held = Notice.objects.visible_to(request.user).on_site()
    only_unread = request.GET.get("chua-doc", "") == "1"
    shown = held.unread() if only_unread else held
    page = Paginator(shown.listed(), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(notice, matter_of(notice, request.user)) for notice in page],
        "only_unread": only_unread,
        "waiting": unread(request),
        "trail": _trail(),
    }
    return render(request, "home/notices/index.html", context)


@require_GET
@signed_in
def go(request: HttpRequest, pk: int) -> HttpResponse:
    """Open what the notice is about; it counts as read from then on."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user).on_site().listed(), pk=pk)
    Notice.objects.filter(pk=pk).mark_read()
    return redirect(matter_of(notice, request.user).answer)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def read_all(request: HttpRequest) -> HttpResponse:
    """One click. A GET comes from signing in again: the button is on the list."""
    if request.method == "POST":
        number = Notice.objects.filter(user=person(request)).on_site().mark_read()
        words = ngettext(
            "%(number)d notice is marked as read.", "%(number)d notices are marked as read.", number
        )
        messages.success(request, words % {"number": number})
    return redirect("home:notices")


@method_decorator(signed_in, name="dispatch")
class Choices(View):
    """One's own choices, topic by topic."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, self._form(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request, request.POST)
        if not form.is_valid():
            return self._show(request, form)
        ChooseNotices(person(request), person(request), wishes=form.wishes()).execute()
        messages.success(request, _("Your choice of notices is kept."))
        return redirect("home:notice_settings")

    def _form(self, request: HttpRequest, *args: Any) -> NoticesForm:
        return NoticesForm(*args, chosen=chosen_by(request.user), reader=standing(request.user))

    def _show(self, request: HttpRequest, form: NoticesForm) -> HttpResponse:
        context = {"form": form, "mail_works": sends_mail(), "trail": _trail(_("Notice settings"))}
        return render(request, "home/notices/settings.html", context)


def _trail(*below: str) -> list[tuple[str, Any]]:
    """From the front page down to here."""
    home = ("/", _("Home"))
    if not below:
        return [home, ("", _("Notices"))]
    return [home, ("/thong-bao/", _("Notices")), *(("", words) for words in below)]
