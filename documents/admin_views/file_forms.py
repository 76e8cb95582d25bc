"""The form with which a file is stored before a paper has it."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.documents.forms import BaseDocumentForm

from documents.intake.receiving import is_read_at_once
from documents.secrecy import refusal, stamped_on_file


class StoredFileForm(BaseDocumentForm):  # type: ignore[misc]
    """A secret paper is refused at once; a long file is read, and destroyed if it is secret, at night."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            content = file.read()
            file.seek(0)
            if is_read_at_once(content) and (degree := stamped_on_file(content)):
                raise forms.ValidationError(refusal(degree))
        return file
