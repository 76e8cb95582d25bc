"""One's own secret addresses of calendars and feeds: make, see whether they are used, revoke."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_http_methods

from agencies.actions import Refused
from agencies.models import Agency
from agencies.permissions import standing
from home.forms.feeds import FeedKeyForm
from home.views.gates import person, signed_in
from notices.actions import MakeFeedKey, RevokeFeedKey
from notices.models import FeedKey

MADE = "made_feed_key"
"""In the session, until the next page: an address is shown once and kept only as a hash."""


@method_decorator(signed_in, name="dispatch")
class Addresses(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, FeedKeyForm(agencies=self._agencies(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FeedKeyForm(request.POST, agencies=self._agencies(request))
        if form.is_valid():
            me = person(request)
            try:
                secret = MakeFeedKey(me, me, agency=form.cleaned_data["agency"]).execute()
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                request.session[MADE] = secret
                return redirect("home:feed_addresses")
        return self._show(request, form)

    def _agencies(self, request: HttpRequest) -> QuerySet[Agency]:
        return Agency.objects.filter(pk__in=standing(request.user).agencies).order_by("name")

    def _show(self, request: HttpRequest, form: FeedKeyForm) -> HttpResponse:
        secret = request.session.pop(MADE, "")
        base = settings.WAGTAILADMIN_BASE_URL
        context = {
            "form": form,
            "keys": FeedKey.objects.visible_to(request.user).filter(revoked_at=None).select_related("agency"),
            "made": [f"{base}{reverse(f'home:{name}', args=[secret])}" for name in ("calendar", "feed")]
            if secret
            else [],
            "trail": [
                ("/", _("Home")),
                (reverse("home:notices"), _("Notices")),
                ("", _("Calendars and feeds")),
            ],
        }
        return render(request, "home/notices/addresses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(FeedKey.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        try:
            RevokeFeedKey(key, person(request)).execute()
            messages.success(request, _("The address is revoked; it answers nobody any more."))
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("home:feed_addresses")
