"""Conventions that would go wrong unseen, checked at every start."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ValidationError
from django.utils import translation
from import_export.widgets import DateWidget

TYPED, MEANT = "05/03/2012", date(2012, 3, 5)


@register(Tags.translation)
def dates_are_vietnamese(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Day before month, in forms of every language and in imported lists.

    Django knows no Vietnamese input formats and falls back to the American ones; django-import-export
    reads the settings instead of the language's formats. Either would turn 5 March into 3 May in silence.
    """
    wrong = [f"forms in {code}" for code, _ in settings.LANGUAGES if _read_by_form(code) != MEANT]
    if _read_by_import() != MEANT:
        wrong.append("imported lists")
    return [
        Error(
            f"{TYPED} is not read as 5 March 2012 by {reader}.",
            hint="See config/date_formats.py, FORMAT_MODULE_PATH and DATE_INPUT_FORMATS.",
            id="home.E001",
        )
        for reader in wrong
    ]


def _read_by_form(language: str) -> date | None:
    with translation.override(language):
        try:
            return forms.DateField().clean(TYPED)
        except ValidationError:
            return None


def _read_by_import() -> date | None:
    try:
        read: date | None = DateWidget().clean(TYPED)
    except ValueError:
        return None
    return read
