"""Name and password, with a limit on guessing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from home.attempts import Attempts


class SignInForm(AuthenticationForm):
    """Each try takes one of the few places before the password is looked at; a right one gives it back.

    So a hundred guesses sent at the same moment get no further than five sent one after the other.
    """

    error_messages = {
        "invalid_login": _("The user name or the password is not right."),
        "inactive": _("The user name or the password is not right."),
        "too_many": _("Too many wrong attempts. Wait five minutes, then try again."),
    }

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        name, password = self.fields["username"], self.fields["password"]
        name.label = _("User name")
        name.error_messages["required"] = _("Enter the user name.")
        password.label = _("Password")
        password.error_messages["required"] = _("Enter the password.")
        for field in (name, password):
            field.widget.attrs["class"] = "wide"

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        password = self.cleaned_data.get("password")
        if not name or not password:
            return self.cleaned_data
        assert self.request is not None
        attempts = Attempts(self.request, name)
        if not attempts.take():
            raise forms.ValidationError(self.error_messages["too_many"], code="too_many")
        self.user_cache = authenticate(self.request, username=name, password=password)
        if self.user_cache is None:
            raise self.get_invalid_login_error()
        self.confirm_login_allowed(self.user_cache)
        attempts.forgive()
        return self.cleaned_data
