"""One's own account: details, password, and the way to the choice of notices."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from agencies.actions import ChangeDetails
from home.forms.account import DetailsForm, OwnPasswordForm
from home.views.gates import person, signed_in


@method_decorator(signed_in, name="dispatch")
class Details(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        user = person(request)
        return self._show(
            request, DetailsForm(initial={name: getattr(user, name) for name in ChangeDetails.FIELDS})
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DetailsForm(request.POST)
        if not form.is_valid():
            return self._show(request, form)
        ChangeDetails(person(request), person(request), details=form.cleaned_data).execute()
        messages.success(request, _("Your details are kept."))
        return redirect("home:account")

    def _show(self, request: HttpRequest, form: DetailsForm) -> HttpResponse:
        context = {"form": form, "trail": _trail()}
        return render(request, "home/account/details.html", context, status=422 if form.errors else 200)


@method_decorator(signed_in, name="dispatch")
class Password(PasswordChangeView):
    """This session goes on; every other one of the account ends."""

    form_class = OwnPasswordForm
    template_name = "home/account/password.html"
    success_url = reverse_lazy("home:account")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        messages.success(self.request, _("The password is changed. Other devices have to sign in again."))
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "trail": _trail(_("Change the password"))}


def _trail(*below: str) -> list[tuple[str, Any]]:
    """From the front page down to here."""
    home = ("/", _("Home"))
    if not below:
        return [home, ("", _("My account"))]
    return [home, ("/tai-khoan/", _("My account")), *(("", words) for words in below)]
