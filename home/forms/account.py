"""One's own details and password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.core.validators import RegexValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agencies.actions import ChangePassword
from agencies.models import User
from home.attempts import Attempts
from home.forms.sign_in import SignInForm
from vietnamese.text import clean


class DetailsForm(forms.Form):
    last_name = forms.CharField(
        label=_("Family and middle name"),
        max_length=150,
        error_messages={"required": _("Enter the family and middle name")},
    )
    first_name = forms.CharField(
        label=_("Given name"), max_length=150, error_messages={"required": _("Enter the given name")}
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        validators=[
            RegexValidator(
                r"^[+0-9][0-9 .()-]{5,}$", _("Write the number in figures, for example 0912 345 678")
            )
        ],
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("Notices by e-mail go here."),
        error_messages={"invalid": _("The address must look like ten@example.org")},
    )

    def clean_last_name(self) -> str:
        return " ".join(clean(self.cleaned_data["last_name"]).split())

    def clean_first_name(self) -> str:
        return " ".join(clean(self.cleaned_data["first_name"]).split())


class OwnPasswordForm(PasswordChangeForm):  # type: ignore[type-arg]
    """The old password is guessed no more often than at the door."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": _("The old password is not right."),
        "password_mismatch": _("The two new passwords differ. Type the new one twice."),
    }

    def __init__(self, user: User, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.request = request
        words = {
            "old_password": (_("Old password"), _("Enter the old password")),
            "new_password1": (_("New password"), _("Enter the new password")),
            "new_password2": (_("New password again"), _("Enter the new password again")),
        }
        for name, (label, missing) in words.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = missing
        self.fields["new_password2"].help_text = ""

    def clean_old_password(self) -> str:
        attempts = Attempts(self.request, self.user.get_username())
        if not attempts.take():
            raise forms.ValidationError(SignInForm.error_messages["too_many"], code="too_many")
        old = super().clean_old_password()
        attempts.forgive()
        return old

    def save(self, commit: bool = True) -> User:
        changed: User = ChangePassword(
            self.user, self.user, password=self.cleaned_data["new_password1"]
        ).execute()
        self.user = changed
        return changed
