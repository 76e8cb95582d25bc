"""The upload of a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sheets.reading import MOST_BYTES


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("List (.xlsx or .csv)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("At most 20 MB and 20,000 rows. Nothing is written before you have looked at it."),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 20 MB. Split the list and import it in parts.")
            )
        return file
