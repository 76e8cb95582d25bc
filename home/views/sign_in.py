"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from home.forms.sign_in import SignInForm
from home.landing import next_page


class SignIn(LoginView):
    """Who is signed in already lands where their work is."""

    form_class = SignInForm
    template_name = "registration/login.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "GET" and request.user.is_authenticated:
            return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        wanted = self.request.POST.get("next", self.request.GET.get("next", ""))
        return next_page(self.request, wanted)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.POST.get("next", self.request.GET.get("next", ""))
        return {**super().get_context_data(**kwargs), "next": wanted}


class SignOut(LogoutView):
    """Whoever sits down at this machine next finds nothing behind the Back button."""

    next_page = "/"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        answer["Clear-Site-Data"] = '"cache"'
        return answer
